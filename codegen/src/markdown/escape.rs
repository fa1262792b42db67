//! Characters with a meaning in Markdown.

use std::borrow::Cow;

use crate::hidden::is_invisible;

/// True for characters that are left out of documentation. White space is not: it is normalized.
pub(super) fn is_dropped(c: char) -> bool {
    is_invisible(c) && !c.is_whitespace()
}

/// The surroundings of a character of text.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    /// The character before, in the same text.
    pub(super) before: Option<char>,
    /// The text after it, in the same text.
    pub(super) after: &'t str,
}

/// True if a character of plain text needs a backslash at any position in a line.
pub(super) fn needs_escape(c: char, place: Place) -> bool {
    let before = place.before;
    let next = place.after.chars().next();
    let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '[' | ']' | '`' => true,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace()),
        '*' => !(is_space(before) && is_space(next)),
        '_' => !(is_word(before) && is_word(next)),
        '~' => next == Some('~') || before.is_some_and(|c| !c.is_whitespace()),
        '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(place.after),
        _ => false,
    }
}

/// True if the text starts with the rest of an entity: `lt;`, `#60;`.
pub(super) fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// Escapes a word at the start of a line, where some words have a special meaning: `-`, `1.`, `#`,
/// `>`, `===`.
pub(super) fn at_line_start(word: &str) -> Cow<'_, str> {
    let all = |set: &str| !word.is_empty() && word.chars().all(|c| set.contains(c));
    let heading = all("#") && word.len() <= 6;
    let rule = all("-") || all("=") || all("+") || all("*") || all(":|-");
    if heading || rule || word.starts_with(['>', '|']) {
        return format!("\\{word}").into();
    }
    if let Some(number) = word.strip_suffix(['.', ')'])
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
    {
        let end = word.get(number.len()..).unwrap_or_default();
        return format!("{number}\\{end}").into();
    }
    word.into()
}

/// A code span with the given content. `None` if the content is empty.
pub(super) fn code_span(content: &str) -> Option<String> {
    let visible: String = content.chars().filter(|c| !is_dropped(*c)).collect();
    let content = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    if content.is_empty() {
        return None;
    }
    let fence = fence('`', 1, &content);
    let pad = if content.starts_with('`') || content.ends_with('`') {
        " "
    } else {
        ""
    };
    Some(format!("{fence}{pad}{content}{pad}{fence}"))
}

/// A fence of at least `least` characters that does not occur in the content.
pub(crate) fn fence(mark: char, least: usize, content: &str) -> String {
    let runs = content.split(|c| c != mark).map(str::len);
    let taken: Vec<usize> = runs.collect();
    let length = (least..)
        .find(|length| !taken.contains(length))
        .unwrap_or(least);
    mark.to_string().repeat(length)
}

/// The web address at the start of the text, if there is one.
pub(super) fn web_address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let ends = |c: char| !c.is_ascii_graphic() || "<>\"'`()[]{}|\\^".contains(c);
    let address = text.split(ends).next()?;
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    let host = address
        .strip_prefix(scheme)?
        .split(['/', '?', '#', ':'])
        .next()?;
    let (name, domain) = host.rsplit_once('.')?;
    let is_domain = domain.len() >= 2 && domain.chars().all(|c| c.is_ascii_alphabetic());
    (is_domain && !name.is_empty()).then_some(address)
}

/// The target of a link, escaped for use between parentheses. `None` if it is not an absolute
/// address.
pub(crate) fn link_target(href: &str) -> Option<String> {
    let href = href.trim();
    let is_address = |scheme: &&str| href.starts_with(*scheme) && href.len() > scheme.len();
    ["https://", "http://", "mailto:"]
        .iter()
        .find(|scheme| is_address(scheme))?;
    let mut target = String::with_capacity(href.len());
    for c in href.chars().filter(|c| !is_dropped(*c)) {
        if c.is_whitespace() || "()<>[]`\\\"".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                target.push_str(&format!("%{byte:02X}"));
            }
        } else {
            target.push(c);
        }
    }
    Some(target)
}
