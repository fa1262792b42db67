//! `cargo hammersmith list`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, visible};
use hammersmith_codegen::model::{self, Model, OperationBinding, Shape, Source};
use hammersmith_codegen::{Timings, suggest};
use serde_json::{Value, json};

use crate::generate::counted;
use crate::ui::Ui;
use crate::{Failure, Outcome, selection};

/// The things to list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Services,
    Operations,
    Shapes,
    /// Services, each with its operations below it.
    Both,
}

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let what = match ["services", "operations", "shapes"].map(|flag| matches.get_flag(flag)) {
        [true, _, _] => What::Services,
        [_, true, _] => What::Operations,
        [_, _, true] => What::Shapes,
        _ => What::Both,
    };
    let (models, pattern) = arguments(matches)?;
    let pattern = Pattern::new(pattern.as_deref());
    let mut listing = Listing {
        what,
        pattern: &pattern,
        rows: Vec::new(),
        passed: Vec::new(),
        answers: Vec::new(),
    };
    let mut timings = Timings::default();
    for paths in models {
        let sources: Vec<Source> = paths.into_iter().map(Source::File).collect();
        let model = timings.measure("load", || model::load(&sources))?;
        listing.add(&model);
    }
    if listing.rows.is_empty() {
        return Err(listing.nothing().into());
    }
    ui.print(lines(&listing.rows))?;
    let key = match what {
        What::Shapes => "shapes",
        _ => "services",
    };
    ui.set(key, listing.answers.into());
    ui.timings("all models", &timings)?;
    Ok(Outcome::Done)
}

/// The models to list, one by one, and the pattern.
fn arguments(matches: &ArgMatches) -> Result<(Vec<Vec<PathBuf>>, Option<String>), Failure> {
    let first = matches.get_one::<String>("model");
    let second = matches.get_one::<String>("pattern");
    match first {
        Some(model) if second.is_some() || is_path(model) => {
            Ok((vec![vec![PathBuf::from(model)]], second.cloned()))
        }
        pattern => {
            let mut models: Vec<Vec<PathBuf>> = Vec::new();
            for job in selection::from_file(matches, "`list model/batch.json`")? {
                if !models.contains(&job.config.model) {
                    models.push(job.config.model);
                }
            }
            Ok((models, pattern.cloned()))
        }
    }
}

/// True if an argument is a model, not a pattern.
fn is_path(argument: &str) -> bool {
    argument.contains(['/', '\\']) || argument.ends_with(".json") || Path::new(argument).exists()
}

/// A pattern for names, ignoring case.
struct Pattern {
    text: Option<String>,
    parts: Vec<String>,
}

impl Pattern {
    fn new(text: Option<&str>) -> Self {
        let folded = text.unwrap_or_default().to_lowercase();
        Self {
            text: text.map(str::to_owned),
            parts: folded.split('*').map(str::to_owned).collect(),
        }
    }

    fn matches(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut rest = name.as_str();
        self.parts
            .iter()
            .all(|part| match rest.split_once(part.as_str()) {
                Some((_, behind)) => {
                    rest = behind;
                    true
                }
                None => false,
            })
    }
}

/// The rows to print, and the names that the pattern excluded.
struct Listing<'p> {
    what: What,
    pattern: &'p Pattern,
    rows: Vec<Vec<String>>,
    passed: Vec<String>,
    /// The listed items as JSON.
    answers: Vec<Value>,
}

