//! Whole EKS, types and wire, against what the generator made of it before.

use std::fmt::Write;
use std::path::PathBuf;

use super::bench::{Bench, Subject};
use super::generated::{Crate, Generator, Wanted, operations};
use super::table::{absent, compare, compare_cost};

/// The operations of the smaller program: what a tool that sets up clusters calls.
const TWELVE: [&str; 12] = [
    "CreateAccessEntry",
    "CreateAddon",
    "CreateCluster",
    "CreateNodegroup",
    "DeleteCluster",
    "DescribeAddon",
    "DescribeCluster",
    "DescribeNodegroup",
    "ListClusters",
    "ListNodegroups",
    "TagResource",
    "UpdateClusterConfig",
];

/// Protects the output from costing more, or programs with it from growing.
pub(crate) fn eks(bench: &Bench) {
    const WHAT: &str = "whole EKS / that of commit 3d53947";
    let crates = Generator::before(bench).and_then(|before| {
        let wanted = Wanted::whole("eks");
        let before = before.generate(bench, &wanted)?;
        Ok((before, Generator::now(bench).generate(bench, &wanted)?))
    });
    let (before, now) = match crates {
        Ok(crates) => crates,
        Err(why) => return absent(WHAT, &why),
    };
    let projects = [&before, &now].map(|generated| {
        let name = format!("compile-{}", generated.name);
        bench.library(&name, &generated.types_only("eks"))
    });
    let subjects = [
        Subject::dev(&projects[0], &before.name),
        Subject::dev(&projects[1], &now.name),
    ];
    let [theirs, ours] = bench.rustc(subjects, 5);
    let what = "compile whole EKS without client / that of commit 3d53947";
    compare_cost(what, theirs, ours, [Some(0.85), None]);

    let all = operations("eks").expect("a model");
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    programs(bench, [&before, &now], &TWELVE, 0.8);
    programs(bench, [&before, &now], &all, 0.7);
}

/// The same program with both crates.
fn programs(bench: &Bench, crates: [&Crate; 2], operations: &[&str], most: f64) {
    let source = program(operations);
    let names = crates.map(|generated| format!("{}-{}", generated.name, operations.len()));
    let project = |name: &str, generated: &Crate| -> PathBuf {
        let rest = format!(
            "[dependencies]\n{}{}\n[profile.release]\nstrip = true\n",
            generated.types_only("eks"),
            generated.runtime("")
        );
        bench.project(name, &rest, &[("src/main.rs", &source)])
    };
    let projects = [project(&names[0], crates[0]), project(&names[1], crates[1])];
    let subjects = [0, 1].map(|side| Subject::release(&projects[side], &names[side]));
    let [theirs, ours] = bench.rustc(subjects, 3).map(|cost| cost.cpu);
    let of = format!(
        "program with {} operations of whole EKS / that of commit 3d53947",
        operations.len()
    );
    compare(
        &format!("compile the release {of}, CPU"),
        theirs,
        ours,
        Some(most),
    );
    let [theirs, ours] = [0, 1].map(|side| bench.release_size(&projects[side], &names[side]));
    compare(&format!("stripped release {of}"), theirs, ours, Some(1.0));
}

/// A program that writes a request and reads a response of each operation. Builders and results are
/// opaque to the compiler, which must neither drop code for members that are unset nor for results
/// that are unused.
fn program(operations: &[&str]) -> String {
    let mut program = String::from(
        "use std::hint::black_box;\n\n\
         use hammersmith::Operation as _;\n\
         use hammersmith::http::Response;\n\n\
         fn main() {\n    let body = std::env::args().nth(1).unwrap_or_default();\n    \
         let response = Response::new(200, &body);\n",
    );
    for operation in operations {
        let module = snake_case(operation);
        write!(
            program,
            "    {{\n        use eks::operation::{module}::{{{operation}, {operation}Input}};\n        \
             if let Ok(input) = black_box({operation}Input::builder()).build() {{\n            \
             let _ = black_box({operation}::serialize(&input));\n        }}\n        \
             let _ = black_box({operation}::parse(&response));\n    }}\n"
        )
        .expect("a string");
    }
    program + "}\n"
}

/// `CreateCluster` as a module is called. The names of EKS have no abbreviations.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
