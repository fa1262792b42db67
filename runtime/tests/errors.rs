//! Errors carry the code, message and request id that the official SDK finds.

#[path = "support/call.rs"]
mod call;
#[path = "support/corpus.rs"]
mod corpus;

use std::borrow::Cow;
use std::error::Error as _;

use aws_smithy_json::deserialize::error::DeserializeError;
use aws_smithy_json::deserialize::json_token_iter;
use aws_smithy_json::deserialize::token::{Token, skip_value};
use call::{Call, Failure, Input, Nothing, NothingCompatible};
use hammersmith::Operation;
use hammersmith::error::{
    BuildError, ErrorMetadata, Message, ParseError, ProvideErrorMetadata, Unhandled,
    UnknownVariantError, UnknownVariantValue, built, fmt_error, required,
};
use hammersmith::http::Response;
use hammersmith::json;
use hammersmith::protocol::{AwsJson1_0, AwsJson1_1, Protocol, RestJson1};

type Found<'a> = (Option<Cow<'a, str>>, Option<Cow<'a, str>>);

/// Code and message, as the official generated code reads them from the body.
fn theirs(body: &[u8]) -> Result<Found<'_>, DeserializeError> {
    let mut tokens = json_token_iter(body).peekable();
    let (mut ty, mut code, mut message) = (None, None, None);
    let Some(Token::StartObject { .. }) = tokens.next().transpose()? else {
        return Ok((None, None));
    };
    loop {
        match tokens.next().transpose()? {
            Some(Token::EndObject { .. }) => break,
            Some(Token::ObjectKey { key, .. }) => {
                if let Some(Ok(Token::ValueString { value, .. })) = tokens.peek() {
                    match key.as_escaped_str() {
                        "code" => code = Some(value.to_unescaped()?),
                        "__type" => ty = Some(value.to_unescaped()?),
                        "message" | "Message" | "errorMessage" => {
                            message = Some(value.to_unescaped()?);
                        }
                        _ => {}
                    }
                }
                skip_value(&mut tokens)?;
            }
            _ => return Err(DeserializeError::custom("no key")),
        }
    }
    match tokens.next() {
        None => Ok((code.or(ty), message)),
        Some(_) => Err(DeserializeError::custom("more")),
    }
}

fn failure<P: Protocol, I: Input>(response: &Response<'_>) -> Failure {
    Call::<P, I, Nothing>::parse(response).expect_err("a failure")
}

/// The metadata of an error.
fn meta<P: Protocol, I: Input>(response: &Response<'_>) -> ErrorMetadata {
    failure::<P, I>(response).meta().clone()
}

/// Both find the same, if the official SDK can read the body. An empty code is none.
fn agree(body: &[u8]) {
    let Ok((code, message)) = theirs(body) else {
        return;
    };
    let code = code.map(|code| code.split(':').next().unwrap_or_default().to_owned());
    let code = code.filter(|code| !code.is_empty());
    let ours = meta::<RestJson1, Nothing>(&Response::new(400, body));
    assert_eq!(
        (ours.code(), ours.message()),
        (code.as_deref(), message.as_deref()),
        "{}",
        String::from_utf8_lossy(body)
    );
}

/// Protects drop-in use: of every odd body, code and message are those that the official SDK finds.
#[test]
fn finds_what_the_official_sdk_finds() {
    for body in [
        "",
        " ",
        "null",
        "[",
        "[]",
        "[1",
        "\"a\"",
        "1",
        "1x",
        "<html>",
        "{",
        "{}",
        "{} x",
        "{\"code\":\"A\"",
        "{\"code\":\"A\",}",
        "{\"code\":\"A\",\"code\":\"B\"}",
        "{\"code\":\"A\",\"code\":1}",
        "{\"__type\":\"A\",\"code\":\"B\"}",
        "{\"code\":null}",
        "{\"message\":\"a\",\"Message\":\"b\"}",
        "{\"errorMessage\":\"a\\u00e9\"}",
        "{\"message\":{\"message\":\"a\"}}",
        "{\"other\":\"\\q\"}",
        "{\"message\":\"\\q\"}",
        "{\"a\":[{}],\"message\":\"m\"}",
    ] {
        agree(body.as_bytes());
    }
    for member in ["code", "__type", "message", "Message", "errorMessage"] {
        for value in corpus::SCALARS {
            agree(format!("{{\"{member}\":{value}}}").as_bytes());
        }
    }
}

