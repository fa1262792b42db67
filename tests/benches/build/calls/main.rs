//! Whole calls, their endpoints, and clients: the times, or runs whose instructions are counted.

mod cases;
mod measure;
mod memory;

use measure::variant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => {
            for (name, work) in &cases::all() {
                measure::case(
                    name,
                    &work.each_ref().map(|work| variant(|| (), |()| work())),
                );
            }
        }
        ["list"] => {
            for (name, work) in cases::all() {
                println!("{name}\t{}", work.len());
            }
        }
        ["run", case, which, calls] => {
            let number = |text: &str| text.parse::<usize>().expect("a number");
            let all = cases::all();
            let work = &all[number(case)].1[number(which)];
            for _ in 0..number(calls) {
                work();
            }
        }
        _ => panic!("no arguments, `list`, or `run` with three numbers"),
    }
}
