//! The root of the generated code, and the small modules that every service has.

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::When;
use crate::emit::error::{self, Source};
use crate::emit::module_path::ModulePath;
use crate::emit::package::{Items, Module};
use crate::emit::{auth, page, unmodelled, waiter};
use crate::markdown;
use crate::name;
use crate::plan::Plan;
use crate::plan::requirement::{Condition, Requirement};

/// The root: what is re-exported from below, and the documentation of the crate.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    Module::public("", &root_docs(plan), Items::new(|| exports(plan)))
}

fn exports(plan: &Plan) -> TokenStream {
    let gate = super::gate(plan);
    let client = plan.client.is_some().then(|| {
        quote! {
            #gate
            pub use self::client::Client;
            #gate
            pub use self::config::Config;
        }
    });
    quote! {
        #client
        pub use self::error_meta::Error;
    }
}

/// The documentation of features that are off by default.
const SERDE: &str = "
# Types as data

With the feature `serde`, inputs, outputs and all other types and builders are data of any format of
`serde`, as they go over the wire; `hammersmith::serde` says more.
";

const FAKE: &str = "
# Fakes

With the feature `fake`, tests have a fake of the service: see `fake`.
";

fn root_docs(plan: &Plan) -> String {
    let service = &plan.service;
    let operations: String = plan
        .operations
        .iter()
        .map(|operation| {
            let summary = if operation.docs.summary.is_empty() {
                String::new()
            } else {
                format!(": {}", operation.docs.summary)
            };
            format!(
                "\n- [`{}`](operation::{}){summary}",
                operation.name, operation.module
            )
        })
        .collect();
    let about = if service.docs.text.is_empty() {
        String::new()
    } else {
        format!("\n\n{}", service.docs.text)
    };
    let links =
        page::see_also(&service.links).map_or(String::new(), |links| format!("\n\n{links}"));
    let serde = match plan.serde {
        Some(When::Feature) => SERDE,
        _ => "",
    };
    let fake = match plan.fake.as_ref().map(|fake| fake.when) {
        Some(When::Feature) => FAKE,
        _ => "",
    };
    let start = page::crate_docs(plan);
    format!(
        "{}, version {}.{about}{links}\n\n{start}# Operations\n{operations}\n{serde}{fake}",
        markdown::plain(&service.title),
        markdown::plain(&service.api_version)
    )
}

/// The module `error`.
pub(crate) fn error_module(plan: &Plan) -> Module<'_> {
    Module::public(
        "error",
        "Errors that every operation shares.",
        Items::new(|| shared_errors(plan)),
    )
}

fn shared_errors(plan: &Plan) -> TokenStream {
    let gate = super::gate(plan);
    let client = plan.client.is_some().then(|| {
        quote! {
            #gate
            pub use ::hammersmith::client::error::{ConnectorError, Explain, SdkError};
        }
    });
    let unknown = plan.service.has_enums.then(|| {
        quote!(
            pub use ::hammersmith::error::UnknownVariantError;
        )
    });
    quote! {
        pub use ::hammersmith::error::{
            BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
        };
        pub use ::hammersmith::validate::ValidationErrors;
        #unknown
        #client
    }
}

/// The private module of the root's `Error`.
pub(crate) fn error_meta_module(plan: &Plan) -> Module<'_> {
    Module::private("error_meta", Items::new(|| root_error(plan)))
}

