//! Work on all cores, with the results in order.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread: as large as the main thread's usually is, since parsing and printing
/// nested code recurse.
const STACK: usize = 8 << 20;

/// Does `work` for each job, on as many threads as there are cores. The results are in the order of
/// the jobs.
pub(super) fn map<T: Sync, R: Send>(jobs: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match jobs.get(index) {
                Some(job) => done.push((index, work(job))),
                None => return done,
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let others = cores.min(jobs.len()).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        let spawn = |_| {
            let thread = thread::Builder::new().stack_size(STACK);
            // A system without room for another thread has the work done by those that there are.
            thread.spawn_scoped(scope, run).ok()
        };
        let others: Vec<_> = (0..others).map_while(spawn).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(cause) => panic::resume_unwind(cause),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    /// Protects the order of files, and of errors: it must not depend on which thread is faster.
    #[test]
    fn results_are_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..500).collect();
        let work = |job: &u64| {
            if job.is_multiple_of(7) {
                std::thread::yield_now();
            }
            job * 2
        };
        let wanted: Vec<u64> = jobs.iter().map(|job| job * 2).collect();
        assert_eq!(map(&jobs, work), wanted);
        assert!(map(&[], work).is_empty());
    }
}
