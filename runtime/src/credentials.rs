//! Credentials as people configure them.

use std::fmt;

use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;

/// A problem with credentials. The message does not contain their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The part is empty or blank.
    Empty(&'static str),
    /// The part cannot stand in a header.
    Character(&'static str),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(part) => write!(
                f,
                "the {part} of the credentials is empty; use any value for a server that does not check it"
            ),
            Self::Character(part) => write!(
                f,
                "the {part} of the credentials contains a character that is not allowed in headers"
            ),
        }
    }
}

impl std::error::Error for Problem {}

/// The message about credentials with which no request can be presigned.
pub(crate) const EXPIRED: &str =
    "the credentials have expired before the presigned request becomes valid; use new ones";

const KEY_ID: &str = "access key id";
const SECRET: &str = "secret access key";
const TOKEN: &str = "session token";

/// The credentials as requests can be signed with them: a blank session token, which comes of
/// variables that are set to nothing, is none.
///
/// # Errors
///
/// Fails if a key is empty, or what goes into a header cannot.
pub(crate) fn usable(credentials: Credentials) -> Result<Credentials, Problem> {
    let is_header = |text: &str| {
        let mut bytes = text.bytes();
        bytes.all(|byte| byte == b'\t' || (b' '..0x7f).contains(&byte))
    };
    if is_blank(credentials.access_key_id()) {
        return Err(Problem::Empty(KEY_ID));
    }
    if is_blank(credentials.secret_access_key()) {
        return Err(Problem::Empty(SECRET));
    }
    if !is_header(credentials.access_key_id()) {
        return Err(Problem::Character(KEY_ID));
    }
    match credentials.session_token() {
        Some(token) if is_blank(token) => Ok(without_token(&credentials)),
        Some(token) if !is_header(token) => Err(Problem::Character(TOKEN)),
        _ => Ok(credentials),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn without_token(credentials: &Credentials) -> Credentials {
    let mut builder = Credentials::builder()
        .access_key_id(credentials.access_key_id())
        .secret_access_key(credentials.secret_access_key())
        .provider_name("blank session token");
    builder.set_expiry(credentials.expiry());
    builder.set_account_id(credentials.account_id().cloned());
    let mut cleaned = builder.build();
    // What user agents name.
    if let Some(features) = credentials.get_property::<Vec<AwsCredentialFeature>>() {
        cleaned.set_property(features.clone());
    }
    cleaned
}
