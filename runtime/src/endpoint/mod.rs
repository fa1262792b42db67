//! The endpoint rules of a service, which find the host of a request, and their evaluation.
//!
//! Generated code holds the rules as a static [`RuleSet`], which is text; [`resolve`] reads it once
//! and interprets it.

mod bytes;
#[cfg(any(feature = "client", feature = "sign"))]
mod check;
mod context;
mod evaluate;
mod functions;
mod kept;
mod params;
mod parse;
mod partition;
mod prepare;
mod rule_set;
mod rules;
#[cfg(any(feature = "client", feature = "sign"))]
mod schemes;
mod url;
mod value;

use std::borrow::Cow;
use std::fmt;

pub use aws_smithy_types::endpoint::Endpoint;
pub use context::{Context, ContextValue};
pub use evaluate::resolve;
pub use params::{Params, Settings};
pub use rule_set::RuleSet;
pub use value::Value;

#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) use check::{check_url, region};
#[cfg(any(feature = "client", feature = "sign"))]
pub(crate) use schemes::Schemes;
#[cfg(feature = "sign")]
pub(crate) use schemes::{Scheme, WrongType};

#[cfg(feature = "client")]
pub(crate) use check::BadUrl;

/// The reason why there is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    reason: Cow<'static, str>,
}

impl Error {
    fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Error {}

/// A parameter of the rules that is missing or wrong.
#[derive(Debug)]
pub struct InvalidParams {
    parameter: &'static str,
    /// The problem with its value; `None` if it has no value.
    problem: Option<&'static str>,
}

impl InvalidParams {
    /// A parameter that has no value.
    #[doc(hidden)]
    pub fn missing(parameter: &'static str) -> Self {
        Self {
            parameter,
            problem: None,
        }
    }

    /// The name of the parameter, if the trouble is that it has no value.
    #[cfg(any(feature = "client", feature = "sign"))]
    pub(crate) fn unset(&self) -> Option<&'static str> {
        Some(self.parameter).filter(|_| self.problem.is_none())
    }
}

/// The value of a parameter that comes from a member which has to be set.
///
/// # Errors
///
/// Fails if the member is unset or blank.
#[doc(hidden)]
pub fn required(value: Option<&str>, member: &'static str) -> Result<String, InvalidParams> {
    match value {
        Some(value) if !value.trim().is_empty() => Ok(value.to_owned()),
        _ => Err(InvalidParams::missing(member)),
    }
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, problem } = self;
        match problem {
            None => write!(f, "a required field was missing: `{parameter}`"),
            Some(problem) => write!(f, "invalid value for field: `{parameter}` - {problem}"),
        }
    }
}

impl std::error::Error for InvalidParams {}

/// Checks that a parameter may be part of a host name, if it has a value. A blank one counts as
/// none.
///
/// # Errors
///
/// Fails, naming the parameter, if it may not.
#[doc(hidden)]
pub fn check_host_label(parameter: &'static str, value: Option<&str>) -> Result<(), InvalidParams> {
    match value {
        Some(value) if value.trim().is_empty() => Err(InvalidParams::missing(parameter)),
        Some(value) if !functions::is_host_label(value, true) => Err(InvalidParams {
            parameter,
            problem: Some("must be a valid host label"),
        }),
        _ => Ok(()),
    }
}
