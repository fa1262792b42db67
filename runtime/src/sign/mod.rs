//! Signed requests without a client, for whatever HTTP stack sends them.
//!
//! [`Signer`] makes an [`http::Request`] of an input: it serializes it, finds the endpoint by the
//! rules of the service, and signs with Signature Version 4, or adds a bearer token, an API key or
//! a login. It does no I/O and waits for nothing. The cryptography is `aws-sigv4`'s: HMAC and
//! SHA-256 in Rust, with no library in C. TLS comes with the HTTP stack.
//!
//! Everything else that the client does is left to the program: credentials, sending, timeouts,
//! retries, idempotency tokens ([`fill_idempotency_token`]), and a `user-agent`, which is not part
//! of the signature.
//!
//! ```
//! use hammersmith::Operation;
//! use hammersmith::http::Response;
//! use hammersmith::sign::Signer;
//!
//! fn call<O: Operation>(
//!     signer: &Signer,
//!     input: &O::Input,
//!     // What `ureq`, `reqwest::blocking`, `hyper` and others do.
//!     send: impl FnOnce(http::Request<Vec<u8>>) -> std::io::Result<http::Response<Vec<u8>>>,
//! ) -> Result<O::Output, Box<dyn std::error::Error>> {
//!     let request = signer.request::<O>(input)?;
//!     let response = send(request)?;
//!     Ok(O::parse(&Response::from(&response))?)
//! }
//! ```
//!
//! [`Signer::presigned`] signs a request for whoever holds it, with the signature in the URL.
//!
//! A response has to reach `parse` whatever its status is: a service says in the body of a 400 what
//! is wrong. HTTP clients that make an error of such a status have a setting for it.

mod error;
mod identity;
mod presign;
mod quick;
mod request;
mod scope;
mod token;

pub use aws_credential_types::Credentials;
pub use error::Error;
pub use identity::{Identity, Login, Token};
pub use token::fill_idempotency_token;

use std::time::SystemTime;

use crate::Operation;
use crate::endpoint::{Endpoint, Params, Settings, region};
use crate::http::Request;
use crate::operation::is_elsewhere;

use error::Kind;

/// Makes signed requests, with one identity and set of settings.
///
/// ```
/// use hammersmith::sign::{Credentials, Signer};
///
/// let credentials = Credentials::new("AKID", "secret", None, None, "example");
/// let signer = Signer::new("eu-west-1", credentials).endpoint_url("http://127.0.0.1:5000");
/// assert!(!format!("{signer:?}").contains("secret\""));
/// ```
#[derive(Clone, Debug)]
pub struct Signer {
    identity: Identity,
    settings: Settings,
    time: Option<SystemTime>,
    key: quick::LastKey,
}

impl Signer {
    /// A signer for a region.
    ///
    /// Credentials have an id and a secret, and a session token if they are temporary. That they
    /// may expire is up to the caller. For a directory bucket of S3 Express, pass the credentials
    /// that `CreateSession` returns. Services that authenticate in another way take another
    /// [`Identity`].
    pub fn new(region: impl Into<String>, identity: impl Into<Identity>) -> Self {
        Self::with_settings(Settings::new().region(region), identity)
    }

    /// A signer with all settings that endpoint rules may refer to.
    ///
    /// A region of AWS may be in capitals, and a blank session token is none.
    pub fn with_settings(mut settings: Settings, identity: impl Into<Identity>) -> Self {
        settings.region = settings.region.map(|own| region(&own).into_owned());
        Self {
            identity: identity.into(),
            settings,
            time: None,
            key: quick::LastKey::default(),
        }
    }

    /// Sends requests to this URL instead of that of the rules. It may have a path,
    /// which then comes before that of the operation, but neither a query nor a fragment.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.endpoint = Some(url.into());
        self
    }

    /// Signs for this time instead of the current one.
    ///
    /// Services refuse what was signed more than minutes ago, or will be.
    #[must_use]
    pub fn time(mut self, time: SystemTime) -> Self {
        self.time = Some(time);
        self
    }

    /// The signed request with this input.
    ///
    /// It has no `host` header, which HTTP clients take from the URI. If the body is a stream that
    /// is not in memory, the request is signed without it: take it out of the input with
    /// [`Operation::take_stream`] and send it.
    ///
    /// # Errors
    ///
    /// Fails if the input cannot be turned into a request, if it has no endpoint, or if it cannot
    /// be signed for.
    pub fn request<O: Operation>(
        &self,
        input: &O::Input,
    ) -> Result<::http::Request<Vec<u8>>, Error> {
        let endpoint = self.endpoint::<O>(input)?;
        let request = O::serialize(input).map_err(|error| Kind::Input(error).of::<O>())?;
        self.sign::<O>(request, &endpoint)
    }

    /// The endpoint of a request with this input, by the rules of the service.
    ///
    /// # Errors
    ///
    /// Fails if a setting is missing or wrong, or with the reason that the rules state.
    pub fn endpoint<O: Operation>(&self, input: &O::Input) -> Result<Endpoint, Error> {
        let params = O::endpoint_params(input, self.settings.clone());
        let mut params = params.map_err(|error| Kind::Params(error).of::<O>())?;
        let credentials = self.identity.credentials();
        if let Some(account) = credentials.and_then(Credentials::account_id) {
            params.set_account_id(account.as_str());
        }
        params
            .resolve()
            .map_err(|error| Kind::Endpoint(error).of::<O>())
    }

    /// Binds a request to an endpoint and signs it.
    ///
    /// This is the second half of [`request`](Self::request), for requests that get headers of
    /// their own, and endpoints that do not come from the rules. All headers are signed but those
    /// that proxies change: `user-agent`, `x-amzn-trace-id` and `transfer-encoding`.
    ///
    /// # Errors
    ///
    /// Fails if a key is empty, if the endpoint is not a valid URL, has a part that is not sent, or
    /// requires another kind of signature, or if a header is invalid.
    pub fn sign<O: Operation>(
        &self,
        request: Request,
        endpoint: &Endpoint,
    ) -> Result<::http::Request<Vec<u8>>, Error> {
        // Bytes that are not here yet cannot be signed.
        let signing = if is_elsewhere::<O>(&request) {
            O::SIGNING.unsigned_payload()
        } else {
            O::SIGNING
        };
        request::signed(self, request, endpoint, O::SERVICE, signing).map_err(|kind| kind.of::<O>())
    }
}
