//! The parameters of endpoints, and the resolver of `generated/batch`.

use hammersmith::client::endpoint::Endpoint;
use hammersmith::endpoint::Error;

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
}

impl hammersmith::endpoint::Params for Params {
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
        Ok(Endpoint::builder().url(url).build())
    }

    fn set_account_id(&mut self, account: &str) {
        self.account = Some(format!("{account}."));
    }
}
