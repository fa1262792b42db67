//! From an input to a request, for any codec.

use crate::codec::WriteDocument;
use crate::error::BuildError;
use crate::http::{Binding, Http, Payload, Request};
use crate::operation::Operation;
use crate::service::ServiceInfo;
use crate::shape::{self, Flags, Members, Table, Top};

/// The data that a request depends on, in addition to the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) operation: &'static str,
    pub(crate) service: &'static ServiceInfo,
    pub(crate) http: Http,
    pub(crate) members: &'static Table,
    /// True if the body of responses is a stream of events.
    pub(crate) receives_events: bool,
}

impl About {
    #[inline]
    pub(crate) fn of<O: Operation>() -> Self {
        Self {
            operation: O::NAME,
            service: O::SERVICE,
            http: O::HTTP,
            members: shape::table::<O::Input>(),
            #[cfg(feature = "event-stream")]
            receives_events: O::RESPONSE_EVENTS.is_some(),
            #[cfg(not(feature = "event-stream"))]
            receives_events: false,
        }
    }
}

/// Writes the members of an input.
pub(crate) type Write<'a, W> = &'a mut dyn FnMut(&mut Members<'_, W>);

/// A request whose members may stand anywhere.
pub(crate) fn rest<W: WriteDocument>(
    media_type: &'static str,
    about: &About,
    write: Write<'_, W>,
) -> Result<Request, BuildError> {
    let flags = about.members.flags();
    let mut request = Request::new(about.http.method, about.http.uri);
    if !flags.any(Flags::ANYWHERE) {
        request.host_prefix = about.http.host_prefix.to_owned();
        if flags.any(Flags::BODY) {
            let body = document(about, Top::Plain, write)?;
            request.set_body(media_type, body);
        }
        return Ok(request);
    }
    let mut binding = Binding::new(true);
    let is_document = flags.any(Flags::BODY) && !flags.any(Flags::PAYLOAD);
    let body = if is_document {
        document(about, Top::Bound(&mut binding), write)
    } else {
        let mut writer = W::start();
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
            let media_type = row.argument("mediaType").unwrap_or(media_type);
            request.set_body(media_type, body?);
        }
        None if is_document => request.set_body(media_type, body?),
        None => {}
    }
    Ok(request)
}

/// A document of all members that stand in it.
pub(crate) fn document<W: WriteDocument>(
    about: &About,
    top: Top<'_>,
    write: Write<'_, W>,
) -> Result<Vec<u8>, BuildError> {
    let mut writer = W::start();
    writer.begin_structure(W::root(about.members), about.members);
    write(&mut Members::new(about.members, &mut writer, top));
    writer.end_structure();
    writer.finish()
}
