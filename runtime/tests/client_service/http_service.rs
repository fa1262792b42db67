//! Services with ways of HTTP to authenticate, whose one operation is that of `client_service`.

#![allow(
    unused_imports,
    unused_macros,
    reason = "each test program uses what it needs"
)]

use std::future::Future;
use std::sync::Arc;

use hammersmith::ServiceInfo;
use hammersmith::client::config::{ConfigState, ServiceSpec, Settings};
use hammersmith::client::error::SdkError;
use hammersmith::client::{Call, ClientState};

use super::mini::operation::put_thing::{PutThing, PutThingError, PutThingInput, PutThingOutput};
use super::{Network, settings};

/// A service with these ways to authenticate, which all its operations have.
macro_rules! service {
    ($name:ident: $ids:expr, $info:expr, $auth:expr) => {
        fn $name() -> &'static hammersmith::client::config::ServiceSpec {
            #[derive(Debug)]
            struct Resolver;

            impl hammersmith::client::auth::ResolveAuthScheme for Resolver {
                fn resolve_auth_scheme<'a>(
                    &'a self,
                    params: &'a hammersmith::client::auth::Params,
                    _: &'a hammersmith::client::config::ConfigBag,
                    _: &'a hammersmith::client::config::RuntimeComponents,
                ) -> hammersmith::client::auth::AuthSchemeOptionsFuture<'a> {
                    hammersmith::client::auth::AuthSchemes::new(&$ids, &[]).resolve(params)
                }
            }

            const INFO: hammersmith::ServiceInfo = $info;
            const AUTH: hammersmith::client::auth::HttpAuth = $auth;
            const {
                &hammersmith::client::config::ServiceSpec::new(
                    const { &INFO },
                    "mini",
                    "aws-sdk-mini",
                    || hammersmith::client::auth::ResolveAuthScheme::into_shared_resolver(Resolver),
                    || {
                        use client_service::mini::config::endpoint::{
                            DefaultResolver, ResolveEndpoint,
                        };
                        DefaultResolver::new().into_shared_resolver()
                    },
                )
                .http_auth(const { &AUTH })
            }
        }
    };
}

pub(crate) use service;

pub const MINI: ServiceInfo = ServiceInfo::new("Mini");

pub fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

/// A client of the service.
pub fn client(spec: &'static ServiceSpec, settings: Settings) -> Arc<ClientState> {
    ClientState::new(&ConfigState::new(settings, spec))
}

pub type Outcome = Result<PutThingOutput, SdkError<PutThingError>>;

#[allow(
    clippy::result_large_err,
    reason = "the size is that of the official type"
)]
pub fn send(call: Call) -> Outcome {
    let input = PutThingInput {
        name: Some("bucket".to_owned()),
        token: None,
    };
    block_on(call.send::<PutThing>(Ok(input)))
}

/// Settings without an identity of HTTP.
pub fn nobody(network: &Network) -> Settings {
    // The credentials of all tests, which only one service signs with.
    settings(network).into()
}
