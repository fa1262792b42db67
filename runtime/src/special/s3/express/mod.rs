//! Directory buckets of S3 Express: requests to them are signed with the credentials of a session.
//!
//! The endpoint rules choose the scheme `sigv4-s3express` for such buckets. Its credentials come
//! from a session, which the operation `CreateSession` begins and which lasts for minutes. The
//! request and response of that operation are written here by hand, so that a client that is
//! generated for other operations alone has sessions, too, without the types of this one.

mod cache;
mod failure;
mod plugin;
mod provider;
mod scheme;
mod session;

use crate::ServiceInfo;
use crate::client::config::Extension;
use crate::endpoint::{InvalidParams, Params, Settings};

/// The parameters of the endpoint rules of S3, as far as sessions depend on them.
pub trait SessionParams: Params {
    /// The service.
    const SERVICE: &'static ServiceInfo;

    /// The bucket that a request goes to.
    fn bucket(&self) -> Option<&str>;

    /// The region that a request goes to.
    fn region(&self) -> Option<&str>;

    /// The same parameters in another region; `None` if the rules do not allow it.
    fn in_region(&self, region: &str) -> Option<Self>;

    /// The parameters of the request that begins a session for a bucket.
    ///
    /// # Errors
    ///
    /// Fails if the settings lack a parameter that the rules require.
    fn of_session(settings: Settings, bucket: &str) -> Result<Self, InvalidParams>;
}

/// The parts that clients of S3 have in addition to those of other services.
pub const fn extension<P: SessionParams>() -> Extension {
    Extension {
        settings: plugin::settings,
        around: Some(plugin::around),
        ..Extension::new(plugin::extend::<P>)
    }
}
