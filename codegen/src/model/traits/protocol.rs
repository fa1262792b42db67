//! Traits of serialization, and of the behaviour of operations.

use serde_json::Value;

use super::Traits;
use super::decode::{self, Bad, Decoded, Fields};

/// `smithy.api#timestampFormat`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `date-time`, as in RFC 3339 section 5.6, in UTC.
    DateTime,
    /// `http-date`, as in RFC 7231 section 7.1.1.1.
    HttpDate,
    /// `epoch-seconds`: seconds since 1970, with a fraction.
    EpochSeconds,
}

/// `smithy.api#error`: the side that caused the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The client.
    Client,
    /// The service.
    Server,
}

/// `smithy.api#retryable`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retryable {
    /// True if the error means throttling.
    pub throttling: bool,
}

/// `smithy.api#paginated`. Members that an operation leaves out may be set by its service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paginated<'a> {
    /// The member of the input for the token.
    pub input_token: Option<&'a str>,
    /// The path to the token in the output, names separated by dots.
    pub output_token: Option<&'a str>,
    /// The path to the list of results in the output.
    pub items: Option<&'a str>,
    /// The member of the input for the page size.
    pub page_size: Option<&'a str>,
}

/// `smithy.api#xmlNamespace`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlNamespace<'a> {
    /// The URI of the namespace.
    pub uri: &'a str,
    /// The prefix in the XML document.
    pub prefix: Option<&'a str>,
}

/// The traits that name a protocol, in the order in which AWS SDKs prefer them.
const PROTOCOLS: [&str; 8] = [
    "smithy.protocols#rpcv2Cbor",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Json",
];

impl Traits {
    /// `smithy.api#jsonName`
    pub fn json_name(&self) -> Option<&str> {
        self.read("smithy.api#jsonName", decode::text)
    }

    /// `smithy.api#timestampFormat`
    pub fn timestamp_format(&self) -> Option<TimestampFormat> {
        self.read("smithy.api#timestampFormat", timestamp_format)
    }

    /// `smithy.api#mediaType`
    pub fn media_type(&self) -> Option<&str> {
        self.read("smithy.api#mediaType", decode::filled)
    }

    /// `smithy.api#xmlName`
    pub fn xml_name(&self) -> Option<&str> {
        self.read("smithy.api#xmlName", xml_name)
    }

    /// `smithy.api#xmlNamespace`
    pub fn xml_namespace(&self) -> Option<XmlNamespace<'_>> {
        self.read("smithy.api#xmlNamespace", xml_namespace)
    }

    /// `smithy.api#xmlFlattened`
    pub fn xml_flattened(&self) -> bool {
        self.has("smithy.api#xmlFlattened")
    }

    /// `smithy.api#xmlAttribute`
    pub fn xml_attribute(&self) -> bool {
        self.has("smithy.api#xmlAttribute")
    }

    /// `smithy.api#streaming`: a blob not held in memory, or a union of events.
    pub fn streaming(&self) -> bool {
        self.has("smithy.api#streaming")
    }

    /// `smithy.api#requiresLength`: of a streaming blob.
    pub fn requires_length(&self) -> bool {
        self.has("smithy.api#requiresLength")
    }

    /// `smithy.api#eventHeader`
    pub fn event_header(&self) -> bool {
        self.has("smithy.api#eventHeader")
    }

    /// `smithy.api#eventPayload`
    pub fn event_payload(&self) -> bool {
        self.has("smithy.api#eventPayload")
    }

    /// `smithy.api#error`
    pub fn error(&self) -> Option<Fault> {
        self.read("smithy.api#error", fault)
    }

    /// `smithy.api#retryable`
    pub fn retryable(&self) -> Option<Retryable> {
        self.read("smithy.api#retryable", retryable)
    }

    /// `smithy.api#idempotencyToken`: set by the client if unset.
    pub fn idempotency_token(&self) -> bool {
        self.has("smithy.api#idempotencyToken")
    }

    /// `smithy.api#idempotent`
    pub fn idempotent(&self) -> bool {
        self.has("smithy.api#idempotent")
    }

    /// `smithy.api#readonly`
    pub fn readonly(&self) -> bool {
        self.has("smithy.api#readonly")
    }

    /// `smithy.api#input`: the input of one operation only.
    pub fn input(&self) -> bool {
        self.has("smithy.api#input")
    }

    /// `smithy.api#output`: the output of one operation only.
    pub fn output(&self) -> bool {
        self.has("smithy.api#output")
    }

    /// `smithy.api#paginated`
    pub fn paginated(&self) -> Option<Paginated<'_>> {
        self.read("smithy.api#paginated", paginated)
    }

    /// The IDs of the protocol traits of a service, the preferred one first.
    pub fn protocols(&self) -> Vec<&'static str> {
        let there = PROTOCOLS.into_iter().filter(|id| self.has(id));
        there.collect()
    }
}

