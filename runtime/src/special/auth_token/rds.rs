//! Authentication tokens of Amazon RDS.

pub use super::AuthToken;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;

use super::{Connection, SECONDS};
use crate::error::BoxError;
use crate::http::{LABEL, percent_encode};

const SERVICE: &str = "rds-db";

/// The region without any setting.
const REGION: &str = "us-east-1";

/// Makes authentication tokens for a user of a database.
///
/// ```no_run
/// use hammersmith::special::auth_token::rds::{AuthTokenGenerator, Config};
///
/// # use hammersmith::error::BoxError;
/// # async fn example(sdk_config: &aws_types::SdkConfig) -> Result<(), BoxError> {
/// let config = Config::builder()
///     .hostname("prod-instance.us-east-1.rds.amazonaws.com")
///     .port(5432)
///     .username("ada")
///     .build()?;
/// let token = AuthTokenGenerator::new(config).auth_token(sdk_config).await?;
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

    /// A token that is valid from now on.
    ///
    /// # Errors
    ///
    /// Fails without credentials or a source of time, and if the host name is invalid.
    pub async fn auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let own = &self.config;
        let default = Region::from_static(REGION);
        let region = own.region().or_else(|| config.region());
        let mut query = "Action=connect&DBUser=".to_owned();
        percent_encode(&mut query, own.username(), LABEL);
        let connection = Connection {
            service: SERVICE,
            host: &format!("{}:{}", own.hostname(), own.port()),
            query: &query,
            region: region.unwrap_or(&default),
            seconds: own.expires_in().unwrap_or(SECONDS).min(SECONDS),
        };
        connection.token(own.credentials(), config).await
    }
}

/// The connection that a token is for.
#[derive(Clone, Debug)]
pub struct Config {
    credentials: Option<SharedCredentialsProvider>,
    hostname: String,
    port: u64,
    region: Option<Region>,
    username: String,
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

    /// The port of the database.
    pub fn port(&self) -> u64 {
        self.port
    }

    /// The region of the database; that of the `SdkConfig` if it is unset.
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// The user of the database.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The time for which tokens are valid, in seconds. At most 900, which is the default value.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in
    }
}

/// A builder for [`Config`].
#[derive(Debug, Default)]
pub struct ConfigBuilder {
    credentials: Option<SharedCredentialsProvider>,
    hostname: Option<String>,
    port: Option<u64>,
    region: Option<Region>,
    username: Option<String>,
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

    /// Sets the port of the database. Required.
    pub fn port(mut self, port: u64) -> Self {
        self.port = Some(port);
        self
    }

    /// Sets the region of the database. The default value is that of the `SdkConfig`, or
    /// `us-east-1` if it has none.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the user of the database. Required.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.username = Some(username.into());
        self
    }

    /// Sets the time for which tokens are valid, in seconds: at most 900, which is the default
    /// value.
    pub fn expires_in(mut self, expires_in: u64) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// The connection.
    ///
    /// # Errors
    ///
    /// Fails if the host name, the port or the user is unset.
    pub fn build(self) -> Result<Config, BoxError> {
        Ok(Config {
            credentials: self.credentials,
            hostname: self.hostname.ok_or("a hostname is required")?,
            port: self.port.ok_or("a port is required")?,
            region: self.region,
            username: self.username.ok_or("a username is required")?,
            expires_in: self.expires_in,
        })
    }
}
