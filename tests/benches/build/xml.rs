//! The reasons for an XML codec of our own, in one program.

use std::process::Command;

use hammersmith_tests::python::run;

use super::bench::Bench;
use super::generated::{Generator, Wanted};
use super::program::times;

/// Protects the table of CONTRIBUTING that says why XML has a codec of its own: it can be measured
/// again.
pub(crate) fn xml(bench: &Bench) {
    println!("\n| | ours | `aws-smithy-xml` | `quick-xml`, called by hand | `xmlparser` |");
    println!("|---|--:|--:|--:|--:|");
    let wanted = Wanted {
        service: "s3",
        operations: &["CompleteMultipartUpload", "ListObjectsV2"],
    };
    let ours = match Generator::now(bench).generate(bench, &wanted) {
        Ok(ours) => ours,
        Err(why) => return println!("| S3 | not generated: {why} | | | |"),
    };
    let rest = format!(
        "[dependencies]\n{}{}\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\naws-smithy-xml = \"0.64\"\nquick-xml = \"0.42\"\n\
         xmlparser = \"0.13\"\n",
        ours.types_only("ours"),
        ours.runtime(""),
    );
    let files = [
        ("src/main.rs", include_str!("codecs/xml.rs")),
        ("src/measure.rs", include_str!("speed/measure.rs")),
        ("src/requests.rs", include_str!("codecs/s3_requests.rs")),
    ];
    let project = bench.project("codec-xml", &rest, &files);
    run(&mut bench.cargo(&project, &["build", "--release"]));
    let output = run(&mut Command::new(
        bench.folder.join("target/release/codec-xml"),
    ));
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (name, times) = times(line);
        let micros = times.iter().map(|time| format!("{:.0} µs", time / 1000.0));
        let mut cells: Vec<_> = micros.collect();
        cells.resize(4, String::new());
        println!("| {name} | {} |", cells.join(" | "));
    }
}
