//! Whatever is read, there is an answer.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::{Selection, Source, load, select};

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

/// The models that are wrong already: there is one of every kind in them.
fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model-errors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .flat_map(|case| fs::read_dir(case.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|ext| ext == "json"))
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect()
}

/// The number of values in a value, including itself.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

/// Puts something else in the place of the `wanted`th value.
fn replace(value: &mut Value, wanted: &mut usize, new: &Value) {
    if *wanted == 0 {
        *value = new.clone();
    }
    *wanted = wanted.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|part| replace(part, wanted, new)),
        Value::Object(map) => map.values_mut().for_each(|part| replace(part, wanted, new)),
        _ => {}
    }
}

fn try_out(text: String) {
    let name = "model.json".to_owned();
    match load(&[Source::Text { name, text }]) {
        Ok(model) => {
            let selection = Selection {
                operations: vec!["Buy".to_owned()],
                ..Selection::default()
            };
            // True if anything is found does not matter here.
            let _ = select(&model, &selection);
            super::selecting::round_trips(&model);
        }
        Err(problems) => assert!(!problems.is_empty() && !problems.to_string().is_empty()),
    }
}

/// Protects: no panic and no empty answer, whatever part of a model is replaced
/// by whatever else.
#[test]
fn odd_values_do_not_panic() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5e300),
        json!(""),
        json!("$"),
        json!("com.example#Buy"),
        json!("com.example#Shop$name"),
        json!([]),
        json!([[{}]]),
        json!({}),
        json!({ "target": "com.example#Shop" }),
        json!({ "type": "structure", "mixins": [{ "target": "com.example#Shop" }] }),
        json!({ "type": "list", "member": { "target": "com.example#List" } }),
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for seed in seeds() {
        let Ok(seed) = serde_json::from_str::<Value>(&seed) else {
            continue;
        };
        for _ in 0..25 {
            let mut value = seed.clone();
            for _ in 0..=dice.roll(3) {
                let mut place = dice.roll(count(&value));
                let new = odd.get(dice.roll(odd.len())).unwrap();
                replace(&mut value, &mut place, new);
            }
            try_out(value.to_string());
        }
    }
}

/// Protects: the same for text with letters lost, doubled or exchanged.
#[test]
fn odd_text_does_not_panic() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for seed in seeds() {
        let letters: Vec<char> = seed.chars().collect();
        for _ in 0..25 {
            let mut letters = letters.clone();
            for _ in 0..=dice.roll(4) {
                let place = dice.roll(letters.len());
                match dice.roll(3) {
                    0 if !letters.is_empty() => drop(letters.remove(place)),
                    1 => letters.insert(place, ['"', '{', '}', '#', '\u{0}'][dice.roll(5)]),
                    _ => letters.truncate(letters.len().saturating_sub(place / 20)),
                }
            }
            try_out(letters.into_iter().collect());
        }
    }
}
