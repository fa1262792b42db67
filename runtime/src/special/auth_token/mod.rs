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

/// The request that a token contains.
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
    /// The token. Settings that the token does not have are those of the program.
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

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use std::time::UNIX_EPOCH;

    use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};

    use super::*;

    fn program(seconds: u64) -> SdkConfig {
        let keys = Credentials::new("akid", "secret", None, None, "test");
        let time = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(seconds));
        SdkConfig::builder()
            .credentials_provider(SharedCredentialsProvider::new(keys))
            .time_source(SharedTimeSource::new(time))
            .build()
    }

    fn ready<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// Protects logins to databases: the tokens are those that the tests of the official crates
    /// expect.
    #[test]
    fn tokens_are_those_of_the_official_crates() {
        let rds = rds::Config::builder()
            .hostname("prod-instance.us-east-1.rds.amazonaws.com")
            .port(3306)
            .region(Region::from_static("us-east-1"))
            .username("peccy");
        let rds = rds::AuthTokenGenerator::new(rds.build().unwrap());
        let dsql = dsql::Config::builder()
            .hostname("peccy.dsql.us-east-1.on.aws")
            .region(Region::from_static("us-east-1"))
            .expires_in(450);
        let dsql = dsql::AuthTokenGenerator::new(dsql.build().unwrap());
        let (august, later) = (program(1_724_709_600), program(1_724_716_800));
        let tokens = [
            ready(rds.auth_token(&august)),
            ready(dsql.db_connect_auth_token(&later)),
            ready(dsql.db_connect_admin_auth_token(&later)),
        ];
        let expected = [
            "prod-instance.us-east-1.rds.amazonaws.com:3306/?Action=connect&DBUser=peccy\
             &X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240826%2Fus-east-1%2Frds-db%2Faws4_request\
             &X-Amz-Date=20240826T220000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=dd0cba843009474347af724090233265628ace491ea17ce3eb3da098b983ad89",
            "peccy.dsql.us-east-1.on.aws/?Action=DbConnect&X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240827%2Fus-east-1%2Fdsql%2Faws4_request\
             &X-Amz-Date=20240827T000000Z&X-Amz-Expires=450&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=f5f2ad764ca5df44045d4ab6ccecba0eef941b0007e5765885a0b6ed3702a3f8",
            "peccy.dsql.us-east-1.on.aws/?Action=DbConnectAdmin&X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240827%2Fus-east-1%2Fdsql%2Faws4_request\
             &X-Amz-Date=20240827T000000Z&X-Amz-Expires=450&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=267cf8d04d84444f7a62d5bdb40c44bfc6cb13dd6c64fa7f772df6bbaa90fff1",
        ];
        let tokens = tokens.map(|token| token.unwrap().to_string());
        assert_eq!(tokens, expected);
    }

    /// Protects programs with wrong settings: each is one error that names it, where the official
    /// crate panics at a host name.
    #[test]
    fn wrong_settings_are_errors() {
        let token = |host: &str, seconds, program: &SdkConfig| {
            let config = dsql::Config::builder().hostname(host).expires_in(seconds);
            let generator = dsql::AuthTokenGenerator::new(config.build().unwrap());
            let token = ready(generator.db_connect_auth_token(program));
            token.map_err(|error| error.to_string()).unwrap_err()
        };
        let region = Region::from_static("eu-west-1");
        let settled = program(0).into_builder().region(region).build();
        let bare = SdkConfig::builder()
            .region(Region::from_static("eu-west-1"))
            .build();
        let found = [
            token("h", 900, &program(0)),
            token("h", 900, &bare),
            token("h/x", 900, &settled),
            token("", 900, &settled),
            token("h", 0, &settled),
            token("h", 604_801, &settled),
        ];
        let expected = [
            "a region is required, in the `Config` of the token or in the `SdkConfig`",
            "no credentials: an authentication token requires a credentials provider, in its own \
             `Config` or in the `SdkConfig`",
            "`h/x` is not a valid host name",
            "`` is not a valid host name",
            "`expires_in` must be no shorter than one second",
            "`expires_in` must be no longer than one week",
        ];
        assert_eq!(found, expected);
        let unset = rds::Config::builder().hostname("h").port(1).build();
        assert_eq!(unset.unwrap_err().to_string(), "a username is required");
    }
}
