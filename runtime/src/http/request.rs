//! A request as plain data.

use std::borrow::Cow;

use aws_smithy_types::error::operation::BuildError;

use super::header::{is_name, is_value, quote};
use super::uri::{LABEL, percent_encode};

const TYPE: &str = "content-type";
const LENGTH: &str = "content-length";

/// The headers of a request, in the order they are to be sent. A name may be there more than once.
pub type Headers = Vec<(Cow<'static, str>, String)>;

/// A request that is not bound to a host yet, and not signed.
///
/// ```
/// use hammersmith::http::Request;
///
/// let mut request = Request::new("GET", "/v1/tags?list");
/// request.query("key", Some("a&b"));
/// request.header("token", "x-token", Some("secret"))?;
/// assert_eq!(request.uri, "/v1/tags?list&key=a%26b");
/// assert_eq!(request.headers[0].1, "secret");
/// # Ok::<(), hammersmith::error::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path and query, encoded. It starts with a slash and is appended to the URL of the
    /// endpoint.
    pub uri: String,
    /// The prefix of the endpoint's host name, e.g. `data-`; usually empty.
    pub host_prefix: String,
    /// The headers that the model defines, and those that describe the body.
    pub headers: Headers,
    /// The body; empty if there is none.
    pub body: Vec<u8>,
    /// True if no member has set the header `content-type`.
    pub(crate) has_default_type: bool,
    /// True if no member has set the header `content-length`.
    pub(crate) has_default_length: bool,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &'static str, uri: impl Into<String>) -> Self {
        Self {
            method,
            uri: uri.into(),
            host_prefix: String::new(),
            headers: Vec::new(),
            body: Vec::new(),
            has_default_type: false,
            has_default_length: false,
        }
    }

    /// Adds a query parameter whose name is part of the model, and its value, which gets encoded.
    /// Adds nothing if the value is `None`.
    pub fn query(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.separate();
            self.uri.push_str(name);
            self.uri.push('=');
            percent_encode(&mut self.uri, value, LABEL);
        }
    }

    /// Adds a query parameter whose name is part of the input: both name and value get encoded.
    pub fn query_param(&mut self, name: &str, value: &str) {
        self.separate();
        percent_encode(&mut self.uri, name, LABEL);
        self.uri.push('=');
        percent_encode(&mut self.uri, value, LABEL);
    }

    fn separate(&mut self) {
        let first = !self.uri.contains('?');
        self.uri.push(if first { '?' } else { '&' });
    }

    /// Adds a header. Adds nothing if the value is `None`.
    ///
    /// # Errors
    ///
    /// Fails, naming `member`, if the value holds a character that headers cannot, such as a line
    /// break.
    pub fn header(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: Option<&str>,
    ) -> Result<(), BuildError> {
        match value {
            None => Ok(()),
            Some(value) => self.checked(member, name.into(), value.into()),
        }
    }

    /// Adds a header with an item of a list, in quotes where a comma or quote in it requires them.
    ///
    /// # Errors
    ///
    /// As [`header`](Self::header) does.
    pub fn header_item(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: Option<&str>,
    ) -> Result<(), BuildError> {
        match value {
            None => Ok(()),
            Some(value) => self.checked(member, name.into(), quote(value)),
        }
    }

    /// Adds a header whose name ends with the key of a map, unless there is one of that name.
    ///
    /// # Errors
    ///
    /// Fails, naming `member`, if the name or the value holds a character that it cannot.
    pub fn prefix_header(
        &mut self,
        member: &'static str,
        prefix: &'static str,
        name: &str,
        value: &str,
    ) -> Result<(), BuildError> {
        let name = format!("{prefix}{name}");
        if !is_name(&name) {
            let details = format!("`{name}` is not a valid header name");
            return Err(BuildError::invalid_field(member, details));
        }
        // A header with a member of its own is not taken from the map.
        let is_set = |(other, _): &(Cow<'_, str>, String)| other.eq_ignore_ascii_case(&name);
        if self.headers.iter().any(is_set) {
            return Ok(());
        }
        self.checked(member, name.into(), value.into())
    }

    fn checked(
        &mut self,
        member: &'static str,
        name: Cow<'static, str>,
        value: Cow<'_, str>,
    ) -> Result<(), BuildError> {
        if !is_value(&value) {
            // The value stays out of the message: it may be a secret.
            let details = format!(
                "the value contains a character that is not allowed in the header `{name}`"
            );
            return Err(BuildError::invalid_field(member, details));
        }
        self.headers.push((name, value.into_owned()));
        Ok(())
    }

    /// Sets the body and the headers `content-type`, unless a member has set it, and
    /// `content-length`.
    pub fn set_body(&mut self, content_type: &'static str, body: Vec<u8>) {
        self.set_body_without_length(content_type, body);
        self.set_length();
    }

    /// Sets the header `content-length`, unless it is there.
    pub(crate) fn set_length(&mut self) {
        let length = itoa::Buffer::new().format(self.body.len()).to_owned();
        self.has_default_length |= self.default_header(LENGTH, &length);
    }

    /// Sets the body as [`set_body`](Self::set_body) does, and leaves its length to the HTTP stack.
    pub(crate) fn set_body_without_length(&mut self, content_type: &'static str, body: Vec<u8>) {
        self.has_default_type |= self.default_header(TYPE, content_type);
        self.body = body;
    }

    /// Sets a header, unless it is there; true if it was not.
    fn default_header(&mut self, name: &'static str, value: &str) -> bool {
        let is_set = |(other, _): &(Cow<'_, str>, String)| other.eq_ignore_ascii_case(name);
        if self.headers.iter().any(is_set) {
            return false;
        }
        self.headers.push((name.into(), value.to_owned()));
        true
    }
}

#[cfg(any(feature = "client", feature = "sign"))]
impl Request {
    /// Adds parameters that are encoded already.
    pub(crate) fn query_text(&mut self, parameters: &str) {
        if !parameters.is_empty() {
            self.separate();
            self.uri.push_str(parameters);
        }
    }

    /// Removes the header `content-type`, unless a member has set it.
    pub(crate) fn drop_default_type(&mut self) {
        if std::mem::take(&mut self.has_default_type) {
            self.headers.retain(|(name, _)| name != TYPE);
        }
    }

    /// Removes the header `content-length`, unless a member has set it.
    pub(crate) fn drop_default_length(&mut self) {
        if std::mem::take(&mut self.has_default_length) {
            self.headers.retain(|(name, _)| name != LENGTH);
        }
    }
}
