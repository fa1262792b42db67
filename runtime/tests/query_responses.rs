//! Responses of awsQuery and ec2Query: what stands around results and errors, request IDs, and
//! bodies that are not what a service sends.

#[path = "support/call.rs"]
mod call;

use std::fmt::Debug;

use call::{Call, Failure, Nothing};
use hammersmith::Operation;
use hammersmith::error::{BuildError, ParseError, fmt_line};
use hammersmith::http::Response;
use hammersmith::protocol::{AwsQuery, Ec2Query, Protocol};
use hammersmith::shape::{Done, Members, Reader, Received, RowCount, Sink, Source, Structure};

/// An output that knows the ID of its request.
#[derive(Clone, Debug, Default, PartialEq)]
struct Output {
    name: Option<String>,
    tags: Option<Vec<String>>,
    request_id: Option<String>,
}

impl Structure for Output {
    type Builder = Self;
    type Rows = RowCount<2>;

    const MEMBERS: &'static str = "\"name\": name\n\"tags\": tags @xmlFlattened";

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        to.put(0, &self.name);
        to.put(1, &self.tags);
    }

    fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
        match member {
            0 => from.set(&mut builder.name),
            1 => from.set(&mut builder.tags),
            _ => from.skip(),
        }
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        Ok(builder)
    }

    fn received(builder: &mut Self) -> Received<'_> {
        Received::RequestId(&mut builder.request_id)
    }
}

#[allow(
    clippy::result_large_err,
    reason = "the error is that of a generated operation"
)]
fn parse<P: Protocol>(response: &Response<'_>) -> Result<Output, Failure> {
    Call::<P, Nothing, Output>::parse(response)
}

/// The line that an error shows.
fn line(error: &Failure) -> String {
    struct Line<'a>(&'a Failure);

    impl std::fmt::Display for Line<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let what: &dyn std::fmt::Display = match self.0 {
                Failure::Modelled(_) => &"Modelled",
                Failure::Other(error) => error,
            };
            fmt_line(f, Some("Get"), what, self.0.meta())
        }
    }

    Line(error).to_string()
}

fn output(name: Option<&str>, tags: Option<&[&str]>, id: Option<&str>) -> Output {
    let strings = |tags: &[&str]| tags.iter().map(|&tag| tag.to_owned()).collect();
    Output {
        name: name.map(str::to_owned),
        tags: tags.map(strings),
        request_id: id.map(str::to_owned),
    }
}

/// Protects outputs: members are found within the wrappers of each protocol, and so is the ID of
/// the request, which that of the headers goes before.
#[test]
fn results_have_wrappers() {
    let aws = "<?xml version=\"1.0\"?>\n<GetResponse xmlns=\"http://a/\"><GetResult><tags>a</tags><name>n</name>\
               <tags>b</tags><new/></GetResult><ResponseMetadata><RequestId> 7 </RequestId></ResponseMetadata>\
               </GetResponse>\n";
    let ec2 = "<GetResponse xmlns=\"http://a/\"><requestId>7</requestId><tags>a</tags><name>n</name><tags>b</tags>\
               </GetResponse>";
    let expected = |id| output(Some("n"), Some(&["a", "b"]), Some(id));
    let found = parse::<AwsQuery>(&Response::new(200, aws)).expect("an output");
    assert_eq!(found, expected("7"));
    let found = parse::<Ec2Query>(&Response::new(200, ec2)).expect("an output");
    assert_eq!(found, expected("7"));
    let response = Response::new(200, aws).with_header("x-amzn-requestid", "8");
    assert_eq!(
        parse::<AwsQuery>(&response).expect("an output"),
        expected("8")
    );

    let prefix = "<s:GetResponse xmlns:s='u'><s:GetResult/><s:ResponseMetadata><s:RequestId>7</s:RequestId>\
                  </s:ResponseMetadata></s:GetResponse>";
    let found = parse::<AwsQuery>(&Response::new(200, prefix)).expect("an output");
    assert_eq!(found, output(None, None, Some("7")));
    let metadata = "<GetResponse><ResponseMetadata/><a:GetResult/></GetResponse>";
    let found = parse::<AwsQuery>(&Response::new(200, metadata)).expect("an output");
    assert_eq!(found, output(None, None, None));
    // What no member is read from is not read at all.
    let nothing = Call::<AwsQuery, Nothing, Nothing>::parse(&Response::new(200, "OK"));
    assert!(nothing.is_ok());
}

/// Bodies that neither protocol reads, each with what is wrong.
const BOTH: &[(&str, &str)] = &[
    ("", "expected an element, found the end of the document"),
    ("{}", "expected an element, found '{'"),
    (
        "<html><body/></html>",
        "expected the root `GetResponse`, found `html`",
    ),
    ("<Get/>", "expected the root `GetResponse`, found `Get`"),
    (
        "<PutResponse/>",
        "expected the root `GetResponse`, found `PutResponse`",
    ),
];

/// Those of awsQuery.
const AWS: &[(&str, &str)] = &[
    ("<GetResponse/>", "expected `GetResult`"),
    (
        "<GetResponse><PutResult/></GetResponse>",
        "expected `GetResult`",
    ),
    (
        "<GetResponse><GetResult><name><a/></name></GetResult></GetResponse>",
        "at `GetResult.name`: expected text, found an element",
    ),
];

/// Those of ec2Query.
const EC2: &[(&str, &str)] = &[
    (
        "<GetResponse><name>n",
        "at `name`: expected the end of an element",
    ),
    (
        "<GetResponse><name>n</name></GetResponse><",
        "expected the end of the document",
    ),
];

