//! From an input to a form.

use crate::codec::query::{Style, Writer};
use crate::error::BuildError;
use crate::http::{Binding, Request};
use crate::protocol::request::{About, Write};
use crate::shape::{Flags, Members, Top};

/// The media type of forms.
const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// A request with a form of all members.
pub(super) fn request(
    style: Style,
    about: &About,
    write: Write<'_, Writer>,
) -> Result<Request, BuildError> {
    let mut request = Request::new(about.http.method, about.http.uri);
    let mut writer = Writer::new(style, about.operation, about.service.api_version);
    if about.members.flags().any(Flags::HOST_LABEL) {
        let mut binding = Binding::new(false);
        let top = Top::Bound(&mut binding);
        write(&mut Members::new(about.members, &mut writer, top));
        binding.finish(&about.http, about.members, &mut request)?;
    } else {
        about.http.host_prefix.clone_into(&mut request.host_prefix);
        write(&mut Members::new(about.members, &mut writer, Top::Plain));
    }
    request.headers.reserve(2);
    // Official clients send the length of a form that has members only.
    if about.members.is_empty() {
        request.set_body_without_length(MEDIA_TYPE, writer.finish()?);
    } else {
        request.set_body(MEDIA_TYPE, writer.finish()?);
    }
    Ok(request)
}
