//! The client and its configuration. What they share with every other client is printed by macros
//! of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::endpoint;
use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::package::{Gate, Items, Module};
use crate::markdown;
use crate::plan::Plan;
use crate::plan::operation::Operation;

/// The module `client`.
pub(crate) fn client_module(plan: &Plan) -> Module<'_> {
    let customize = Module::public(
        "customize",
        "Requests with settings of their own.",
        Items::new(|| quote!(::hammersmith::service_customize! {})),
    );
    Module::public(
        "client",
        "The client, and requests with settings of their own.",
        Items::new(|| client(plan)),
    )
    .gated(Gate::Client)
    .with(vec![customize])
}

fn client(plan: &Plan) -> TokenStream {
    let at = At::module(&["client"]);
    let intro = docs(&format!(
        "A client of {}.\n\nCloning it is cheap; the clones share connections, credentials and settings.",
        markdown::plain(&plan.service.title)
    ));
    let methods = plan
        .operations
        .iter()
        .map(|operation| method(&at, operation));
    let config = at.to(&["config"], "Config");
    quote! {
        #intro
        #[derive(Clone, Debug)]
        pub struct Client {
            state: ::std::sync::Arc<::hammersmith::client::ClientState>,
            config: #config,
        }

        ::hammersmith::service_client! {}

        impl Client {
            #(#methods)*
        }
    }
}

fn method(at: &At, operation: &Operation) -> TokenStream {
    let name = operation.method.ident();
    let builder = at.to(
        &["operation", &operation.module, "builders"],
        &operation.fluent_builder(),
    );
    let model = docs_or(&operation.docs, &format!("Calls `{}`.", operation.name));
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #model
        #deprecated
        pub fn #name(&self) -> #builder {
            #builder::new(self)
        }
    }
}

/// The module `config`: the parameters of endpoints always, all else with the client.
pub(crate) fn config_module(plan: &Plan) -> Module<'_> {
    let items = Items::when(plan.client.is_some(), || {
        let gate = super::gate(plan);
        let (name, metrics) = (&plan.service.short_name, &plan.package.official_name);
        let settings = endpoint::settings(plan).into_iter().map(ident_of);
        quote! {
            #gate
            ::hammersmith::service_config! {
                service = super::meta::SERVICE,
                name = #name,
                metrics = #metrics,
                settings = [#(#settings),*],
            }
        }
    });
    let mut children = vec![endpoint::module(plan)];
    if plan.client.is_some() {
        children.push(auth_module(plan));
    }
    Module::public("config", "Settings of the client.", items).with(children)
}

fn ident_of(name: &str) -> proc_macro2::Ident {
    ident(name)
}

fn auth_module(plan: &Plan) -> Module<'_> {
    let items = Items::new(|| auth(plan));
    Module::public("auth", "How requests are authenticated.", items).gated(Gate::Client)
}

fn auth(plan: &Plan) -> TokenStream {
    let own = plan
        .operations
        .iter()
        .filter(|operation| operation.auth != plan.service.auth);
    let own = own.map(|operation| {
        let (name, schemes) = (&operation.name, &operation.auth);
        quote!(, #name: [#(#schemes),*])
    });
    let schemes = &plan.service.auth;
    quote! {
        ::hammersmith::service_auth! { [#(#schemes),*] #(#own)* }
    }
}
