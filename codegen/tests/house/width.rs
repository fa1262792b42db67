//! The width of comments, which rustfmt does not wrap.

use crate::WIDTH;
use crate::budget::code_lines;
use crate::source::Source;

/// The comments that are too wide. The documentation in a template is wrapped for the output, which
/// is indented less.
pub(crate) fn findings(file: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    let mut template: Option<&str> = None;
    for (number, line) in code_lines(&file.text) {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        if let Some(start) = template {
            if indent == start && code.starts_with(['}', ')']) {
                template = None;
            }
            continue;
        }
        if code.ends_with("quote! {") || code.ends_with("quote!(") {
            template = Some(indent);
        }
        let width = line.chars().count();
        if is_comment(code) && !is_unbreakable(code) && width > WIDTH {
            let name = &file.name;
            findings.push(format!("{name}:{number}: {width} columns, at most {WIDTH}"));
        }
    }
    findings
}

fn is_comment(code: &str) -> bool {
    code.starts_with("//")
}

/// True for rows of tables, and for lines with a URL.
fn is_unbreakable(comment: &str) -> bool {
    let text = comment.trim_start_matches(['/', '!', ' ']);
    text.starts_with('|') || text.contains("://")
}
