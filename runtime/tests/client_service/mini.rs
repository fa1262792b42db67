//! The code that is generated for a service with the operation `PutThing`.
//!
//! The parts that are the same for every service are those of `generated/batch`.

pub mod client;
pub mod config;

use hammersmith::client::RequestId;
use hammersmith::client::error::SdkError;
use hammersmith::error::ProvideErrorMetadata;

use operation::put_thing::PutThingError;

pub mod meta {
    pub static SERVICE: hammersmith::ServiceInfo = hammersmith::ServiceInfo::new("Mini")
        .signing_name("mini-signing")
        .package_version("1.2.3");
}

#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    Unhandled(hammersmith::error::Unhandled),
}

impl<R> From<SdkError<PutThingError, R>> for Error
where
    R: Send + Sync + std::fmt::Debug + 'static,
{
    fn from(error: SdkError<PutThingError, R>) -> Self {
        match error {
            SdkError::ServiceError(context) => Self::from(context.into_err()),
            error => Self::Unhandled(hammersmith::client::error::unhandled(error)),
        }
    }
}

impl RequestId for Error {
    fn request_id(&self) -> Option<&str> {
        RequestId::request_id(ProvideErrorMetadata::meta(self))
    }
}

impl From<PutThingError> for Error {
    fn from(error: PutThingError) -> Self {
        match error {
            PutThingError::Unhandled(error) => Self::Unhandled(error),
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

impl ProvideErrorMetadata for Error {
    fn meta(&self) -> &hammersmith::error::ErrorMetadata {
        let Self::Unhandled(error) = self;
        error.meta()
    }
}

pub mod operation;
