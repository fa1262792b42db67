//! The module `types` and what is below it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Items, Module};
use crate::emit::{enumeration, error, events, structure, union};
use crate::plan::Plan;
use crate::plan::structure::{Role, Structure};

/// The module `types`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let mut children = vec![errors(plan)];
    // The module of each type, and the type.
    let mut exports: Vec<(&str, &str)> = Vec::new();
    let structures = || plan.structures.iter().filter(|s| s.role != Role::Error);
    for structure in structures() {
        exports.push((&structure.module, &structure.ty.name));
        let items = Items::new(move || {
            let at = ModulePath::module(&["types", &structure.module]);
            structure::items(&at, structure)
        });
        children.push(Module::private(&structure.module, items));
    }
    for union in &plan.unions {
        exports.push((&union.module, &union.ty.name));
        let items = Items::new(move || {
            let at = ModulePath::module(&["types", &union.module]);
            let items = union::items(&at, union);
            let events = union.events.as_ref();
            let stream = events.map(|stream| events::stream(&at, plan, union, stream));
            quote!(#items #stream)
        });
        children.push(Module::private(&union.module, items));
    }
    for enumeration in &plan.enumerations {
        exports.push((&enumeration.module, &enumeration.ty.name));
        let items = Items::new(move || enumeration::items(enumeration));
        children.push(Module::private(&enumeration.module, items));
    }
    let builders = Items::when(structures().next().is_some(), move || {
        structures().map(builder_export).collect()
    });
    children.push(Module::public(
        "builders",
        "Builders of structures.",
        builders,
    ));
    let exports = Items::when(!exports.is_empty(), move || {
        exports
            .iter()
            .map(|(module, name)| export(module, name))
            .collect()
    });
    Module::public("types", "Structures, unions and enums.", exports).with(children)
}

fn export(module: &str, name: &str) -> TokenStream {
    let (module, name) = (ident(module), ident(name));
    quote!(pub use self::#module::#name;)
}

fn builder_export(structure: &Structure) -> TokenStream {
    let (module, builder) = (ident(&structure.module), ident(&structure.builder));
    quote!(pub use super::#module::#builder;)
}

fn errors(plan: &Plan) -> Module<'_> {
    let errors = || plan.structures.iter().filter(|s| s.role == Role::Error);
    let streams = || {
        let unions = plan.unions.iter();
        unions.filter_map(|union| Some((union, union.events.as_ref()?)))
    };
    let present = errors().next().is_some();
    let has_exports = present || streams().next().is_some();
    let exports = Items::when(has_exports, move || {
        let streams = streams().map(|(_, events)| export(&events.module, &events.error.name));
        let errors = errors().map(|error| export(&error.module, &error.ty.name));
        errors.chain(streams).collect()
    });
    let modules = errors().map(|structure| {
        let items = Items::new(move || error_items(plan, structure));
        Module::private(&structure.module, items)
    });
    let mut children: Vec<Module<'_>> = modules.collect();
    children.extend(streams().map(|(union, events)| {
        let items = Items::new(move || events::error(plan, union, events));
        Module::private(&events.module, items)
    }));
    if present {
        let builders = Items::new(move || errors().map(builder_export).collect());
        children.push(Module::public(
            "builders",
            "Builders of error structures.",
            builders,
        ));
    }
    Module::public("error", "Error structures.", exports).with(children)
}

fn error_items(plan: &Plan, structure: &Structure) -> TokenStream {
    let at = ModulePath::module(&["types", "error", &structure.module]);
    let items = structure::items(&at, structure);
    let fault = plan
        .service
        .errors
        .iter()
        .find(|fault| fault.ty == structure.ty);
    let kind = fault.and_then(error::retryable_kind);
    let request_id = plan.client.is_some().then(|| {
        let gate = super::gate(plan);
        error::structure_request_id(structure, plan.service.s3, gate.as_ref())
    });
    quote!(#items #kind #request_id)
}
