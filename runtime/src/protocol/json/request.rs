//! From an input to a request.

use super::{About, Framing};
use crate::codec::json::Writer;
use crate::error::BuildError;
use crate::http::{Binding, Payload, Request};
use crate::shape::{Flags, Members, Row, Sink, Top};

/// Writes the members of an input.
type Write<'a> = &'a mut dyn FnMut(&mut Members<'_, Writer>);

/// A request whose members may stand anywhere.
pub(super) fn rest(
    framing: Framing,
    about: &About,
    write: Write<'_>,
) -> Result<Request, BuildError> {
    let flags = about.members.flags();
    let mut request = Request::new(about.http.method, about.http.uri);
    if !flags.any(Flags::ANYWHERE) {
        request.host_prefix = about.http.host_prefix.to_owned();
        if flags.any(Flags::BODY) {
            let body = document(about, Top::Plain, write)?;
            request.set_body(framing.media_type, body);
        }
        return Ok(request);
    }
    let mut binding = Binding::new(framing.binds);
    let is_document = flags.any(Flags::BODY) && !flags.any(Flags::PAYLOAD);
    let body = if is_document {
        document(about, Top::Bound(&mut binding), write)
    } else {
        let mut writer = Writer::new();
        write(&mut Members::new(
            about.members,
            &mut writer,
            Top::Bound(&mut binding),
        ));
        writer.finish()
    };
    match binding.finish(&about.http, about.members, &mut request)? {
        Some(Payload::Raw(media_type, bytes)) => request.set_body(media_type, bytes),
        Some(Payload::Stream(media_type)) => {
            request.set_body_without_length(media_type, Vec::new());
        }
        Some(Payload::Document(row)) => {
            let media_type = row.argument("mediaType").unwrap_or(framing.media_type);
            request.set_body(media_type, body?);
        }
        None if is_document => request.set_body(framing.media_type, body?),
        None => {}
    }
    Ok(request)
}

/// A request whose members all stand in the document, and that names the operation in a header.
pub(super) fn aws(
    framing: Framing,
    about: &About,
    write: Write<'_>,
) -> Result<Request, BuildError> {
    let mut request = Request::new(about.http.method, about.http.uri);
    let body = if about.members.flags().any(Flags::HOST_LABEL) {
        let mut binding = Binding::new(framing.binds);
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
        request.set_body_without_length(framing.media_type, body);
    } else {
        request.set_body(framing.media_type, body);
    }
    Ok(request)
}

/// A document of all members that stand in it.
fn document(about: &About, top: Top<'_>, write: Write<'_>) -> Result<Vec<u8>, BuildError> {
    let mut writer = Writer::new();
    writer.begin_structure(Row::nothing(), about.members);
    write(&mut Members::new(about.members, &mut writer, top));
    writer.end_structure();
    writer.finish()
}