/// Protects what callers match on: codes without namespaces and URLs, and the ID that support asks
/// for.
#[test]
fn cleans_codes_and_finds_request_ids() {
    let body = br#"{"__type":"aws.x#Body:http://x/","message":"m"}"#;
    let meta = |response: Response<'_>| meta::<AwsJson1_0, Nothing>(&response);
    let found = meta(Response::new(400, body));
    assert_eq!((found.code(), found.message()), (Some("Body"), Some("m")));
    assert_eq!(found.extra("aws_request_id"), None);

    let codes = [
        ("FooError", "FooError"),
        ("FooError:http://internal/", "FooError"),
        ("aws.x#FooError", "FooError"),
        ("aws.x#FooError:http://internal/#y", "FooError"),
        ("", "Body"),
        (" ", "Body"),
        (":http://internal/", "Body"),
        ("a:b#c", "a"),
        (" FooError ", "FooError"),
        ("FooError,FooError", "FooError"),
        (" , FooError, BarError", "FooError"),
    ];
    for (header, code) in codes {
        let found = meta(Response::new(400, body).with_header("X-Amzn-ErrorType", header));
        assert_eq!(found.code(), Some(code), "{header}");
    }

    let both = Response::new(400, body)
        .with_header("x-amz-request-id", "second")
        .with_header("x-amzn-RequestId", "first");
    assert_eq!(both.request_id(), Some("first"));
    assert_eq!(meta(both).extra("aws_request_id"), Some("first"));
    let several = Response::new(400, body)
        .with_header("x-amzn-errortype", b"\xff")
        .with_header("x-amzn-errortype", "")
        .with_header("x-amzn-errortype", "aws.x#First:")
        .with_header("x-amzn-errortype", "Second")
        .with_header("x-amzn-RequestId", "");
    assert_eq!(meta(several.clone()).code(), Some("First"));
    assert_eq!(several.request_id(), None);
    let other = several.with_header("x-amz-request-id", "second");
    assert_eq!(meta(other).extra("aws_request_id"), Some("second"));
}

