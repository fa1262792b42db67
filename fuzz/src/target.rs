//! The targets of mutated inputs.

use hammersmith::Operation;
use hammersmith::event::{self, Frames, encode};
use hammersmith::http::Response;
use hammersmith::serde::DenyUnknown;
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_codegen::{Error, Generator, Layout};

use crate::cbor_kiosk;
use crate::digest::digest;
use crate::kiosk::operation::get_thing::{GetThing, GetThingInput};
use crate::kiosk::operation::put_thing::{PutThing, PutThingInput};
use crate::kiosk::types::Happening;
use crate::query_kiosk;
use crate::rules::rules;
use crate::served::served;
use crate::shelf::operation::get_parcel::GetParcel;
use crate::shelf::operation::put_parcel::{PutParcel, PutParcelInput, PutParcelOutput};

/// A function that takes any bytes and panics only on a bug.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name on the command line, and of the directory of its corpus.
    pub name: &'static str,
    /// A short description.
    pub what: &'static str,
    /// Runs the target on an input.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "model",
        what: "loads a model and generates its client, pages and skeletons",
        run: model,
    },
    Target {
        name: "body",
        what: "reads the body of a response",
        run: body,
    },
    Target {
        name: "header",
        what: "reads status, headers and body of a response",
        run: header,
    },
    Target {
        name: "error",
        what: "reads a response that is an error",
        run: error,
    },
    Target {
        name: "query",
        what: "reads a response of awsQuery, an output or error in XML",
        run: query,
    },
    Target {
        name: "xml",
        what: "reads the body of a response as XML, and writes what it holds",
        run: xml,
    },
    Target {
        name: "cbor",
        what: "reads a response of rpcv2Cbor, an output or error",
        run: cbor,
    },
    Target {
        name: "timestamp",
        what: "reads a timestamp from bodies and headers in each format",
        run: timestamp,
    },
    Target {
        name: "document",
        what: "reads an input with serde, validates it, and writes it",
        run: document,
    },
    Target {
        name: "event",
        what: "reads a stream of events, and writes it again",
        run: event,
    },
    Target {
        name: "rules",
        what: "reads endpoint rules, and evaluates them for parameters",
        run: rules,
    },
    Target {
        name: "digest",
        what: "answers challenges for digest authentication with a client",
        run: digest,
    },
    Target {
        name: "served",
        what: "reads a request with a fake, and writes it again",
        run: served,
    },
];

/// The number of operations of a model for which skeletons are made.
const SKELETONS: usize = 4;

fn model(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let generator = Generator::new()
        .model_text("model.json", text)
        .protocol_tests(true);
    let generated = match generator.run(Layout::Crate) {
        Ok(generated) => generated,
        Err(problems) => return drop(problems.to_string()),
    };
    // Every plan can be printed.
    let files = defect_free(generated.crate_files());
    for (path, file) in files.iter() {
        let is_hidden = |c: char| {
            let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            turns || c == '\r'
        };
        assert!(!file.contains(is_hidden), "{path} has hidden characters");
    }
    for operation in generated.plan().operations.iter().take(SKELETONS) {
        for members in [Members::All, Members::Required] {
            let input = skeleton::input(generated.plan(), operation, members);
            let json = input.to_json().to_string();
            let again: Result<serde_json::Value, _> = serde_json::from_str(&json);
            assert!(again.is_ok(), "a skeleton cannot be read: {again:?}");
            defect_free(input.to_rust("shop").map_err(Error::from));
        }
    }
}

/// Fails as a target does when it has found a defect: with a panic, which ends the process of the
/// case.
#[track_caller]
fn defect_free<T>(result: Result<T, Error>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the generator accepted a model that it cannot print: {error}"),
    }
}

fn body(bytes: &[u8]) {
    parse::<PutThing>(&Response::new(200, bytes));
    parse::<GetThing>(&Response::new(200, bytes));
}

/// A status, lines of headers, an empty line, and the body.
fn header(bytes: &[u8]) {
    with_head(bytes, |response| {
        parse::<GetThing>(response);
        parse::<PutThing>(response);
    });
}

fn error(bytes: &[u8]) {
    with_head(bytes, |response| {
        if !response.is_success() {
            parse::<GetThing>(response);
            parse::<PutThing>(response);
        }
    });
}

fn query(bytes: &[u8]) {
    with_head(bytes, |response| {
        parse::<query_kiosk::operation::get_thing::GetThing>(response);
        parse::<query_kiosk::operation::put_thing::PutThing>(response);
    });
}

fn cbor(bytes: &[u8]) {
    with_head(bytes, |response| {
        parse::<cbor_kiosk::operation::get_thing::GetThing>(response);
        parse::<cbor_kiosk::operation::put_thing::PutThing>(response);
    });
}

fn with_head(bytes: &[u8], run: impl Fn(&Response<'_>)) {
    let mut rest = bytes;
    let status = std::str::from_utf8(line(&mut rest)).ok();
    let status = status.and_then(|status| status.trim().parse().ok());
    let mut headers: Vec<(String, &[u8])> = Vec::new();
    loop {
        let line = line(&mut rest);
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            break;
        };
        let (name, value) = line.split_at(colon);
        let name = String::from_utf8_lossy(name).trim().to_owned();
        headers.push((name, value.get(1..).unwrap_or_default().trim_ascii()));
    }
    let mut response = Response::new(status.unwrap_or(500), rest);
    for (name, value) in &headers {
        response = response.with_header(name, *value);
    }
    run(&response);
}

