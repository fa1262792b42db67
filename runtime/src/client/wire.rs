//! Requests and responses of an operation, between this crate and the AWS runtime crates.

use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_runtime_api::http::NonUtf8HeaderHandling;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::request_id::RequestId;

use crate::client::erased::OperationSpec;
use crate::client::error::BoxError;
use crate::client::exact::set_stream;
use crate::client::presigning::Presigning;
use crate::http;
use crate::presigning::adapt;
use crate::special::set_headers;

/// The two functions of an operation, as the runtime wants them.
#[derive(Debug)]
pub(crate) struct Wire(pub(crate) &'static OperationSpec);

impl SerializeRequest for Wire {
    fn serialize_input(
        &self,
        mut input: Input,
        config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        // Taken first, so that bytes in memory are not copied.
        let stream = self.0.take_stream.and_then(|take| take(&mut input));
        #[cfg(feature = "event-stream")]
        let outgoing = self.0.events.take(&mut input);
        let mut serialized = (self.0.serialize)(&input)?;
        set_headers(self.0.service, &mut serialized);
        let presigning = Presigning::of(config).cloned();
        if let Some(presigning) = &presigning {
            adapt(&mut serialized, &presigning.form)?;
        }
        #[cfg(feature = "event-stream")]
        let outgoing = outgoing.map(|outgoing| outgoing.with_initial(&mut serialized));
        let prefix = std::mem::take(&mut serialized.host_prefix);
        if !prefix.is_empty() {
            let prefix = EndpointPrefix::new(prefix)?;
            config.interceptor_state().store_put(prefix);
        }
        let mut request = request(serialized)?;
        match (stream, presigning) {
            (Some(stream), None) => set_stream(&mut request, stream)?,
            (Some(stream), Some(presigning)) => presigning.set_stream(&mut request, stream),
            (None, _) => {}
        }
        #[cfg(feature = "event-stream")]
        if let Some(outgoing) = outgoing {
            *request.body_mut() = crate::client::events::body(outgoing, config);
        }
        Ok(request)
    }
}

impl DeserializeResponse for Wire {
    fn deserialize_streaming(
        &self,
        response: &mut HttpResponse,
    ) -> Option<Result<Output, OrchestratorError<Error>>> {
        self.deserialize_streaming_with_config(response, &ConfigBag::base())
    }

    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        config: &ConfigBag,
    ) -> Option<Result<Output, OrchestratorError<Error>>> {
        let put_stream = self.0.put_stream?;
        // Errors are read once their bodies are there.
        if !response.status().is_success() {
            return None;
        }
        tracing::debug!(request_id = ?response.request_id());
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        let mut output = (self.0.parse)(&head(response, &[], config));
        if let Ok(output) = &mut output {
            put_stream(output, ByteStream::new(body));
            #[cfg(feature = "event-stream")]
            self.0.events.keep_head(output, response);
        }
        Some(output)
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        config: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Error>> {
        tracing::debug!(request_id = ?response.request_id());
        // The runtime has read the body before it asks for the output.
        let body = response.body().bytes().unwrap_or_default();
        (self.0.parse)(&head(response, body, config))
    }
}

/// The response as operations read it, with that body. An interceptor may have asked to leave out
/// headers that are not UTF-8.
fn head<'r>(response: &'r HttpResponse, body: &'r [u8], config: &ConfigBag) -> http::Response<'r> {
    let headers = response.headers().iter_bytes();
    let head = http::Response::new(response.status().as_u16(), body);
    match config.load::<NonUtf8HeaderHandling>() {
        Some(NonUtf8HeaderHandling::Skip) => {
            head.with_headers(headers.filter(|(_, value)| std::str::from_utf8(value).is_ok()))
        }
        _ => head.with_headers(headers),
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
