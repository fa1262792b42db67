//! The module `types` and what is below it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::package::Module;
use crate::emit::{enumeration, error, structure, union};
use crate::plan::Plan;
use crate::plan::structure::{Role, Structure};

/// The module `types`.
pub(crate) fn module(plan: &Plan) -> Module {
    let mut children = vec![errors(plan)];
    let mut exports = TokenStream::new();
    let mut builders = TokenStream::new();
    let mut add = |module: &str, name: &str, items: TokenStream| {
        let (path, name) = (ident(module), ident(name));
        exports.extend(quote!(pub use self::#path::#name;));
        children.push(Module::private(module, items));
    };
    for structure in plan.structures.iter().filter(|s| s.role != Role::Error) {
        let at = At::module(&["types", &structure.module]);
        add(
            &structure.module,
            &structure.ty.name,
            structure::items(&at, structure),
        );
        builders.extend(builder_export(structure));
    }
    for union in &plan.unions {
        let at = At::module(&["types", &union.module]);
        add(&union.module, &union.ty.name, union::items(&at, union));
    }
    for plan in &plan.enumerations {
        add(&plan.module, &plan.ty.name, enumeration::items(plan));
    }
    children.push(Module::public(
        "builders",
        "Builders of structures.",
        builders,
    ));
    Module::public("types", "Structures, unions and enums.", exports).with(children)
}

fn builder_export(structure: &Structure) -> TokenStream {
    let (module, builder) = (ident(&structure.module), ident(&structure.builder));
    quote!(pub use super::#module::#builder;)
}

fn errors(plan: &Plan) -> Module {
    let errors: Vec<_> = plan
        .structures
        .iter()
        .filter(|s| s.role == Role::Error)
        .collect();
    let exports = errors.iter().map(|error| {
        let (module, name) = (ident(&error.module), ident(&error.ty.name));
        quote!(pub use self::#module::#name;)
    });
    let exports = quote!(#(#exports)*);
    let mut children: Vec<Module> = errors
        .iter()
        .map(|structure| {
            let at = At::module(&["types", "error", &structure.module]);
            let items = structure::items(&at, structure);
            let fault = plan
                .service
                .errors
                .iter()
                .find(|fault| fault.ty == structure.ty);
            let kind = fault.and_then(error::retryable_kind);
            let request_id = plan.client.is_some().then(|| {
                let (gate, name) = (super::gate(plan), ident(&structure.ty.name));
                quote! {
                    #gate
                    ::hammersmith::error_request_id! { #name }
                }
            });
            Module::private(&structure.module, quote!(#items #kind #request_id))
        })
        .collect();
    if !errors.is_empty() {
        let builders = errors.iter().map(|error| builder_export(error));
        let items = quote!(#(#builders)*);
        children.push(Module::public(
            "builders",
            "Builders of error structures.",
            items,
        ));
    }
    Module::public("error", "Error structures.", exports).with(children)
}