/// Removes the first line.
fn line<'b>(rest: &mut &'b [u8]) -> &'b [u8] {
    let end = rest.iter().position(|byte| *byte == b'\n');
    let (line, behind) = rest.split_at(end.unwrap_or(rest.len()));
    *rest = behind.get(1..).unwrap_or_default();
    line
}

fn xml(bytes: &[u8]) {
    parse::<PutParcel>(&Response::new(500, bytes));
    parse::<GetParcel>(&Response::new(200, bytes));
    let Ok(output) = PutParcel::parse(&Response::new(200, bytes)) else {
        return;
    };
    // Timestamps are written to the microsecond, so that only the second writing changes nothing.
    let Some(written) = rewritten(&output) else {
        return;
    };
    let Some(again) = rewritten(&written) else {
        panic!("{written:?} cannot be written");
    };
    // `NaN` does not equal itself.
    if !format!("{output:?}").contains("NaN") {
        assert_eq!(again.parcel(), written.parcel());
    }
}

/// The output as it is read from what an input with the same members is written as. `None` if it
/// has no form: unknown members of unions, and years beyond 9999.
fn rewritten(output: &PutParcelOutput) -> Option<PutParcelOutput> {
    let input = PutParcelInput {
        parcel: output.parcel().cloned(),
    };
    let request = PutParcel::serialize(&input).ok()?;
    let text = String::from_utf8_lossy(&request.body);
    let text = text.replace("PutParcelInput", "PutParcelResponse");
    match PutParcel::parse(&Response::new(200, &text)) {
        Ok(again) => Some(again),
        Err(error) => panic!("{error:?}, in {text}"),
    }
}

fn timestamp(bytes: &[u8]) {
    for member in ["at", "atDate", "atHttp"] {
        for quote in ["", "\""] {
            let text = [
                br#"{"thing":{"name":"a",""#,
                member.as_bytes(),
                br#"":"#,
                quote.as_bytes(),
                bytes,
                quote.as_bytes(),
                b"}}",
            ];
            let text = text.concat();
            body(&text);
            document(&text);
        }
    }
    for header in ["X-At", "X-Seconds", "X-Date", "X-Times"] {
        let response = Response::new(200, br#"{"name":"a"}"#).with_header(header, bytes);
        parse::<GetThing>(&response);
    }
}

/// Parses a response, and prints the result.
fn parse<O: Operation>(response: &Response<'_>) {
    match O::parse(response) {
        Ok(output) => drop(format!("{output:?}")),
        Err(error) => drop(format!("{error} {error:?}")),
    }
}

/// Reads both inputs from JSON.
fn document(bytes: &[u8]) {
    if let Ok(input) = serde_json::from_slice::<PutThingInput>(bytes) {
        drop(input.validate());
        written::<PutThing>(&input);
        same(&input);
    }
    if let Ok(input) = serde_json::from_slice::<GetThingInput>(bytes) {
        drop(input.validate());
        written::<GetThing>(&input);
        same(&input);
    }
    let strict: Result<DenyUnknown<PutThingInput>, _> = serde_json::from_slice(bytes);
    drop(strict);
}

fn written<O: Operation>(input: &O::Input) {
    match O::serialize(input) {
        Ok(request) => drop(format!("{request:?}")),
        Err(error) => drop(error.to_string()),
    }
}

/// Written output is read back as a value that is written the same. Fractions of seconds may get
/// lost on the way, as `http-date` has none.
fn same<T>(input: &T)
where
    T: hammersmith::serde::Serialize + for<'de> hammersmith::serde::Deserialize<'de>,
{
    // Values without a form on the wire cannot be written.
    let Ok(text) = serde_json::to_string(input) else {
        return;
    };
    let again = serde_json::from_str::<T>(&text);
    match again.and_then(|again| serde_json::to_string(&again)) {
        Ok(again) => {
            let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
            assert_eq!(parsed(&text), parsed(&again));
        }
        Err(error) => panic!("{error}, in {text}"),
    }
}

/// Frames as they come, and once more with the lengths and checksums that make each a frame.
fn event(bytes: &[u8]) {
    events(bytes);
    let Some((prelude, rest)) = bytes.split_first_chunk::<8>() else {
        return;
    };
    let Some((rest, _)) = rest.get(4..).and_then(|rest| rest.split_last_chunk::<4>()) else {
        return;
    };
    let [.., a, b, c, d] = *prelude;
    let headers = u32::from_be_bytes([a, b, c, d]) % (rest.len() as u32 + 1);
    let mut frame = (bytes.len() as u32).to_be_bytes().to_vec();
    frame.extend(headers.to_be_bytes());
    frame.extend(crc32fast::hash(&frame).to_be_bytes());
    frame.extend(rest);
    frame.extend(crc32fast::hash(&frame).to_be_bytes());
    events(&frame);
}

fn events(bytes: &[u8]) {
    let mut frames = Frames::new();
    for chunk in bytes.chunks(bytes.len() / 3 + 1) {
        frames.push(chunk);
        while let Ok(Some(message)) = frames.next_message() {
            let again = encode(&message).map(|bytes| {
                let mut frames = Frames::new();
                frames.push(&bytes);
                frames.next_message()
            });
            if let Ok(again) = again {
                assert_eq!(again.ok().flatten().as_ref(), Some(&message));
            }
            match event::read::<Happening>(&message) {
                Ok(Ok(event)) => drop(event::write(&event).map(|message| format!("{message:?}"))),
                Ok(Err(error)) => drop(format!("{error} {error:?}")),
                Err(error) => drop(error.to_string()),
            }
        }
    }
    drop(frames.finish());
}
