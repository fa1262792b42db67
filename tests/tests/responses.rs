//! Whatever a server answers, the generated client makes of it what the official client makes.
//!
//! Compared is what programs go by: the variants of the errors, code, message, request id, and what
//! error structures say. The line that ours print is the subject of `failures.rs`.

use hammersmith_tests::outcome::Outcome;
use hammersmith_tests::wire::Response;
use hammersmith_tests::{official, ours};

#[track_caller]
fn same(response: &Response) -> Outcome {
    let theirs = official::client::respond(response.clone());
    let mut ours = ours::client::respond(response.clone());
    // The official client forgets the message of an error that has no code.
    if theirs.kind == "ServiceError Unhandled" && theirs.code.is_none() {
        ours.message = None;
    }
    let mut body = String::from_utf8_lossy(&response.body).into_owned();
    body.truncate(body.floor_char_boundary(500));
    assert_eq!(
        theirs, ours,
        "the official client's outcome, and ours, of {} {:?} {body}",
        response.status, response.headers
    );
    ours
}

/// The response with the id that AWS sends.
fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response::new(status, body).header("x-amzn-requestid", "11111111-2222-3333-4444-555555555555")
}

fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    let value = [&open.repeat(depth), inner, &close.repeat(depth)].concat();
    format!(r#"{{"jobDefinitionName":"a","other":{value},"revision":7,"message":"b"}}"#)
}

/// What a value of a member can be, and where it is in a body.
fn values() -> Vec<String> {
    let literals = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1e2",
        "1e400",
        "-1e400",
        "1.0",
        "1.5",
        "-1.5",
        "0.1e1",
        "1E+1",
        "123456789012345678901234567890",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "--1",
        "0x1",
        "NaN",
        "Infinity",
        r#""""#,
        r#""text""#,
        r#""1""#,
        r#""NaN""#,
        r#""Infinity""#,
        "[]",
        "[1]",
        "{}",
        r#"{"a":1}"#,
        r#"["a",["b"]]"#,
        r#""\u0041\n\t\"\\\/""#,
        r#""\ud83e\udd80""#,
        r#""\ud83e""#,
        r#""\udd80""#,
        r#""\u12""#,
        r#""\x""#,
        "\"\u{1}\"",
        "\"\n\"",
        "\"\u{1f980}\"",
        "'text'",
        "nul",
        "tru",
        "undefined",
        "",
        " ",
        "\"open",
        "[",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "// comment",
    ];
    literals.iter().map(|&literal| literal.to_owned()).collect()
}

