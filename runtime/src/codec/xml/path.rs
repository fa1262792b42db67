//! Paths into a document, as people write them: `HostedZones.HostedZone[1].Name`.

use super::Reader;
use crate::error::start_of;

/// The maximum number of characters shown of a name.
const NAME: usize = 40;

/// The maximum number of steps shown at the start of a path, and at its end.
const STEPS: usize = 6;

/// An open element: its name, the number of elements of that name right before it, and the last one
/// within it.
struct Step<'a> {
    name: &'a str,
    index: usize,
    last: Option<(&'a str, usize)>,
}

/// The path of the element at `offset` of a document that is well-formed up to there, without its
/// root. Just behind an element, that is the element itself. An element that follows others of its
/// name has an index.
pub(super) fn path(text: &str, offset: usize) -> String {
    let mut reader = Reader::of(text);
    let mut steps: Vec<Step<'_>> = Vec::new();
    loop {
        let before = reader.at;
        let entered = match steps.is_empty() {
            true => reader.root().map(Some),
            false => reader.next_element(),
        };
        match entered {
            Ok(Some(name)) => {
                let tag = text.get(before..reader.at).and_then(|text| text.rfind('<'));
                if before + tag.unwrap_or_default() < offset {
                    enter(&mut steps, name);
                }
            }
            Ok(None) if reader.at < offset => drop(steps.pop()),
            _ => return shown(&steps),
        }
        if reader.at >= offset || steps.is_empty() {
            return shown(&steps);
        }
    }
}

fn enter<'a>(steps: &mut Vec<Step<'a>>, name: &'a str) {
    let mut index = 0;
    if let Some(parent) = steps.last_mut() {
        if let Some((last, count)) = parent.last
            && last == name
        {
            index = count + 1;
        }
        parent.last = Some((name, index));
    }
    steps.push(Step {
        name,
        index,
        last: None,
    });
}

/// The steps as one string, without those in the middle if there are too many.
fn shown(steps: &[Step<'_>]) -> String {
    let steps = steps.get(1..).unwrap_or_default();
    let add = |mut path: String, step: &Step<'_>| {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&start_of(step.name, NAME));
        if step.index > 0 {
            path.push_str(&format!("[{}]", step.index));
        }
        path
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

#[cfg(test)]
mod tests {
    use super::path;

    /// A path that is off by one step sends people to the wrong value.
    #[test]
    fn finds_the_way() {
        let text = "<?xml version='1.0'?><r a='1'><!-- <x> --><a><b>1</b><b x='2'>3</b><c/>4<b>5</b></a><d>6</d></r>";
        let places = [
            ("<r a", ""),
            ("a='1'", ""),
            ("<a>", ""),
            ("<b>1", "a"),
            ("1</b", "a.b"),
            ("</b><b", "a.b"),
            ("x='2'", "a.b[1]"),
            ("3<", "a.b[1]"),
            ("4<b>", "a.c"),
            ("5<", "a.b"),
            ("6", "d"),
        ];
        for (place, expected) in places {
            let offset = text.find(place).expect(place);
            assert_eq!(path(text, offset), expected, "{place}");
        }
        // Behind an element it is the element that is meant.
        let behind = |place: &str| path(text, text.find(place).expect(place) + place.len());
        assert_eq!(behind("</b>"), "a.b");
        assert_eq!(behind("</a>"), "a");
        assert_eq!(path(text, text.len()), "");
        assert_eq!(path(text, usize::MAX), "");
    }

    /// A path must not grow with the document, nor bring control characters of it along.
    #[test]
    fn paths_are_short_and_safe() {
        let table = [
            (
                format!("<r><{}>1", "k".repeat(50)),
                format!("{}…", "k".repeat(40)),
            ),
            ("<r><a\u{7f}>1".to_owned(), "a\\u{7f}".to_owned()),
            (
                format!("<r>{}1", "<a>".repeat(13)),
                ["a"; 6].join(".") + "…." + &["a"; 6].join("."),
            ),
        ];
        for (text, expected) in table {
            let offset = text.find('1').expect("a value");
            assert_eq!(path(&text, offset), expected, "{text}");
        }
    }
}
