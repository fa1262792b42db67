//! `model/batch.json` says what the real model says, in other words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hammersmith_tests::shared;
use serde_json::Value;

const OPERATION: &str = "com.amazonaws.batch#RegisterJobDefinition";
const SERVICE: &str = "com.amazonaws.batch#AWSBatchV20160810";

/// Traits that say something in words, or that we write ourselves; the endpoints have a test of
/// their own.
const OWN: [&str; 5] = [
    "smithy.api#documentation",
    "smithy.api#externalDocumentation",
    "smithy.api#title",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#endpointTests",
];

fn real_model() -> Option<Value> {
    let folder = shared::folder("the comparison with the real model of Batch")?;
    let path = Path::new("models/batch/service/2016-08-10/batch-2016-08-10.json");
    Some(shared::json(&folder.join(path)))
}

/// The shapes that the operation reaches, by id.
fn closure(model: &Value) -> BTreeMap<String, Value> {
    let mut reached = BTreeMap::new();
    let mut next = vec![OPERATION.to_owned()];
    while let Some(id) = next.pop() {
        let Some(shape) = model["shapes"].get(&id) else {
            continue;
        };
        if reached.insert(id, shape.clone()).is_some() {
            continue;
        }
        targets(shape, &mut next);
    }
    reached
}

/// All that a shape refers to.
fn targets(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str() {
                    Some(id) if key == "target" => found.push(id.to_owned()),
                    _ if key == "traits" => {}
                    _ => targets(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| targets(item, found)),
        _ => {}
    }
}

/// The value without traits that are words, and examples and deprecations without theirs.
fn facts(value: &Value) -> Value {
    match value {
        Value::Object(entries) => entries
            .iter()
            .filter(|(key, _)| !OWN.contains(&key.as_str()))
            .map(|(key, value)| match key.as_str() {
                "smithy.api#examples" => (key.clone(), examples(value)),
                "smithy.api#deprecated" => (key.clone(), true.into()),
                _ => (key.clone(), facts(value)),
            })
            .filter(|(key, value)| {
                key != "traits" || value.as_object().is_none_or(|it| !it.is_empty())
            })
            .collect(),
        Value::Array(items) => items.iter().map(facts).collect(),
        other => other.clone(),
    }
}

/// The inputs and outputs of examples, by the name of the job definition.
fn examples(value: &Value) -> Value {
    let mut examples: Vec<_> = value
        .as_array()
        .into_iter()
        .flatten()
        .map(|example| [example["input"].clone(), example["output"].clone()])
        .collect();
    examples.sort_by_key(|[input, _]| input["jobDefinitionName"].to_string());
    Value::from_iter(examples.into_iter().map(Value::from_iter))
}

/// Protects every name, target, constraint, default and enum value, and the order of members,
/// which is the order of the JSON on the wire.
#[test]
fn closure_is_that_of_the_real_model() {
    let Some(real) = real_model() else { return };
    let ours = shared::our_model();
    let (ours, real) = (closure(&ours), closure(&real));
    assert_eq!(
        ours.keys().collect::<Vec<_>>(),
        real.keys().collect::<Vec<_>>(),
        "the shapes that are reached"
    );
    for (id, real) in &real {
        let (real, ours) = (facts(real), facts(&ours[id]));
        assert_eq!(ours, real, "{id}");
        let names = |shape: &Value| {
            let members = shape["members"].as_object().into_iter().flatten();
            members.map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            names(&ours),
            names(&real),
            "the order of the members of {id}"
        );
    }
}

/// Protects the service's own facts: version, name, signing, protocol. It has one operation, and
/// nothing is in the model that the service does not reach.
#[test]
fn service_is_that_of_the_real_model() {
    let ours = shared::our_model();
    let mut expected: BTreeSet<_> = closure(&ours).into_keys().collect();
    expected.insert(SERVICE.to_owned());
    let shapes = ours["shapes"].as_object().expect("shapes");
    assert_eq!(shapes.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(ours["smithy"], "2.0");

    let Some(real) = real_model() else { return };
    let mut real = facts(&real["shapes"][SERVICE]);
    let ours = facts(&ours["shapes"][SERVICE]);
    real["operations"] = ours["operations"].clone();
    assert_eq!(
        ours["operations"],
        serde_json::json!([{ "target": OPERATION }])
    );
    assert_eq!(ours, real);
}

/// Protects against copied sentences: no eight words in a row of our documentation are in a row
/// in the real model's, unless most of them are values, which are facts.
#[test]
fn documentation_is_our_own() {
    let Some(real) = real_model() else { return };
    let mut theirs = BTreeSet::new();
    sentences(&real, &mut |text| {
        let words: Vec<_> = words(text).into_iter().map(|word| word.text).collect();
        theirs.extend(words.windows(8).map(|run| run.join(" ")));
    });
    let (mut texts, mut copied) = (0, Vec::new());
    sentences(&shared::our_model(), &mut |text| {
        texts += 1;
        for run in words(text).windows(8) {
            let values = run.iter().filter(|word| word.is_value).count();
            let run: Vec<_> = run.iter().map(|word| word.text.as_str()).collect();
            let run = run.join(" ");
            if values < 4 && theirs.contains(&run) {
                copied.push(run);
            }
        }
    });
    assert!(texts > 300, "only {texts} texts");
    assert_eq!(copied, Vec::<String>::new());
}

/// Protects that a user finds out about every member: each has a documentation, or its target.
#[test]
fn everything_is_documented() {
    let ours = shared::our_model();
    let shapes = ours["shapes"].as_object().expect("shapes");
    let said = |value: &Value| value["traits"]["smithy.api#documentation"].is_string();
    let mut silent = Vec::new();
    for (id, shape) in shapes
        .iter()
        .filter(|(_, shape)| shape["type"] == "structure")
    {
        if !said(shape) {
            silent.push(id.clone());
        }
        for (name, member) in shape["members"].as_object().into_iter().flatten() {
            let target = member["target"]
                .as_str()
                .and_then(|target| shapes.get(target));
            if !said(member) && !target.is_some_and(said) {
                silent.push(format!("{id}${name}"));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

/// Calls back with every text for people.
fn sentences(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str() {
                    Some(text) if key.ends_with("documentation") => found(text),
                    _ => sentences(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sentences(item, found)),
        _ => {}
    }
}

struct Word {
    /// In lower case.
    text: String,
    /// It is a number or in `<code>`.
    is_value: bool,
}

/// The words of a text in HTML.
fn words(html: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut in_code = false;
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        match tag {
            "code" => in_code = true,
            "/code" => in_code = false,
            _ => {}
        }
        let found = text.split(|c: char| !c.is_alphanumeric());
        words.extend(found.filter(|word| !word.is_empty()).map(|word| Word {
            text: word.to_lowercase(),
            is_value: in_code || word.chars().all(|c| c.is_ascii_digit()),
        }));
    }
    words
}