/// Protects from outputs that are not those of the operation, each with what is wrong.
#[test]
fn other_documents_are_errors() {
    let check = |body: &str, found: Result<Output, Failure>, expected: &str| {
        let error = found.expect_err(body);
        let line = line(&error);
        let start = "Get: the response cannot be read: invalid XML document";
        assert!(
            line.starts_with(start) && line.contains(expected),
            "{body}: {line}"
        );
        let Failure::Other(error) = error else {
            panic!("{line}")
        };
        let cause = error.get_ref();
        assert!(
            cause.is_some_and(|error| error.is::<ParseError>()),
            "{line}"
        );
    };
    for (body, expected) in BOTH.iter().chain(AWS) {
        check(
            body,
            parse::<AwsQuery>(&Response::new(200, *body)),
            expected,
        );
    }
    for (body, expected) in BOTH.iter().chain(EC2) {
        check(
            body,
            parse::<Ec2Query>(&Response::new(200, *body)),
            expected,
        );
    }
}

const CODE: Option<&str> = Some("Modelled");
const MESSAGE: Option<&str> = Some("m");

/// Error bodies as they come, the code and message that is left of them, and the end of the line.
type Row<'a> = (&'a [u8], Option<&'a str>, Option<&'a str>, &'a str);

const ROWS: &[Row<'_>] = &[
    (
        b"<ErrorResponse xmlns=\"http://a/\"><Error><Type>Sender</Type><Code>Modelled</Code><Message>m</Message>\
          </Error><RequestId>7</RequestId></ErrorResponse>",
        CODE,
        MESSAGE,
        "HTTP 400, request id 7",
    ),
    (
        b"<Response><Errors><Error><Code>Modelled</Code><Message>m</Message></Error></Errors>\
          <RequestID>7</RequestID></Response>",
        CODE,
        MESSAGE,
        "HTTP 400, request id 7",
    ),
    (
        b"<ErrorResponse><RequestId>7</RequestId><Error>\n<Code>Modelled</Code>\n</Error></ErrorResponse>",
        CODE,
        None,
        "HTTP 400, request id 7",
    ),
    (b"<Error><Code>Modelled</Code></Error>", CODE, None, "HTTP 400"),
    (
        b"<s:Response xmlns:s=\"u\"><s:Errors><s:Error><s:Code>Modelled</s:Code><s:Message>m</s:Message></s:Error>\
          </s:Errors><s:RequestID>7</s:RequestID></s:Response>",
        CODE,
        MESSAGE,
        "HTTP 400, request id 7",
    ),
    (
        b"<Response><Errors><Error><Code>Modelled</Code><Message>m</Message></Error><Error><Code>Other</Code>\
          <Message>n</Message></Error></Errors></Response>",
        CODE,
        MESSAGE,
        "HTTP 400",
    ),
    (
        b"<ErrorResponse><Error><Code>Modelled</Code><Message>m</Message><why>",
        CODE,
        MESSAGE,
        "HTTP 400, not read: invalid XML document at `Error.why`: expected the end of an element, found the end of \
         the document (byte 68)",
    ),
    (
        b"<ErrorResponse><Error><Code>Modelled</Code><Message>caf\xe9</Message></Error></ErrorResponse>",
        CODE,
        Some("caf\u{fffd}"),
        "HTTP 400",
    ),
    (
        b"<ErrorResponse><Error><Code></Code></Error></ErrorResponse>",
        None,
        None,
        "HTTP 400, body `<ErrorResponse><Error><Code></Code></Error></ErrorResponse>`",
    ),
    (
        b"<html>\r\n<b>no</b>",
        None,
        None,
        "HTTP 400, body `<html>\\r\\n<b>no</b>`",
    ),
    (b"{\"code\":\"A\"}", None, None, "HTTP 400, body `{\"code\":\"A\"}`"),
    (b"Rate exceeded", None, None, "HTTP 400, body `Rate exceeded`"),
    (b"", None, None, "HTTP 400"),
    (b"\xff\x00", None, None, "HTTP 400, body `\\xff\\u{0}`"),
];

/// Protects retries, which hang on the code: whatever a proxy or a broken server sends, code and
/// message survive, and the line says what came.
#[test]
fn errors_survive_what_cannot_be_read() {
    for (body, code, message, end) in ROWS {
        let response = Response::new(400, *body);
        let shown = String::from_utf8_lossy(body);
        let found = [parse::<AwsQuery>(&response), parse::<Ec2Query>(&response)];
        for found in found {
            let error = found.expect_err(&shown);
            let meta = error.meta();
            assert_eq!((meta.code(), meta.message()), (*code, *message), "{shown}");
            let line = line(&error);
            assert!(line.ends_with(&format!(" ({end})")), "{shown}: {line}");
            match error {
                Failure::Modelled(error) => {
                    assert_eq!(error.message.as_deref(), *message, "{shown}");
                }
                Failure::Other(_) => assert_eq!(*code, None, "{shown}"),
            }
        }
    }
}

/// Protects members of errors from those that cannot be read, in front of them and behind.
#[test]
fn errors_keep_the_members_that_can_be_read() {
    let body = "<ErrorResponse><Error><Code>Modelled</Code><seconds>soon</seconds><Message>m</Message>\
                <reason>w</reason></Error></ErrorResponse>";
    let error = parse::<AwsQuery>(&Response::new(429, body)).expect_err("an error");
    let line = line(&error);
    assert!(
        line.contains("not read: invalid XML document at `Error.seconds`"),
        "{line}"
    );
    let Failure::Modelled(error) = error else {
        panic!("{line}")
    };
    assert_eq!((error.message.as_deref(), error.seconds), (Some("m"), None));
    assert_eq!(error.reason.as_deref(), Some("w"));
}
