//! The sums of messages, in requests and responses of the JSON protocol.

use std::collections::HashMap;
use std::fmt;

use aws_smithy_types::{Document, base64};

use super::md5::md5;
use crate::codec::json::Reader;

/// The operations whose responses have sums.
pub(super) const OPERATIONS: [&str; 3] = ["SendMessage", "SendMessageBatch", "ReceiveMessage"];

type Object = HashMap<String, Document>;

/// A message with a wrong sum: its part, and the message if the request has several.
#[derive(Debug)]
pub(super) struct Mismatch {
    part: &'static str,
    message: Option<String>,
    expected: String,
    found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, expected, found) = (self.part, &self.expected, &self.found);
        write!(f, "the {part} of the message")?;
        if let Some(message) = &self.message {
            write!(f, " `{message}`")?;
        }
        write!(
            f,
            " changed on the way: the MD5 is {expected}, and that of the service {found}"
        )
    }
}

impl std::error::Error for Mismatch {}

/// The parts of a message with sums: its name, its member in requests, that in received messages,
/// and those of the sums in answers to what was sent, and in received messages.
const PARTS: [(&str, [&str; 2], [&str; 2]); 3] = [
    (
        "body",
        ["MessageBody", "Body"],
        ["MD5OfMessageBody", "MD5OfBody"],
    ),
    (
        "attributes",
        ["MessageAttributes"; 2],
        ["MD5OfMessageAttributes"; 2],
    ),
    (
        "system attributes",
        ["MessageSystemAttributes", ""],
        ["MD5OfMessageSystemAttributes", ""],
    ),
];

/// The sums of the messages of a request, by the ID of the entry; empty for one message.
#[derive(Debug, Default)]
pub(super) struct Sums(HashMap<String, [Option<String>; 3]>);

impl Sums {
    /// Those of a request; `None` if it is not JSON.
    pub(super) fn of_request(body: &[u8]) -> Option<Self> {
        let request = object(body)?;
        let mut sums = HashMap::new();
        match request.get("Entries") {
            Some(Document::Array(entries)) => {
                for entry in entries.iter().filter_map(Document::as_object) {
                    sums.insert(text(entry, "Id").to_owned(), of_message(entry, 0));
                }
            }
            _ => drop(sums.insert(String::new(), of_message(&request, 0))),
        }
        Some(Self(sums))
    }
}

/// Compares the sums in a response with those of what was sent or received.
pub(super) fn check(operation: &str, sent: &Sums, response: &[u8]) -> Result<(), Mismatch> {
    let Some(response) = object(response) else {
        return Ok(());
    };
    let list = |name: &str| match response.get(name) {
        Some(Document::Array(items)) => items.iter().filter_map(Document::as_object).collect(),
        _ => Vec::new(),
    };
    match operation {
        "ReceiveMessage" => {
            let mut messages = list("Messages").into_iter();
            messages.try_for_each(|message| {
                let id = text(message, "MessageId");
                compare(&of_message(message, 1), message, 1, id)
            })
        }
        "SendMessageBatch" => {
            let mut answers = list("Successful").into_iter();
            answers.try_for_each(|answer| of_entry(sent, answer, text(answer, "Id")))
        }
        _ => of_entry(sent, &response, ""),
    }
}

fn of_entry(sent: &Sums, answer: &Object, id: &str) -> Result<(), Mismatch> {
    match sent.0.get(id) {
        Some(sums) => compare(sums, answer, 0, id),
        None => Ok(()),
    }
}

/// The sums of the parts of a message: one that is sent, or one that is received.
fn of_message(message: &Object, kind: usize) -> [Option<String>; 3] {
    PARTS.map(|(_, members, _)| match message.get(members[kind]) {
        Some(Document::String(body)) => Some(md5(body.as_bytes())),
        Some(Document::Object(attributes)) => of_attributes(attributes),
        _ => None,
    })
}

fn compare(
    sums: &[Option<String>; 3],
    answer: &Object,
    kind: usize,
    id: &str,
) -> Result<(), Mismatch> {
    for ((part, _, members), expected) in PARTS.iter().zip(sums) {
        let found = text(answer, members[kind]);
        if let Some(expected) = expected
            && !found.is_empty()
            && !found.eq_ignore_ascii_case(expected)
        {
            return Err(Mismatch {
                part,
                message: (!id.is_empty()).then(|| id.to_owned()),
                expected: expected.clone(),
                found: found.to_owned(),
            });
        }
    }
    Ok(())
}

