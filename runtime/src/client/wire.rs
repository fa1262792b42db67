//! Requests and responses of an operation, between this crate and the AWS runtime crates.

use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::request_id::RequestId;

use crate::client::erased::OperationSpec;
use crate::client::error::BoxError;
use crate::http;

/// The two functions of an operation, as the runtime wants them.
#[derive(Debug)]
pub(crate) struct Wire(pub(crate) &'static OperationSpec);

impl SerializeRequest for Wire {
    fn serialize_input(
        &self,
        input: Input,
        config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let mut serialized = (self.0.serialize)(&input)?;
        let prefix = std::mem::take(&mut serialized.host_prefix);
        if !prefix.is_empty() {
            let prefix = EndpointPrefix::new(prefix)?;
            config.interceptor_state().store_put(prefix);
        }
        request(serialized)
    }
}

impl DeserializeResponse for Wire {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        tracing::debug!(request_id = ?response.request_id());
        // The runtime has read the body before it asks for the output.
        let body = response.body().bytes().unwrap_or_default();
        let parsed = http::Response::new(response.status().as_u16(), body)
            .with_headers(response.headers().iter_bytes());
        (self.0.parse)(&parsed)
    }
}

/// The request as the runtime has it, which it then binds to a host and signs.
fn request(request: http::Request) -> Result<HttpRequest, BoxError> {
    let mut sent = HttpRequest::new(SdkBody::from(request.body));
    sent.set_method(request.method)?;
    sent.set_uri(request.uri)?;
    for (name, value) in request.headers {
        sent.headers_mut().try_append(name, value)?;
    }
    Ok(sent)
}
