//! The text of `Debug`, parsed, so that what may differ between two clients can be taken out of it:
//! the order of maps, and members that only one of them has.

use serde_json::Value;

/// A piece of a `Debug` text.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    /// Everything between brackets and commas: names, numbers, quoted strings.
    Text(String),
    /// The text between brackets, split at its commas.
    Group(char, Vec<Vec<Tree>>),
}

/// Compares two texts: the entries of maps in any order, and without the members of the first that
/// the second does not have, as long as they are unset. The first is the official client's, which
/// may be newer than the model.
pub(super) fn same(official: &str, ours: &str) -> bool {
    if official == ours {
        return true;
    }
    let parse = |text| Parser { rest: text }.items(None);
    let (mut official, mut ours) = (parse(official), parse(ours));
    forget(&mut ours);
    forget(&mut official);
    sort(&mut ours);
    sort(&mut official);
    unify(&mut official, &ours);
    official == ours
}

/// Compares the texts of two outcomes. The ID of a request that only ours finds, in the body, is
/// left out.
pub(super) fn of_outcomes(official: &Value, ours: &Value) -> bool {
    let text = |outcome: &Value| outcome["debug"].as_str().unwrap_or_default().to_owned();
    let (theirs, mut own) = (text(official), text(ours));
    if let (None, Some(id)) = (official["request_id"].as_str(), ours["request_id"].as_str()) {
        own = own.replace(&format!("_request_id: Some({id:?})"), "_request_id: None");
    }
    same(&theirs, &own)
}

/// A form of the text in which maps have an order.
pub(super) fn normal(text: &str) -> String {
    let mut items = Parser { rest: text }.items(None);
    sort(&mut items);
    format!("{items:?}")
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    /// The items up to the bracket that closes, or the end.
    fn items(&mut self, close: Option<char>) -> Vec<Vec<Tree>> {
        let mut items = Vec::new();
        let mut item = Vec::new();
        let mut text = String::new();
        while let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            let closing = match c {
                '(' => ')',
                '[' => ']',
                '{' => '}',
                ',' => {
                    finish(&mut text, &mut item);
                    items.push(std::mem::take(&mut item));
                    continue;
                }
                '"' => {
                    self.quoted(&mut text);
                    continue;
                }
                c if Some(c) == close => break,
                c => {
                    text.push(c);
                    continue;
                }
            };
            // In a map, nothing but its key is before the bracket.
            let kind = if c == '{' && (text.trim().is_empty() || text.trim().ends_with(':')) {
                'm'
            } else {
                c
            };
            finish(&mut text, &mut item);
            item.push(Tree::Group(kind, self.items(Some(closing))));
        }
        finish(&mut text, &mut item);
        if !item.is_empty() {
            items.push(item);
        }
        items
    }

    /// The rest of a string, escapes as they are.
    fn quoted(&mut self, text: &mut String) {
        text.push('"');
        let mut escaped = false;
        while let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            text.push(c);
            match c {
                '"' if !escaped => return,
                '\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
    }
}

fn finish(text: &mut String, item: &mut Vec<Tree>) {
    // Official structures that hold secrets call a member `r#type` that others call `type`.
    let trimmed = text.trim();
    let trimmed = trimmed.strip_prefix("r#").unwrap_or(trimmed);
    if !trimmed.is_empty() {
        item.push(Tree::Text(trimmed.to_owned()));
    }
    text.clear();
}

fn sort(items: &mut [Vec<Tree>]) {
    for piece in items.iter_mut().flatten() {
        if let Tree::Group(kind, items) = piece {
            sort(items);
            if *kind == 'm' {
                items.sort_by_cached_key(|item| format!("{item:?}"));
            }
        }
    }
}

/// The entries that only ours has in the metadata of errors; the ID of a request may come from the
/// body.
const OURS: [&str; 3] = ["\"operation\":", "\"http_status\":", "\"aws_request_id\":"];

