//! The location of a member in the HTTP message.

use crate::model::Traits;
use crate::plan::ty::{TimestampFormat, Type};

/// The location of a member in the HTTP message.
#[derive(Clone, Debug, PartialEq)]
pub enum Placement {
    /// A member of the document in the body.
    Body,
    /// A label of the path.
    Label,
    /// A query parameter of this name.
    Query(String),
    /// A map of query parameters.
    QueryParams,
    /// A header of this name.
    Header(String),
    /// A map of headers that share this prefix.
    PrefixHeaders(String),
    /// The whole body.
    Payload,
    /// The status code of the response.
    StatusCode,
}

impl Placement {
    pub(crate) fn of(traits: &Traits) -> Self {
        if traits.http_label() {
            Placement::Label
        } else if let Some(name) = traits.http_query() {
            Placement::Query(name.to_owned())
        } else if traits.http_query_params() {
            Placement::QueryParams
        } else if let Some(name) = traits.http_header() {
            Placement::Header(name.to_ascii_lowercase())
        } else if let Some(prefix) = traits.http_prefix_headers() {
            Placement::PrefixHeaders(prefix.to_ascii_lowercase())
        } else if traits.http_payload() {
            Placement::Payload
        } else if traits.http_response_code() {
            Placement::StatusCode
        } else {
            Placement::Body
        }
    }

    /// True if it is a query parameter.
    pub(crate) fn is_query(&self) -> bool {
        matches!(self, Placement::Query(_))
    }

    /// Gives timestamps the format this place asks for, where the model asks for none.
    pub(crate) fn format_timestamps(&self, ty: &mut Type) {
        let format = match self {
            Placement::Header(_) | Placement::PrefixHeaders(_) => TimestampFormat::HttpDate,
            Placement::Label | Placement::Query(_) | Placement::QueryParams => {
                TimestampFormat::DateTime
            }
            _ => return,
        };
        match ty {
            Type::Timestamp(current) => *current = format,
            Type::List { element, .. } => self.format_timestamps(element),
            _ => {}
        }
    }
}
