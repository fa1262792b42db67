//! The wire comparison of any service: random inputs and responses of its operations, through the
//! official crate and ours.
//!
//! One source is written from the plan of a model and compiled with either crate; both programs play
//! the same cases, and what they send and see is compared. A difference is shrunk to a small case.
//!
//! | module | what |
//! | --- | --- |
//! | `code`, `secrets`, `package` | the source, and the packages of the two programs |
//! | `inputs`, `responses`, `outputs`, `mutate`, `random` | random inputs and responses |
//! | `process` | plays cases |
//! | `difference`, `debug` | compares |
//! | `shrink` | makes cases smaller |

mod code;
mod debug;
mod difference;
mod inputs;
mod json;
mod mutate;
mod outputs;
mod package;
mod process;
mod random;
mod responses;
mod secrets;
mod shrink;

use std::fmt;
use std::path::Path;

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use serde_json::Value;

pub use difference::Difference;
pub use json::Json;
pub use package::Service;
pub use responses::{Body, Response};

use difference::Comparison;
use inputs::Inputs;
use package::Programs;
use process::Player;
use responses::Responses;

/// The options of a run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The seed of the first case; that of each further one is greater by one.
    pub seed: u64,
    /// The number of cases.
    pub cases: u64,
    /// The names of the operations to play; all if empty.
    pub operations: Vec<String>,
    /// The number of failures after which the run ends.
    pub failures: usize,
    /// Differences to ignore: `request.uri`, `outcome.debug` and the like.
    pub except: Vec<String>,
}

/// One call.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of the operation.
    pub operation: String,
    /// Its input, by the names of the model.
    pub input: Json,
    /// The response of the server.
    pub response: Response,
}

/// A case in which the clients differ, after shrinking.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The seed it was found with.
    pub seed: u64,
    /// The case.
    pub case: Case,
    /// The difference.
    pub difference: Difference,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The operations that were played.
    pub operations: usize,
    /// The cases that were played.
    pub cases: u64,
    /// The number of cases that sent a request.
    pub sent: u64,
    /// The number of cases that returned an output.
    pub outputs: u64,
    /// The number of cases that returned a modelled error.
    pub errors: u64,
    /// The failures: the first of each kind of difference and operation.
    pub failures: Vec<Failure>,
    /// The number of cases that differ.
    pub failed: u64,
}

/// Compiles both programs of a service and plays cases; `target` is the target directory.
///
/// # Panics
///
/// If something does not generate or compile, or if an operation is not there.
pub fn run(service: &Service, run: &Run, target: &Path) -> Report {
    let programs = package::build(service, target);
    let mut names = programs.operations.clone();
    if !run.operations.is_empty() {
        names = run.operations.clone();
    }
    let shapes = Shapes::of(&programs.plan);
    let operations: Vec<_> = names.iter().map(|it| find(&programs.plan, it)).collect();
    let mut session = Session::new(&programs, &shapes, &run.except);
    let mut report = Report {
        operations: operations.len(),
        ..Report::default()
    };
    for seed in run.seed..run.seed.saturating_add(run.cases) {
        let operation = operations[(seed % operations.len() as u64) as usize];
        session.one(operation, seed, &mut report);
        if report.failures.len() >= run.failures {
            break;
        }
    }
    report
}

fn find<'p>(plan: &'p Plan, name: &str) -> &'p Operation {
    let found = plan.operations.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("no operation {name}"))
}

struct Session<'a> {
    plan: &'a Plan,
    shapes: &'a Shapes<'a>,
    official: Player,
    ours: Player,
    except: &'a [String],
}

impl<'a> Session<'a> {
    fn new(programs: &'a Programs, shapes: &'a Shapes<'a>, except: &'a [String]) -> Self {
        Self {
            plan: &programs.plan,
            shapes,
            official: Player::new(&programs.official),
            ours: Player::new(&programs.ours),
            except,
        }
    }

    fn one(&mut self, operation: &Operation, seed: u64, report: &mut Report) {
        let case = Case {
            operation: operation.name.clone(),
            input: Inputs::new(self.shapes, seed).structure(&operation.input),
            response: Responses::new(self.plan, self.shapes, seed).response(operation),
        };
        let (difference, ours) = self.play(operation, &case);
        report.cases += 1;
        let outcome = &ours["outcome"];
        report.sent += u64::from(ours["requests"] != Value::Array(Vec::new()));
        report.outputs += u64::from(outcome["kind"] == "Ok");
        report.errors += u64::from(outcome["display"].is_string());
        let Some(mut difference) = difference else {
            return;
        };
        report.failed += 1;
        let mut known = report.failures.iter();
        let is_known = |known: &Failure| {
            known.case.operation == case.operation && known.difference.what == difference.what
        };
        if known.any(is_known) {
            return;
        }
        let case = shrink::shrink(case, |case| match self.play(operation, case).0 {
            Some(found) if found.what == difference.what => {
                difference = found;
                true
            }
            _ => false,
        });
        report.failures.push(Failure {
            seed,
            case,
            difference,
        });
    }

    /// Plays a case with both clients; returns the difference and our answer.
    fn play(&mut self, operation: &Operation, case: &Case) -> (Option<Difference>, Value) {
        let line = case.line();
        self.official.send(&line);
        self.ours.send(&line);
        let (official, ours) = (self.official.answer(), self.ours.answer());
        let comparison = Comparison {
            shapes: self.shapes,
            except: self.except,
        };
        let body = case.response.body.bytes();
        let escaped = body.contains(&b'\\') || body.starts_with("\u{feff}".as_bytes());
        let answers = [&official, &ours];
        let difference = comparison.difference(operation, &case.input, answers, escaped);
        (difference, ours)
    }
}

impl Case {
    /// The case as the programs take it.
    fn line(&self) -> String {
        let body = self.response.body.bytes();
        let body: String = body.into_iter().map(char::from).collect();
        let headers = self.response.headers.iter();
        let headers = headers.map(|(name, value)| {
            Json::Array(vec![
                Json::string(name.as_str()),
                Json::string(value.as_str()),
            ])
        });
        let response = Json::Object(vec![
            ("status".to_owned(), Json::literal(self.response.status)),
            ("headers".to_owned(), Json::Array(headers.collect())),
            ("body".to_owned(), Json::String(body)),
        ]);
        let case = Json::Object(vec![
            (
                "operation".to_owned(),
                Json::string(self.operation.as_str()),
            ),
            ("input".to_owned(), self.input.clone()),
            ("response".to_owned(), response),
        ]);
        case.compact()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (case, response) = (&self.case, &self.case.response);
        writeln!(
            f,
            "{} differs in {}, seed {}",
            case.operation, self.difference.what, self.seed
        )?;
        writeln!(f, "  input     {}", case.input.compact())?;
        writeln!(f, "  response  {} {:?}", response.status, response.headers)?;
        let body = String::from_utf8_lossy(&response.body.bytes()).into_owned();
        writeln!(f, "  body      {body:?}")?;
        writeln!(f, "  official  {}", self.difference.official)?;
        writeln!(f, "  ours      {}", self.difference.ours)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "{failure}")?;
        }
        write!(
            f,
            "{} operations, {} cases: {} requests, {} outputs, {} modelled errors; {} differ",
            self.operations, self.cases, self.sent, self.outputs, self.errors, self.failed
        )
    }
}
