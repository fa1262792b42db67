//! What can be wrong with a value that is read.

use std::borrow::Cow;
use std::fmt;

use crate::error::{BoxError, start_of};

/// How many characters of a message are shown, which may quote the document.
const MESSAGE: usize = 300;

/// How many characters of the value of a header are shown.
const HEADER: usize = 60;

/// A value that could not be read.
#[derive(Debug)]
pub struct Error {
    // Boxed, so that the results of the readers stay small.
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    message: Cow<'static, str>,
    /// What could have stood there, if something else did.
    expected: Option<&'static str>,
    /// In bytes from the start of the document.
    offset: Option<usize>,
    /// The path of the value in the document.
    path: Option<String>,
    /// The format of the document, unless the value stands elsewhere, as in a header.
    format: Option<&'static str>,
    source: Option<BoxError>,
}

impl Error {
    #[cold]
    pub(crate) fn at(offset: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self::with(message.into(), Some(offset), None)
    }

    #[cold]
    pub(crate) fn unexpected(offset: usize, expected: &'static str, found: Option<char>) -> Self {
        let message = match found {
            Some(found) => format!("expected {expected}, found {found:?}"),
            None => format!("expected {expected}, found the end of the document"),
        };
        let mut error = Self::at(offset, message);
        error.inner.expected = Some(expected);
        error
    }

    #[cold]
    pub(crate) fn caused(
        offset: usize,
        message: &'static str,
        source: impl Into<BoxError>,
    ) -> Self {
        Self::with(message.into(), Some(offset), Some(source.into()))
    }

    fn with(message: Cow<'static, str>, offset: Option<usize>, source: Option<BoxError>) -> Self {
        Self {
            inner: Box::new(Inner {
                message,
                expected: None,
                offset,
                path: None,
                format: Some("JSON"),
                source,
            }),
        }
    }

    /// A value that does not stand in a document.
    #[cold]
    pub(crate) fn plain(message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Self::with(message.into(), None, None);
        error.inner.format = None;
        error
    }

    /// What is wrong with a header, and the start of its value unless that is secret.
    #[cold]
    pub(crate) fn in_header(self, name: &str, value: Option<&str>) -> Self {
        let mut message = format!("the header `{name}`: {self}");
        if let Some(value) = value {
            let value = start_of(value, HEADER);
            message.push_str(&format!(", found `{value}`"));
        }
        Self::plain(message)
    }

    /// A body that is not text where it has to be.
    #[cold]
    pub(crate) fn not_text(source: impl Into<BoxError>) -> Self {
        let mut error = Self::plain("the body of the response is not text");
        error.inner.source = Some(source.into());
        error
    }

    /// The same error, which names the path of the value; empty for the whole document.
    #[cold]
    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.inner.path = Some(path).filter(|path| !path.is_empty());
        self
    }

    /// What is wrong, without the place.
    #[cfg(feature = "serde")]
    pub(crate) fn message(&self) -> &str {
        &self.inner.message
    }

    /// What could have stood where something else did.
    #[cfg(feature = "serde")]
    pub(crate) fn expected(&self) -> Option<&'static str> {
        self.inner.expected
    }

    /// Where the document went wrong, in bytes from its start, if it was at one place.
    pub fn offset(&self) -> Option<usize> {
        self.inner.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = start_of(&self.inner.message, MESSAGE);
        match (self.inner.format, &self.inner.path) {
            (Some(format), Some(path)) => {
                write!(f, "invalid {format} document at `{path}`: {message}")?;
            }
            (Some(format), None) => write!(f, "invalid {format} document: {message}")?,
            (None, _) => f.write_str(&message)?,
        }
        match self.inner.offset {
            Some(offset) => write!(f, " (byte {offset})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.inner.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
