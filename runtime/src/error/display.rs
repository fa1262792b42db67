//! The `Display` of error structures.

use std::fmt;

/// The message of an error structure.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Message<'a> {
    /// There is none.
    None,
    /// One that may be shown.
    Plain(&'a str),
    /// One that may not, whether or not it is there.
    Secret,
}

impl<'a> Message<'a> {
    /// A message that may be shown, if there is one.
    #[inline]
    pub fn of(message: Option<&'a str>) -> Self {
        message.map_or(Self::None, Self::Plain)
    }
}

/// Shows an error structure: its name, and its message after a colon.
///
/// # Errors
///
/// Fails if `f` does.
#[doc(hidden)]
pub fn fmt_error(f: &mut fmt::Formatter<'_>, name: &str, message: Message<'_>) -> fmt::Result {
    f.write_str(name)?;
    match message {
        Message::None => Ok(()),
        Message::Plain(message) => write!(f, ": {message}"),
        Message::Secret => f.write_str(": *** Sensitive Data Redacted ***"),
    }
}
