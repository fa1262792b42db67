//! What is generated for a service with the operation `PutThing`.

pub mod client {
    pub mod customize {
        hammersmith::service_customize! {}
    }

    #[derive(Clone, Debug)]
    pub struct Client {
        state: std::sync::Arc<hammersmith::client::ClientState>,
        config: super::config::Config,
    }

    hammersmith::service_client! {}

    impl Client {
        pub fn put_thing(&self) -> super::operation::put_thing::builders::PutThingFluentBuilder {
            super::operation::put_thing::builders::PutThingFluentBuilder::new(self)
        }
    }
}

pub mod config {
    pub mod auth {
        hammersmith::service_auth! { ["sigv4"], "PutThing": ["sigv4", "noAuth"] }
    }

    pub mod endpoint {
        use hammersmith::endpoint::Error;

        hammersmith::service_endpoint! {}

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
    }

    hammersmith::service_config! {
        service = super::SERVICE,
        name = "mini",
        metrics = "aws-sdk-mini",
        settings = [
            region, endpoint_url, use_dual_stack, use_fips, account_id_endpoint_mode,
            idempotency_token_provider,
        ],
    }
}

static SERVICE: hammersmith::ServiceInfo = hammersmith::ServiceInfo::new("Mini")
    .signing_name("mini-signing")
    .package_version("1.2.3");

#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    Unhandled(hammersmith::error::Unhandled),
}

hammersmith::service_error! { Error: operation::put_thing::PutThingError }

impl From<operation::put_thing::PutThingError> for Error {
    fn from(error: operation::put_thing::PutThingError) -> Self {
        match error {
            operation::put_thing::PutThingError::Unhandled(error) => Self::Unhandled(error),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Unhandled(error) = self;
        error.fmt(f)
    }
}

impl std::error::Error for Error {}

impl hammersmith::error::ProvideErrorMetadata for Error {
    fn meta(&self) -> &hammersmith::error::ErrorMetadata {
        let Self::Unhandled(error) = self;
        error.meta()
    }
}

pub mod operation;