fn bodies() -> Vec<Vec<u8>> {
    let mut bodies: Vec<String> = Vec::new();
    for value in values() {
        for member in [
            "jobDefinitionName",
            "jobDefinitionArn",
            "revision",
            "message",
            "other",
            "code",
            "__type",
        ] {
            bodies.push(format!(r#"{{"{member}":{value}}}"#));
            bodies.push(format!(
                r#"{{"jobDefinitionName":"a","{member}":{value},"message":"b"}}"#
            ));
        }
        bodies.push(value);
    }
    let whole =
        r#"{"jobDefinitionName":"a","jobDefinitionArn":"arn","revision":7,"message":"b","x":[1]}"#;
    bodies.extend((0..=whole.len()).map(|end| whole[..end].to_owned()));
    for after in [
        "}", "{}", " ", "\n\t\r ", ",", "null", "x", "\0", "\u{feff}",
    ] {
        bodies.push(format!("{whole}{after}"));
        bodies.push(format!("{after}{whole}"));
    }
    bodies.extend(
        [
            r#"{"revision":1,"revision":2,"jobDefinitionName":"a","jobDefinitionName":"b"}"#,
            r#"{"revision":1,"revision":null,"jobDefinitionName":"a","jobDefinitionName":null}"#,
            r#"{"message":"a","message":"b","__type":"ClientException","__type":"ServerException"}"#,
            r#"{"message":"a","Message":"b","errorMessage":"c"}"#,
            r#"{"Message":"b","message":null}"#,
            r#"{"message":"a","errorMessage":5,"Message":["x"]}"#,
            r#"{"code":"ClientException","__type":"ServerException"}"#,
            r#"{"__type":"ServerException","code":"ClientException","message":"a"}"#,
            r#"{"code":null,"__type":"ServerException"}"#,
            r#"{"code":7,"__type":"ServerException"}"#,
            r#"{"\u0072evision":9,"job\u0044efinitionName":"a","m\u0065ssage":"b","c\u006fde":"ClientException"}"#,
            r#"{"Revision":9,"JobDefinitionName":"a"}"#,
            r#"{"a b":{"c":[{"d":null}]},"revision" : 3 , "jobDefinitionName" :"a"}"#,
            r#"{revision:1}"#,
            r#"{"revision" 1}"#,
            r#"{"revision":1 "jobDefinitionName":"a"}"#,
            r#"{,}"#,
            r#"{"":1}"#,
            r#"{1:1}"#,
            r#"{"message":"","code":""}"#,
            r#"{"__type":":"}"#,
            r##"{"__type":"#"}"##,
            "<html><body>Bad Gateway</body></html>",
            "<ErrorResponse><Error><Code>ClientException</Code></Error></ErrorResponse>",
            "upstream connect error",
        ]
        .map(str::to_owned),
    );
    for depth in [1, 100, 127, 128, 129, 1_000] {
        bodies.push(nested(depth, "[", "", "]"));
        bodies.push(nested(depth, r#"{"a":"#, "null", "}"));
        bodies.push(nested(depth, r#"[{"a":"#, "1", "}]"));
        bodies.push(nested(depth, "[", "", ""));
        bodies.push("[".repeat(depth));
        bodies.push(r#"{"a":"#.repeat(depth));
    }
    let mut bodies: Vec<Vec<u8>> = bodies.into_iter().map(String::into_bytes).collect();
    bodies.extend(invalid_utf8());
    bodies
}

/// Bytes that are no UTF-8, where they are read and where they are skipped.
fn invalid_utf8() -> Vec<Vec<u8>> {
    let wrong: [&[u8]; 6] = [
        b"\xff",
        b"\xc3",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\xe2\x82",
    ];
    let around = [
        (&b"{\"jobDefinitionName\":\""[..], &b"\"}"[..]),
        (b"{\"other\":\"", b"\",\"revision\":1}"),
        (b"{\"", b"\":1}"),
        (b"{\"message\":\"", b"\"}"),
        (b"{\"code\":\"", b"\"}"),
        (b"{\"revision\":", b"}"),
        (b"", b""),
        (b"{} ", b""),
    ];
    wrong
        .iter()
        .flat_map(|wrong| around.map(|(before, after)| [before, wrong, after].concat()))
        .collect()
}

/// Protects what is parsed from a body, of a success and of every kind of error.
#[test]
fn every_body_with_every_status() {
    for body in bodies() {
        same(&response(200, body.clone()));
        same(&response(400, body.clone()));
        for error in ["ClientException", "ServerException", "SomethingElse"] {
            same(&response(400, body.clone()).header("x-amzn-errortype", error));
        }
    }
}

/// Protects the way from a response to the variant of an error.
#[test]
fn error_codes() {
    let codes = [
        "ClientException",
        "ServerException",
        "com.amazonaws.batch#ClientException",
        "ClientException:http://internal.amazon.com/coral/com.amazonaws.batch/",
        "com.amazonaws.batch#ServerException:http://internal.amazon.com/coral/com.amazonaws.batch/",
        "a#b#ClientException",
        "a:b#ClientException",
        "#ClientException",
        "ClientException#",
        "clientexception",
        " ClientException",
        "ClientException ",
        "AccessDeniedException",
        "ThrottlingException",
        "RequestTimeout",
        "",
        "\u{fc}",
    ];
    let mut kinds = Vec::new();
    for code in codes {
        let json = serde_json::Value::from(code);
        for status in [400, 403, 404, 429, 500, 503] {
            for body in [
                format!(r#"{{"__type":{json},"message":"no"}}"#),
                format!(r#"{{"code":{json},"Message":"no"}}"#),
                format!(r#"{{"code":{json},"__type":"Other","errorMessage":"no"}}"#),
                format!(r#"{{"code":{json},"message":null}}"#),
                format!(r#"{{"Code":{json}}}"#),
            ] {
                kinds.push(same(&response(status, body.clone())).kind);
                kinds.push(same(&response(status, body).header("x-amzn-errortype", "Other")).kind);
            }
            if code.is_ascii() {
                for body in [
                    "",
                    "{}",
                    r#"{"message":"no"}"#,
                    r#"{"__type":"Other"}"#,
                    "<html>",
                    "[]",
                ] {
                    kinds.push(same(&response(status, body).header("x-amzn-errortype", code)).kind);
                }
            }
        }
    }
    for kind in ["ClientException", "ServerException", "Unhandled"] {
        let kind = format!("ServiceError {kind}");
        assert!(kinds.contains(&kind), "no response gave {kind}");
    }
}

/// Protects statuses that are no success and no error, and the headers that are looked at.
#[test]
fn statuses_and_headers() {
    let page = "<html><body>Bad Gateway</body></html>";
    for status in [
        200, 201, 202, 204, 206, 299, 300, 304, 307, 400, 401, 403, 404, 413, 429, 499, 500, 502,
        503, 504, 599,
    ] {
        for body in [
            "",
            "{}",
            r#"{"revision":1}"#,
            r#"{"message":"no"}"#,
            page,
            "null",
            "[]",
            "\"a\"",
            "7",
        ] {
            same(&Response::new(status, body));
            same(&response(status, body).header("content-type", "text/html"));
            same(&response(status, body).header("content-type", "application/json"));
            same(&Response::new(status, body).header("x-amz-request-id", "other"));
            same(
                &response(status, body)
                    .header("x-amz-request-id", "other")
                    .header("x-amzn-errortype", "ClientException")
                    .header("x-amzn-errortype", "ServerException"),
            );
            same(
                &response(status, body)
                    .header("X-Amzn-ErrorType", "ServerException")
                    .header("x-amzn-error-message", "no"),
            );
        }
    }
}

/// Protects the stack: a body can nest as deep as it likes. The official client's outcome is not
/// asked for where it would not survive.
#[test]
fn deep_nesting() {
    for (open, inner, close) in [
        ("[", "", "]"),
        (r#"{"a":"#, "1", "}"),
        ("[", "", ""),
        (r#"{"a":"#, "", ""),
    ] {
        let body = nested(100_000, open, inner, close);
        for status in [200, 400] {
            let outcome = ours::client::respond(response(status, body.clone()));
            assert!(!outcome.kind.is_empty());
            let outcome = ours::client::respond(response(status, open.repeat(100_000)));
            assert!(outcome.kind.starts_with("ServiceError"), "{outcome:?}");
        }
    }
}

/// Protects against everything else: bodies that somebody stepped on.
#[test]
fn mutations() {
    let seeds: Vec<Vec<u8>> = [
        r#"{"jobDefinitionArn":"arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1","jobDefinitionName":"sleep10","revision":1}"#,
        r#"{"__type":"com.amazonaws.batch#ClientException","message":"Error \"quoted\" \u00e9"}"#,
        r#"{"code":"ServerException","Message":"later","other":{"a":[1,-2.5e3,true,false,null,{"b":"c"}]}}"#,
        r#"{"revision":-17,"x":"\ud83e\udd80","y":[[],{}],"jobDefinitionName":null}"#,
    ]
    .map(|seed| seed.as_bytes().to_vec())
    .to_vec();
    let mut random = fastrand::Rng::with_seed(20_251_124);
    for _ in 0..4_000 {
        let mut body = seeds[random.usize(..seeds.len())].clone();
        for _ in 0..random.usize(1..4) {
            mutate(&mut body, &mut random);
        }
        let status = [200, 400, 500][random.usize(..3)];
        let mut response = response(status, body);
        if random.bool() {
            response = response.header("x-amzn-errortype", "ClientException");
        }
        same(&response);
    }
}

fn mutate(body: &mut Vec<u8>, random: &mut fastrand::Rng) {
    const SPECIAL: &[u8] = b"\"\\{}[]:,0123456789-+.eEtfnu \n\x00\x7f\x80\xff";
    if body.is_empty() {
        return;
    }
    let at = random.usize(..body.len());
    let special = SPECIAL[random.usize(..SPECIAL.len())];
    match random.u8(0..6) {
        0 => body[at] = special,
        1 => body.insert(at, special),
        2 => drop(body.remove(at)),
        3 => body.truncate(at),
        4 => {
            let end = random.usize(at..=body.len());
            drop(body.drain(at..end));
        }
        _ => {
            let end = random.usize(at..=body.len());
            let copy = body[at..end].to_vec();
            let to = random.usize(..=body.len());
            body.splice(to..to, copy);
        }
    }
}
