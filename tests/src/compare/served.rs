//! Round trips of any service: random inputs from the client to a fake, and outputs and errors
//! back.

use std::collections::BTreeMap;
use std::path::Path;

use super::inputs::Inputs;
use super::package::{self, Service};
use super::process::Player;
use super::responses::Responses;
use super::{Case, Run, find};
use hammersmith_codegen::plan::shapes::Shapes;

/// The results of round trips.
#[derive(Clone, Debug, Default)]
pub struct Served {
    /// The number of cases by what came of them: `output` and `error` are round trips, `nothing` is
    /// a case without a request, or whose response nobody can read; all others are failures.
    pub kinds: BTreeMap<String, u64>,
    /// The first failures, each with its case.
    pub failures: Vec<String>,
}

/// Compiles the program of a service, and plays cases.
///
/// # Panics
///
/// If something does not generate or compile, or if an operation is not there.
pub fn serve(service: &Service, run: &Run, scratch: &Path) -> Served {
    let (plan, contexts, program) = package::build_served(service, scratch);
    let shapes = Shapes::of(&plan);
    let mut names: Vec<String> = plan.operations.iter().map(|it| it.name.clone()).collect();
    if !run.operations.is_empty() {
        names.clone_from(&run.operations);
    }
    let operations: Vec<_> = names.iter().map(|it| find(&plan, it)).collect();
    let mut player = Player::new(&program);
    let mut served = Served::default();
    for number in run.first..run.first.saturating_add(run.cases) {
        let operation = operations[(number % operations.len() as u64) as usize];
        let seed = run.seed.rotate_left(32) ^ number;
        let mut input = Inputs::new(&shapes, seed).structure(&operation.input);
        contexts.set(operation, &mut input, seed);
        let case = Case {
            operation: operation.name.clone(),
            input,
            response: Responses::new(&plan, &shapes, seed).response(operation),
            situation: 0,
        };
        player.send(&case.line());
        let answer = player.answer();
        let kind = answer["kind"].as_str().unwrap_or("died").to_owned();
        if !["output", "error", "nothing"].contains(&kind.as_str())
            && served.failures.len() < run.failures
        {
            let said = answer["said"].as_str().unwrap_or_default();
            let input = case.input.compact();
            served.failures.push(format!(
                "{} {kind}, case {number}: {said}\n  input {input}",
                operation.name
            ));
        }
        *served.kinds.entry(kind).or_default() += 1;
    }
    served
}
