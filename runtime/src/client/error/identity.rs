//! The reason why a call has no identity, and the settings that help.

use std::error::Error;

use aws_credential_types::provider::error::{CredentialsError, TokenError};

use super::find::{find, says};
use crate::error::chain;
use crate::identity::IdentityProblem;

const LOG_IN: &str = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, log in, or set \
                      `credentials_provider` in the client's config";

const SET_TOKEN: &str = "set `token_provider` or `bearer_token` in the client's config";

/// The schemes: the ID, the identity, and what to do without one.
const SCHEMES: [(&str, &str, &str); 5] = [
    ("sigv4", "credentials", LOG_IN),
    ("httpBearerAuth", "bearer token", SET_TOKEN),
    (
        "httpApiKeyAuth",
        "API key",
        "set `api_key` in the client's config",
    ),
    (
        "httpBasicAuth",
        "user name and password",
        "set `basic_auth_login` in the client's config",
    ),
    (
        "httpDigestAuth",
        "user name and password",
        "set `digest_auth_login` in the client's config",
    ),
];

/// The problem with the identity, if the error is about that.
pub(super) fn problem(source: &(dyn Error + 'static)) -> Option<String> {
    if let Some(problem) = find::<IdentityProblem>(source) {
        return Some(format!("{problem}; check the client's config"));
    }
    if let Some(error) = find::<TokenError>(source) {
        return Some(token(error));
    }
    if let Some(error) = find::<CredentialsError>(source) {
        return Some(credentials(error));
    }
    // The AWS runtime keeps the types of these to itself.
    if says(source, "identity resolver timed out") {
        return Some(format!(
            "no credentials or token in time: {}; check the network that their provider needs, or \
             increase `load_timeout` of the client's `identity_cache`",
            chain(source)
        ));
    }
    says(source, "no identity resolver").then(|| missing(source))
}

fn missing(source: &(dyn Error + 'static)) -> String {
    let is_without = |id: &str| {
        let text = format!("\"{id}\" wasn't a valid option because there was no identity resolver");
        says(source, &text)
    };
    let without = SCHEMES.iter().filter(|(id, ..)| is_without(id));
    let without: Vec<_> = without.collect();
    let Some((_, first, remedy)) = without.first() else {
        return chain(source);
    };
    let mut what = vec![*first];
    let mut remedies = vec![*remedy];
    for (_, identity, remedy) in without.iter().skip(1) {
        if !what.contains(identity) {
            what.push(identity);
        }
        remedies.push(remedy);
    }
    let it = if *first == "credentials" && what.len() == 1 {
        "them"
    } else {
        "it"
    };
    format!(
        "no {}: the client has no provider for {it}; {}",
        what.join(" or "),
        remedies.join(", or ")
    )
}

fn token(error: &TokenError) -> String {
    let cause = error.source().map(|cause| format!(": {}", chain(cause)));
    let cause = cause.unwrap_or_default();
    match error {
        TokenError::TokenNotLoaded(_) => {
            format!("no bearer token{cause}; log in, or {SET_TOKEN}")
        }
        TokenError::InvalidConfiguration(_) => {
            format!("invalid configuration of bearer tokens{cause}; check the AWS profile")
        }
        TokenError::ProviderTimedOut(_) => {
            format!("no bearer token: {error}; check the network that the provider needs")
        }
        _ => format!(
            "no bearer token: {}; log in again or check its provider",
            chain(error)
        ),
    }
}

fn credentials(error: &CredentialsError) -> String {
    let cause = error.source().map(|cause| format!(": {}", chain(cause)));
    let cause = cause.unwrap_or_default();
    match error {
        CredentialsError::CredentialsNotLoaded(_) => format!("no credentials{cause}; {LOG_IN}"),
        CredentialsError::InvalidConfiguration(_) => {
            format!("invalid configuration of credentials{cause}; check the AWS profile")
        }
        CredentialsError::ProviderTimedOut(_) => {
            format!("no credentials: {error}; check the network that the provider needs")
        }
        _ => format!(
            "no credentials: {}; log in again or check their provider",
            chain(error)
        ),
    }
}
