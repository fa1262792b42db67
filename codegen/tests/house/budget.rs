//! The lengths of files, functions and templates.

use crate::source::Source;
use crate::{FILE, FUNCTION, QUOTE};

/// The parts of a file that are too long.
pub(crate) fn findings(file: &Source) -> Vec<String> {
    let count = file.text.lines().count();
    let mut findings = Vec::new();
    if count > FILE {
        findings.push(format!("{}: {count} lines, at most {FILE}", file.name));
    }
    let numbered = code_lines(&file.text);
    let lines: Vec<&str> = numbered.iter().map(|(_, line)| *line).collect();
    for (index, line) in lines.iter().enumerate() {
        let (what, most) = if is_function(line) {
            ("function", FUNCTION)
        } else if line.trim_end().ends_with("quote! {") {
            ("template", QUOTE)
        } else {
            continue;
        };
        let length = block(&lines[index..]);
        if length > most {
            let (name, place) = (&file.name, numbered[index].0);
            findings.push(format!(
                "{name}:{place}: {what} of {length} lines, at most {most}"
            ));
        }
    }
    findings
}

/// The lines with their numbers, without those that start inside of a raw string literal: they are
/// data.
pub(crate) fn code_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut end: Option<String> = None;
    for (index, line) in text.lines().enumerate() {
        let mut rest = line;
        if end.is_none() {
            lines.push((index + 1, line));
        }
        loop {
            if let Some(quote) = &end {
                let Some((_, after)) = rest.split_once(quote.as_str()) else {
                    break;
                };
                rest = after;
                end = None;
            }
            let Some((signs, after)) = raw_start(rest) else {
                break;
            };
            end = Some(format!("\"{}", "#".repeat(signs)));
            rest = after;
        }
    }
    lines
}

/// The number signs of the first raw string literal that starts in the line, and what follows its
/// quote.
fn raw_start(line: &str) -> Option<(usize, &str)> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return None;
    }
    let starts = code.match_indices('r');
    starts
        .filter_map(|(at, _)| {
            let before = code[..at].chars().next_back();
            let after = &code[at + 1..];
            let quote = after.trim_start_matches('#');
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '\\';
            // `br` starts one, too.
            let is_start = before.is_none_or(|c| !is_word(c)) || code[..at].ends_with(" b");
            let rest = quote.strip_prefix('"')?;
            is_start.then(|| (after.len() - quote.len(), rest))
        })
        .next()
}

/// True if a function starts in the line, as rustfmt formats it.
fn is_function(line: &str) -> bool {
    let code = line.trim_start();
    if code.starts_with("//") || line.ends_with(';') {
        return false;
    }
    let mut words = code.split(' ');
    let mut before = words.by_ref().take_while(|word| *word != "fn");
    // What follows a quote is a string literal, unless it is the name of an ABI.
    let is_code = before.all(|word| !word.contains('"') || word == "\"C\"");
    is_code && code.split(' ').any(|word| word == "fn")
}

/// The number of lines of the block that starts in the first line: rustfmt indents its end as its
/// start.
fn block(lines: &[&str]) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let start = lines.first().map_or(0, |line| indent(line));
    let end = lines.iter().skip(1).position(|line| {
        indent(line) == start && line.trim_start().starts_with('}') && !line.ends_with('{')
    });
    let one_line = lines.first().is_some_and(|line| line.ends_with('}'));
    if one_line {
        1
    } else {
        end.map_or(1, |end| end + 2)
    }
}
