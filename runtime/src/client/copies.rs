//! Requests that copy from another region.

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::region::SigningRegion;

use crate::client::erased::OperationSpec;
use crate::client::error::BoxError;
use crate::client::presigning::Presigning;
use crate::service::PresignedCopy;
use crate::special::copies::Copying;

/// Adds the presigned form of the request, which the other region gets.
///
/// Each attempt has one of its own, since all begin with the request as it was serialized.
#[derive(Debug)]
pub(crate) struct CopyFromRegion(pub(crate) &'static OperationSpec, pub(crate) PresignedCopy);

#[dyn_dispatch_hint]
impl Intercept for CopyFromRegion {
    fn name(&self) -> &'static str {
        "CopyFromRegion"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let params = config.load::<EndpointResolverParams>();
        let identity = params.and_then(|params| params.get_property::<Identity>());
        let credentials = identity.and_then(|identity| identity.data::<Credentials>());
        let (Some(credentials), Some(region), Some(service)) = (
            credentials,
            config.load::<SigningRegion>(),
            self.0.service.signing_name,
        ) else {
            // The request is not signed, or that fails in its turn.
            return Ok(());
        };
        let request = context.request_mut();
        let copying = Copying {
            copy: self.1,
            url: request.uri(),
            region: region.as_ref(),
            service,
            credentials,
            time: components.time_source().unwrap_or_default().now(),
        };
        if Presigning::of(config).is_some() {
            // The form is the query of a request that others send.
            if let Some(url) = copying.complete_query(request.uri())? {
                request.set_uri(url)?;
            }
            return Ok(());
        }
        let Some(body) = request.body().bytes() else {
            return Ok(());
        };
        if let Some(form) = copying.complete(&String::from_utf8_lossy(body))? {
            let length = form.len().to_string();
            request.headers_mut().insert("content-length", length);
            *request.body_mut() = SdkBody::from(form);
        }
        Ok(())
    }
}
