//! The speed of XML, forms and CBOR, in programs with generated crates.

use std::fs;
use std::path::PathBuf;

use hammersmith_tests::compare::updated;

use super::bench::Bench;
use super::generated::{Generator, Wanted, model};
use super::program::{NO_CONFIGURATION, Program, times};
use super::table::verdict;

/// The least speed of our operation alone, as a multiple of the official client.
const LEAST: f64 = 2.0;

/// A program of a service whose crates load no configuration.
const fn program(
    service: &'static str,
    operations: &'static [&'static str],
    official: (&'static str, &'static str),
    main: &'static str,
    requests: &'static str,
) -> Program {
    Program {
        service,
        operations,
        official,
        configuration: NO_CONFIGURATION,
        dependencies: "",
        main,
        requests,
    }
}

/// The inputs of a service of which only responses are read.
const NO_REQUESTS: &str = include_str!("codecs/no_requests.rs");

const PROGRAMS: [Program; 6] = [
    program(
        "s3",
        &["CompleteMultipartUpload", "ListObjectsV2"],
        ("aws-sdk-s3", "=1.157.0"),
        include_str!("codecs/s3.rs"),
        include_str!("codecs/s3_requests.rs"),
    ),
    program(
        "route-53",
        &["ChangeResourceRecordSets", "ListResourceRecordSets"],
        ("aws-sdk-route53", "=1.132.0"),
        include_str!("codecs/route53.rs"),
        include_str!("codecs/route53_requests.rs"),
    ),
    program(
        "sns",
        &["PublishBatch"],
        ("aws-sdk-sns", "=1.121.0"),
        include_str!("codecs/sns.rs"),
        include_str!("codecs/sns_requests.rs"),
    ),
    program(
        "rds",
        &["DescribeDBInstances"],
        ("aws-sdk-rds", "=1.159.0"),
        include_str!("codecs/rds.rs"),
        NO_REQUESTS,
    ),
    program(
        "ec2",
        &["DescribeInstances"],
        ("aws-sdk-ec2", "=1.274.0"),
        include_str!("codecs/ec2.rs"),
        NO_REQUESTS,
    ),
    program(
        "cloudwatch",
        &["PutMetricData"],
        ("aws-sdk-cloudwatch", "=1.110.0"),
        include_str!("codecs/cloudwatch.rs"),
        include_str!("codecs/cloudwatch_requests.rs"),
    ),
];

/// Protects those who write or read much in protocols other than JSON, as [`speed`](super::speed)
/// does for JSON. The official crate and ours write the same bytes, and read the same output.
pub(crate) fn codecs(bench: &Bench) {
    let columns = [
        "",
        "official client",
        "ours",
        "our client",
        "official / ours",
        "official / our client",
        "target",
        "ours, input dropped",
    ];
    println!("\n| {} |", columns.join(" | "));
    println!("|---|--:|--:|--:|--:|--:|---|--:|");
    let now = Generator::now(bench);
    for program in &PROGRAMS {
        let wanted = Wanted {
            service: program.service,
            operations: program.operations,
        };
        let ours = model_of(bench, program.service)
            .and_then(|model| now.generate_from(bench, &model, &wanted));
        match ours {
            Ok(ours) => {
                let cases = ("src/cases.rs", include_str!("codecs/cases.rs"));
                let lines = program.lines(bench, &ours, &[cases], "fastrand = \"2\"\n");
                lines.iter().for_each(|line| row(line));
            }
            Err(why) => println!(
                "| {}: {} | | not generated: {why} | | | | | |",
                program.service,
                program.operations.join(", ")
            ),
        }
    }
}

/// The model of a service, with the protocols and members that the official crate has, and without
/// compression of requests: official clients compress in an interceptor, which is not measured, and
/// ours with the operation.
fn model_of(bench: &Bench, service: &str) -> Result<PathBuf, String> {
    let path = bench.folder.join(format!("{service}.json"));
    let mut model = updated(&model(service)?);
    let shapes = model["shapes"].as_object_mut();
    for shape in shapes.into_iter().flat_map(|shapes| shapes.values_mut()) {
        // Indexing would add the member.
        let traits = shape.get_mut("traits");
        if let Some(traits) = traits.and_then(|traits| traits.as_object_mut()) {
            traits.remove("smithy.api#requestCompression");
        }
    }
    fs::write(&path, model.to_string()).expect("a model");
    Ok(path)
}

/// A row, from a line of a program.
fn row(line: &str) {
    let (name, times) = times(line);
    let [official, ours, client, dropped @ ..] = &times[..] else {
        panic!("{line}: three times at least");
    };
    let ratio = official / ours;
    // Nothing is dropped where a response is read.
    let dropped = dropped
        .first()
        .map_or(String::new(), |time| format!("{time} ns"));
    println!(
        "| {name} | {official} ns | {ours} ns | {client} ns | {ratio:.2} × | {:.2} × | {} | {dropped} |",
        official / client,
        verdict(ratio >= LEAST, &format!("≥ {LEAST} ×"))
    );
}
