//! Members of an input that stand in the URI and the headers of a request, or are its whole body.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;

#[cfg(feature = "fake")]
use super::Headers;
use super::header::base64;
use super::uri::{GREEDY_LABEL, LABEL, percent_encode};
use super::{Http, Request};
use crate::codec::timestamp;
use crate::shape::{Flags, Row, Table};

/// Takes members as strings, and then writes each to its part of the request.
#[derive(Debug)]
pub struct Binding {
    /// False if the protocol binds members to the body and the host only.
    binds: bool,
    /// True for the members of a response: if the payload is unset, the response has no body.
    #[cfg(feature = "fake")]
    is_response: bool,
    row: Row,
    host: bool,
    key: Option<String>,
    is_item: bool,
    values: Vec<Value>,
    payload: Option<Payload>,
    problem: Option<BuildError>,
}

#[derive(Debug)]
struct Value {
    row: Row,
    /// True if it is part of the host name.
    host: bool,
    /// The key, if it is the value of a map's entry.
    key: Option<String>,
    /// True if it is an item of a list, and may need quotes.
    is_item: bool,
    /// True if it is a value of an enum.
    is_enum: bool,
    text: String,
}

/// The member that is the whole body.
#[derive(Debug)]
pub(crate) enum Payload {
    /// A document, which the codec has written.
    Document(Row),
    /// Bytes, and their media type.
    Raw(&'static str, Vec<u8>),
    /// A stream that the caller sends, and its media type.
    Stream(&'static str),
}

impl Binding {
    pub(crate) fn new(binds: bool) -> Self {
        Self {
            binds,
            #[cfg(feature = "fake")]
            is_response: false,
            row: Row::nothing(),
            host: false,
            key: None,
            is_item: false,
            values: Vec::new(),
            payload: None,
            problem: None,
        }
    }

    /// A binding of the members of a response.
    #[cfg(feature = "fake")]
    pub(crate) fn response() -> Self {
        Self {
            is_response: true,
            ..Self::new(true)
        }
    }

    /// True if an unset payload means that the message has no body.
    #[cfg(feature = "fake")]
    pub(crate) fn is_response(&self) -> bool {
        self.is_response
    }

    /// True if the members of the row stand in the URI or the headers, or are the body.
    #[inline]
    pub(crate) fn takes(&self, row: Row) -> bool {
        self.binds && row.has(Flags::BOUND)
    }

    /// The next strings are of this member.
    pub(crate) fn begin(&mut self, row: Row, host: bool) {
        self.row = row;
        self.host = host;
        self.key = None;
        self.is_item = false;
    }

    /// The next string is the value of a map's entry.
    pub(crate) fn begin_entry(&mut self, key: &str) {
        self.key = Some(key.to_owned());
    }

    /// The next strings are items of a list.
    pub(crate) fn begin_list(&mut self, is_empty: bool) {
        // A list without items is an empty header, and nothing at all in a query.
        if is_empty && self.row.has(Flags::HEADER) {
            self.text("");
        }
        self.is_item = true;
    }

    pub(crate) fn end_list(&mut self) {
        self.is_item = false;
    }

    /// Takes a string of the input.
    pub(crate) fn string(&mut self, value: &str) {
        if self.row.has(Flags::MEDIA_TYPE) && self.row.has(Flags::HEADER) {
            self.text(&base64(value));
        } else {
            self.push(value.to_owned(), self.is_item);
        }
    }

    /// Takes a value of an enum.
    pub(crate) fn enumeration(&mut self, value: &str) {
        self.string(value);
        if let Some(value) = self.values.last_mut() {
            value.is_enum = true;
        }
    }

    /// Takes a value that needs no quotes.
    pub(crate) fn text(&mut self, value: &str) {
        self.push(value.to_owned(), false);
    }

    /// Takes a timestamp.
    pub(crate) fn timestamp(&mut self, value: &DateTime) {
        let row = if self.is_item {
            self.row.held()
        } else {
            self.row
        };
        let in_header = self.row.has(Flags::HEADER) || self.row.has(Flags::PREFIX_HEADERS);
        let format = match row.format() {
            Some(format) => format,
            None if in_header => Format::HttpDate,
            None => Format::DateTime,
        };
        match timestamp::format(value, format) {
            // The comma of a date does not separate items.
            Ok(text) => self.push(text, self.is_item && format != Format::HttpDate),
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
    }

    fn push(&mut self, text: String, is_item: bool) {
        self.values.push(Value {
            row: self.row,
            host: self.host,
            key: self.key.clone(),
            is_item,
            is_enum: false,
            text,
        });
    }

    /// The body is bytes of that media type, unless the model names another.
    pub(crate) fn raw_payload(&mut self, media_type: &'static str, bytes: &[u8]) {
        let media_type = self.row.argument("mediaType").unwrap_or(media_type);
        self.payload = Some(Payload::Raw(media_type, bytes.to_vec()));
    }

    /// The body is a stream, of bytes that are in memory or not. One that is empty may be sent by
    /// the caller.
    pub(crate) fn stream_payload(&mut self, bytes: Option<&[u8]>) {
        const MEDIA_TYPE: &str = "application/octet-stream";
        match bytes {
            Some(bytes) if !bytes.is_empty() => self.raw_payload(MEDIA_TYPE, bytes),
            _ => {
                let media_type = self.row.argument("mediaType").unwrap_or(MEDIA_TYPE);
                self.payload = Some(Payload::Stream(media_type));
            }
        }
    }

    /// The body is a stream of that media type, which the caller sends.
    #[cfg(feature = "event-stream")]
    pub(crate) fn event_payload(&mut self, media_type: &'static str) {
        self.payload = Some(Payload::Stream(media_type));
    }

    /// The body is a document, which the codec has. Returns the row of the member that it is.
    pub(crate) fn document_payload(&mut self) -> Row {
        self.payload = Some(Payload::Document(self.row));
        self.row
    }

    /// Writes the URI and the headers of a request; returns the member that is its body.
    pub(crate) fn finish(
        mut self,
        http: &Http,
        table: &'static Table,
        request: &mut Request,
    ) -> Result<Option<Payload>, BuildError> {
        request.host_prefix = self.host_prefix(http, table)?;
        self.values.retain(|value| !value.host);
        request.uri = self.path(http, table)?;
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        self.query(http, table, request)?;
        self.headers(request)?;
        Ok(self.payload)
    }

    /// The member that is the body of a response, its headers, and its status if a member has it.
    #[cfg(feature = "fake")]
    pub(crate) fn finish_response(
        self,
    ) -> Result<(Option<Payload>, Headers, Option<u16>), BuildError> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let mut scratch = Request::new("", "");
        self.headers(&mut scratch)?;
        let status = self
            .values
            .iter()
            .find(|value| value.row.has(Flags::STATUS));
        let status = status.and_then(|value| value.text.parse().ok());
        Ok((self.payload, scratch.headers, status))
    }

    fn host_prefix(&self, http: &Http, table: &'static Table) -> Result<String, BuildError> {
        let mut prefix = String::new();
        let mut rest = http.host_prefix;
        while let Some((plain, name, _, after)) = label(rest) {
            prefix.push_str(plain);
            let value = self.values.iter().find(|it| it.host && is(it.row, name));
            let text = value.map_or("", |value| value.text.as_str());
            let field = rust_name(table, name);
            if text.is_empty() {
                return Err(BuildError::missing_field(field, "cannot be empty or unset"));
            }
            if !is_host_label(text) {
                let details =
                    "it forms part of the endpoint host; expected letters, digits and `-`";
                return Err(BuildError::invalid_field(field, details));
            }
            prefix.push_str(text);
            rest = after;
        }
        prefix.push_str(rest);
        Ok(prefix)
    }

    /// The path, and the query parameters that are always there.
    fn path(&self, http: &Http, table: &'static Table) -> Result<String, BuildError> {
        let mut uri = String::with_capacity(http.uri.len() + 32);
        let mut rest = http.uri;
        while let Some((plain, name, greedy, after)) = label(rest) {
            uri.push_str(plain);
            let value = self.values.iter().find(|value| is(value.row, name));
            match value {
                Some(value) if !value.text.is_empty() => {
                    let plain = if greedy { GREEDY_LABEL } else { LABEL };
                    let text = if value.row.has(Flags::ROUTE53_ID) {
                        bare_id(&value.text)
                    } else {
                        &value.text
                    };
                    percent_encode(&mut uri, text, plain);
                }
                _ if or_else(table, name).is_some() => {
                    let text = or_else(table, name).unwrap_or_default();
                    percent_encode(&mut uri, text, LABEL);
                }
                _ => {
                    let field = rust_name(table, name);
                    return Err(BuildError::missing_field(field, "cannot be empty or unset"));
                }
            }
            rest = after;
        }
        uri.push_str(rest);
        Ok(uri)
    }

    fn query(
        &self,
        http: &Http,
        table: &'static Table,
        request: &mut Request,
    ) -> Result<(), BuildError> {
        let name = |row: Row| row.argument("httpQuery").unwrap_or_default();
        // A parameter with a member of its own is not taken from a map, whose entries come first.
        for value in &self.values {
            if value.row.has(Flags::QUERY_PARAMS)
                && let Some(key) = &value.key
                && !http.has_query(key)
                && !table
                    .rows()
                    .any(|row| row.has(Flags::QUERY) && name(row) == key)
            {
                request.query_param(key, &value.text);
            }
        }
        // The others come in the order of the model.
        for row in table.rows().filter(|row| row.has(Flags::QUERY)) {
            let mut values = self
                .values
                .iter()
                .filter(|value| value.row.is(row))
                .peekable();
            let is_empty = |value: &&Value| value.text.is_empty() && !value.is_enum;
            let is_missing = values.peek().is_none_or(is_empty);
            // A list may be empty, and so may an enum in official clients.
            if row.has(Flags::REQUIRED) && is_missing && !row.is_list() {
                let field = row.rust_name();
                return Err(BuildError::missing_field(field, "cannot be empty or unset"));
            }
            for value in values {
                request.query(name(row), Some(&value.text));
            }
        }
        Ok(())
    }

    fn headers(&self, request: &mut Request) -> Result<(), BuildError> {
        for value in &self.values {
            let Some(name) = value.row.argument("httpHeader") else {
                continue;
            };
            let member = value.row.rust_name();
            if value.is_item {
                request.header_item(member, name, Some(&value.text))?;
            } else {
                request.header(member, name, Some(&value.text))?;
            }
        }
        for value in &self.values {
            if let (Some(prefix), Some(key)) = (value.row.argument("httpPrefixHeaders"), &value.key)
            {
                request.prefix_header(value.row.rust_name(), prefix, key, &value.text)?;
            }
        }
        Ok(())
    }
}

/// Splits a template at its first label: what stands before, its name, whether it is greedy, what
/// comes after.
fn label(template: &'static str) -> Option<(&'static str, &'static str, bool, &'static str)> {
    let (plain, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some(match name.strip_suffix('+') {
        Some(name) => (plain, name, true, after),
        None => (plain, name, false, after),
    })
}

/// The value that a member has in the path if it is unset or empty.
fn or_else(table: &'static Table, member: &str) -> Option<&'static str> {
    let row = table.rows().find(|row| is(*row, member));
    row.and_then(|row| row.argument("orElse"))
}

/// An ID of Route 53 without the type of the resource, which responses put before it.
fn bare_id(id: &str) -> &str {
    let types = ["hostedzone/", "change/", "delegationset/"];
    let id_and_type = id.strip_prefix('/').unwrap_or(id);
    let mut bare = types.iter().filter_map(|it| id_and_type.strip_prefix(it));
    bare.next().unwrap_or(id)
}

fn is(row: Row, name: &str) -> bool {
    row.escaped_name() == name
}

fn rust_name(table: &'static Table, member: &'static str) -> &'static str {
    let row = table.rows().find(|row| is(*row, member));
    row.map_or(member, Row::rust_name)
}

fn is_host_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= 63
        && !text.starts_with('-')
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}
