//! From an input to a request.

use crate::codec::WriteDocument;
use crate::error::BuildError;
use crate::http::{Binding, Request};
use crate::protocol::request::{About, Write, document};
use crate::shape::{Flags, Top};

/// The differences between the protocols.
#[derive(Clone, Copy, Debug)]
pub(super) struct Framing {
    /// The value of the header `smithy-protocol`.
    pub(super) name: &'static str,
    /// The media type of documents.
    pub(super) media_type: &'static str,
    /// The value of the header `accept` where the response is a stream of events.
    pub(super) accepts_events: &'static str,
}

/// A request with all members in the document. An operation without an input in the model has no
/// document.
pub(super) fn request<W: WriteDocument>(
    framing: Framing,
    about: &About,
    write: Write<'_, W>,
) -> Result<Request, BuildError> {
    let mut request = Request::new(about.http.method, about.http.uri);
    request.headers.reserve(5);
    if !about.http.has_input {
        request.host_prefix = about.http.host_prefix.to_owned();
    } else {
        let body = if about.members.flags().any(Flags::HOST_LABEL) {
            let mut binding = Binding::new(false);
            let body = document(about, Top::Bound(&mut binding), write)?;
            binding.finish(&about.http, about.members, &mut request)?;
            body
        } else {
            request.host_prefix = about.http.host_prefix.to_owned();
            document(about, Top::Plain, write)?
        };
        request.set_body_without_length(framing.media_type, body);
    }
    let mut header = |name: &'static str, value: &str| {
        request.headers.push((name.into(), value.to_owned()));
    };
    header("smithy-protocol", framing.name);
    let accept = match about.receives_events {
        true => framing.accepts_events,
        false => framing.media_type,
    };
    header("accept", accept);
    if about.service.query_compatible {
        header("x-amzn-query-mode", "true");
    }
    request.set_length();
    Ok(request)
}
