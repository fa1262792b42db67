//! A service with the additions of clients of S3, whose one operation is that of `client_service`.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use hammersmith::client::auth::{self, AuthSchemeOptionsFuture, AuthSchemes, ResolveAuthScheme};
use hammersmith::client::config::{
    BehaviorVersion, ConfigBag, ConfigState, Extension, IntoShared as _, Region, RuntimeComponents,
    ServiceSpec, Settings, SharedCredentialsProvider,
};
use hammersmith::client::error::{Explain, SdkError};
use hammersmith::client::rt::{SharedTimeSource, TimeSource};
use hammersmith::client::{Call, ClientState};
use hammersmith::endpoint::{self, InvalidParams};
use hammersmith::special::s3::express::{SessionParams, extension};
use hammersmith::{Auth, ServiceInfo};

use super::mini::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use super::mini::operation::put_thing::{PutThing, PutThingError, PutThingInput};
use super::{Answer, Instantly, Network};

pub const MADE: Answer = Answer::Response(200, "", "made");

static S3: ServiceInfo = ServiceInfo::new("S3").signing_name("s3").s3();

impl SessionParams for Params {
    const SERVICE: &'static ServiceInfo = &S3;

    fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    fn in_region(&self, region: &str) -> Option<Self> {
        let region = Some(region.to_owned());
        Some(Self {
            region,
            ..self.clone()
        })
    }

    fn of_session(settings: endpoint::Settings, bucket: &str) -> Result<Self, InvalidParams> {
        Ok(Self {
            region: settings.region,
            bucket: Some(bucket.to_owned()),
            no_sessions: Some(true),
            ..Self::default()
        })
    }
}

/// The schemes of the endpoint, then these of the model.
#[derive(Debug)]
pub struct ByEndpoint(pub &'static [Auth]);

impl ResolveAuthScheme for ByEndpoint {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a auth::Params,
        config: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemes::new(self.0, &[]).resolve_by_endpoint(params, config, components)
    }
}

static EXPRESS: Extension = extension::<Params>();

static SPEC: ServiceSpec = ServiceSpec::new(
    &S3,
    "s3",
    "aws-sdk-s3",
    || ByEndpoint(&[Auth::SigV4]).into_shared_resolver(),
    || DefaultResolver::new().into_shared_resolver(),
)
.extended(&EXPRESS);

/// A clock that a test sets.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<SystemTime>>);

impl Clock {
    pub fn at(seconds: u64) -> Self {
        let clock = Self(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
        clock.set(seconds);
        clock
    }

    pub fn set(&self, seconds: u64) {
        *self.0.lock().unwrap() = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

pub fn settings(network: &Network, clock: &Clock) -> Settings {
    let mut settings = Settings::default();
    let own = Credentials::new("AKID", "wJalrXUtn", Some("OWN".to_owned()), None, "test");
    settings.set_behavior_version(Some(BehaviorVersion::latest()));
    settings.set_region(Some(Region::new("us-west-2")));
    settings.set_credentials_provider(Some(SharedCredentialsProvider::new(own)));
    settings.set_http_client(Some(network.clone().into_shared()));
    settings.set_sleep_impl(Some(Instantly.into_shared()));
    settings.set_time_source(Some(SharedTimeSource::new(clock.clone())));
    settings
}

pub fn client(settings: Settings) -> Arc<ClientState> {
    ClientState::new(&ConfigState::new(settings, &SPEC))
}

pub fn put(client: &Arc<ClientState>, bucket: &str) -> Result<(), String> {
    let input = PutThingInput {
        name: Some(bucket.to_owned()),
        token: None,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let sent = runtime.block_on(Call::new(client).send::<PutThing>(Ok(input)));
    sent.map(drop)
        .map_err(|error: SdkError<PutThingError>| error.explain())
}
