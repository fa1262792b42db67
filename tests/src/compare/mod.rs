//! The wire comparison of any service: random inputs and responses of its operations, through the
//! official crate and ours.
//!
//! One source is written from the plan of a model and compiled with either crate; both programs
//! play the same cases, and their requests and outcomes are compared. A difference is shrunk to a
//! small case.
//!
//! | module | what |
//! | --- | --- |
//! | `code`, `secrets`, `package`, `newer` | the source, and the packages of the two programs |
//! | `values`, `random`, `inputs`, `contexts` | random values, and inputs |
//! | `outputs`, `responses`, `xml`, `mutate` | random responses, and mistakes in them |
//! | `cbor` | the bodies of services that speak CBOR |
//! | `streams` | bodies of responses that are streams |
//! | `process` | plays cases |
//! | `difference`, `debug`, `lengths`, `order` | compares |
//! | `accepted`, `walk` | the differences that are accepted, and on what condition |
//! | `around` | the settings of clients, and their interceptors |
//! | `shrink` | makes cases smaller |
//! | `report` | the result of a run |
//! | `served` | the same cases between our client and a fake |

mod accepted;
mod around;
mod cbor;
mod code;
mod contexts;
mod debug;
mod difference;
mod inputs;
mod json;
mod lengths;
mod mutate;
mod newer;
mod options;
mod order;
mod outputs;
mod package;
mod process;
mod random;
mod report;
mod responses;
mod secrets;
mod served;
mod shrink;
mod streams;
mod values;
mod walk;
mod xml;

use std::collections::BTreeMap;
use std::path::Path;

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use serde_json::Value;

pub use accepted::Accepted;
pub use difference::Difference;
pub use json::Json;
pub use newer::updated;
pub use options::Run;
pub use package::{Service, generate};
pub use report::{Failure, Report};
pub use responses::{Body, Response};
pub use served::{Served, serve};
pub use xml::Xml;

use accepted::Conditions;
use contexts::Contexts;
use difference::{Answers, Comparison};
use inputs::Inputs;
use package::Programs;
use process::Player;
use responses::Responses;

/// One call.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of the operation.
    pub operation: String,
    /// Its input, by the names of the model.
    pub input: Json,
    /// The response of the server.
    pub response: Response,
    /// The number of the settings of the client.
    pub situation: u64,
}

