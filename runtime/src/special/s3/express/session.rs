//! The operation `CreateSession`, as far as a client calls it by itself.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;

use super::SessionParams;
use super::failure::{Failure, NAME};
use crate::client::endpoint::{invalid_params, settings};
use crate::client::error::BoxError;
use crate::client::{OperationSpec, Span};
use crate::codec::Error as XmlError;
use crate::codec::xml::{Reader, bare};
use crate::error::metadata;
use crate::http::{Request, Response};
use crate::presigning::Form;
use crate::protocol::{Called, Protocol, RestXml};
use crate::{ServiceInfo, Signing};

/// The name of the provider of the credentials.
const PROVIDER: &str = "s3express";

/// The way in which the request is signed.
const SIGNING: Signing = Signing::new().verbatim_path();

/// The input: the bucket.
#[derive(Clone, Debug)]
pub(super) struct Bucket(pub(super) String);

/// The operation.
pub(super) fn spec<P: SessionParams>() -> &'static OperationSpec {
    const {
        &OperationSpec {
            name: NAME,
            service: P::SERVICE,
            signing: SIGNING,
            sensitive_output: true,
            stalled_stream_protection: true,
            long_polling: false,
            form: Form::without_body(SIGNING, P::SERVICE),
            span: Span::new("S3.CreateSession", module_path!()),
            #[cfg(feature = "compression")]
            compresses: false,
            #[cfg(feature = "checksums")]
            checksums: None,
            take_stream: None,
            put_stream: None,
            #[cfg(feature = "event-stream")]
            events: crate::client::events::Events::NONE,
            serialize: |_| Ok(Request::new("GET", "/?session")),
            parse: |response| parse(response, P::SERVICE),
            endpoint_params: endpoint_params::<P>,
            telemetry: |_, _| {},
            idempotency_token: |_, _| {},
            classify: |classifier, context, previous| {
                classifier.classify::<Failure>(P::SERVICE, context, previous)
            },
        }
    }
}

fn endpoint_params<P: SessionParams>(
    input: &Input,
    config: &ConfigBag,
) -> Result<EndpointResolverParams, BoxError> {
    let Bucket(bucket) = input.downcast_ref().ok_or("the input is not a bucket")?;
    let params = P::of_session(settings(config, P::SERVICE), bucket);
    Ok(EndpointResolverParams::new(params.map_err(invalid_params)?))
}

/// The credentials of a session, as the output of the operation.
fn parse(
    response: &Response<'_>,
    service: &'static ServiceInfo,
) -> Result<Output, OrchestratorError<Error>> {
    let called = Called {
        operation: NAME,
        service,
        sensitive: true,
        streams: false,
        is_event: false,
    };
    let failure = if RestXml::is_success(response, &called) {
        match credentials(response.body()) {
            Ok(credentials) => return Ok(Output::erase(credentials)),
            Err(why) => Failure::of_response(why, metadata(response, NAME).build()),
        }
    } else {
        Failure::of_service(RestXml::metadata(response, response.body(), &called))
    };
    Err(OrchestratorError::operation(Error::erase(failure)))
}

/// Reads the credentials.
fn credentials(body: &[u8]) -> Result<Credentials, BoxError> {
    let parts = Parts::read(body)?;
    let expiration = DateTime::from_str(&parts.expiration, Format::DateTimeWithOffset)?;
    let expiration = SystemTime::try_from(expiration)?;
    if parts.key.is_empty() || parts.secret.is_empty() || parts.token.is_empty() {
        return Err("the response has no credentials".into());
    }
    let token = Some(parts.token);
    let mut credentials =
        Credentials::new(parts.key, parts.secret, token, Some(expiration), PROVIDER);
    credentials
        .get_property_mut_or_default::<Vec<AwsCredentialFeature>>()
        .push(AwsCredentialFeature::S3ExpressBucket);
    Ok(credentials)
}

/// The elements of the response.
#[derive(Default)]
struct Parts {
    key: String,
    secret: String,
    token: String,
    expiration: String,
}

impl Parts {
    fn read(body: &[u8]) -> Result<Self, XmlError> {
        let mut parts = Self::default();
        let mut xml = Reader::new(body)?;
        // The service gives the root another name than the model does.
        xml.root()?;
        while let Some(name) = xml.next_element()? {
            if bare(name) == "Credentials" {
                parts.read_credentials(&mut xml)?;
            } else {
                xml.skip_element()?;
            }
        }
        Ok(parts)
    }

    fn read_credentials(&mut self, xml: &mut Reader<'_>) -> Result<(), XmlError> {
        while let Some(name) = xml.next_element()? {
            let place = match bare(name) {
                "AccessKeyId" => &mut self.key,
                "SecretAccessKey" => &mut self.secret,
                "SessionToken" => &mut self.token,
                "Expiration" => &mut self.expiration,
                _ => {
                    xml.skip_element()?;
                    continue;
                }
            };
            *place = xml.element_text()?.into_owned();
        }
        Ok(())
    }
}
