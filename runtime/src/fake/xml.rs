//! Elements around the members of outputs and errors.

use crate::codec::xml::Reader;

use super::protocol::Fault;

/// An element with that content, and a namespace unless that is empty.
pub(super) fn element(name: &str, namespace: &str, content: &[u8]) -> Vec<u8> {
    let namespace = match namespace {
        "" => String::new(),
        uri => format!(" xmlns=\"{}\"", escaped(uri)),
    };
    let (start, end) = (format!("<{name}{namespace}>"), format!("</{name}>"));
    [start.as_bytes(), content, end.as_bytes()].concat()
}

/// The element of an error, with its members, and the code and message that clients expect
/// whatever the names of the members are. Services other than EC2 say who is to blame.
pub(super) fn error_element(fault: &Fault<'_>, has_side: bool, members: &[u8]) -> Vec<u8> {
    let side = if fault.client { "Sender" } else { "Receiver" };
    let mut content = Vec::new();
    if has_side {
        content.extend(element("Type", "", side.as_bytes()));
    }
    content.extend(element("Code", "", escaped(fault.code).as_bytes()));
    if let Some(text) = message(fault, members) {
        content.extend(element("Message", "", escaped(&text).as_bytes()));
    }
    content.extend_from_slice(members);
    element("Error", "", &content)
}

/// The message, unless a member has it by the name that clients expect.
fn message(fault: &Fault<'_>, members: &[u8]) -> Option<String> {
    let document = element("Error", "", members);
    let mut xml = Reader::new(&document).ok()?;
    xml.root().ok()?;
    let mut found = fault.message.map(str::to_owned);
    while let Some(name) = xml.next_element().ok()? {
        match name {
            "Message" => return None,
            "message" => found = Some(xml.element_text().ok()?.into_owned()),
            _ => xml.skip_element().ok()?,
        }
    }
    found
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
