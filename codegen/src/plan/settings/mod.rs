//! The settings of a client: the methods of `config::Config` and of its builder.

mod identities;
mod readers;
mod table;

use crate::config::Layout;
use crate::config::When;
use crate::plan::auth::Scheme;
use crate::plan::client_params::{self, ClientParam};
use crate::plan::context::Context;
use crate::plan::endpoint::Endpoint;
use crate::plan::service::Service;
use crate::plan::special::s3;

pub use s3::Express;

/// The settings of a client.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The settings that the service has.
    pub settings: Vec<&'static Setting>,
    /// The settings that can be read.
    pub readers: Vec<&'static Reader>,
    /// The parameters of the endpoint rules that are settings.
    pub client_params: Vec<ClientParam>,
    /// The parameters of sessions, if the client is one of S3.
    pub express: Option<Express>,
    /// When the builder has methods that set the defaults of tests.
    pub test_defaults: TestDefaults,
}

/// A setting, with the methods that `config::Builder` has for it.
#[derive(Debug)]
pub struct Setting {
    /// The name of the method that takes the builder.
    pub name: &'static str,
    /// The description of the methods, from the verb on.
    pub docs: &'static str,
    /// The methods, by the values that they take.
    pub methods: Methods,
    /// The services that have it.
    pub presence: Presence,
}

/// The methods of a setting. The first takes the builder and returns it, the second changes it in
/// place.
#[derive(Debug)]
pub enum Methods {
    /// `x` sets the value; `set_x` takes an option.
    Set(Value),
    /// `x` sets the value; `set_x` takes an option, and does nothing with `None`.
    SetIfSome(Value),
    /// `x` and `set_x` both set the value.
    Replace(Value),
    /// `x` and `push_x` both add a value. A `set_` method, which has this name, replaces all.
    Push(Value, Option<&'static str>),
    /// `push_x` alone, which takes the builder.
    PushOnly(Value),
    /// `x` alone, which takes the builder.
    Once(Value),
    /// `x` alone, which takes strings.
    Names,
    /// `x` and `set_x` take nothing.
    Flag,
}

/// The value of a setting, as the method takes it.
#[derive(Debug)]
pub enum Value {
    /// The value.
    Plain(Ty),
    /// A type that converts into the value.
    Into(Ty),
    /// A type that converts into an option of the value.
    IntoOption(Ty),
    /// An implementation of a trait, which becomes the shared type.
    Shared {
        /// The trait.
        bound: Ty,
        /// The type that is stored.
        shared: Ty,
        /// The conversion of the one to the other.
        by: Share,
    },
}

/// The conversion of an implementation of a trait to a shared one.
#[derive(Clone, Copy, Debug)]
pub enum Share {
    /// By `new` of the shared type.
    New,
    /// By `IntoShared`, which leaves a value alone that is shared already.
    IntoShared,
    /// By `into_shared_resolver` of the trait.
    IntoSharedResolver,
}

/// A type in a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A type that needs no path: the name.
    Plain(&'static str),
    /// An option of such a type.
    Optional(&'static str),
    /// `String`.
    String,
    /// A type of the runtime: the module below `client`, and the name.
    Runtime(&'static str, &'static str),
    /// The trait `ResolveEndpoint` of the service.
    ResolveEndpoint,
}

/// A method of `config::Config` that reads a setting.
#[derive(Debug)]
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub docs: &'static str,
    /// The type that it returns.
    pub returns: Returns,
    /// The services that have it.
    pub presence: Presence,
}

/// The type that a reader returns.
#[derive(Debug)]
pub enum Returns {
    /// An option of a reference.
    Borrowed(Ty),
    /// An option.
    Optional(Ty),
    /// The type.
    Owned(Ty),
    /// A static string.
    Name,
    /// References, in a vector.
    All(Ty),
    /// An iterator.
    Each(Ty),
}

/// The services that have a setting.
#[derive(Clone, Copy, Debug)]
pub enum Presence {
    /// All.
    Always,
    /// Those whose requests are signed.
    Signed,
    /// Those that have this way to authenticate.
    Has(Scheme),
    /// Those that prefer bearer tokens or have them as another choice.
    TokenProvider,
    /// Those that are signed for a region, or whose endpoint rules ask for it.
    Region,
    /// Those whose endpoint rules ask for it by this name.
    BuiltIn(&'static str),
    /// Those that have an idempotency token in an input.
    IdempotencyTokens,
    /// Those that have checksums.
    Checksums,
    /// Those that send streams in chunks.
    Chunks,
    /// Those that compress requests.
    Compression,
    /// Those whose requests may be signed for several regions at once.
    Sigv4a,
    /// S3.
    Express,
}

/// When the builder has methods that set the defaults of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestDefaults {
    /// With the feature `test-util` of the crate.
    Feature,
    /// With the feature `test-util` of the runtime, since the crate around the code has none for
    /// it.
    Runtime,
}

/// Decides which settings the client has.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    service: &Service,
    endpoint: &Endpoint,
    client: Option<When>,
    layout: Layout,
) -> Settings {
    let express = s3::express(cx.service(), endpoint);
    let has = |presence: Presence| presence.holds(service, endpoint, express.as_ref());
    let is_feature = client == Some(When::Feature) && layout == Layout::Crate;
    let mut settings: Vec<_> = table::SETTINGS
        .iter()
        .chain(identities::IDENTITIES)
        .filter(|setting| has(setting.presence))
        .collect();
    settings.sort_by_key(|setting| setting.name);
    Settings {
        client_params: client_params::plan(cx, endpoint, |name| {
            settings.iter().any(|setting| setting.name == name)
        }),
        readers: readers::READERS
            .iter()
            .filter(|reader| has(reader.presence))
            .collect(),
        settings,
        express,
        test_defaults: if is_feature {
            TestDefaults::Feature
        } else {
            TestDefaults::Runtime
        },
    }
}

impl Presence {
    fn holds(self, service: &Service, endpoint: &Endpoint, express: Option<&Express>) -> bool {
        let is_asked_for = |name: &str| {
            let mut parameters = endpoint.parameters.iter();
            parameters.any(|parameter| parameter.built_in.as_deref() == Some(name))
        };
        match self {
            Self::Always => true,
            Self::Signed => service.signing_name.is_some(),
            Self::Has(scheme) => service.http_auth.has(scheme),
            Self::TokenProvider => service.auth.contains(&Scheme::Bearer),
            Self::Sigv4a => service.has_sigv4a(),
            Self::Express => express.is_some(),
            Self::Region => service.signing_name.is_some() || is_asked_for("AWS::Region"),
            Self::BuiltIn(name) => is_asked_for(name),
            Self::IdempotencyTokens => service.idempotency_tokens,
            Self::Checksums => service.checksums,
            Self::Chunks => service.chunks,
            Self::Compression => service.compression,
        }
    }
}
