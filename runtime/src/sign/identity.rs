//! Identities in whose name requests are sent.

use aws_credential_types::Credentials;

pub use aws_smithy_runtime_api::client::identity::http::{Login, Token};

use super::error::Kind;
use crate::identity::{check_login, check_token};
use crate::{Auth, ServiceInfo, Signing};

/// An identity in whose name requests are sent, with its proof.
///
/// ```
/// use hammersmith::endpoint::Settings;
/// use hammersmith::sign::{Identity, Signer, Token};
///
/// let token = Identity::BearerToken(Token::new("secret", None));
/// let signer = Signer::with_settings(Settings::new(), token);
/// assert!(!format!("{signer:?}").contains("secret"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// AWS credentials, which sign requests.
    Credentials(Credentials),
    /// A token for bearer authentication.
    BearerToken(Token),
    /// An API key.
    ApiKey(Token),
    /// A user name and a password for basic authentication.
    Login(Login),
    /// No one, for requests that anyone may send.
    Anonymous,
}

impl From<Credentials> for Identity {
    fn from(credentials: Credentials) -> Self {
        Self::Credentials(credentials)
    }
}

impl From<Login> for Identity {
    fn from(login: Login) -> Self {
        Self::Login(login)
    }
}

impl Identity {
    /// The credentials, if it has any.
    pub(super) fn credentials(&self) -> Option<&Credentials> {
        match self {
            Self::Credentials(credentials) => Some(credentials),
            _ => None,
        }
    }

    /// The way to authenticate that it is for.
    fn auth(&self) -> Auth {
        match self {
            Self::Credentials(_) => Auth::SigV4,
            Self::BearerToken(_) => Auth::Bearer,
            Self::ApiKey(_) => Auth::ApiKey,
            Self::Login(_) => Auth::Basic,
            Self::Anonymous => Auth::None,
        }
    }

    /// The way in which it authenticates the requests of an operation.
    pub(super) fn choose(&self, service: &ServiceInfo, signing: Signing) -> Result<Auth, Kind> {
        let all = signing.auth_of(service);
        let own = self.auth();
        match all {
            [Auth::None] => Ok(Auth::None),
            _ if all.contains(&own) => Ok(own),
            _ => Err(Kind::Identity(all)),
        }
    }
}

/// The header or query parameter that authenticates a request.
pub(super) enum Proof {
    /// Its name in lower case, and its value.
    Header(String, String),
    /// Its name and value.
    Query(&'static str, String),
}

impl Identity {
    /// The header or query parameter that proves the identity, if it is not a signature.
    pub(super) fn proof(&self, service: &ServiceInfo) -> Result<Option<Proof>, Kind> {
        let header = |value| Proof::Header("authorization".to_owned(), value);
        let auth = self.auth();
        Ok(match self {
            Self::BearerToken(token) => {
                check_token(auth, token).map_err(Kind::Unusable)?;
                Some(header(format!("Bearer {}", token.token())))
            }
            Self::ApiKey(key) => {
                check_token(auth, key).map_err(Kind::Unusable)?;
                let place = service.api_key.ok_or(Kind::Identity(service.auth))?;
                let key = key.token();
                Some(match place.scheme {
                    _ if place.in_query => Proof::Query(place.name, key.to_owned()),
                    "" => Proof::Header(place.name.to_ascii_lowercase(), key.to_owned()),
                    scheme => {
                        Proof::Header(place.name.to_ascii_lowercase(), format!("{scheme} {key}"))
                    }
                })
            }
            Self::Login(login) => {
                check_login(auth, login).map_err(Kind::Unusable)?;
                let pair = format!("{}:{}", login.user(), login.password());
                let pair = aws_smithy_types::base64::encode(pair);
                Some(header(format!("Basic {pair}")))
            }
            Self::Credentials(_) | Self::Anonymous => None,
        })
    }
}
