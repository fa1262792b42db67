//! The module `config`: the parameters of endpoints always, all else with the client.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Gate, Items, Module};
use crate::emit::special::{self, s3::express};
use crate::emit::{auth, client_params, endpoint, settings};
use crate::plan::Plan;
use crate::plan::auth::Scheme;
use crate::plan::settings::Ty;

/// The module `config`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let items = Items::when(plan.client.is_some(), || exports(plan));
    let mut children = vec![endpoint::module(plan)];
    if plan.client.is_some() {
        let settings = Module::private("settings", Items::new(|| config(plan)));
        let builder = Module::private("builder", Items::new(|| builder(plan)));
        children.push(settings.gated(Gate::Client));
        children.push(builder.gated(Gate::Client));
        children.push(auth::module(plan));
    }
    Module::public("config", "Settings of the client.", items).with(children)
}

fn exports(plan: &Plan) -> TokenStream {
    let gate = super::gate(plan);
    let checksums = plan.service.checksums.then(|| {
        quote! {
            #gate
            pub use ::hammersmith::client::rt::{
                RequestChecksumCalculation, ResponseChecksumValidation,
            };
        }
    });
    let types = types(plan);
    quote! {
        #gate
        pub use self::builder::Builder;
        #gate
        pub use self::settings::Config;
        #gate
        pub use ::hammersmith::client::config::{
            #(#types,)* http, interceptors, retry, timeout,
        };
        #checksums
    }
}

/// The types of settings, sorted: those of all services, and those of identities.
fn types(plan: &Plan) -> Vec<Ident> {
    let (service, http) = (&plan.service, &plan.service.http_auth);
    let signed: &[&str] = &[
        "Credentials",
        "ProvideCredentials",
        "SharedCredentialsProvider",
    ];
    let provided: &[&str] = &["ProvideToken", "SharedTokenProvider"];
    let all = [
        (true, TYPES),
        (service.signing_name.is_some(), signed),
        (service.auth.contains(&Scheme::Bearer), provided),
        (!http.schemes.is_empty(), &["ResolveIdentity"]),
        (http.has_tokens(), &["Token"]),
        (http.has_logins(), &["Login"]),
    ];
    let named = all.iter().filter(|(is_there, _)| *is_there);
    let named: BTreeSet<&str> = named.flat_map(|(_, names)| *names).copied().collect();
    named.into_iter().map(ident).collect()
}

/// The types of the settings that all services have.
const TYPES: &[&str] = &[
    "AppName",
    "AsyncSleep",
    "BehaviorVersion",
    "ConfigBag",
    "FrameworkMetadata",
    "FrozenLayer",
    "HttpClient",
    "IdentityCache",
    "Intercept",
    "IntoShared",
    "Layer",
    "Region",
    "ResolveCachedIdentity",
    "RuntimeComponents",
    "RuntimeComponentsBuilder",
    "RuntimePlugin",
    "SharedAsyncSleep",
    "SharedHttpClient",
    "SharedIdentityCache",
    "SharedInterceptor",
    "SharedRuntimePlugin",
    "Sleep",
    "StalledStreamProtectionConfig",
];

/// The private module `config::settings`.
fn config(plan: &Plan) -> TokenStream {
    let readers = &plan.settings.readers;
    let mut others = vec![
        Ty::Runtime("config", "ConfigState"),
        Ty::Runtime("rt", "SdkConfig"),
    ];
    let is_signed = plan.service.signing_name.is_some();
    others.extend(is_signed.then_some(Ty::Runtime("config", "SharedCredentialsProvider")));
    let imports = settings::imports_of_readers(readers, &others);
    let credentials = is_signed.then(credentials_of_config);
    let (methods, readers) = (methods_of_config(), settings::readers(readers));
    let spec = spec(plan);
    quote! {
        #imports

        /// The settings of a client: credentials, region, endpoint, retries, timeouts and more.
        ///
        /// Built by [`Config::builder`], or from the settings that `aws-config` loads, which all clients
        /// of a program can share.
        #[derive(Clone, Debug)]
        pub struct Config {
            pub(crate) state: ::std::sync::Arc<ConfigState>,
        }

        impl Config {
            #methods
            #credentials
            #readers
        }

        impl ::std::convert::From<&SdkConfig> for Config {
            fn from(config: &SdkConfig) -> Self {
                Self::new(config)
            }
        }

        #spec
    }
}