/// Compiles both programs of a service below `scratch`, which is `env!("CARGO_TARGET_TMPDIR")`, and
/// plays cases.
///
/// # Panics
///
/// If something does not generate or compile, or if an operation is not there.
pub fn run(service: &Service, run: &Run, scratch: &Path) -> Report {
    let programs = package::build(service, scratch);
    let mut names = run.operations.clone();
    if names.is_empty() {
        let pairs = programs.pairs.iter();
        names = pairs.flat_map(|it| it.operations.clone()).collect();
    }
    let shapes = Shapes::of(&programs.plan);
    let operations: Vec<_> = names.iter().map(|it| find(&programs.plan, it)).collect();
    let mut session = Session::new(&programs, &shapes, &run.except);
    let mut report = Report {
        operations: operations.len(),
        ..Report::default()
    };
    for number in run.first..run.first.saturating_add(run.cases) {
        let operation = operations[(number % operations.len() as u64) as usize];
        session.one(operation, [run.seed, number], &mut report);
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
    conditions: Conditions<'a>,
    /// The players of official programs and ours, and the number of the pair by operation.
    players: Vec<[Player; 2]>,
    pairs: BTreeMap<&'a str, usize>,
    except: &'a [String],
    contexts: &'a Contexts,
    /// True if the official crate is based on schemas.
    has_schemas: bool,
}

/// The result of a case.
enum Verdict {
    Equal,
    Accepted(Vec<Accepted>),
    Different(Difference),
}

impl<'a> Session<'a> {
    fn new(programs: &'a Programs, shapes: &'a Shapes<'a>, except: &'a [String]) -> Self {
        let pairs = programs.pairs.iter();
        let players = pairs.map(|it| [&it.official, &it.ours].map(|path| Player::new(path)));
        let pairs = programs.pairs.iter().enumerate();
        let pairs = pairs.flat_map(|(number, pair)| {
            let names = pair.operations.iter();
            names.map(move |name| (name.as_str(), number))
        });
        Self {
            conditions: Conditions {
                plan: &programs.plan,
                shapes,
            },
            players: players.collect(),
            pairs: pairs.collect(),
            except,
            contexts: &programs.contexts,
            has_schemas: programs.has_schemas,
        }
    }

    fn one(&mut self, operation: &Operation, [seed, number]: [u64; 2], report: &mut Report) {
        // The cases of one seed are none of another's.
        let seed = seed.rotate_left(32) ^ number;
        let Conditions { plan, shapes } = self.conditions;
        let mut input = Inputs::new(shapes, seed).structure(&operation.input);
        self.contexts.set(operation, &mut input, seed);
        let case = Case {
            operation: operation.name.clone(),
            input,
            response: Responses::new(plan, shapes, seed).response(operation),
            situation: around::situation(number),
        };
        let (verdict, ours) = self.judge(operation, &case);
        report.cases += 1;
        let outcome = &ours["outcome"];
        report.sent += u64::from(ours["requests"] != Value::Array(Vec::new()));
        report.outputs += u64::from(outcome["kind"] == "Ok");
        report.errors += u64::from(outcome["display"].is_string());
        let mut difference = match verdict {
            Verdict::Equal => return,
            Verdict::Accepted(accepted) => {
                report.passed_over += 1;
                for accepted in accepted {
                    *report.accepted.entry(accepted).or_default() += 1;
                }
                return;
            }
            Verdict::Different(difference) => difference,
        };
        report.failed += 1;
        let mut known = report.failures.iter();
        let is_known = |known: &Failure| {
            known.case.operation == case.operation && known.difference.what == difference.what
        };
        if known.any(is_known) {
            return;
        }
        let case = shrink::shrink(case, |case| match self.judge(operation, case).0 {
            Verdict::Different(found) if found.what == difference.what => {
                difference = found;
                true
            }
            _ => false,
        });
        report.failures.push(Failure {
            number,
            case,
            difference,
        });
    }

    /// Plays a case; returns our answer, too. A difference is accepted if a case without what makes
    /// it is equal.
    fn judge(&mut self, operation: &Operation, case: &Case) -> (Verdict, Value) {
        let (found, answers) = self.play(operation, case);
        let verdict = match found {
            None => Verdict::Equal,
            Some(difference)
                if self.conditions.plan.service.protocol.uses_xml()
                    && difference.what.starts_with("outcome.")
                    && !accepted::is_xml(&case.response.body) =>
            {
                Verdict::Accepted(vec![Accepted::Malformed])
            }
            Some(difference) => match self.accepted(operation, case, &difference, &answers) {
                Some(accepted) => Verdict::Accepted(accepted),
                None => Verdict::Different(difference),
            },
        };
        (verdict, answers.ours)
    }

    /// The accepted differences that explain all there is.
    fn accepted(
        &mut self,
        operation: &Operation,
        case: &Case,
        difference: &Difference,
        answers: &Answers,
    ) -> Option<Vec<Accepted>> {
        if let Some(proved) = self.proved(operation, case, difference, answers) {
            return Some(vec![proved]);
        }
        let (mut case, mut left) = (case.clone(), difference.clone());
        let mut accepted = Vec::new();
        let of_schemas = Accepted::UNDONE.into_iter();
        let of_schemas = of_schemas.filter(|_| self.has_schemas);
        let causes: Vec<_> = Accepted::EVERYWHERE.into_iter().chain(of_schemas).collect();
        for cause in causes {
            let Some(without) = cause.undo(&self.conditions, operation, &case) else {
                continue;
            };
            case = without;
            let (found, answers) = self.play(operation, &case);
            let Some(found) = found else {
                accepted.push(cause);
                return Some(accepted);
            };
            if let Some(proved) = self.proved(operation, &case, &found, &answers) {
                accepted.extend([cause, proved]);
                return Some(accepted);
            }
            if found != left {
                accepted.push(cause);
                left = found;
            }
        }
        None
    }

    /// The accepted difference that outcomes prove, for crates that are based on schemas.
    fn proved(
        &self,
        operation: &Operation,
        case: &Case,
        difference: &Difference,
        answers: &Answers,
    ) -> Option<Accepted> {
        match self.has_schemas {
            true => Accepted::of(&self.conditions, operation, case, difference, answers),
            false => None,
        }
    }

    /// Plays a case with both clients; returns the first difference, and the answers.
    fn play(&mut self, operation: &Operation, case: &Case) -> (Option<Difference>, Answers) {
        let line = case.line();
        let pair = self.pairs[case.operation.as_str()];
        let [official, ours] = &mut self.players[pair];
        official.send(&line);
        ours.send(&line);
        let answers = Answers {
            official: official.answer(),
            ours: ours.answer(),
        };
        let comparison = Comparison {
            shapes: self.conditions.shapes,
            except: self.except,
            has_schemas: self.has_schemas,
        };
        let body = case.response.body.bytes();
        let escaped = body.contains(&b'\\') || body.starts_with("\u{feff}".as_bytes());
        let difference = comparison.difference(operation, &case.input, &answers, escaped);
        (difference, answers)
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
            ("situation".to_owned(), Json::literal(self.situation)),
        ]);
        case.compact()
    }
}
