//! Requests that are signed without a client: credentials, the time, and operations that are signed
//! in each way.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use hammersmith::endpoint::Settings;
use hammersmith::error::Unhandled;
use hammersmith::http::Http;
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::sign::Signer;
use hammersmith::{Operation, PresignedCopy, ServiceInfo, Signing};
use hammersmith_tests::ours::sdk::config::endpoint::Params;
use hammersmith_tests::ours::sdk::operation::register_job_definition::RegisterJobDefinition;
use hammersmith_tests::ours::sdk::types::RetryStrategy;
use hammersmith_tests::wire::Request;

/// The time that the clients of the tests believe it is.
const NOW: Duration = Duration::from_secs(1_764_000_000);

pub(crate) fn credentials(token: Option<&str>) -> Credentials {
    let token = token.map(str::to_owned);
    Credentials::from_keys(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        token,
    )
}

pub(crate) fn signer(settings: Settings, token: Option<&str>) -> Signer {
    Signer::with_settings(settings, credentials(token)).time(SystemTime::UNIX_EPOCH + NOW)
}

/// A signed request in the form that captured ones have.
pub(crate) fn captured(request: http::Request<Vec<u8>>) -> Request {
    let headers = request.headers().iter().map(|(name, value)| {
        let value = str::from_utf8(value.as_bytes()).expect("text");
        (name.to_string(), value.to_owned())
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort_by(|(a, _), (b, _)| a.cmp(b));
    Request {
        method: request.method().to_string(),
        uri: request.uri().to_string(),
        headers,
        body: request.into_body(),
    }
}

/// Operations of Batch, each signed in its own way. What they send does not matter here.
macro_rules! any {
    ($name:ident, $signing:expr) => {
        any!($name, $signing, RegisterJobDefinition::SERVICE);
    };
    ($name:ident, $signing:expr, $service:expr) => {
        pub(crate) struct $name;

        impl Operation for $name {
            type Input = RetryStrategy;
            type Output = RetryStrategy;
            type Error = Unhandled;
            type EndpointParams = Params;
            type Protocol = RestJson1;

            const NAME: &'static str = stringify!($name);
            const SERVICE: &'static ServiceInfo = $service;
            const HTTP: Http = Http::new("POST", "/");
            const SIGNING: Signing = $signing;

            fn error(from: &mut ErrorReader<'_, RestJson1>) -> Unhandled {
                from.unhandled()
            }
        }
    };
}

any!(Plain, Signing::new());
any!(Verbatim, Signing::new().verbatim_path());
any!(Unsealed, Signing::new().unsigned_payload());
any!(Anonymous, Signing::new().anonymous());
any!(
    Copying,
    Signing::new().presigned_copy(PresignedCopy::Rds),
    &RDS
);
any!(
    CopyingSnapshots,
    Signing::new().presigned_copy(PresignedCopy::Ec2),
    &EC2
);

static RDS: ServiceInfo = ServiceInfo::new("RDS").signing_name("rds");
static EC2: ServiceInfo = ServiceInfo::new("EC2").signing_name("ec2");
