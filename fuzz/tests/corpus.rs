//! The corpus of the command, and the cases made from it.

use std::collections::HashSet;

use hammersmith_fuzz::TARGETS;
use hammersmith_fuzz::case::Cases;

/// Protects: every target accepts its corpus unchanged, so that a failure in CI comes from a change
/// of an input.
#[test]
fn targets_take_their_corpus() {
    for target in TARGETS {
        let cases = Cases::of(target.name, 1).unwrap();
        cases.corpus().iter().for_each(|bytes| (target.run)(bytes));
    }
}

/// Protects: a case that failed can be made again from its seed and number, and other numbers and
/// seeds give other cases.
#[test]
fn cases_can_be_repeated() {
    for target in TARGETS {
        let made = |seed: u64| {
            let cases = Cases::of(target.name, seed).unwrap();
            (0..200)
                .map(|number| cases.case(number))
                .collect::<Vec<_>>()
        };
        let first = made(7);
        assert_eq!(first, made(7), "{}", target.name);
        let second = made(8);
        let all: HashSet<&Vec<u8>> = first.iter().chain(&second).collect();
        assert!(
            all.len() > 250,
            "{}: {} different cases",
            target.name,
            all.len()
        );
    }
}
