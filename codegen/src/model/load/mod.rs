//! From sources to drafts of shapes: reading, parsing, and the form of the AST.

mod ast;
mod documents;
mod entity;
pub(crate) mod fields;
pub(crate) mod locate;
mod lookalike;
pub(crate) mod node;
pub(crate) mod report;
mod source;
mod tree;

use crate::diagnostic::{Problem, Problems};
use locate::SourceText;
use node::Node;
use report::Report;

pub(crate) use documents::Documents;
pub use source::Source;
pub(crate) use source::read;

/// Parses all files. A file that is not Smithy JSON is a problem by itself; problems within Smithy
/// JSON go to the report.
pub(crate) fn parse(texts: &[SourceText], report: &mut Report) -> Result<Documents, Problems> {
    let mut documents = Documents::default();
    let mut problems = Problems::new();
    for (file, text) in texts.iter().enumerate() {
        let node = match serde_json::from_str::<Node<'_>>(&text.text) {
            Ok(node) => node,
            Err(error) => {
                problems.push(not_json(text, &error));
                continue;
            }
        };
        if let Some((message, help)) = lookalike::of_no_model(&node) {
            let problem = Problem::new(message).in_file(&text.name);
            problems.push(match help {
                Some(help) => problem.with_help(help),
                None => problem,
            });
            continue;
        }
        ast::read(node, file, &mut documents, report);
    }
    problems.into_result(documents)
}

fn not_json(text: &SourceText, error: &serde_json::Error) -> Problem {
    // A problem has the position in a separate field.
    let said = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&position).unwrap_or(&said);
    let mut problem = Problem::new(match said {
        // JSON itself allows both.
        "number out of range" => "number out of range: it does not fit into 64 bits".to_owned(),
        "recursion limit exceeded" => "the JSON is nested too deeply".to_owned(),
        said => format!("invalid JSON: {said} (column {})", error.column()),
    })
    .in_file(&text.name)
    .at_line(u32::try_from(error.line()).unwrap_or(u32::MAX));
    if let Some(help) = lookalike::of_no_json(&text.text) {
        problem = problem.with_help(help);
    }
    problem
}
