//! Scripts that many cases need.

use super::{Script, Step};

/// A whole response. Each line of the headers ends with `\r\n`.
pub fn response(status: &str, headers: &str, body: &str) -> Step {
    let length = body.len();
    let text = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}");
    Step::Send(text.into_bytes())
}

/// A request that is answered.
pub fn answered(status: &str, headers: &str, body: &str) -> Script {
    vec![Step::Read, response(status, headers, body)]
}

/// Raw bytes in place of a response, and the steps after them.
pub fn raw(bytes: &str, then: impl IntoIterator<Item = Step>) -> Script {
    let steps = [Step::Read, Step::Send(bytes.into())];
    steps.into_iter().chain(then).collect()
}
