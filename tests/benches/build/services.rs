//! The cost of compiling crates for services with awsJson protocols.

use super::bench::{Bench, Subject};
use super::compile::{official_operations, per_operation};
use super::generated::{Generator, Wanted, operations};
use super::table::{absent, compare};

/// A crate, and the official one that it is compared with.
struct Row {
    wanted: Wanted<'static>,
    title: &'static str,
    /// The name in the picture.
    bar: &'static str,
    official: &'static str,
    version: &'static str,
    /// The largest ratio, per operation where all are generated.
    most: f64,
}

const ROWS: [Row; 3] = [
    Row {
        wanted: Wanted {
            service: "dynamodb",
            operations: &["GetItem", "PutItem"],
        },
        title: "DynamoDB GetItem and PutItem",
        bar: "DynamoDB, GetItem and PutItem",
        official: "aws-sdk-dynamodb",
        version: "=1.136.0",
        most: 0.08,
    },
    Row {
        wanted: Wanted::whole("dynamodb"),
        title: "whole DynamoDB",
        bar: "DynamoDB, whole, per operation",
        official: "aws-sdk-dynamodb",
        version: "=1.136.0",
        most: 0.30,
    },
    Row {
        wanted: Wanted::whole("ssm"),
        title: "whole SSM",
        bar: "SSM, whole, per operation",
        official: "aws-sdk-ssm",
        version: "=1.133.0",
        most: 0.30,
    },
];

/// Protects those who use services whose official crates take long to compile.
pub(crate) fn services(bench: &Bench) {
    let now = Generator::now(bench);
    for row in &ROWS {
        row.print(bench, &now);
    }
}

impl Row {
    fn print(&self, bench: &Bench, now: &Generator) {
        let what = format!("compile {} with the client / {}", self.title, self.official);
        let ours = match now.generate(bench, &self.wanted) {
            Ok(ours) => ours,
            Err(why) => return absent(&what, &why),
        };
        let official = format!("{} = \"{}\"\n", self.official, self.version);
        let dependencies = format!("{official}{}", ours.dependency("ours"));
        let project = bench.library(&format!("compile-{}", ours.name), &dependencies);
        let crates = [self.official, &ours.name];
        let subjects = crates.map(|name| Subject::dev(&project, name));
        // The official crates take about a minute each.
        let [theirs, ours] = bench.rustc(subjects, 2).map(|cost| cost.cpu);
        let ratio = if self.wanted.operations.is_empty() {
            let official = (theirs, official_operations(&project, self.official));
            let count = operations(self.wanted.service).expect("a model").len();
            per_operation(&what, official, (ours, count), self.most)
        } else {
            compare(&format!("{what}, CPU"), theirs, ours, Some(self.most))
        };
        bench.bar(self.bar, ratio);
    }
}
