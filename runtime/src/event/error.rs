//! Errors of messages and frames.

use std::borrow::Cow;
use std::fmt;

use crate::codec;
use crate::error::{BoxError, BuildError};

/// A frame that is invalid, or a message that cannot be read or written.
#[derive(Debug)]
pub struct Error {
    what: Cow<'static, str>,
    source: Option<BoxError>,
}

impl Error {
    #[cold]
    pub(crate) fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            what: what.into(),
            source: None,
        }
    }

    #[cold]
    pub(crate) fn caused(what: impl Into<Cow<'static, str>>, source: impl Into<BoxError>) -> Self {
        Self {
            what: what.into(),
            source: Some(source.into()),
        }
    }

    /// An event or exception of that type whose content cannot be read.
    #[cold]
    pub(crate) fn unreadable(kind: &str, source: codec::Error) -> Self {
        Self::caused(format!("the event `{kind}` cannot be read"), source)
    }

    /// An event that has no form as a message.
    #[cold]
    pub(crate) fn unwritable(source: BuildError) -> Self {
        Self::caused("no message can be made of the event", source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "{}: {source}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for Error {
    // Its message is part of this one's.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref()?.source()
    }
}
