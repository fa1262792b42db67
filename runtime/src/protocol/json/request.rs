//! From an input to a request of awsJson1_0 or awsJson1_1.

use crate::codec::json::Writer;
use crate::error::BuildError;
use crate::http::{Binding, Request};
use crate::protocol::request::{About, Write, document};
use crate::shape::{Flags, Top};

/// A request whose members all stand in the document, and that names the operation in a header.
pub(super) fn aws(
    media_type: &'static str,
    about: &About,
    write: Write<'_, Writer>,
) -> Result<Request, BuildError> {
    let mut request = Request::new(about.http.method, about.http.uri);
    let body = if about.members.flags().any(Flags::HOST_LABEL) {
        let mut binding = Binding::new(false);
        let body = document(about, Top::Bound(&mut binding), write)?;
        binding.finish(&about.http, about.members, &mut request)?;
        body
    } else {
        request.host_prefix = about.http.host_prefix.to_owned();
        document(about, Top::Plain, write)?
    };
    let target = format!("{}.{}", about.service.shape_name, about.operation);
    request.headers.reserve(4);
    request.headers.push(("x-amz-target".into(), target));
    if about.service.query_compatible {
        let mode = ("x-amzn-query-mode".into(), "true".to_owned());
        request.headers.push(mode);
    }
    // Official clients send the length of a document that they have made of members only.
    if about.members.is_empty() {
        request.set_body_without_length(media_type, body);
    } else {
        request.set_body(media_type, body);
    }
    Ok(request)
}
