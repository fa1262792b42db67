//! S3 Express: requests to directory buckets are signed with the credentials of a session.
//!
//! The runtime begins sessions by itself, with a request that it has without the model, so that the
//! operation `CreateSession` need not be generated. It requires three parameters of the endpoint
//! rules.

use super::is_s3;
use crate::model::Shape;
use crate::name::Name;
use crate::plan::rules::Endpoint;

/// The parameters of the endpoint rules that sessions depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Express {
    /// The bucket.
    pub bucket: Name,
    /// The region.
    pub region: Name,
    /// True if requests are signed without a session.
    pub disabled: Name,
}

/// The parameters of sessions, if the service has sessions.
pub(crate) fn express(service: &Shape, endpoint: &Endpoint) -> Option<Express> {
    let method = |name: &str| {
        let mut parameters = endpoint.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name == name)?;
        Some(parameter.method.clone())
    };
    let (bucket, region) = (method("Bucket")?, method("Region")?);
    let disabled = method("DisableS3ExpressSessionAuth")?;
    is_s3(service).then_some(Express {
        bucket,
        region,
        disabled,
    })
}
