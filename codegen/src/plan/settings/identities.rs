//! The settings of identities, as data.

use super::table::{config, rt};
use super::{Methods, Presence, Setting, Share, Ty, Value};
use crate::plan::auth::Scheme;

const TOKEN: Value = Value::Plain(config("Token"));
const LOGIN: Value = Value::Plain(config("Login"));

/// An identity.
const fn given(name: &'static str, docs: &'static str, value: Value, scheme: Scheme) -> Setting {
    Setting {
        name,
        docs,
        methods: Methods::Once(value),
        presence: Presence::Has(scheme),
    }
}

/// The resolver of an identity.
const fn resolver(name: &'static str, docs: &'static str, scheme: Scheme) -> Setting {
    let value = Value::Shared {
        bound: config("ResolveIdentity"),
        shared: rt("SharedIdentityResolver"),
        by: Share::New,
    };
    given(name, docs, value, scheme)
}

/// The providers of an identity, and its type.
const fn provider(
    name: &'static str,
    docs: &'static str,
    (bound, shared): (Ty, Ty),
    by: Share,
    presence: Presence,
) -> Setting {
    Setting {
        name,
        docs,
        methods: Methods::SetIfSome(Value::Shared { bound, shared, by }),
        presence,
    }
}

/// The settings.
pub(super) const IDENTITIES: &[Setting] = &[
    provider(
        "credentials_provider",
        "Sets the provider of credentials.",
        (
            config("ProvideCredentials"),
            config("SharedCredentialsProvider"),
        ),
        Share::New,
        Presence::Signed,
    ),
    provider(
        "token_provider",
        "Sets the provider of bearer tokens.",
        (config("ProvideToken"), config("SharedTokenProvider")),
        Share::IntoShared,
        Presence::TokenProvider,
    ),
    given(
        "api_key",
        "Sets the API key that is sent with requests.",
        TOKEN,
        Scheme::ApiKey,
    ),
    resolver(
        "api_key_resolver",
        "Sets the resolver of the API key that is sent with requests.",
        Scheme::ApiKey,
    ),
    given(
        "bearer_token",
        "Sets the bearer token that is sent with requests.",
        TOKEN,
        Scheme::Bearer,
    ),
    resolver(
        "bearer_token_resolver",
        "Sets the resolver of the bearer token that is sent with requests.",
        Scheme::Bearer,
    ),
    given(
        "basic_auth_login",
        "Sets the user name and password for basic authentication.",
        LOGIN,
        Scheme::Basic,
    ),
    resolver(
        "basic_auth_login_resolver",
        "Sets the resolver of the user name and password for basic authentication.",
        Scheme::Basic,
    ),
    given(
        "digest_auth_login",
        "Sets the user name and password for digest authentication.",
        LOGIN,
        Scheme::Digest,
    ),
    resolver(
        "digest_auth_login_resolver",
        "Sets the resolver of the user name and password for digest authentication.",
        Scheme::Digest,
    ),
];
