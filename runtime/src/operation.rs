//! Operations as pure functions, and the facts about the service they belong to.

use std::fmt::Debug;

use crate::error::BuildError;
use crate::http::{Request, Response};

/// An operation of a service, as a pair of pure functions.
///
/// Generated code implements this for one unit struct per operation. Nothing here does I/O: send the
/// request with whatever HTTP stack is at hand, sign it if the service wants that, and hand the response
/// back.
///
/// ```
/// use hammersmith::Operation;
/// use hammersmith::http::Response;
///
/// fn round_trip<O: Operation>(
///     input: &O::Input,
///     send: impl FnOnce(&hammersmith::http::Request) -> (u16, Vec<u8>),
/// ) -> Result<O::Output, Box<dyn std::error::Error>> {
///     let request = O::serialize(input)?;
///     let (status, body) = send(&request);
///     Ok(O::parse(&Response::new(status, &body))?)
/// }
/// ```
pub trait Operation: 'static {
    /// What a caller passes in.
    type Input: Debug + Send + Sync + 'static;
    /// What a successful response becomes.
    type Output: Debug + Send + Sync + 'static;
    /// What any other response becomes.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The name of the operation in the model, e.g. `RegisterJobDefinition`.
    const NAME: &'static str;
    /// The service the operation belongs to.
    const SERVICE: &'static ServiceInfo;

    /// Turns an input into a request.
    ///
    /// # Errors
    ///
    /// Fails if a member that is part of the path is unset or empty, or if a value has no form in its place:
    /// a control character in a header, a time outside the years its format can hold, an unknown union member.
    fn serialize(input: &Self::Input) -> Result<Request, BuildError>;

    /// Turns a response into an output.
    ///
    /// # Errors
    ///
    /// Gives the modelled error the response stands for. A response that cannot be read, or an error the model
    /// does not know, becomes the catch-all variant of `Error`.
    fn parse(response: &Response<'_>) -> Result<Self::Output, Self::Error>;
}

/// Facts about a service that do not depend on any request.
///
/// ```
/// use hammersmith::ServiceInfo;
///
/// static BATCH: ServiceInfo = ServiceInfo::new("Batch")
///     .signing_name("batch")
///     .endpoint_prefix("batch")
///     .api_version("2016-08-10");
///
/// assert_eq!(BATCH.signing_name, Some("batch"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceInfo {
    /// The id of the service in all SDKs, with spaces, e.g. `Transcribe Streaming`.
    pub sdk_id: &'static str,
    /// The service's name in request signatures; `None` if its requests are not signed.
    pub signing_name: Option<&'static str>,
    /// The first label of the service's host names, e.g. `batch`. Empty if the model gives none.
    pub endpoint_prefix: &'static str,
    /// The version of the service's interface, usually a date. Empty if the model gives none.
    pub api_version: &'static str,
    /// The version of the generated package. Empty if it has none.
    pub package_version: &'static str,
}

impl ServiceInfo {
    /// A service of which only the id is known.
    pub const fn new(sdk_id: &'static str) -> Self {
        Self {
            sdk_id,
            signing_name: None,
            endpoint_prefix: "",
            api_version: "",
            package_version: "",
        }
    }

    /// Sets [`signing_name`](Self::signing_name).
    #[must_use]
    pub const fn signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = Some(name);
        self
    }

    /// Sets [`endpoint_prefix`](Self::endpoint_prefix).
    #[must_use]
    pub const fn endpoint_prefix(mut self, prefix: &'static str) -> Self {
        self.endpoint_prefix = prefix;
        self
    }

    /// Sets [`api_version`](Self::api_version).
    #[must_use]
    pub const fn api_version(mut self, version: &'static str) -> Self {
        self.api_version = version;
        self
    }

    /// Sets [`package_version`](Self::package_version).
    #[must_use]
    pub const fn package_version(mut self, version: &'static str) -> Self {
        self.package_version = version;
        self
    }
}