impl Listing<'_> {
    fn add(&mut self, model: &Model) {
        match self.what {
            What::Services => {
                for service in model.services() {
                    let row = service_row(model, service);
                    let names = [&sdk_id(service), service.id.as_str()];
                    let operations = model.service_operations(&service.id);
                    self.keep(&names, row, || answer(service, &operations));
                }
            }
            What::Shapes => {
                for shape in model.shapes() {
                    let (ty, id) = (shape.shape_type().to_string(), shape.id.as_str());
                    let answer = json!({"id": id, "type": ty});
                    self.keep(&[id], vec![ty, id.to_owned()], || answer);
                }
            }
            What::Operations | What::Both => {
                let several = model.services().count() > 1;
                for service in model.services() {
                    self.operations(model, service, several);
                }
            }
        }
    }

    fn operations(&mut self, model: &Model, service: &Shape, several: bool) {
        let header = self.rows.len();
        let mut kept = Vec::new();
        for binding in model.service_operations(&service.id) {
            let name = binding.operation.name();
            let resources: Vec<&str> = binding.resources.iter().map(|id| id.name()).collect();
            let mut row = vec![name.to_owned(), resources.join("/")];
            if self.what == What::Both {
                row = vec![format!("  {}", row.join("  ").trim_end())];
            } else if several {
                row.insert(0, sdk_id(service));
            }
            if self.pattern.matches(name) {
                self.rows.push(row);
                kept.push(binding);
            } else {
                self.passed.push(name.to_owned());
            }
        }
        if kept.is_empty() {
            return;
        }
        self.answers.push(answer(service, &kept));
        if self.what == What::Both {
            let row = service_row(model, service).join("  ");
            self.rows.insert(header, vec![row]);
        }
    }

    fn keep(&mut self, names: &[&str], row: Vec<String>, answer: impl FnOnce() -> Value) {
        if names.iter().any(|name| self.pattern.matches(name)) {
            self.rows.push(row);
            self.answers.push(answer());
        } else {
            let names = names.iter().map(|name| (*name).to_owned());
            self.passed.extend(names);
        }
    }

    /// The problem if there is nothing to print.
    fn nothing(&self) -> Problem {
        let what = match self.what {
            What::Services => "service",
            What::Operations | What::Both => "operation",
            What::Shapes => "shape",
        };
        let Some(pattern) = &self.pattern.text else {
            return Problem::new(format!("the model has no {what}"));
        };
        let problem = Problem::new(format!("no {what} matches `{pattern}`"));
        let names = self.passed.iter();
        let names =
            names.flat_map(|name| [name.as_str()].into_iter().chain(name.split('#').nth(1)));
        match suggest::question(&suggest::closest(pattern, names, 3)) {
            Some(question) => problem.with_help(question),
            None => problem,
        }
    }
}

fn sdk_id(service: &Shape) -> String {
    match service.traits.aws_service() {
        Some(aws) => aws.sdk_id.to_owned(),
        None => service.id.name().to_owned(),
    }
}

/// A service and its operations, as JSON.
fn answer(service: &Shape, operations: &[OperationBinding]) -> Value {
    let operations = operations.iter().map(|binding| {
        let resources: Vec<&str> = binding.resources.iter().map(|id| id.name()).collect();
        json!({"name": binding.operation.name(), "resources": resources})
    });
    json!({
        "id": service.id.as_str(),
        "sdkId": sdk_id(service),
        "protocols": protocols(service),
        "operations": operations.collect::<Vec<_>>(),
    })
}

/// The protocols of a service, without their namespaces.
fn protocols(service: &Shape) -> Vec<&str> {
    let ids = service.traits.protocols().into_iter();
    ids.map(|id| id.rsplit('#').next().unwrap_or(id)).collect()
}

fn service_row(model: &Model, service: &Shape) -> Vec<String> {
    let protocols = protocols(service);
    vec![
        sdk_id(service),
        if protocols.is_empty() {
            "no protocol".to_owned()
        } else {
            protocols.join(" ")
        },
        counted(model.service_operations(&service.id).len(), "operation"),
        service.id.to_string(),
    ]
}

/// Rows with aligned columns.
fn lines(rows: &[Vec<String>]) -> String {
    let visible = |row: &Vec<String>| row.iter().map(|cell| visible(cell).into_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(visible).collect();
    let mut widths: Vec<usize> = Vec::new();
    for row in rows.iter().filter(|row| row.len() > 1) {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let width = widths.get(at).copied().unwrap_or_default();
            line += &format!("{cell:width$}  ");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what a pattern lets through.
    #[test]
    fn patterns_hold_in_order_whatever_the_case() {
        for (pattern, name, expected) in [
            (None, "anything", true),
            (Some(""), "anything", true),
            (Some("job"), "RegisterJobDefinition", true),
            (Some("Reg*def"), "RegisterJobDefinition", true),
            (Some("def*reg"), "RegisterJobDefinition", false),
            (Some("*"), "x", true),
            (Some("queue"), "RegisterJobDefinition", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(name), expected, "{pattern:?}");
        }
    }
}
