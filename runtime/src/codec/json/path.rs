//! The way to a place in a document, as people write it.

/// The path of the value at `offset` of a well-formed document, without white space between its
/// parts: `volumes[0].host`. Just behind a list or object, that is the list or object itself.
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
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Object => path,
        Step::Item(index) => format!("{path}[{index}]"),
        Step::Member(name) => join(&path, name),
    })
}

enum Step<'a> {
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
    match (path, !name.is_empty() && name.chars().all(plain)) {
        ("", true) => name.to_owned(),
        (path, true) => format!("{path}.{name}"),
        // A name stands in a document as it would in quotes here.
        (path, false) => format!("{path}[\"{name}\"]"),
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

    // A path that is off by one step sends people to the wrong place.
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