/// Takes out of the metadata of errors what only ours keeps there, to say what happened, and out of
/// receivers of events how they work.
fn forget(items: &mut [Vec<Tree>]) {
    for item in items {
        if let [Tree::Text(name), Tree::Group(_, some)] = item.as_mut_slice()
            && name == "extras: Some"
            && let Some(Tree::Group('m', extras)) = some.iter_mut().flatten().next()
        {
            extras.retain(|extra| {
                let name = extra.first();
                let is = |text: &str| matches!(name, Some(Tree::Text(it)) if it.starts_with(text));
                !OURS.iter().any(|name| is(name))
            });
            if extras.is_empty() {
                *item = vec![Tree::Text("extras: None".to_owned())];
            }
            continue;
        }
        if let [Tree::Text(text), Tree::Group(_, fields)] = item.as_mut_slice()
            && text.ends_with("EventReceiver")
        {
            fields.clear();
        }
        for piece in item {
            if let Tree::Group(_, items) = piece {
                forget(items);
            }
        }
    }
}

/// Takes unset members out of `official` that `ours` does not have.
fn unify(official: &mut Vec<Vec<Tree>>, ours: &[Vec<Tree>]) {
    let names: Vec<_> = ours.iter().map(|item| name(item)).collect();
    let is_known = |item: &Vec<Tree>| name(item).is_none() || names.contains(&name(item));
    official.retain(|item| is_known(item) || !is_unset(item));
    for (official, ours) in official.iter_mut().zip(ours) {
        for pair in official.iter_mut().zip(ours) {
            if let (Tree::Group(_, official), Tree::Group(_, ours)) = pair {
                unify(official, ours);
            }
        }
    }
}

/// The name of a member: what is before its colon.
fn name(item: &[Tree]) -> Option<&str> {
    match item.first() {
        Some(Tree::Text(text)) if !text.starts_with('"') => {
            text.split_once(':').map(|(name, _)| name)
        }
        _ => None,
    }
}

fn is_unset(item: &[Tree]) -> bool {
    match item {
        [Tree::Text(text)] => {
            let (_, value) = text.split_once(':').unwrap_or(("", text));
            // Secrets are printed in the same way, set or unset.
            matches!(
                value.trim(),
                "None" | "false" | "0" | "0.0" | "\"\"" | "\"*** Sensitive Data Redacted ***\""
            )
        }
        [Tree::Text(_), Tree::Group(_, items)] => items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    /// Protects the comparison of errors from what ours adds to their metadata.
    #[test]
    fn metadata() {
        let official = r#"A(A { meta: B { extras: Some({"id": "1"}) } })"#;
        let ours = r#"A(A { meta: B { extras: Some({"operation": "C", "id": "1"}) } })"#;
        assert!(same(official, ours));
        let ours = r#"A(A { meta: B { extras: Some({"http_status": "400", "id": "2"}) } })"#;
        assert!(!same(official, ours));
        let ours = r#"A(A { meta: B { extras: Some({"http_status": "400"}) } })"#;
        assert!(same("A(A { meta: B { extras: None } })", ours));
    }

    /// Protects the comparison of outputs from how a receiver of events works, and from nothing
    /// else.
    #[test]
    fn receivers() {
        let official = "A { b: 1, c: EventReceiver { inner: Receiver { body: X } }, d: None }";
        let ours = "A { b: 1, c: EventReceiver { .. }, d: None }";
        assert!(same(official, ours));
        assert!(!same(official, &ours.replace('1', "2")));
    }

    /// Protects the comparison from differences that there are, and from those that there are not.
    #[test]
    fn maps_and_newer_members() {
        let ours = r#"A { b: Some({"x, {\"": [1], "y": B { c: 1 }}), d: [E("}"), F] }"#;
        for (official, expected) in [
            (ours, true),
            (&ours.replace("c: 1", "r#c: 1"), true),
            (
                r#"A { b: Some({"y": B { c: 1 }, "x, {\"": [1]}), d: [E("}"), F] }"#,
                true,
            ),
            (
                r#"A { b: Some({"x, {\"": [1], "y": B { c: 1, n: None }}), d: [E("}"), F], n: [] }"#,
                true,
            ),
            (
                r#"A { b: Some({"x, {\"": [1], "y": B { c: 1, n: Some(1) }}), d: [E("}"), F] }"#,
                false,
            ),
            (
                r#"A { b: Some({"x, {\"": [2], "y": B { c: 1 }}), d: [E("}"), F] }"#,
                false,
            ),
            (r#"A { b: Some({"x, {\"": [1]}), d: [E("}"), F] }"#, false),
            (
                r#"A { b: Some({"x, {\"": [1], "y": B { c: 1 }}), d: [F, E("}")] }"#,
                false,
            ),
        ] {
            assert_eq!(same(official, ours), expected, "{official}");
        }
    }
}
