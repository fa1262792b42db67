//! Paths into a document, as people write them: `volumes[0].host`.

use super::text::meant;
use crate::error::start_of;

/// The maximum number of characters shown of a key.
const KEY: usize = 40;

/// The maximum number of steps shown at the start of a path, and at its end.
const STEPS: usize = 6;

/// The path of the value at `offset` of a document that is well-formed up to there. Just behind a
/// list or object, that is the list or object itself. Long keys and paths are cut.
pub(super) fn path(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut at = 0;
    while at < offset.min(bytes.len()) {
        let byte = bytes.get(at).copied().unwrap_or_default();
        match (byte, steps.last_mut()) {
            (b'{', _) => steps.push(Step::Object),
            (b'[', _) => steps.push(Step::Item(0)),
            (b'}' | b']', _) => drop(steps.pop()),
            (b',', Some(Step::Item(index))) => *index += 1,
            (b',', Some(step)) => *step = Step::Object,
            (b'"', Some(step @ Step::Object)) => {
                let end = end_of_string(bytes, at);
                *step = Step::Member(text.get(at + 1..end).unwrap_or_default());
                at = end;
            }
            (b'"', _) => at = end_of_string(bytes, at),
            _ => {}
        }
        at += 1;
    }
    shown(&steps)
}

/// The steps as one string, whose names are escaped as in JSON, without those in the middle if
/// there are too many.
pub(in crate::codec) fn shown(steps: &[Step<'_>]) -> String {
    let add = |path: String, step: &Step<'_>| match step {
        Step::Object => path,
        Step::Item(index) => format!("{path}[{index}]"),
        Step::Member(name) => join(&path, name),
    };
    let cut = steps.len().saturating_sub(STEPS);
    match (steps.get(..STEPS), steps.get(cut..)) {
        (Some(start), Some(end)) if cut > STEPS => {
            let start = start.iter().fold(String::new(), add);
            end.iter().fold(format!("{start}\u{2026}"), add)
        }
        _ => steps.iter().fold(String::new(), add),
    }
}

/// A step of a path.
pub(in crate::codec) enum Step<'a> {
    /// Into an object, whose next key has not come yet.
    Object,
    /// To the member of an object.
    Member(&'a str),
    /// To an item of a list.
    Item(usize),
}

/// The path of a member; its name is quoted where dots and brackets would be misread.
fn join(path: &str, name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$');
    let short = start_of(name, KEY);
    let meant = meant(&short);
    match (
        path,
        !name.is_empty() && short.len() == name.len() && meant.chars().all(plain),
    ) {
        ("", true) => meant.into_owned(),
        (path, true) => format!("{path}.{meant}"),
        // A name stands in a document as it would in quotes here.
        (path, false) => format!("{path}[\"{short}\"]"),
    }
}

/// The index of the quote that ends the string which starts at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::path;

    // A path must not grow with the document, nor bring control characters of it along.
    #[test]
    fn paths_are_short_and_safe() {
        let table = [
            (
                format!("{{\"{}\":1}}", "k".repeat(50)),
                format!("[\"{}…\"]", "k".repeat(40)),
            ),
            ("{\"\\u0061b\":1}".to_owned(), "ab".to_owned()),
            ("{\"a\u{7f}\":1}".to_owned(), "[\"a\\u{7f}\"]".to_owned()),
            ("{\"\\u001b\":1}".to_owned(), "[\"\\u001b\"]".to_owned()),
            ("[".repeat(12) + "1", "[0]".repeat(12)),
            (
                "[".repeat(13) + "1",
                "[0]".repeat(6) + "…" + &"[0]".repeat(6),
            ),
            ("{ \"a\" : [ 1 , 2 ] }".to_owned(), "a[1]".to_owned()),
        ];
        for (text, expected) in table {
            let offset = text.rfind(['1', '2']).expect("a value");
            assert_eq!(path(&text, offset), expected, "{text}");
        }
    }

    // A path that is off by one step sends people to the wrong value.
    #[test]
    fn finds_the_way() {
        let text = r#"{"a":{"b":[1,{"c":"}]\","},[[2],[]]],"d.e":null},"f":{},"":3}"#;
        let places = [
            ("{\"a", ""),
            ("{\"b", "a"),
            ("[1", "a.b"),
            ("1,", "a.b[0]"),
            ("{\"c", "a.b[1]"),
            ("\"}]", "a.b[1].c"),
            ("\\\",", "a.b[1].c"),
            ("[[2", "a.b[2]"),
            ("2]", "a.b[2][0][0]"),
            ("[]", "a.b[2][1]"),
            ("null", "a[\"d.e\"]"),
            ("{},", "f"),
            ("3", "[\"\"]"),
        ];
        for (place, expected) in places {
            let offset = text.find(place).expect(place);
            assert_eq!(path(text, offset), expected, "{place}");
        }
        // Behind an object it is the object that is meant.
        let behind = |place: &str| path(text, text.find(place).expect(place) + 1);
        assert_eq!(behind("},[["), "a.b[1]");
        assert_eq!(behind("},\"f"), "a");
        assert_eq!(path(text, text.len()), "");
        assert_eq!(path(text, usize::MAX), "");
    }
}
