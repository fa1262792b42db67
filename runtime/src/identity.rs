//! Tokens, keys and logins as people configure them.

use std::fmt;

use aws_smithy_runtime_api::client::identity::http::{Login, Token};

use crate::Auth;

/// A problem with an identity. The message does not contain its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdentityProblem {
    /// The part is empty or blank.
    Empty(&'static str),
    /// The part cannot stand in a header.
    Character(&'static str),
    /// The user name ends where it should not.
    Colon,
}

impl fmt::Display for IdentityProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(part) => write!(f, "the {part} is empty"),
            Self::Character(part) => {
                write!(
                    f,
                    "the {part} contains a character that is not allowed in headers"
                )
            }
            Self::Colon => f.write_str(
                "the user name contains a colon, which basic authentication takes for its end",
            ),
        }
    }
}

impl std::error::Error for IdentityProblem {}

/// Checks a bearer token or API key.
pub(crate) fn check_token(auth: Auth, token: &Token) -> Result<(), IdentityProblem> {
    let part = match auth {
        Auth::ApiKey => "API key",
        _ => "bearer token",
    };
    let mut bytes = token.token().bytes();
    if token.token().trim().is_empty() {
        Err(IdentityProblem::Empty(part))
    } else if bytes.all(|byte| (b' '..0x7f).contains(&byte)) {
        Ok(())
    } else {
        Err(IdentityProblem::Character(part))
    }
}

/// Checks a user name and password.
pub(crate) fn check_login(auth: Auth, login: &Login) -> Result<(), IdentityProblem> {
    let parts = [("user name", login.user()), ("password", login.password())];
    if login.user().is_empty() {
        return Err(IdentityProblem::Empty("user name"));
    }
    if auth == Auth::Basic && login.user().contains(':') {
        return Err(IdentityProblem::Colon);
    }
    match parts
        .iter()
        .find(|(_, text)| text.contains(char::is_control))
    {
        Some((part, _)) => Err(IdentityProblem::Character(part)),
        None => Ok(()),
    }
}
