//! Allocations of the same cases, and the memory of a client.

#[path = "../cases.rs"]
mod cases;
#[path = "../memory.rs"]
mod memory;

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn counted<T>(work: impl FnOnce() -> T) -> (T, Stats) {
    let region = Region::new(ALLOCATOR);
    let value = work();
    let stats = region.change();
    (value, stats)
}

/// Allocations and bytes of one run, once all that is made once is there.
fn each(work: &cases::Work) -> [usize; 2] {
    work();
    work();
    let stats = counted(work).1;
    [
        stats.allocations + stats.reallocations,
        stats.bytes_allocated,
    ]
}

/// The bytes that a client keeps.
fn kept<T>(client: impl Fn() -> T) -> isize {
    let first = client();
    let (second, stats) = counted(&client);
    drop((first, second));
    stats.bytes_allocated as isize - stats.bytes_deallocated as isize + stats.bytes_reallocated
}

fn main() {
    for (name, work) in &cases::all() {
        let [official, ours] = work.each_ref().map(each);
        println!("allocations: {name}\t{}\t{}", official[0], ours[0]);
        println!("bytes allocated: {name}\t{}\t{}", official[1], ours[1]);
    }
    let [official, ours] = [
        kept(|| cases::official::client()),
        kept(|| cases::ours::client()),
    ];
    println!("client, memory that it keeps\t{official}\t{ours}");
}
