//! The names of the generated API. Names of a model that clash with them are replaced.

/// Methods whose names a member cannot have, in any structure: those of structures, builders and
/// fluent builders, and two that official crates keep free.
pub(crate) const STRUCTURE: [&str; 8] = [
    "build",
    "builder",
    "customize",
    "default",
    "make_operation",
    "meta",
    "presigned",
    "send",
];

/// Methods of fluent builders, of those of waiters, and of builders of inputs.
pub(crate) const INPUT: [&str; 5] = ["as_input", "into_paginator", "new", "send_with", "wait"];

/// Methods of builders of errors.
pub(crate) const ERROR: [&str; 1] = ["set_meta"];

/// Methods of errors that may be retried.
pub(crate) const RETRYABLE_ERROR: [&str; 1] = ["retryable_error_kind"];

/// Methods of the client.
pub(crate) const CLIENT: [&str; 3] = ["config", "from_conf", "new"];

/// Methods of the parameters of endpoint rules and of their builder.
pub(crate) const ENDPOINT: [&str; 5] = ["build", "builder", "default", "from", "resolve"];

/// Modules next to the private modules of types.
pub(crate) const TYPES: [&str; 2] = ["builders", "error"];

/// Variants of enums and unions.
pub(crate) const VARIANTS: [&str; 1] = ["Unknown"];

/// Methods of unions.
pub(crate) const UNION: [&str; 1] = ["is_unknown"];

/// Variants of the errors of operations, and of the error of the service.
pub(crate) const ERRORS: [&str; 1] = ["Unhandled"];

/// The kind of a structure, as far as the names of its members depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The input of an operation.
    Input,
    /// An error.
    Error {
        /// True if it has the method `retryable_error_kind`.
        retryable: bool,
    },
    /// Any other.
    #[default]
    Plain,
}

impl Kind {
    /// The names that its members cannot have.
    pub fn own(self) -> impl Iterator<Item = &'static str> {
        let (more, retry): (&[&str], &[&str]) = match self {
            Self::Input => (&INPUT, &[]),
            Self::Error { retryable: true } => (&ERROR, &RETRYABLE_ERROR),
            Self::Error { retryable: false } => (&ERROR, &[]),
            Self::Plain => (&[], &[]),
        };
        STRUCTURE
            .into_iter()
            .chain(more.iter().copied())
            .chain(retry.iter().copied())
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.own().any(|own| own == name)
    }
}