fn timestamp_format(value: &Value) -> Decoded<TimestampFormat> {
    let known = [
        ("date-time", TimestampFormat::DateTime),
        ("http-date", TimestampFormat::HttpDate),
        ("epoch-seconds", TimestampFormat::EpochSeconds),
    ];
    decode::one_of(value, &known)
}

fn fault(value: &Value) -> Decoded<Fault> {
    let known = [("client", Fault::Client), ("server", Fault::Server)];
    decode::one_of(value, &known)
}

fn retryable(value: &Value) -> Decoded<Retryable> {
    if !value.is_object() {
        return decode::marker(value).map(|()| Retryable { throttling: false });
    }
    let fields = Fields::of(value);
    let throttling = fields.flag("throttling").unwrap_or_default();
    fields.finish(Retryable { throttling })
}

fn paginated(value: &Value) -> Decoded<Paginated<'_>> {
    if !value.is_object() {
        return decode::marker(value).map(|()| Paginated::default());
    }
    let fields = Fields::of(value);
    let paginated = Paginated {
        input_token: fields.filled("inputToken"),
        output_token: fields.filled("outputToken"),
        items: fields.filled("items"),
        page_size: fields.filled("pageSize"),
    };
    fields.finish(paginated)
}

fn xml_namespace(value: &Value) -> Decoded<XmlNamespace<'_>> {
    let fields = Fields::of(value);
    let namespace = XmlNamespace {
        uri: fields.need("uri", fields.filled("uri")),
        prefix: fields.text("prefix"),
    };
    fields.finish(namespace)
}

/// The settings of a protocol: the supported HTTP versions.
fn protocol(value: &Value) -> Decoded<()> {
    if !value.is_object() {
        return decode::marker(value);
    }
    let fields = Fields::of(value);
    fields.texts("http");
    fields.texts("eventStreamHttp");
    fields.flag("noErrorWrapping");
    fields.finish(())
}

/// The name of an element or attribute, with a prefix or without.
fn xml_name(value: &Value) -> Decoded<&str> {
    let name = decode::filled(value)?;
    let is_part = |part: &str| {
        let starts = |first: char| first.is_alphabetic() || first == '_';
        let goes_on = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.');
        part.starts_with(starts) && part.chars().all(goes_on)
    };
    let (prefix, local) = name.split_once(':').unwrap_or(("_", name));
    if is_part(prefix) && is_part(local) {
        Ok(name)
    } else {
        let message = format!("is `{name}`, which is not a valid XML name");
        Err(vec![Bad::new(message)])
    }
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    if PROTOCOLS.contains(&id) {
        return Some(protocol(value));
    }
    Some(match id {
        "smithy.api#jsonName" => decode::text(value).map(drop),
        "smithy.api#mediaType" => decode::filled(value).map(drop),
        "smithy.api#xmlName" => xml_name(value).map(drop),
        "smithy.api#timestampFormat" => timestamp_format(value).map(drop),
        "smithy.api#xmlNamespace" => xml_namespace(value).map(drop),
        "smithy.api#error" => fault(value).map(drop),
        "smithy.api#retryable" => retryable(value).map(drop),
        "smithy.api#paginated" => paginated(value).map(drop),
        "smithy.api#xmlFlattened"
        | "smithy.api#xmlAttribute"
        | "smithy.api#streaming"
        | "smithy.api#requiresLength"
        | "smithy.api#eventHeader"
        | "smithy.api#eventPayload"
        | "smithy.api#idempotencyToken"
        | "smithy.api#idempotent"
        | "smithy.api#readonly"
        | "smithy.api#input"
        | "smithy.api#output" => decode::marker(value),
        _ => return None,
    })
}