/// The sum of attributes: of each, by name, the name, its type and its value, all with their
/// lengths. `None` if there are none, or if one has a kind of value that no sum is defined for.
fn of_attributes(attributes: &Object) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let mut names: Vec<&String> = attributes.keys().collect();
    names.sort();
    let mut all = Vec::new();
    let put = |all: &mut Vec<u8>, bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).ok()?;
        all.extend(length.to_be_bytes());
        all.extend(bytes);
        Some(())
    };
    for name in names {
        let attribute = attributes.get(name)?.as_object()?;
        put(&mut all, name.as_bytes())?;
        put(&mut all, text(attribute, "DataType").as_bytes())?;
        match (attribute.get("StringValue"), attribute.get("BinaryValue")) {
            (Some(Document::String(value)), _) => {
                all.push(1);
                put(&mut all, value.as_bytes())?;
            }
            (_, Some(Document::String(value))) => {
                all.push(2);
                put(&mut all, &base64::decode(value).ok()?)?;
            }
            _ => return None,
        }
    }
    Some(md5(&all))
}

fn text<'o>(object: &'o Object, name: &str) -> &'o str {
    let text = object.get(name).and_then(Document::as_string);
    text.unwrap_or_default()
}

fn object(body: &[u8]) -> Option<Object> {
    let mut reader = Reader::new(body).ok()?;
    match reader.document().ok()?? {
        Document::Object(object) => Some(object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(operation: &str, request: &str, response: &str) -> Option<String> {
        let sums = Sums::of_request(request.as_bytes()).unwrap_or_default();
        let checked = check(operation, &sums, response.as_bytes());
        checked.err().map(|error| error.to_string())
    }

    // Sums that AWS has published: the answer of the reference of `SendMessage`, and, with binary
    // values and other orders, those of the tests of moto.
    const HELLO: &str = "5eb63bbbe01eeed093cb22bb8f5acdc3";

    /// Protects messages from being taken for others: the sums of the service are those of the
    /// message, whatever escapes the JSON has.
    #[test]
    fn bodies_have_the_sums_of_the_service() {
        let request = r#"{"MessageBody": "hello\u0020world"}"#;
        let right = format!(r#"{{"MD5OfMessageBody": "{HELLO}"}}"#);
        assert_eq!(refused("SendMessage", request, &right), None);
        let wrong = right.replace("5eb", "6eb");
        let said = refused("SendMessage", request, &wrong).expect("another sum");
        assert!(said.contains("the body of the message changed"), "{said}");
        assert!(said.contains(HELLO), "{said}");
        assert_eq!(refused("SendMessage", request, "{}"), None);
        assert_eq!(refused("SendMessage", "Action=x", &wrong), None);
    }

    /// Protects batches: each answer is compared with the entry of its ID.
    #[test]
    fn entries_are_known_by_their_ids() {
        let request = r#"{"Entries": [{"Id": "a", "MessageBody": "hello world"}, {"Id": "b", "MessageBody": ""}]}"#;
        let empty = "d41d8cd98f00b204e9800998ecf8427e";
        let answer = |a: &str, b: &str| {
            format!(
                r#"{{"Successful": [{{"Id": "b", "MD5OfMessageBody": "{b}"}},
                {{"Id": "a", "MD5OfMessageBody": "{a}"}}], "Failed": []}}"#
            )
        };
        assert_eq!(
            refused("SendMessageBatch", request, &answer(HELLO, empty)),
            None
        );
        let said = refused("SendMessageBatch", request, &answer(empty, empty));
        assert!(said.expect("another sum").contains("the message `a`"));
    }

    /// Protects received messages, and attributes: the sums are those of moto for the same
    /// attributes.
    #[test]
    fn attributes_have_the_sums_of_the_service() {
        let attributes = r#"{"timestamp": {"DataType": "Number", "StringValue": "1493147359900"}}"#;
        let message = |sum: &str| {
            format!(
                r#"{{"Messages": [{{"MessageId": "m", "Body": "hello world", "MD5OfBody": "{HELLO}",
                "MessageAttributes": {attributes}, "MD5OfMessageAttributes": "{sum}"}}]}}"#
            )
        };
        let right = "235c5c510d26fb653d073faed50ae77c";
        assert_eq!(refused("ReceiveMessage", "{}", &message(right)), None);
        let said = refused("ReceiveMessage", "{}", &message(HELLO)).expect("another sum");
        assert!(said.contains("the attributes of the message `m`"), "{said}");
        let binary = r#"{"a": {"DataType": "Binary", "BinaryValue": "AQID"}, "B": {"DataType": "String.x", "StringValue": "ü"}}"#;
        let read = object(binary.as_bytes()).expect("an object");
        let bytes = b"\0\0\0\x01B\0\0\0\x08String.x\x01\0\0\0\x02\xc3\xbc\0\0\0\x01a\0\0\0\x06Binary\x02\0\0\0\x03\x01\x02\x03";
        assert_eq!(of_attributes(&read), Some(md5(bytes)));
    }
}
