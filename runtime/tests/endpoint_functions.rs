//! The functions of endpoint rules answer, whatever they are asked: parameters hold what users
//! write.

mod support;

use hammersmith::endpoint::{RuleSet, resolve};
use support::Random;

const FUNCTIONS: &[&str] = &[
    "isSet",
    "not",
    "booleanEquals",
    "stringEquals",
    "getAttr",
    "substring",
    "split",
    "coalesce",
    "ite",
    "parseURL",
    "isValidHostLabel",
    "uriEncode",
    "aws.partition",
    "aws.parseArn",
    "aws.isVirtualHostableS3Bucket",
];

const ARGUMENTS: &[&str] = &[
    "First",
    "Second",
    "Unset",
    r#""{First}-{Second}""#,
    r#""{Unset}""#,
    r#""}}{{""#,
    r#""{First#a[0]}""#,
    r#""resourceId[-1].x[9]""#,
    r#""resourceId""#,
    r#""authority""#,
    "0",
    "2",
    "-1",
    "9223372036854775807",
    "true",
    "false",
    "[First, -9223372036854775808]",
    r#"{"a": Second}"#,
    "aws.parseArn(First)",
    "parseURL(First)",
];

fn text(random: &mut Random) -> String {
    const PARTS: &[&str] = &[
        "arn:",
        "aws:",
        ":",
        "/",
        "https://",
        "http://",
        "example.com",
        "@",
        "[",
        "]",
        "::1",
        "127.0.0.1",
        "us",
        "-",
        "east",
        "1",
        "us-east-1",
        "iso",
        ".",
        "?",
        "#",
        "é",
        "😀",
        "\0",
        " ",
        "%",
        "bucket",
        "A",
        "",
    ];
    let count = random.below(8);
    (0..count).map(|_| random.pick(PARTS)).collect()
}

/// Protects calls from values that nobody thought of.
#[test]
fn functions_never_panic() {
    let mut answers = 0;
    for seed in 0..4_000 {
        let random = &mut Random::new(seed);
        let arguments: Vec<&str> = (0..random.below(5))
            .map(|_| random.pick(ARGUMENTS))
            .collect();
        let (function, arguments) = (random.pick(FUNCTIONS), arguments.join(", "));
        let url = random.pick(&[
            "Result",
            r#""https://{Result}""#,
            r#""{Result#authority}""#,
            r#""{Result#resourceId[1]}""#,
            r#""{Result#dnsSuffix}""#,
        ]);
        let rules = format!(
            "First Second Unset\n? Result = {function}({arguments})\n> {url} \
             {{\"authSchemes\": Result}} {{\"x-name\": [First]}}\n! First\n: 0 .0 .1"
        );
        let rules = RuleSet::new(rules.leak());
        for _ in 0..10 {
            let (first, second) = (text(random), text(random));
            let parameters = [first.as_str().into(), second.as_str().into()];
            answers += usize::from(resolve(&rules, &parameters).is_ok());
        }
    }
    // Many of the calls have to make sense, or the test asks nothing.
    assert!(answers > 200, "{answers}");
}
