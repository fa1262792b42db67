//! Authentication tokens of Amazon Aurora DSQL.

pub use super::AuthToken;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;

use super::{Connection, SECONDS};
use crate::error::BoxError;

const SERVICE: &str = "dsql";

/// Makes authentication tokens for a database.
///
/// ```no_run
/// use hammersmith::special::auth_token::dsql::{AuthTokenGenerator, Config};
///
/// # use hammersmith::error::BoxError;
/// # async fn example(sdk_config: &aws_types::SdkConfig) -> Result<(), BoxError> {
/// let config = Config::builder().hostname("example.dsql.us-east-1.on.aws").build()?;
/// let token = AuthTokenGenerator::new(config).db_connect_admin_auth_token(sdk_config).await?;
/// println!("{}", token.as_str());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct AuthTokenGenerator {
    config: Config,
}

impl AuthTokenGenerator {
    /// A generator of tokens for this connection.
    pub fn new(config: Config) -> Self {
        Self { config }
    }

    /// A token for a user of the database.
    ///
    /// # Errors
    ///
    /// Fails without credentials, a region or a source of time, and if the host name or the time
    /// for which the token is to be valid is invalid.
    pub async fn db_connect_auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        self.token("Action=DbConnect", config).await
    }

    /// A token for the user `admin`.
    ///
    /// # Errors
    ///
    /// As [`db_connect_auth_token`](Self::db_connect_auth_token).
    pub async fn db_connect_admin_auth_token(
        &self,
        config: &SdkConfig,
    ) -> Result<AuthToken, BoxError> {
        self.token("Action=DbConnectAdmin", config).await
    }

    async fn token(&self, query: &str, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let own = &self.config;
        let region = own.region().or_else(|| config.region());
        let connection = Connection {
            service: SERVICE,
            host: own.hostname(),
            query,
            region: region.ok_or(
                "a region is required, in the `Config` of the token or in the `SdkConfig`",
            )?,
            seconds: own.expires_in().unwrap_or(SECONDS),
        };
        connection.token(own.credentials(), config).await
    }
}

/// The connection that a token is for.
#[derive(Clone, Debug)]
pub struct Config {
    credentials: Option<SharedCredentialsProvider>,
    hostname: String,
    region: Option<Region>,
    expires_in: Option<u64>,
}

impl Config {
    /// A builder for `Config`.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The provider of the credentials; that of the `SdkConfig` if it is unset.
    pub fn credentials(&self) -> Option<SharedCredentialsProvider> {
        self.credentials.clone()
    }

    /// The host name of the database.
    pub fn hostname(&self) -> &str {
        &self.hostname
    }

    /// The region of the database; that of the `SdkConfig` if it is unset.
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// The time for which tokens are valid, in seconds. The default value is 900.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in
    }
}

/// A builder for [`Config`].
#[derive(Debug, Default)]
pub struct ConfigBuilder {
    credentials: Option<SharedCredentialsProvider>,
    hostname: Option<String>,
    region: Option<Region>,
    expires_in: Option<u64>,
}

impl ConfigBuilder {
    /// Sets the provider of the credentials. The default value is that of the `SdkConfig`.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(SharedCredentialsProvider::new(credentials));
        self
    }

    /// Sets the host name of the database. Required.
    pub fn hostname(mut self, hostname: impl Into<String>) -> Self {
        self.hostname = Some(hostname.into());
        self
    }

    /// Sets the region of the database. The default value is that of the `SdkConfig`.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the time for which tokens are valid, in seconds: at most a week. The default value is
    /// 900.
    pub fn expires_in(mut self, expires_in: u64) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// The connection.
    ///
    /// # Errors
    ///
    /// Fails if the host name is unset.
    pub fn build(self) -> Result<Config, BoxError> {
        Ok(Config {
            credentials: self.credentials,
            hostname: self.hostname.ok_or("a hostname is required")?,
            region: self.region,
            expires_in: self.expires_in,
        })
    }
}
