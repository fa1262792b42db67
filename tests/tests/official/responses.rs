//! Whatever a server answers, the generated client makes of it what the official client makes.
//!
//! Compared is what programs go by: the variants of the errors, code, message, request id, and what
//! error structures say. The line that ours print is the subject of `failures.rs`.

mod bodies;

use bodies::{bodies, nested};
use hammersmith_tests::outcome::Outcome;
use hammersmith_tests::wire::Response;
use hammersmith_tests::{official, ours};

#[track_caller]
fn same(response: &Response) -> Outcome {
    let theirs = official::client::respond(response.clone());
    let mut ours = ours::client::respond(response.clone());
    if is_better(response, &theirs, &ours) {
        return ours;
    }
    // The official client forgets the message of an error that has no code.
    if theirs.kind == "ServiceError Unhandled" && theirs.code.is_none() {
        ours.message = None;
    }
    // Nor does it find a message whose name has escapes.
    if theirs.message.is_none() && response.body.contains(&b'\\') {
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

/// True if ours reads what the official client does not: the code of an error whose body it cannot
/// read or whose header is blank, and escapes and byte order marks.
fn is_better(response: &Response, theirs: &Outcome, ours: &Outcome) -> bool {
    let code = theirs.code.as_deref().unwrap_or_default();
    let is_odd = code.is_empty() || code.trim() != code;
    if theirs.kind != "ServiceError Unhandled" || !is_odd {
        return false;
    }
    if (200..300).contains(&response.status) {
        let body = &response.body;
        return ours.kind == "Ok"
            && (body.contains(&b'\\') || body.starts_with("\u{feff}".as_bytes()));
    }
    ours.kind.starts_with("ServiceError ") && ours.code.as_deref() != Some("")
}

/// The response with the id that AWS sends.
fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response::new(status, body).header("x-amzn-requestid", "11111111-2222-3333-4444-555555555555")
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

/// Protects retries: what the official client cannot read, ours reads as far as it goes.
#[test]
fn errors_survive_what_cannot_be_read() {
    let code = |response: &Response| {
        let outcome = ours::client::respond(response.clone());
        (outcome.kind, outcome.code, outcome.message)
    };
    let modelled = |message: Option<&str>| {
        let code = Some("ClientException".to_owned());
        (
            "ServiceError ClientException".to_owned(),
            code,
            message.map(str::to_owned),
        )
    };
    for body in ["<html>", "no", "[", "{", "\u{feff}", "7"] {
        let response = response(404, body).header("x-amzn-errortype", "a#ClientException:http://b");
        assert_eq!(code(&response), modelled(None), "{body}");
        assert_eq!(
            code(&response.header("x-amzn-errortype", "Other")),
            modelled(None),
            "{body}"
        );
    }
    for body in [
        r#"{"Code":"ClientException","Message":"m"}"#,
        r#"{"code":"ClientException","message":"m""#,
        r#"{"\u0063ode":"Client\u0045xception","message":"m"}"#,
        "\u{feff}{\"__type\":\"ClientException\",\"message\":\"m\"}",
    ] {
        assert_eq!(code(&response(400, body)), modelled(Some("m")), "{body}");
        let blank = response(400, body).header("x-amzn-errortype", " ");
        assert_eq!(code(&blank), modelled(Some("m")), "{body}");
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
