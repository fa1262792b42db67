//! The cost of compiling crates for services, by the protocols that they speak.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::bench::{Bench, Subject};
use super::compile::{official_operations, per_operation};
use super::generated::{Generator, Wanted, operations};
use super::process::Cost;
use super::table::{Bytes, absent, compare};

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
    /// The largest ratio of the peak memory, where that counts.
    memory: Option<f64>,
    rounds: usize,
}

const JSON: [Row; 4] = [
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
        memory: None,
        rounds: 1,
    },
    Row {
        wanted: Wanted::whole("dynamodb"),
        title: "whole DynamoDB",
        bar: "DynamoDB, whole, per operation",
        official: "aws-sdk-dynamodb",
        version: "=1.136.0",
        most: 0.30,
        memory: None,
        rounds: 1,
    },
    Row {
        wanted: Wanted::whole("ssm"),
        title: "whole SSM",
        bar: "SSM, whole, per operation",
        official: "aws-sdk-ssm",
        version: "=1.133.0",
        most: 0.30,
        memory: None,
        rounds: 2,
    },
    Row {
        wanted: Wanted::whole("ecs"),
        title: "whole ECS",
        bar: "ECS, whole, per operation",
        official: "aws-sdk-ecs",
        version: "=1.157.0",
        most: 0.30,
        memory: None,
        rounds: 1,
    },
];

const XML: [Row; 5] = [
    Row {
        wanted: Wanted {
            service: "s3",
            operations: &["GetObject", "PutObject"],
        },
        title: "S3 GetObject and PutObject",
        bar: "S3, GetObject and PutObject",
        official: "aws-sdk-s3",
        version: "=1.157.0",
        most: 0.06,
        memory: None,
        rounds: 1,
    },
    Row {
        wanted: Wanted::whole("s3"),
        title: "whole S3",
        bar: "S3, whole, per operation",
        official: "aws-sdk-s3",
        version: "=1.157.0",
        most: 0.30,
        memory: None,
        rounds: 1,
    },
    Row {
        wanted: Wanted::whole("sts"),
        title: "whole STS",
        bar: "STS, whole, per operation",
        official: "aws-sdk-sts",
        version: "=1.124.0",
        most: 0.30,
        memory: None,
        rounds: 2,
    },
    Row {
        wanted: Wanted::whole("rds"),
        title: "whole RDS",
        bar: "RDS, whole, per operation",
        official: "aws-sdk-rds",
        version: "=1.159.0",
        most: 0.30,
        memory: None,
        rounds: 1,
    },
    Row {
        wanted: Wanted::whole("ec2"),
        title: "whole EC2",
        bar: "EC2, whole, per operation",
        official: "aws-sdk-ec2",
        version: "=1.274.0",
        most: 0.30,
        memory: Some(0.35),
        rounds: 1,
    },
];

/// Protects those who use services whose official crates take long to compile.
pub(crate) fn json(bench: &Bench) {
    print(bench, &JSON);
}

/// Protects those who use the services with protocols other than JSON.
pub(crate) fn xml(bench: &Bench) {
    print(bench, &XML);
}

fn print(bench: &Bench, rows: &[Row]) {
    let now = Generator::now(bench);
    let official = Official::default();
    for row in rows.iter().filter(|row| bench.selects(row.wanted.service)) {
        row.print(bench, &now, &official);
    }
}

/// The costs of the official crates of earlier rows: each takes a minute or more to compile.
#[derive(Default)]
struct Official(RefCell<BTreeMap<&'static str, Cost>>);

impl Official {
    /// The cost of the official crate, and of ours, which is compiled with it if it is the first.
    fn compared(&self, bench: &Bench, row: &Row, subjects: [Subject<'_>; 2]) -> [Cost; 2] {
        let known = self.0.borrow().get(row.official).copied();
        if let Some(official) = known {
            let [_, ours] = subjects;
            let [ours] = bench.rustc([ours], row.rounds);
            return [official, ours];
        }
        let costs = bench.rustc(subjects, row.rounds);
        self.0.borrow_mut().insert(row.official, costs[0]);
        costs
    }
}

impl Row {
    fn print(&self, bench: &Bench, now: &Generator, official: &Official) {
        let what = format!("compile {} with the client / {}", self.title, self.official);
        let ours = match now.generate(bench, &self.wanted) {
            Ok(ours) => ours,
            Err(why) => return absent(&what, &why),
        };
        let dependency = format!("{} = \"{}\"\n", self.official, self.version);
        let dependencies = format!("{dependency}{}", ours.dependency("ours"));
        let project = bench.library(&format!("compile-{}", ours.name), &dependencies);
        let crates = [self.official, &ours.name];
        let subjects = crates.map(|name| Subject::dev(&project, name));
        let costs = official.compared(bench, self, subjects);
        let [theirs, ours] = costs.map(|cost| cost.cpu);
        let ratio = if self.wanted.operations.is_empty() {
            let official = (theirs, official_operations(&project, self.official));
            let count = operations(self.wanted.service).expect("a model").len();
            per_operation(&what, official, (ours, count), self.most)
        } else {
            compare(&format!("{what}, CPU"), theirs, ours, Some(self.most))
        };
        bench.bar(self.bar, ratio);
        if self.memory.is_some() {
            let [theirs, ours] = costs.map(|cost| Bytes(cost.memory));
            compare(&format!("{what}, peak memory"), theirs, ours, self.memory);
        }
    }
}
