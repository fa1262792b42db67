//! The parameters of endpoints, and the resolver of `generated/batch`.

use aws_smithy_types::endpoint::EndpointAuthScheme;
use hammersmith::client::endpoint::Endpoint;
use hammersmith::endpoint::{Error, InvalidParams, Settings};

pub use resolver::{DefaultResolver, ResolveEndpoint};

#[path = "../../../../../generated/batch/src/config/endpoint/resolver.rs"]
#[rustfmt::skip]
mod resolver;

#[derive(Clone, PartialEq, Debug, Default)]
#[non_exhaustive]
pub struct Params {
    pub region: Option<String>,
    pub endpoint: Option<String>,
    pub bucket: Option<String>,
    pub account: Option<String>,
    pub no_sessions: Option<bool>,
}

impl Params {
    /// The way to sign for a bucket of S3 Express, as the rules of S3 have it.
    fn scheme(&self) -> Option<EndpointAuthScheme> {
        let bucket = self.bucket.as_deref();
        let name = match self.no_sessions {
            Some(true) => "sigv4",
            _ => "sigv4-s3express",
        };
        bucket?.ends_with("--x-s3").then(|| {
            let region = self.region.clone().unwrap_or_default();
            EndpointAuthScheme::with_capacity(name, 2)
                .put("signingName", "s3express".to_owned())
                .put("signingRegion", region)
        })
    }
}

impl hammersmith::endpoint::Params for Params {
    fn from_settings(settings: Settings) -> Result<Self, InvalidParams> {
        match settings.region {
            Some(_) => Ok(Self {
                region: settings.region,
                endpoint: settings.endpoint,
                no_sessions: settings.context.boolean("DisableS3ExpressSessionAuth"),
                ..Self::default()
            }),
            None => Err(InvalidParams::missing("region")),
        }
    }

    fn resolve(&self) -> Result<Endpoint, Error> {
        let part = |value: &Option<String>| value.clone().unwrap_or_default();
        let url = match &self.endpoint {
            Some(url) => url.clone(),
            None => format!(
                "https://{}{}.{}.example.com",
                part(&self.account),
                part(&self.bucket),
                part(&self.region)
            ),
        };
        let endpoint = Endpoint::builder().url(url);
        Ok(match self.scheme() {
            Some(scheme) => endpoint.auth_scheme(scheme).build(),
            None => endpoint.build(),
        })
    }

    fn set_account_id(&mut self, account: &str) {
        self.account = Some(format!("{account}."));
    }
}