/// The methods of `Config` that are not about one setting.
fn methods_of_config() -> TokenStream {
    quote! {
        /// A builder without any setting.
        ///
        /// It reads nothing from the environment or from profiles; `aws-config` does.
        pub fn builder() -> super::Builder {
            super::Builder::default()
        }

        /// The settings that concern this service.
        pub fn new(config: &SdkConfig) -> Self {
            super::Builder::from(config).build()
        }

        /// A builder with these settings, to change some of them.
        pub fn to_builder(&self) -> super::Builder {
            super::Builder { settings: self.state.to_settings() }
        }
    }
}

/// The deprecated method that official clients have, too.
fn credentials_of_config() -> TokenStream {
    quote! {
        /// Always `None`: providers of credentials cannot be read back.
        #[deprecated(note = "always `None`: providers of credentials cannot be read back")]
        pub fn credentials_provider(&self) -> ::std::option::Option<SharedCredentialsProvider> {
            ::std::option::Option::None
        }
    }
}

/// The description of the service for the runtime.
fn spec(plan: &Plan) -> TokenStream {
    let info = ModulePath::module(&["config", "settings"]).to(&["meta"], "SERVICE");
    let (name, metrics) = (&plan.service.short_name, &plan.package.official_name);
    let sigv4a = plan.service.has_sigv4a().then(|| quote!(.sigv4a()));
    let http_auth = auth::of_client(&plan.service);
    let own = plan.settings.express.as_ref();
    let extended = own.map(|_| express::extended());
    let extended = extended.or_else(|| plan.service.extension.map(special::extended));
    let sessions = own.map(|own| express::sessions(&info, own, &plan.endpoint.parameters));
    quote! {
        // Not a `static`, which would be compiled here with all that it refers to.
        pub(super) fn spec() -> &'static ::hammersmith::client::config::ServiceSpec {
            const {
                &::hammersmith::client::config::ServiceSpec::new(
                    &#info,
                    #name,
                    #metrics,
                    auth_scheme_resolver,
                    endpoint_resolver,
                ) #sigv4a #http_auth #extended
            }
        }

        #sessions

        fn auth_scheme_resolver() -> SharedAuthSchemeOptionResolver {
            super::auth::ResolveAuthScheme::into_shared_resolver(
                super::auth::DefaultAuthSchemeResolver::default(),
            )
        }

        fn endpoint_resolver() -> SharedEndpointResolver {
            super::endpoint::ResolveEndpoint::into_shared_resolver(
                super::endpoint::DefaultResolver::new(),
            )
        }
    }
}

/// The private module `config::builder`.
fn builder(plan: &Plan) -> TokenStream {
    let imports = settings::imports_of_setters(
        &plan.settings,
        &[
            Ty::Runtime("config", "ConfigState"),
            Ty::Runtime("config", "Settings"),
            Ty::Runtime("rt", "SdkConfig"),
        ],
    );
    let setters = settings::setters(&plan.settings);
    let client_params = client_params::setters(&plan.settings.client_params);
    let conversions = conversions_of_builder();
    let test_defaults = settings::test_defaults(&plan.settings);
    quote! {
        #imports

        /// A builder for [`Config`](super::Config), and for the settings of one call.
        ///
        /// Methods that are named like a setting take the builder and return it. Methods that start with
        /// `set_` or `push_` change it in place.
        #[derive(Clone, Debug, Default)]
        pub struct Builder {
            pub(super) settings: Settings,
        }

        impl Builder {
            /// A builder without any setting.
            pub fn new() -> Self {
                Self::default()
            }

            /// Builds the `Config`.
            pub fn build(self) -> super::Config {
                super::Config { state: ConfigState::new(self.settings, super::settings::spec()) }
            }

            /// Uses the newest defaults. They may change with an update.
            pub fn behavior_version_latest(self) -> Self {
                self.behavior_version(BehaviorVersion::latest())
            }

            #setters
            #client_params
        }

        #conversions
        #test_defaults
    }
}

/// From the settings of a program, and to the settings of a call.
fn conversions_of_builder() -> TokenStream {
    quote! {
        impl ::std::convert::From<&SdkConfig> for Builder {
            fn from(config: &SdkConfig) -> Self {
                Self { settings: Settings::from_sdk_config(config, super::settings::spec()) }
            }
        }

        impl ::std::convert::From<Builder> for Settings {
            fn from(builder: Builder) -> Self {
                builder.settings
            }
        }
    }
}
