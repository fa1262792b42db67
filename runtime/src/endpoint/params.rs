//! From the settings of a caller to the parameters of the rules.

use std::fmt;

use super::{Context, ContextValue, Endpoint, Error, InvalidParams};

/// The settings that endpoint rules may refer to by name.
///
/// ```
/// use hammersmith::endpoint::Settings;
///
/// let settings = Settings::new().region("eu-west-1").use_fips(true);
/// assert_eq!(settings.region.as_deref(), Some("eu-west-1"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// `AWS::Region`
    pub region: Option<String>,
    /// `AWS::UseDualStack`: whether the host has to answer over IPv6, too.
    pub use_dual_stack: Option<bool>,
    /// `AWS::UseFIPS`: whether the host has to have validated cryptography.
    pub use_fips: Option<bool>,
    /// `SDK::Endpoint`: a URL that replaces that of the rules.
    pub endpoint: Option<String>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `required` or `disabled`.
    pub account_id_endpoint_mode: Option<String>,
    /// The parameters that the model makes settings of the client, as `ForcePathStyle` of S3.
    pub context: Context,
}

impl Settings {
    /// Nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`region`](Self::region).
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sets [`use_dual_stack`](Self::use_dual_stack).
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets [`use_fips`](Self::use_fips).
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = Some(use_fips);
        self
    }

    /// Sets [`endpoint`](Self::endpoint).
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    /// Sets [`account_id_endpoint_mode`](Self::account_id_endpoint_mode).
    #[must_use]
    pub fn account_id_endpoint_mode(mut self, mode: impl Into<String>) -> Self {
        self.account_id_endpoint_mode = Some(mode.into());
        self
    }

    /// Sets a parameter that the model makes a setting of the client, by its name in the model.
    ///
    /// ```
    /// use hammersmith::endpoint::Settings;
    ///
    /// let settings = Settings::new().context("ForcePathStyle", true);
    /// assert_eq!(settings.context.boolean("ForcePathStyle"), Some(true));
    /// ```
    #[must_use]
    pub fn context(mut self, name: impl Into<String>, value: impl Into<ContextValue>) -> Self {
        self.context.set(name, value);
        self
    }
}

/// The parameters of a service's rules: `config::endpoint::Params` of generated code.
pub trait Params: Clone + fmt::Debug + Send + Sync + 'static {
    /// The parameters that the settings of a client have.
    ///
    /// # Errors
    ///
    /// Fails if a required parameter has no value, or if a value is not valid in a host name.
    fn from_settings(settings: Settings) -> Result<Self, InvalidParams>;

    /// The endpoint that follows from the rules.
    ///
    /// # Errors
    ///
    /// The reason that the rules state.
    fn resolve(&self) -> Result<Endpoint, Error>;

    /// True if the rules say the same for both: parameters that no rule uses may differ.
    fn is_same(&self, other: &Self) -> bool
    where
        Self: PartialEq,
    {
        self == other
    }

    /// Sets the account of the credentials, where the rules use it and it is unset.
    fn set_account_id(&mut self, _account: &str) {}
}
