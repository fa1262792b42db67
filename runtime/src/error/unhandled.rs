//! Errors of a kind the model does not know.

use std::fmt;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use super::BoxError;

/// What an error enum's catch-all variant holds.
///
/// There is nothing to match on; ask the error itself for its code and message.
#[derive(Debug)]
pub struct Unhandled {
    source: BoxError,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// An error without code and message of its own.
    #[doc(hidden)]
    pub fn new(source: BoxError) -> Self {
        Self::with_meta(source, ErrorMetadata::default())
    }

    /// An error of which only code and message are known.
    #[doc(hidden)]
    pub fn generic(meta: ErrorMetadata) -> Self {
        Self::with_meta(meta.clone().into(), meta)
    }

    /// An error and what is known of it.
    #[doc(hidden)]
    pub fn with_meta(source: BoxError, meta: ErrorMetadata) -> Self {
        Self { source, meta }
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            Some(code) => write!(f, "unhandled error ({code})"),
            None => f.write_str("unhandled error"),
        }
    }
}

impl std::error::Error for Unhandled {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}

impl ProvideErrorMetadata for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}
