//! Errors of values that are read.

use std::borrow::Cow;
use std::fmt;

use crate::error::{BoxError, start_of};

/// The maximum number of characters shown of a message, which may quote the document.
const MESSAGE: usize = 300;

/// The maximum number of characters shown of the value of a header.
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
    /// A description of the expected value, if another one was found.
    expected: Option<&'static str>,
    /// In bytes from the start of the document.
    offset: Option<usize>,
    /// The path of the value in the document.
    path: Option<String>,
    /// The format of the document, unless the value stands elsewhere, as in a header.
    format: Option<&'static str>,
    source: Option<BoxError>,
    /// True if a required member is missing.
    #[cfg(feature = "fake")]
    is_missing: bool,
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
                #[cfg(feature = "fake")]
                is_missing: false,
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

    /// The same error for a header, with the start of its value unless that is sensitive.
    #[cold]
    pub(crate) fn in_header(self, name: &str, value: Option<&str>) -> Self {
        let mut message = format!("the header `{name}`: {self}");
        if let Some(value) = value {
            let value = start_of(value, HEADER);
            message.push_str(&format!(", found `{value}`"));
        }
        Self::plain(message)
    }

    /// A body that is not UTF-8 where a string is expected.
    #[cold]
    pub(crate) fn not_text(source: impl Into<BoxError>) -> Self {
        let mut error = Self::plain("the response body is not UTF-8");
        error.inner.source = Some(source.into());
        error
    }

    /// The same error with the path of the value that it is about, in the text that was read: that
    /// of the value at an offset, in as much of the text as is UTF-8.
    #[cold]
    pub(crate) fn in_text(self, text: &[u8], path: fn(&str, usize) -> String) -> Self {
        let Some(offset) = self.offset() else {
            return self;
        };
        let valid = match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => {
                let valid = text.get(..error.valid_up_to());
                valid
                    .and_then(|valid| std::str::from_utf8(valid).ok())
                    .unwrap_or_default()
            }
        };
        self.with_path(path(valid, offset))
    }

    /// The same error, which names the path of the value; empty for the whole document.
    #[cold]
    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.inner.path = Some(path).filter(|path| !path.is_empty());
        self
    }

    /// The same error for a document of another format than JSON.
    #[cold]
    pub(crate) fn of(mut self, format: &'static str) -> Self {
        self.inner.format = Some(format);
        self
    }

    /// The same error, about a required member that is missing.
    #[cfg(feature = "fake")]
    pub(crate) fn of_missing(mut self) -> Self {
        self.inner.is_missing = true;
        self
    }

    /// True if a required member is missing.
    #[cfg(feature = "fake")]
    pub(crate) fn is_missing(&self) -> bool {
        self.inner.is_missing
    }

    /// The message, without the location.
    #[cfg(feature = "serde")]
    pub(crate) fn message(&self) -> &str {
        &self.inner.message
    }

    /// A description of the expected value, if another one was found.
    #[cfg(feature = "serde")]
    pub(crate) fn expected(&self) -> Option<&'static str> {
        self.inner.expected
    }

    /// The location of the error in bytes from the start of the document, if it has one.
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
