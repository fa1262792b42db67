//! Errors of signing.

use std::fmt;

use crate::credentials::{EXPIRED, Problem};
use crate::endpoint::{self, InvalidParams, WrongType};
use crate::error::{BuildError, input_text};
use crate::identity::IdentityProblem;
use crate::presigning::PresigningConfigError;
use crate::{Auth, Operation};

/// A request that could not be signed. The message names the operation and the remedy.
#[derive(Debug)]
pub struct Error {
    operation: &'static str,
    kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Input(BuildError),
    Params(InvalidParams),
    Endpoint(endpoint::Error),
    /// An endpoint, and what is wrong with it.
    Url(String, String),
    /// The name of a header that the endpoint or the request has.
    Header(String),
    /// The problem with the credentials.
    Credentials(Problem),
    /// The only schemes that the endpoint takes.
    Scheme(String),
    /// The problem with the auth schemes of the endpoint.
    Property(WrongType),
    /// The ways to authenticate, if the identity is for none of them.
    Identity(&'static [Auth]),
    /// The problem with a token, key or login.
    Unusable(IdentityProblem),
    /// The time for which the request is to be valid.
    Validity(PresigningConfigError),
    /// The reason why the operation cannot be presigned.
    Obstacle(&'static str),
    /// The credentials have expired when the request becomes valid.
    Expired,
    NoRegion,
    NoName,
    Time,
    /// The message of the signing crate, which contains no values.
    Signing(String),
}

impl Kind {
    #[cold]
    pub(super) fn of<O: Operation>(self) -> Error {
        let operation = O::NAME;
        Error {
            operation,
            kind: self,
        }
    }
}

impl From<WrongType> for Kind {
    fn from(problem: WrongType) -> Self {
        Self::Property(problem)
    }
}

const SET_REGION: &str = "give the signer a region";
const CHECK: &str = "check the signer's region and `endpoint_url`";

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match &self.kind {
            Kind::Input(error) => f.write_str(&input_text(error)),
            Kind::Params(error) => match error.unset() {
                Some("region") => write!(f, "no region is set; {SET_REGION}"),
                _ => write!(f, "no endpoint: {error}; {CHECK}"),
            },
            Kind::Endpoint(error) => write!(f, "no endpoint: {error}; {CHECK}"),
            Kind::Url(url, problem) => write!(f, "no endpoint: `{url}` {problem}; {CHECK}"),
            Kind::Header(name) => {
                write!(
                    f,
                    "the header `{name}` contains a character that is not allowed in headers"
                )
            }
            Kind::Credentials(problem) => problem.fmt(f),
            Kind::Scheme(schemes) => {
                write!(
                    f,
                    "the endpoint requires authentication by {schemes}, which is not supported"
                )
            }
            Kind::Property(problem) => problem.fmt(f),
            Kind::Identity(all) => {
                write!(f, "{}; {}", requires(all), remedy(all))
            }
            Kind::Unusable(problem) => problem.fmt(f),
            Kind::Validity(error) => error.fmt(f),
            Kind::Obstacle(obstacle) => f.write_str(obstacle),
            Kind::Expired => f.write_str(EXPIRED),
            Kind::NoRegion => write!(f, "no region for the signature; {SET_REGION}"),
            Kind::NoName => f.write_str("the model has no signing name for the service"),
            Kind::Time => f.write_str("the signing time is outside the years 1970 to 9999"),
            Kind::Signing(reason) => write!(f, "the request cannot be signed: {reason}"),
        }
    }
}

/// The ways to authenticate, in a sentence.
fn requires(all: &[Auth]) -> String {
    let ids = all.iter().filter(|it| **it != Auth::None);
    let ids: Vec<_> = ids.map(|it| format!("`{}`", it.id())).collect();
    format!(
        "the operation authenticates by {}, which the identity of the signer is not for",
        ids.join(" or ")
    )
}

/// The identity that a signer needs.
fn remedy(all: &[Auth]) -> String {
    let names = all.iter().filter_map(|auth| match auth {
        Auth::SigV4 => Some("Identity::Credentials"),
        Auth::Bearer => Some("Identity::BearerToken"),
        Auth::ApiKey => Some("Identity::ApiKey"),
        Auth::Basic => Some("Identity::Login"),
        _ => None,
    });
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "send it with the client".to_owned(),
        names => format!("give it {}", names.join(" or ")),
    }
}

impl std::error::Error for Error {}
