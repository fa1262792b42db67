//! Requests that others can send.

use std::time::Duration;

use super::error::{Error, Kind};
use super::scope::Scope;
use super::{Signer, request};
use crate::endpoint::Endpoint;
use crate::http::Request;
use crate::presigning::{self, Form, PresignedRequest, check};
use crate::{Auth, Operation};

impl Signer {
    /// The request with this input, signed so that whoever holds it can send it for that time.
    ///
    /// It is valid from now on, or from the [time](Self::time) of the signer on. Credentials that
    /// expire sooner end it, too.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use hammersmith::Operation;
    /// use hammersmith::sign::{Error, Signer};
    ///
    /// fn url<O: Operation>(signer: &Signer, input: &O::Input) -> Result<String, Error> {
    ///     let request = signer.presigned::<O>(input, Duration::from_secs(900))?;
    ///     Ok(request.uri().to_owned())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`request`](Self::request); also if the time is shorter than a second or longer than a
    /// week, if the credentials have expired by then, or if the operation cannot be presigned.
    pub fn presigned<O: Operation>(
        &self,
        input: &O::Input,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Error> {
        if let Some(obstacle) = Form::of::<O>().obstacle() {
            return Err(Kind::Obstacle(obstacle).of::<O>());
        }
        let endpoint = self.endpoint::<O>(input)?;
        let request = presigning::serialize::<O>(input);
        let request = request.map_err(|error| Kind::Input(error).of::<O>())?;
        self.presign::<O>(request, &endpoint, expires_in)
    }

    /// Binds a request to an endpoint and presigns it.
    ///
    /// This is the second half of [`presigned`](Self::presigned), for requests that get headers of
    /// their own: [`presigning::serialize`] makes the request. Such a header becomes part of the
    /// signature, as `x-k8s-aws-id` of the tokens of Amazon EKS.
    ///
    /// # Errors
    ///
    /// As [`presigned`](Self::presigned).
    pub fn presign<O: Operation>(
        &self,
        request: Request,
        endpoint: &Endpoint,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Error> {
        self.presign_form(request, endpoint, expires_in, &Form::of::<O>(), O::SERVICE)
            .map_err(|kind| kind.of::<O>())
    }

    fn presign_form(
        &self,
        mut request: Request,
        endpoint: &Endpoint,
        expires_in: Duration,
        form: &Form,
        service: &crate::ServiceInfo,
    ) -> Result<PresignedRequest, Kind> {
        check(expires_in).map_err(Kind::Validity)?;
        if let Some(obstacle) = form.obstacle() {
            return Err(Kind::Obstacle(obstacle));
        }
        if self.identity.choose(service, form.signing)? != Auth::SigV4 {
            return Err(Kind::Identity(&[Auth::SigV4]));
        }
        let mut signing = form.signing;
        signing.unsigned_payload = form.is_unsigned(!request.body.is_empty());
        if let Some(copy) = signing.presigned_copy {
            request::complete(self, &mut request, endpoint, service, copy)?;
        }
        let mut bound = request::bind(request, endpoint)?;
        let scope = Scope::new(self, endpoint, service, signing, Some(expires_in))?;
        let instructions = request::instructions(&bound, &scope)?;
        instructions.apply_to_request_http1x(&mut bound);
        let uri = bound.uri().to_string();
        let headers = bound.headers().iter().map(|(name, value)| {
            let value = str::from_utf8(value.as_bytes()).unwrap_or_default();
            (name.as_str(), value)
        });
        let body = Some(bound.body().clone()).filter(|body| !body.is_empty());
        let presigned = PresignedRequest::new(bound.method().as_str(), uri, headers, body);
        presigned.map_err(|error| Kind::Signing(error.to_string()))
    }
}
