//! Presigned requests: a call that ends where its request would be sent.

use std::pin::Pin;

use aws_smithy_runtime::client::orchestrator::{self, StopPoint};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use tracing::Instrument;

use crate::client::call::{Call, typed_error};
use crate::client::erased::OperationSpec;
use crate::client::error::{BoxError, SdkError};
use crate::client::operation::ClientOperation;
use crate::client::presigning::{Presigning, only_signatures};
use crate::error::BuildError;
use crate::presigning::{Form, PresignedRequest, PresigningConfig};

/// The future of a presigned request.
pub type PresignFuture<E> =
    Pin<Box<dyn Future<Output = Result<PresignedRequest, SdkError<E>>> + Send>>;

impl Call {
    /// Presigns the request with an input.
    ///
    /// # Errors
    ///
    /// [`SdkError`]: what prevented a request or its signature. An input that could not be built
    /// is a construction failure.
    pub fn presign<O: ClientOperation>(
        self,
        config: PresigningConfig,
        input: Result<O::Input, BuildError>,
    ) -> PresignFuture<O::Error> {
        let spec = OperationSpec::of::<O>();
        let presigned = input
            .map_err(SdkError::construction_failure)
            .map(|input| self.presign_erased(spec, config, Input::erase(input)));
        Box::pin(async move {
            let request = presigned?.await;
            request.map_err(|error| error.map_service_error(typed_error::<O>))
        })
    }

    /// Presigns the input of an operation. Nothing happens before the future is polled.
    fn presign_erased(
        self,
        spec: &'static OperationSpec,
        config: PresigningConfig,
        input: Input,
    ) -> PresignFuture<Error> {
        Box::pin(async move {
            let form = spec.form;
            if let Some(obstacle) = form.obstacle() {
                return Err(SdkError::construction_failure(BuildError::other(obstacle)));
            }
            let plugins = self.plugins(spec).map_err(SdkError::construction_failure)?;
            let presigning = Presigning::new(config, form);
            let signatures = form.has_others().then(only_signatures);
            let plugins = plugins
                .with_client_plugin(presigning)
                .with_client_plugins(signatures.clone())
                .with_operation_plugins(signatures);
            let (service, stop) = (spec.service.sdk_id, StopPoint::BeforeTransmit);
            let span = spec.span.open(service, spec.name);
            let done =
                orchestrator::invoke_with_stop_point(service, spec.name, input, &plugins, stop)
                    .instrument(span)
                    .await;
            let mut context = done?;
            let request = context.take_request().ok_or("the call has no request");
            request
                .map_err(BoxError::from)
                .and_then(|request| presigned(&request, &form))
                .map_err(SdkError::construction_failure)
        })
    }
}

/// A signed request in the form that is returned.
fn presigned(request: &HttpRequest, form: &Form) -> Result<PresignedRequest, BoxError> {
    // Without credentials, some services take requests that are not signed.
    if !request.uri().contains("X-Amz-Signature=") {
        return Err(
            "the request is not signed; set `credentials_provider` in the client's config".into(),
        );
    }
    let body = request.body().bytes();
    let is_left_out = form.streams && form.leaves_body();
    let body = body.filter(|body| !body.is_empty() && !is_left_out);
    // No part of the signature: it names the call that presigns, and not the one that will be made.
    let headers = request.headers().iter();
    let headers = headers.filter(|(name, _)| *name != "x-amzn-trace-id");
    PresignedRequest::new(
        request.method(),
        request.uri().to_owned(),
        headers,
        body.map(<[u8]>::to_vec),
    )
}