fn root_error(plan: &Plan) -> TokenStream {
    let at = ModulePath::module(&["error_meta"]);
    let sources = sources(&at, plan);
    let errors = error::root_error(&at, &plan.service.errors, &sources);
    let gate = super::gate(plan);
    let client = plan.client.is_some().then(|| {
        let operations = plan.operations.iter();
        let mut operations = operations.map(|operation| &operation.output);
        let extended = operations.any(|output| output.has_extended_request_id);
        let calls = error::of_calls(gate.as_ref(), &sources, extended);
        let waiting = waiter::into_error(plan, gate.as_ref());
        quote!(#calls #waiting)
    });
    let unmodelled = (!plan.service.models_errors).then(|| {
        let client = plan.client.map(|_| gate.as_ref());
        unmodelled::conversions(&at, client)
    });
    quote!(#errors #client #unmodelled)
}

/// The enums that the error of the service is made of: those of operations and of streams.
fn sources(at: &ModulePath, plan: &Plan) -> Vec<Source> {
    // Without modelled errors, they are no enums.
    let operations = match plan.service.models_errors {
        true => plan.operations.as_slice(),
        false => &[],
    };
    let operations = operations.iter().map(|operation| Source {
        path: at.to(&["operation", &operation.module], &operation.error()),
        name: operation.name.clone(),
        errors: operation.errors.clone(),
    });
    let streams = plan.unions.iter().filter_map(|union| {
        let events = union.events.as_ref()?;
        Some(Source {
            path: at.ty(&events.error),
            name: union.shape_name.clone(),
            errors: events.errors(),
        })
    });
    operations.chain(streams).collect()
}

/// The module `meta`.
pub(crate) fn meta_module(plan: &Plan) -> Module<'_> {
    Module::public(
        "meta",
        "Facts about this client.",
        Items::new(|| facts(plan)),
    )
}

fn facts(plan: &Plan) -> TokenStream {
    let service = &plan.service;
    let (sdk_id, version) = (&service.sdk_id, &plan.package.version);
    let (prefix, api_version) = (&service.endpoint_prefix, &service.api_version);
    let signing = service
        .signing_name
        .as_ref()
        .map(|name| quote!(.signing_name(#name)));
    let shape_name = &service.shape_name;
    let query_compatible = service
        .query_compatible
        .then(|| quote!(.query_compatible()));
    let cbor = service.protocol.has_cbor().then(|| quote!(.cbor()));
    let s3 = service.s3.then(|| quote!(.s3()));
    let codes = &service.transient_codes;
    let transient = (!codes.is_empty()).then(|| quote!(.transient_codes(&[#(#codes),*])));
    let headers = service.headers.iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| quote!((#name, #value)))
        .collect();
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let sooner = service.retries_sooner.then(|| quote!(.retries_sooner()));
    let mode = Some("AWS::Auth::AccountIdEndpointMode");
    let mut parameters = plan.endpoint.parameters.iter();
    let account_ids = parameters
        .any(|parameter| parameter.built_in.as_deref() == mode)
        .then(|| quote!(.account_id_endpoints()));
    let schemes = auth::of_service(service);
    let required = required(plan);
    quote! {
        /// The version of this client.
        pub static PKG_VERSION: &str = #version;

        /// The properties of the service that the runtime uses.
        pub(crate) static SERVICE: ::hammersmith::ServiceInfo =
            ::hammersmith::ServiceInfo::new(#sdk_id)
                #signing
                #schemes
                .endpoint_prefix(#prefix)
                .api_version(#api_version)
                .package_version(#version)
                .shape_name(#shape_name)
                #query_compatible
                #cbor
                #s3
                #transient
                #headers
                #sooner
                #account_ids;

        #required
    }
}

/// Items that do not compile without the features of the runtime that the code requires.
fn required(plan: &Plan) -> TokenStream {
    let requirements = plan.requirements().into_iter();
    requirements
        .map(|Requirement { feature, condition }| {
            let gate = match condition {
                Condition::Always => None,
                Condition::Feature(name) => Some(quote!(#[cfg(feature = #name)])),
                Condition::Test => Some(quote!(#[cfg(test)])),
            };
            let name = name::ident(&format!("require_{}", feature.replace('-', "_")));
            quote!(#gate ::hammersmith::#name!();)
        })
        .collect()
}

/// The module `primitives`.
pub(crate) fn primitives_module(plan: &Plan) -> Module<'_> {
    let items = Items::new(|| {
        let streams = plan.operations.iter().any(|operation| {
            let structures = [&operation.input, &operation.output];
            structures.iter().any(|it| it.stream().is_some())
        });
        let streams = streams.then(|| {
            quote!(
                pub use ::hammersmith::primitives::byte_stream::*;
            )
        });
        quote! {
            pub use ::hammersmith::primitives::{Blob, DateTime, DateTimeFormat};
            #streams
        }
    });
    let (docs, events) = if plan.has_events() {
        let items = Items::new(|| {
            quote!(
                pub use ::hammersmith::primitives::event_stream::{
                    EventReceiver, EventStreamSender, Header, HeaderValue, Message, StrBytes,
                };
            )
        });
        (
            "Event streams, and the messages that they consist of.",
            items,
        )
    } else {
        ("Event streams; this client has none.", Items::none())
    };
    let events = Module::public("event_stream", docs, events);
    Module::public(
        "primitives",
        "Types of members that are not the model's.",
        items,
    )
    .with(vec![events])
}
