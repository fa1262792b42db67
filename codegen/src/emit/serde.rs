//! The traits of `serde`: for each type a call of a macro of the runtime, which says the names of its
//! members, and functions that write what the wire has no function for.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::package::{Gate, Module};
use crate::emit::serialize;
use crate::plan::Plan;
use crate::plan::serde::{self, BuilderWriter, StructureData, Writer};
use crate::plan::union::Union;

const PATH: [&str; 2] = ["wire", "serde"];
const WRITE: [&str; 3] = ["wire", "serde", "write"];
const WRITE_BUILDER: [&str; 3] = ["wire", "serde", "write_builder"];

/// The module `wire::serde`.
pub(crate) fn module(plan: &Plan) -> Module {
    let at = At::module(&PATH);
    let structures = serde::structures(plan);
    let traits = structures.iter().map(|data| structure_traits(&at, data));
    let unions = plan.unions.iter().map(|union| union_traits(&at, union));
    let enumerations = plan.enumerations.iter().map(|enumeration| {
        let ty = at.ty(&enumeration.ty);
        quote!(::hammersmith::serde_enum! { #ty })
    });
    let items = quote!(#(#traits)* #(#unions)* #(#enumerations)*);
    let mut children = vec![Module::private("write", writers(plan, &structures))];
    let builders = builder_writers(&structures);
    if !builders.is_empty() {
        children.push(Module::private("write_builder", builders));
    }
    Module::private("serde", items)
        .with(children)
        .gated(Gate::Serde)
}

fn structure_traits(at: &At, data: &StructureData<'_>) -> TokenStream {
    let structure = data.structure;
    let ty = at.ty(&structure.ty);
    let builder = at.builder(&structure.ty, &structure.builder);
    let function = &structure.ty.function;
    let write = at.to(&WRITE, function);
    let own = match data.builder {
        BuilderWriter::Built => None,
        BuilderWriter::Own => {
            let write = at.to(&WRITE_BUILDER, function);
            Some(quote!(, #write))
        }
    };
    let required = structure.fallible.then(|| {
        let fields = structure.fields.iter().filter(|it| it.is_mandatory());
        let fields = fields.map(|field| {
            let (key, name) = (field.wire_name.as_str(), ident(&field.name.ident));
            quote!(#key: #name)
        });
        quote!(, { #(#fields),* })
    });
    let members = data.keys().into_iter().map(|(field, keys)| {
        let name = ident(&field.name.ident);
        quote!(#(#keys)|* => #name)
    });
    quote! {
        ::hammersmith::serde_structure! {
            #ty, #builder, #write #own #required; #(#members),*
        }
    }
}

fn union_traits(at: &At, union: &Union) -> TokenStream {
    let (ty, name) = (at.ty(&union.ty), &union.ty.name);
    let write = at.to(&WRITE, &union.ty.function);
    let keys = serde::union_keys(union);
    let members = union.variants.iter().zip(keys).map(|(variant, keys)| {
        let name = ident(&variant.name);
        let holds = variant.ty.is_some().then(|| quote!((_)));
        quote!(#(#keys)|* => #name #holds)
    });
    quote! {
        ::hammersmith::serde_union! { #ty, #name, #write; #(#members),* }
    }
}

/// The functions of the wire, and others in place of those that do not write all, or are not there.
fn writers(plan: &Plan, structures: &[StructureData<'_>]) -> TokenStream {
    let at = At::module(&WRITE).with_writers(&WRITE);
    let own = structures.iter().filter(|it| it.writer == Writer::Own);
    let own = own.map(|data| {
        let members = data.structure.written().into_iter();
        let members = members.map(|field| serialize::member(&at, field, field.is_optional()));
        let ty = &data.structure.ty;
        serialize::object(&ty.function, &ty.name, &at.ty(ty), members.collect())
    });
    let unions = plan.unions.iter();
    let unions = unions.filter(|it| serde::union_writer(it) == Writer::Own);
    let unions = unions.map(|union| serialize::union(&at, union));
    let wire = serde::uses_wire(plan, structures).then(|| {
        let all = quote!(*);
        quote!(pub(crate) use super::super::serialize::#all;)
    });
    let inputs = structures.iter().filter(|it| it.writer == Writer::Inputs);
    let inputs: Vec<_> = inputs
        .map(|data| ident(&data.structure.ty.function))
        .collect();
    // By name, so that they come before those of the wire, which write the body only.
    let inputs =
        (!inputs.is_empty()).then(|| quote!(pub(crate) use super::super::inputs::{#(#inputs),*};));
    quote!(#wire #inputs #(#own)* #(#unions)*)
}

/// Functions for builders that what they build cannot stand for.
fn builder_writers(structures: &[StructureData<'_>]) -> TokenStream {
    let at = At::module(&WRITE_BUILDER).with_writers(&WRITE);
    let own = |it: &&StructureData<'_>| it.builder == BuilderWriter::Own;
    structures
        .iter()
        .filter(own)
        .map(|data| {
            let members = data.structure.written().into_iter();
            let members = members.map(|field| serialize::member(&at, field, true));
            let structure = data.structure;
            let builder = at.builder(&structure.ty, &structure.builder);
            let function = &structure.ty.function;
            serialize::object(function, &structure.builder, &builder, members.collect())
        })
        .collect()
}
