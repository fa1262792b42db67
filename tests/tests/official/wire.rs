//! The requests of the generated client are, byte for byte, those of the official client.
//!
//! Compared are method, URI, all headers with the signature, and the body. Both clients take the
//! version of their crate out of the user agent before they sign (`api/batch/1.138.0`); that is
//! the only thing in a request that tells the crates apart.

use std::collections::BTreeSet;

use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::wire::Request;
use hammersmith_tests::{official, ours, paths, shared};

/// The requests of both crates for the same input.
fn both(style: &Style) -> (Request, Request) {
    let theirs = official::input::input(&mut Source::new(style.clone()));
    let ours = ours::input::input(&mut Source::new(style.clone()));
    (
        official::client::request(theirs),
        ours::client::request(ours),
    )
}

#[track_caller]
fn assert_same(what: &str, theirs: &Request, ours: &Request) {
    assert_eq!(theirs.method, ours.method, "method of {what}");
    assert_eq!(theirs.uri, ours.uri, "URI of {what}");
    let (a, b) = (text(&theirs.body), text(&ours.body));
    assert_eq!(a, b, "body of {what}");
    assert_eq!(theirs.headers, ours.headers, "headers of {what}");
}

/// A body short enough for a message.
fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(20_000).collect()
}

/// Protects the two examples of the operation's page, and that the comparison compares something:
/// the request is signed, for the right service and region.
#[test]
fn examples() {
    for (theirs, ours) in [
        (official::examples::simple(), ours::examples::simple()),
        (
            official::examples::without_image(),
            ours::examples::without_image(),
        ),
    ] {
        let (theirs, ours) = (
            official::client::request(theirs),
            ours::client::request(ours),
        );
        assert_same("an example", &theirs, &ours);
    }
    // Two tags in a map, whose order is random.
    let theirs = official::client::request(official::examples::tagged()).sorted();
    let ours = ours::client::request(ours::examples::tagged()).sorted();
    assert_same("the example with tags", &theirs, &ours);

    assert_eq!(ours.method, "POST");
    assert_eq!(
        ours.uri,
        "https://batch.us-east-1.amazonaws.com/v1/registerjobdefinition"
    );
    assert_eq!(ours.header("content-type"), "application/json");
    let authorization = ours.header("authorization");
    assert!(
        authorization.contains("/20251124/us-east-1/batch/aws4_request"),
        "{authorization}"
    );
    assert!(
        ours.header("user-agent").contains("api/batch/0"),
        "{:?}",
        ours.headers
    );
}

/// Protects that every one of the 476 members is serialized, at its place and under its name.
#[test]
fn all_members() {
    let (theirs, ours) = both(&Style::Full);
    assert_same("the full input", &theirs, &ours);

    let known = paths::of_model(&shared::our_model());
    assert_eq!(known.len(), 476);
    let sent = paths::of_json(&ours.json(), &known);
    assert_eq!(
        known.difference(&sent).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not sent"
    );
    assert_eq!(
        sent.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "not known"
    );

    let Some(folder) = shared::folder("the request paths of the operation's page") else {
        return;
    };
    let page = shared::json(&folder.join("seeds/request-syntax.json"));
    let page: BTreeSet<_> = page
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry["path"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(page, known);
}

/// Protects what is left out: members that are not set, and lists and maps that are set but empty.
#[test]
fn nothing_set() {
    let (theirs, ours) = (
        official::client::request(Default::default()),
        ours::client::request(Default::default()),
    );
    assert_same("the empty input", &theirs, &ours);
    assert_eq!(text(&ours.body), "{}");

    let (theirs, ours) = both(&Style::EmptyCollections);
    assert_same("empty lists and maps", &theirs, &ours);
    assert!(
        text(&ours.body).contains(r#""parameters":{}"#),
        "{}",
        text(&ours.body)
    );
}

/// Protects the escapes of JSON, enum values that the crate does not know (all enums have the text
/// as their value), and bodies of many megabytes.
#[test]
fn edge_strings() {
    let control: String = ('\0'..=' ').collect();
    let every_plane = "\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}";
    let long = "long \u{1f980} \"\\\n".repeat(1 << 17);
    assert!(long.len() > 1 << 20);
    let texts = [
        "",
        " ",
        "\"",
        "\\",
        "\\u0041",
        "/",
        "</script>",
        control.as_str(),
        every_plane,
        "\u{2028}\u{2029}\u{feff}\u{fffd}",
        "e\u{301} \u{1f469}\u{200d}\u{1f4bb} \u{202e}",
        "null",
        "%25%00+&=?#",
    ];
    for value in texts {
        let (theirs, ours) = both(&Style::Text(value.to_owned()));
        assert_same(&format!("{value:?}"), &theirs, &ours);
        assert_eq!(ours.json()["jobDefinitionName"], value);
    }
    let theirs = official::client::request(official::examples::simple().job_definition_name(&long));
    let ours = ours::client::request(ours::examples::simple().job_definition_name(&long));
    assert_same("a text of a megabyte", &theirs, &ours);
    assert_eq!(ours.json()["jobDefinitionName"], long.as_str());
}

/// Protects the ends of the numbers' ranges.
#[test]
fn number_limits() {
    let limits = [
        0,
        1,
        -1,
        9,
        10,
        99,
        100,
        i64::from(i32::MAX),
        i64::from(i32::MIN),
        i64::MAX,
        i64::MIN,
    ];
    for limit in limits {
        let (theirs, ours) = both(&Style::Number(limit));
        assert_same(&limit.to_string(), &theirs, &ours);
    }
}

/// Protects all combinations that nobody thought of.
///
/// Maps have one entry at most, because the order of more is random, and so are the bytes; the
/// test after this one has the rest.
#[test]
fn random_inputs() {
    for seed in 0..400 {
        let (theirs, ours) = both(&Style::Random { seed, entries: 1 });
        assert_same(&format!("the random input of seed {seed}"), &theirs, &ours);
    }
}

/// Protects maps of several entries, compared as JSON.
#[test]
fn random_maps() {
    for seed in 1_000..1_100 {
        let (theirs, ours) = both(&Style::Random { seed, entries: 12 });
        let what = format!("the random input of seed {seed}");
        assert_same(&what, &theirs.sorted(), &ours.sorted());
    }
}
