//! Requests as a server receives them.

use std::fmt;

/// All that has come of one attempt.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    /// The number of the connection, from 1.
    pub connection: usize,
    /// The bytes of the request.
    pub bytes: Vec<u8>,
}

impl Sent {
    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(of, _)| of.eq_ignore_ascii_case(name));
        found.map_or(String::new(), |(_, value)| value.trim().to_owned())
    }

    /// The request with its headers sorted, since their order means nothing.
    ///
    /// Without `exact`, what follows from the time of day is left out.
    pub fn lines(&self, exact: bool) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let mut headers: Vec<String> = lines
            .map(|line| match line.split_once(':') {
                Some((name, value)) if exact || !varies(name) => {
                    format!("{}:{value}", name.to_ascii_lowercase())
                }
                Some((name, _)) => name.to_ascii_lowercase(),
                // The request was cut off here.
                None => line.to_owned(),
            })
            .collect();
        headers.sort();
        format!(
            "#{} {first}\n{}\n\n{body}",
            self.connection,
            headers.join("\n")
        )
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(true))
    }
}

/// True if the value of the header follows from the time of day.
fn varies(name: &str) -> bool {
    ["x-amz-date", "authorization", "amz-sdk-request"]
        .iter()
        .any(|of| name.eq_ignore_ascii_case(of))
}

/// The length of the body that the head of a request announces.
pub(super) fn body_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    found.map_or(0, |(_, value)| value.trim().parse().unwrap_or(0))
}
