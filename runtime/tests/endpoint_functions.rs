//! The functions of endpoint rules answer, whatever they are asked: parameters hold what users
//! write.

mod support;

use hammersmith::endpoint::{Condition, Expr, Function, Rule, RuleSet, resolve};
use support::Random;

const FUNCTIONS: &[Function] = &[
    Function::IsSet,
    Function::Not,
    Function::BooleanEquals,
    Function::StringEquals,
    Function::GetAttr,
    Function::Substring,
    Function::Split,
    Function::Coalesce,
    Function::IfThenElse,
    Function::ParseUrl,
    Function::IsValidHostLabel,
    Function::UriEncode,
    Function::AwsPartition,
    Function::AwsParseArn,
    Function::AwsIsVirtualHostableS3Bucket,
];

const ARGUMENTS: &[Expr] = &[
    Expr::Reference("First"),
    Expr::Reference("Second"),
    Expr::Reference("Unset"),
    Expr::Template("{First}-{Second}"),
    Expr::Template("{Unset}"),
    Expr::Template("{First"),
    Expr::Template("}{{"),
    Expr::Template("{First#a[0]}"),
    Expr::Template("resourceId[-1].x[9]"),
    Expr::Template("[[]]"),
    Expr::Integer(0),
    Expr::Integer(2),
    Expr::Integer(-1),
    Expr::Integer(i64::MAX),
    Expr::Bool(true),
    Expr::Bool(false),
    Expr::List(&[Expr::Reference("First"), Expr::Integer(i64::MIN)]),
    Expr::Object(&[("a", Expr::Reference("Second"))]),
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

#[test]
fn functions_never_panic() {
    let mut answers = 0;
    for seed in 0..20_000 {
        let random = &mut Random::new(seed);
        let arguments: Vec<Expr> = (0..random.below(5))
            .map(|_| random.pick(ARGUMENTS))
            .collect();
        let call = Expr::Call(random.pick(FUNCTIONS), Vec::leak(arguments));
        let conditions = Vec::leak(vec![Condition::new(call).assign("Result")]);
        let url = random.pick(&[
            Expr::Reference("Result"),
            Expr::Template("https://{Result}"),
            Expr::Template("{Result#authority}"),
            Expr::Template("{Result#resourceId[1]}"),
            Expr::Template("{Result#dnsSuffix}"),
        ]);
        let properties: &[_] = &[("authSchemes", Expr::Reference("Result"))];
        let rules = vec![
            Rule::endpoint(
                conditions,
                url,
                properties,
                &[("x-name", &[Expr::Reference("First")])],
            ),
            Rule::error(&[], Expr::Reference("First")),
        ];
        let (first, second) = (text(random), text(random));
        let parameters = [
            ("First", first.as_str().into()),
            ("Second", second.as_str().into()),
        ];
        answers += usize::from(resolve(&RuleSet::new(Vec::leak(rules)), &parameters).is_ok());
    }
    // Many of the calls have to make sense, or the test asks nothing.
    assert!(answers > 200, "{answers}");
}

// A rule whose conditions hold is final: none after it may send the request somewhere else.
#[test]
fn trees_do_not_fall_through() {
    static RULES: RuleSet = RuleSet::new(&[
        Rule::tree(
            &[],
            &[Rule::endpoint(
                &[Condition::new(Expr::Bool(false))],
                Expr::Template("https://a"),
                &[],
                &[],
            )],
        ),
        Rule::endpoint(&[], Expr::Template("https://b"), &[], &[]),
    ]);
    assert_eq!(
        resolve(&RULES, &[]).unwrap_err().to_string(),
        "No endpoint rule matched"
    );
}

// What a condition has named must be gone once its rule did not match.
#[test]
fn names_end_with_their_rule() {
    static RULES: RuleSet = RuleSet::new(&[
        Rule::endpoint(
            &[
                Condition::new(Expr::Template("https://a")).assign("Name"),
                Condition::new(Expr::Bool(false)),
            ],
            Expr::Reference("Name"),
            &[],
            &[],
        ),
        Rule::endpoint(
            &[Condition::new(Expr::Call(
                Function::IsSet,
                &[Expr::Reference("Name")],
            ))],
            Expr::Reference("Name"),
            &[],
            &[],
        ),
        Rule::endpoint(&[], Expr::Template("https://{{{Given}}}"), &[], &[]),
    ]);
    let endpoint = resolve(&RULES, &[("Given", "b".into())]).unwrap();
    assert_eq!(endpoint.url(), "https://{b}");
}
