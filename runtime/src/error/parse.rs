//! Responses that cannot be read.

use std::fmt;

use aws_smithy_types::error::operation::BuildError;

use crate::codec;

/// A response that could not be turned into an output.
#[derive(Debug)]
pub struct ParseError {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Value(codec::Error),
    Build(BuildError),
}

impl From<codec::Error> for ParseError {
    fn from(error: codec::Error) -> Self {
        Self {
            kind: Kind::Value(error),
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
            Kind::Value(error) => error.fmt(f),
            Kind::Build(_) => f.write_str("the response lacks a required member"),
        }
    }
}

impl std::error::Error for ParseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Value(error) => error.source(),
            Kind::Build(error) => Some(error),
        }
    }
}
