//! rpcv2Cbor and rpcv2Json around their documents: the headers of requests, and the codes of
//! errors.

#[path = "support/call.rs"]
mod call;
#[path = "support/values.rs"]
mod values;

use call::{Call, Failure, Input, Nothing, NothingCompatible, structure};
use hammersmith::Operation;
use hammersmith::error::ErrorMetadata;
use hammersmith::http::{Http, Response};
use hammersmith::protocol::{Protocol, RpcV2Cbor, RpcV2Json};
use values::headers;

structure! {
    /// An input with a member.
    Named, 1, "\"name\": name", Http::new("POST", "/service/Shop/operation/Get");
    0 name: String,
}

structure! {
    /// The input of an operation that has none in the model.
    Absent, 0, "", Http::new("POST", "/service/Shop/operation/Get").without_input();
}

/// The body of a request, and its headers, of which some are the same for all.
fn sent<P: Protocol, I: Input>(input: &I) -> (Vec<u8>, String) {
    let request = Call::<P, I, Nothing>::serialize(input).expect("a request");
    let headers = headers(&request).into_iter();
    let headers = headers.map(|(name, value)| format!("{name}: {value}"));
    let headers = headers.collect::<Vec<_>>().join(", ");
    (request.body, headers)
}

/// Protects routing: services find the operation by these headers, and tell an input without
/// members from none.
#[test]
fn requests_name_the_protocol() {
    let named = Named {
        name: Some("a".to_owned()),
    };
    let cbor = "smithy-protocol: rpc-v2-cbor, accept: application/cbor";
    let json = "smithy-protocol: rpc-v2-json, accept: application/json";
    let query = "x-amzn-query-mode: true";
    let rows = [
        (
            sent::<RpcV2Cbor, _>(&named),
            b"\xbf\x64name\x61a\xff".to_vec(),
            format!("content-type: application/cbor, {cbor}, content-length: 9"),
        ),
        (
            sent::<RpcV2Cbor, _>(&Absent::default()),
            Vec::new(),
            format!("{cbor}, content-length: 0"),
        ),
        (
            sent::<RpcV2Cbor, _>(&NothingCompatible),
            b"\xbf\xff".to_vec(),
            format!("content-type: application/cbor, {cbor}, {query}, content-length: 2"),
        ),
        (
            sent::<RpcV2Json, _>(&named),
            br#"{"name":"a"}"#.to_vec(),
            format!("content-type: application/json, {json}, content-length: 12"),
        ),
        (
            sent::<RpcV2Json, _>(&Absent::default()),
            Vec::new(),
            format!("{json}, content-length: 0"),
        ),
    ];
    for ((body, headers), expected, all) in rows {
        assert_eq!((body, headers), (expected, all));
    }
}

/// The metadata of an error with that body.
fn error<I: Input>(body: &[u8]) -> ErrorMetadata {
    let response = Response::new(400, body).with_header("x-amzn-query-error", "Old;Sender");
    let response = response.with_header("x-amzn-errortype", "Other");
    let error: Failure = Call::<RpcV2Cbor, I, Nothing>::parse(&response).expect_err("an error");
    error.meta().clone()
}

/// Protects whoever handles errors: code and message are read as far as the body goes, and a body
/// that is not CBOR is shown.
#[test]
fn errors_have_codes() {
    let rows: [(&[u8], Option<&str>, Option<&str>); 8] = [
        (b"\xbf\x66__type\x65a#Bad\xff", Some("Bad"), None),
        (b"\xa1\x66__type\x69Bad:http:", Some("Bad"), None),
        (
            b"\xa2\x66__type\x63Bad\x67Message\x62no",
            Some("Bad"),
            Some("no"),
        ),
        (b"\xa2\x66__type\x63Bad\x67message\x01", Some("Bad"), None),
        (b"\xbf\x66__type\x63Bad\x67message", Some("Bad"), None),
        (
            b"\xa2\x66__type\x01\x6cerrorMessage\x62no",
            None,
            Some("no"),
        ),
        (b"\xa1\x64code\x63Bad", None, None),
        (b"<html>Bad Gateway</html>", None, None),
    ];
    for (body, code, message) in rows {
        let meta = error::<Nothing>(body);
        assert_eq!(
            (meta.code(), meta.message()),
            (code, message),
            "{body:02x?}"
        );
        // The codes of awsQuery count before all others.
        let meta = error::<NothingCompatible>(body);
        assert_eq!(
            (meta.code(), meta.extra("type")),
            (Some("Old"), Some("Sender"))
        );
    }
    let shown = error::<Nothing>(b"<html>Bad Gateway</html>");
    assert_eq!(
        shown.extra("response_body"),
        Some("<html>Bad Gateway</html>")
    );
}

/// Protects modelled errors: a member that cannot be read does not cost the others.
#[test]
fn errors_keep_what_can_be_read() {
    let body = b"\xa3\x66__type\x68Modelled\x66reason\x01\x67message\x62no";
    let response = Response::new(400, body);
    match Call::<RpcV2Cbor, Nothing, Nothing>::parse(&response) {
        Err(Failure::Modelled(error)) => {
            assert_eq!(error.message.as_deref(), Some("no"));
            let unread = error.meta.as_ref().and_then(|meta| meta.extra("unread"));
            assert!(
                unread.is_some_and(|unread| unread.contains("invalid CBOR document at `reason`"))
            );
        }
        other => panic!("{other:?}"),
    }
}
