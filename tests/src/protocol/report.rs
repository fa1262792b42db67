//! The tables of the results.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Suite;

/// The rows of the README's table: the title, and the files whose cases it counts.
const ROWS: [(&str, &[&str]); 14] = [
    ("restJson1", &["restJson1"]),
    ("restJson1 with validation", &["restJson1Validation"]),
    ("restXml", &["restXml"]),
    ("restXml with a namespace", &["restXmlWithNamespace"]),
    ("awsJson1_0", &["awsJson1_0"]),
    (
        "awsJson1_0 with `awsQueryCompatible`",
        &["awsJson1_0QueryCompatible"],
    ),
    ("awsJson1_1", &["awsJson1_1"]),
    ("awsQuery", &["awsQuery"]),
    ("ec2Query", &["ec2Query"]),
    ("rpcv2Cbor", &["rpcv2Cbor"]),
    (
        "rpcv2Cbor with and without `awsQueryCompatible`",
        &["rpcv2CborQueryCompatible", "rpcv2CborNonQueryCompatible"],
    ),
    ("rpcv2Json", &["rpcv2Json"]),
    ("S3", &["s3"]),
    (
        "API Gateway, Glacier, Machine Learning",
        &["apigateway", "glacier", "machinelearning"],
    ),
];

/// The table of the README: the cases that clients and fakes pass, and all.
pub fn readme(suites: &[Suite]) -> String {
    let mut text = String::from(
        "| official protocol tests | clients pass | of | fakes pass | of |\n\
         | --- | --: | --: | --: | --: |\n",
    );
    for (title, files) in ROWS {
        let suites: Vec<&Suite> = suites
            .iter()
            .filter(|suite| files.contains(&suite.file.as_str()))
            .collect();
        let [clients, fakes] = [false, true].map(|served| {
            let counts = suites.iter().map(|suite| suite.passed(served));
            counts.fold((0, 0), |(passed, all), (more, of)| {
                (passed + more, all + of)
            })
        });
        let _ = writeln!(
            text,
            "| {title} | {} | {} | {} | {} |",
            clients.0, clients.1, fakes.0, fakes.1
        );
    }
    text
}

/// The results of all cases, as Markdown.
pub fn table(suites: &[Suite]) -> String {
    let mut text = String::from(
        "| file | clients pass | of | fakes pass | of |\n| --- | --: | --: | --: | --: |\n",
    );
    for suite in suites {
        let ((passed, total), (served, all)) = (suite.passed(false), suite.passed(true));
        let _ = writeln!(
            text,
            "| {} | {passed} | {total} | {served} | {all} |",
            suite.file
        );
    }
    for suite in suites {
        let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((direction, id), reason) in suite.failed() {
            let case = format!("`{id}` ({direction})");
            reasons.entry(reason).or_default().push(case);
        }
        if !reasons.is_empty() {
            let _ = write!(text, "\n{}:\n\n", suite.file);
        }
        for (reason, cases) in reasons {
            let reason = reason.replace('\n', " ");
            let cases = if cases.len() == suite.cases.len() && cases.len() > 1 {
                format!("all {} cases", cases.len())
            } else {
                cases.join(", ")
            };
            let _ = writeln!(text, "- {cases}: {reason}");
        }
    }
    text
}
