//! Markdown: tables, fences, and the model's texts made to fit.

use crate::diagnostic::visible;
use crate::markdown;
use crate::plan::docs::Docs;
use crate::plan::enumeration::Enumeration;
use crate::plan::page::Link;

/// The most values of an enum that are named; the rest is counted.
const VALUES: usize = 24;
/// The greatest length of a text in a table; of a longer one, the table has the first sentence.
const LONG: usize = 700;

/// Markdown, growing.
#[derive(Clone, Debug, Default)]
pub(super) struct Text(pub(super) String);

impl Text {
    /// Adds lines, set apart by a blank one from what is there.
    pub(super) fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    /// Adds code. `how` says what rustdoc does with it.
    pub(super) fn code(&mut self, how: &str, lines: &[String]) {
        let mut text = format!("```{how}\n");
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("```");
        self.block(&text);
    }

    /// Adds a table.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        let mut text = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(N));
        for row in rows {
            text.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        self.block(&text);
    }
}

/// Characters that mean something in a line of Markdown, or in a table.
const MARKS: &str = "\\`*_[]<>|&~#";

/// A code span in a cell of a table; the text may hold anything.
pub(super) fn code(text: &str) -> String {
    let fence = markdown::fence('`', 1, text);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    let text = visible(&text.replace(['\n', '\r'], " ")).replace('|', "\\|");
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A name as code that may be broken where its words meet, or it would make a column of a table
/// wider than a phone.
pub(super) fn breakable(name: &str) -> String {
    format!("<code>{}</code>", broken(name))
}

/// As [`breakable`], without being code.
pub(super) fn broken(name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for c in visible(name).chars() {
        if c.is_uppercase() && before.is_lowercase() {
            text.push_str("<wbr>");
        }
        match c {
            // It would be emphasis.
            '_' => text.push_str("\\_<wbr>"),
            '<' => text.push_str("&lt;"),
            c if MARKS.contains(c) => text.extend(['\\', c]),
            c => text.push(c),
        }
        before = c;
    }
    text
}

/// Links on one line; none where there are none.
pub(super) fn links(links: &[Link]) -> Vec<String> {
    links
        .iter()
        .map(|link| {
            format!(
                "[{}](<{}>)",
                plain(&link.title),
                markdown::link_target(&link.url).unwrap_or_default()
            )
        })
        .collect()
}

/// Text that is not Markdown, as Markdown; what is between backticks is code all the same.
pub(super) fn plain(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape(text);
    }
    for (at, piece) in pieces.into_iter().enumerate() {
        parts.push(match at % 2 {
            1 if !piece.is_empty() => code(piece),
            _ => escape(piece),
        });
    }
    parts.concat()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(&text.replace(char::is_whitespace, " ")).chars() {
        if MARKS.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The names of an enum's values, unless there are very many.
pub(super) fn enum_values(found: &Enumeration, separator: &str) -> String {
    let names = found.variants.iter().map(|variant| variant.name.as_str());
    some(names.collect(), separator)
}

/// The texts of an enum's values as code, unless there are very many.
pub(super) fn enum_texts(found: &Enumeration) -> String {
    let texts = found.variants.iter().map(|variant| code(&variant.value));
    some(texts.collect(), ", ")
}

fn some<T: AsRef<str>>(names: Vec<T>, separator: &str) -> String {
    let shown = if names.len() > VALUES + 1 {
        VALUES
    } else {
        names.len()
    };
    let mut text = String::new();
    for (at, name) in names.iter().take(shown).enumerate() {
        if at > 0 {
            text.push_str(separator);
        }
        text.push_str(name.as_ref());
    }
    if shown < names.len() {
        text.push_str(&format!("{separator}and {} more", names.len() - shown));
    }
    text
}

/// Documentation for a cell of a table, on one line; `more` is where the whole of a long one is.
pub(super) fn cell(docs: &Docs, more: &str) -> String {
    if docs.text.len() > LONG {
        let summary = docs.summary.replace('|', "\\|");
        return format!("{summary} [More](<{more}>)");
    }
    let mut out = String::new();
    let mut in_code = false;
    let mut new_block = true;
    for line in docs.text.lines() {
        let line = line.trim();
        let line = line.trim_start_matches("> ").trim_start_matches('>').trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
            new_block = true;
            continue;
        }
        if line.is_empty() {
            new_block = true;
            continue;
        }
        let item = line.strip_prefix("- ").filter(|_| !in_code);
        let heading = line.trim_start_matches('#');
        let is_heading = !in_code && heading.len() < line.len() && heading.starts_with(' ');
        if !out.is_empty() {
            let breaks = new_block || item.is_some() || in_code || is_heading;
            out.push_str(if breaks { "<br>" } else { " " });
        }
        match (item, in_code) {
            (_, true) => out.push_str(&code(line)),
            (Some(item), _) => out.push_str(&format!("• {}", escaped(item))),
            _ if is_heading => out.push_str(&format!("**{}**", escaped(heading.trim()))),
            _ => out.push_str(&escaped(line)),
        }
        new_block = is_heading;
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}
