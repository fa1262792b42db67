//! The time of one event, the best of many calls, all variants of a case in turn.

use std::time::{Duration, Instant};

use crate::EVENTS;

/// Rounds, of which the best one counts.
const ROUNDS: usize = 1_000;

/// Makes one call and returns how long it took.
pub(crate) type Variant<'a> = Box<dyn Fn() -> Duration + 'a>;

/// A variant that calls `work` with a value that `prepare` made outside of the time.
pub(crate) fn variant<'a, T>(
    prepare: impl Fn() -> T + 'a,
    work: impl Fn(T) -> usize + 'a,
) -> Variant<'a> {
    Box::new(move || {
        let value = prepare();
        let start = Instant::now();
        std::hint::black_box(work(std::hint::black_box(value)));
        start.elapsed()
    })
}

/// Measures the variants and prints a line: the name of the case, and nanoseconds of one event for
/// each variant.
pub(crate) fn case(name: &str, variants: &[Variant<'_>]) {
    let mut best = vec![Duration::MAX; variants.len()];
    for _ in 0..ROUNDS {
        for (run, best) in variants.iter().zip(&mut best) {
            *best = (*best).min(run());
        }
    }
    print!("{name}");
    for time in best {
        print!("\t{}", time.as_nanos() / EVENTS as u128);
    }
    println!();
}