/// Protects sources of a code, in the order in which they count: header, `code`, `__type`; and, for
/// a service that used to speak `awsQuery`, the code of that, which comes with who is at fault.
#[test]
fn codes_come_from_header_or_body() {
    let rows = [
        ("{}", None, None),
        (r#"{"__type":"Type"}"#, None, Some("Type")),
        (r#"{"code":"Code","__type":"Type"}"#, None, Some("Code")),
        (r#"{"Code":"Upper"}"#, None, Some("Upper")),
        (r#"{"Code":"Upper","__type":"Type"}"#, None, Some("Type")),
        (
            r#"{"code":"","__type":"a#","Code":"Upper"}"#,
            None,
            Some("Upper"),
        ),
        (r#"{"c\u006fde":"\u0041\/"}"#, None, Some("A/")),
        ("\u{feff}{\"code\":\"Code\"}", None, Some("Code")),
        (r#"{"code":"Code"}"#, Some("Header"), Some("Header")),
        ("[1", Some("Header"), Some("Header")),
        ("", Some("Header"), Some("Header")),
    ];
    for (body, header, expected) in rows {
        let mut response = Response::new(400, body);
        if let Some(header) = header {
            response = response.with_header("x-amzn-errortype", header);
        }
        let found = meta::<AwsJson1_1, Nothing>(&response);
        assert_eq!(found.code(), expected, "{body}");

        let response = response.with_header("x-amzn-query-error", "AWS.Shop.Gone;Sender");
        let found = meta::<AwsJson1_0, Nothing>(&response);
        assert_eq!(
            (found.code(), found.extra("type")),
            (expected, None),
            "{body}"
        );
        let found = meta::<AwsJson1_0, NothingCompatible>(&response);
        let query = (Some("AWS.Shop.Gone"), Some("Sender"));
        assert_eq!((found.code(), found.extra("type")), query, "{body}");
    }
    let response = Response::new(400, r#"{"code":"Code"}"#);
    for (value, code) in [
        (" Gone ; Sender ", "Gone"),
        ("Gone;Sender,Gone;Sender", "Gone"),
    ] {
        let response = response.clone().with_header("x-amzn-query-error", value);
        let found = meta::<AwsJson1_0, NothingCompatible>(&response);
        let expected = (Some(code), Some("Sender"));
        assert_eq!((found.code(), found.extra("type")), expected, "{value}");
    }
    for odd in ["", "Gone", ";Sender"] {
        let response = response.clone().with_header("x-amzn-query-error", odd);
        let found = meta::<AwsJson1_0, NothingCompatible>(&response);
        assert_eq!(
            (found.code(), found.extra("type")),
            (Some("Code"), None),
            "{odd}"
        );
    }
}

/// Protects errors of the model: their members, which may stand in headers, the message by any of
/// its names, and what stands for members that are missing.
#[test]
fn errors_of_the_model_have_members() {
    let read = |failure| match failure {
        Failure::Modelled(error) => (error.message, error.seconds, error.reason),
        Failure::Other(error) => panic!("{error}"),
    };
    let own = |text: &str| Some(text.to_owned());
    let body = r#"{"__type":"a#Modelled","Message":"m","why":"w","reason":"r","seconds":1}"#;
    let response = Response::new(500, body).with_header("X-Seconds", "7");
    let rest = read(failure::<RestJson1, Nothing>(&response));
    assert_eq!(rest, (own("m"), Some(7), own("w")));
    // Rows of awsJson have no `@jsonName`; this one has, so that it is taken by that name.
    let aws = read(failure::<AwsJson1_0, Nothing>(&response));
    assert_eq!(aws, (own("m"), Some(1), own("w")));
    let bare = Response::new(500, "").with_header("x-amzn-errortype", "Modelled");
    assert_eq!(
        read(failure::<RestJson1, Nothing>(&bare)),
        (None, None, own(""))
    );
    let meta = failure::<RestJson1, Nothing>(&bare.with_header("x-amzn-requestid", "1"));
    let extra = meta.meta().extra("aws_request_id");
    assert_eq!((meta.meta().code(), extra), (Some("Modelled"), Some("1")));
}

/// Protects messages: each error says what is known of it, and secrets are left out.
#[test]
fn shows_errors() {
    struct Shown<'a>(Message<'a>);
    impl std::fmt::Display for Shown<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            fmt_error(f, "ClientException", self.0)
        }
    }
    assert_eq!(Shown(Message::of(None)).to_string(), "ClientException");
    assert_eq!(
        Shown(Message::of(Some("no"))).to_string(),
        "ClientException: no"
    );
    let secret = Shown(Message::Secret).to_string();
    assert_eq!(secret, "ClientException: *** Sensitive Data Redacted ***");

    let meta = ErrorMetadata::builder()
        .code("Throttled")
        .message("slow down")
        .build();
    let generic = Unhandled::generic(meta);
    assert_eq!(generic.to_string(), "Throttled: slow down");
    assert_eq!(
        (generic.code(), generic.message()),
        (Some("Throttled"), Some("slow down"))
    );
    assert!(generic.source().is_none() && generic.get_ref().is_none());

    assert_eq!(
        UnknownVariantError::new("X").to_string(),
        "unknown enum variant: 'X'"
    );
    assert_eq!(UnknownVariantValue::new("X").to_string(), "X");
    assert_eq!(
        format!("{:?}", UnknownVariantValue::new("X")),
        "UnknownVariantValue(\"X\")"
    );
}

/// Protects: an error says what is known, its sources what it has not said, and what is behind it
/// stays within reach.
#[test]
fn unhandled_errors_say_each_thing_once() {
    #[derive(Debug)]
    struct Outer(std::num::ParseIntError);
    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("outer")
        }
    }
    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }
    let outer = || Outer("x".parse::<i32>().unwrap_err());
    let inner = "invalid digit found in string";
    let code = || ErrorMetadata::builder().code("Throttled").build();
    let rows = [
        (Unhandled::new(outer().into()), "outer", Some(inner)),
        (
            Unhandled::with_meta(outer().into(), code()),
            "Throttled",
            Some("outer"),
        ),
        (
            Unhandled::input(BuildError::other(outer())),
            "cannot build a request from the input: outer: invalid digit found in string",
            None,
        ),
    ];
    for (error, shown, source) in rows {
        assert_eq!(error.to_string(), shown);
        assert_eq!(error.source().map(ToString::to_string).as_deref(), source);
        assert!(error.get_ref().is_some() && error.into_inner().is_some());
    }
    let named = Unhandled::generic(code())
        .of_operation("Get")
        .of_operation("Put");
    assert_eq!(named.meta().extra("operation"), Some("Get"));
}

/// Protects whoever looks for what is wrong with a document: it is said where.
#[test]
fn says_where_a_document_is_wrong() {
    let error = json::same(br#"{"a": tru}"#, "{}");
    let error = error.unwrap_err();
    assert_eq!(error.offset(), Some(6));
    let shown = error.to_string();
    assert_eq!(
        shown,
        "invalid JSON document: expected true, found 't' (byte 6)"
    );
    // An error of a client shows the document's, not a wrapper's.
    assert_eq!(ParseError::from(error).to_string(), shown);
}

/// Protects generated code, which builds what it has read whether or not a builder can fail.
#[test]
fn tells_builders_that_fail_from_those_that_cannot() {
    let fallible = |value| required::<u8>(value, "member");
    assert_eq!(built(fallible(Some(1))), Some(1));
    let missing: Option<u8> = built(fallible(None));
    assert_eq!(missing, None);
    let direct: Option<u8> = built(7);
    assert_eq!(direct, Some(7));
    let error: BuildError = fallible(None).unwrap_err();
    assert!(
        error.to_string().starts_with("member was missing"),
        "{error}"
    );
}
