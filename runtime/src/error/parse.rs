//! Responses that cannot be read.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_types::error::operation::BuildError;

use super::BoxError;
use crate::json;

/// A response that could not be turned into an output.
#[derive(Debug)]
pub struct ParseError {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Json(json::Error),
    Build(BuildError),
    Header(Cow<'static, str>),
    Payload(BoxError),
}

impl ParseError {
    #[cold]
    pub(crate) fn header(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: Kind::Header(message.into()),
        }
    }

    #[cold]
    pub(crate) fn payload(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Payload(source.into()),
        }
    }
}

impl From<json::Error> for ParseError {
    fn from(error: json::Error) -> Self {
        Self {
            kind: Kind::Json(error),
        }
    }
}

impl From<BuildError> for ParseError {
    fn from(error: BuildError) -> Self {
        Self {
            kind: Kind::Build(error),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Json(error) => error.fmt(f),
            Kind::Build(_) => f.write_str("the response lacks a required member"),
            Kind::Header(message) => f.write_str(message),
            Kind::Payload(_) => f.write_str("the body of the response is not text"),
        }
    }
}

impl std::error::Error for ParseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Json(error) => error.source(),
            Kind::Build(error) => Some(error),
            Kind::Header(_) => None,
            Kind::Payload(error) => Some(error.as_ref()),
        }
    }
}
