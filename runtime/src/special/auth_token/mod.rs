//! Authentication tokens: presigned URLs that databases take as passwords.

pub mod dsql;
pub mod rds;

use std::fmt;
use std::time::{Duration, SystemTime};

use ::http::uri::Authority;
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;

use crate::credentials::usable;
use crate::error::BoxError;
use crate::presigning::Signature;

/// The time for which tokens are valid, in seconds, unless the program says otherwise.
const SECONDS: u64 = 900;

const SCHEME: &str = "https://";

/// A token, which is the password of a connection to a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthToken {
    inner: String,
}

impl AuthToken {
    /// The token as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.inner
    }
}

impl fmt::Display for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner)
    }
}

/// The request that a token stands for.
#[derive(Clone, Copy, Debug)]
struct Connection<'a> {
    /// The name of the service in the signature.
    service: &'static str,
    /// The host of the database, with its port.
    host: &'a str,
    /// The encoded parameters of the query.
    query: &'a str,
    region: &'a Region,
    seconds: u64,
}

impl Connection<'_> {
    /// The token, by the settings of a program where there are no others.
    async fn token(
        self,
        own: Option<SharedCredentialsProvider>,
        config: &SdkConfig,
    ) -> Result<AuthToken, BoxError> {
        let provider = own.or_else(|| config.credentials_provider());
        let provider = provider.ok_or(
            "no credentials: an authentication token requires a credentials provider, in its own \
             `Config` or in the `SdkConfig`",
        )?;
        let time = config.time_source().ok_or(
            "an authentication token requires a source of time (`time_source`) in the `SdkConfig`",
        )?;
        let credentials = usable(provider.provide_credentials().await?)?;
        self.sign(&credentials, time.now())
    }

    fn sign(self, credentials: &Credentials, time: SystemTime) -> Result<AuthToken, BoxError> {
        let host = self.host.to_ascii_lowercase();
        if Authority::try_from(host.as_str()).is_err() || host.contains('@') {
            return Err(format!("`{host}` is not a valid host name").into());
        }
        let signature = Signature {
            service: self.service,
            region: self.region.as_ref(),
            credentials,
            time,
            validity: Duration::from_secs(self.seconds),
        };
        let url = signature.sign(&format!("{SCHEME}{host}/?{}", self.query))?;
        let inner = url.strip_prefix(SCHEME).unwrap_or(&url).to_owned();
        Ok(AuthToken { inner })
    }
}
