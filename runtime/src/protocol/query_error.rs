//! The codes that errors had when their service spoke `awsQuery`.

use aws_smithy_types::error::metadata::Builder;

use crate::http::Response;
use crate::protocol::Called;

/// The header with the code of an error, and the side that caused it.
const HEADER: &str = "x-amzn-query-error";

/// Sets the code of the header, if the service used to speak `awsQuery`; it counts before all
/// others.
pub(super) fn apply(metadata: Builder, response: &Response<'_>, called: &Called) -> Builder {
    if !called.service.query_compatible {
        return metadata;
    }
    match response.values(HEADER).find_map(query_error) {
        Some((code, fault)) => metadata.code(code).custom("type", fault),
        None => metadata,
    }
}

/// The code and the fault in a header, of which a proxy may have made a list.
fn query_error(value: &[u8]) -> Option<(&str, &str)> {
    let value = std::str::from_utf8(value).ok()?;
    let mut errors = value.split(',').filter_map(|error| error.split_once(';'));
    let (code, fault) = errors.find(|(code, _)| !code.trim().is_empty())?;
    Some((code.trim(), fault.trim()))
}
