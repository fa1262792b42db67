//! The ways to authenticate requests, as operations list them.

/// A way to authenticate requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Signature Version 4: `aws.auth#sigv4`.
    SigV4,
    /// Signature Version 4A, for several regions at once: `aws.auth#sigv4a`.
    SigV4a,
    /// A key in a header or query parameter: `smithy.api#httpApiKeyAuth`.
    ApiKey,
    /// A user name and a password: `smithy.api#httpBasicAuth`.
    Basic,
    /// A token: `smithy.api#httpBearerAuth`.
    Bearer,
    /// The answer to a challenge of the server, by a user name and a password:
    /// `smithy.api#httpDigestAuth`.
    Digest,
    /// Nothing: anyone may send the request.
    None,
}

impl Auth {
    /// The ID that the AWS crates give it, e.g. `httpBearerAuth`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SigV4 => "sigv4",
            Self::SigV4a => "sigv4a",
            Self::ApiKey => "httpApiKeyAuth",
            Self::Basic => "httpBasicAuth",
            Self::Bearer => "httpBearerAuth",
            Self::Digest => "httpDigestAuth",
            Self::None => "noAuth",
        }
    }
}

/// The place of an API key in requests.
///
/// ```
/// use hammersmith::ApiKey;
///
/// const KEY: ApiKey = ApiKey::header("authorization").scheme("ApiKey");
/// assert_ne!(KEY, ApiKey::query("api_key"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub(crate) name: &'static str,
    pub(crate) in_query: bool,
    /// Empty if the key stands alone.
    pub(crate) scheme: &'static str,
}

impl ApiKey {
    /// A header of this name.
    pub const fn header(name: &'static str) -> Self {
        Self {
            name,
            in_query: false,
            scheme: "",
        }
    }

    /// A query parameter of this name.
    pub const fn query(name: &'static str) -> Self {
        Self {
            name,
            in_query: true,
            scheme: "",
        }
    }

    /// The same header with a word in front of the key.
    #[must_use]
    pub const fn scheme(self, scheme: &'static str) -> Self {
        Self { scheme, ..self }
    }
}
