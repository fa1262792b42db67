//! The traits of `serde`: for each type a call of a macro, and the functions it names.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::fragment::docs;
use crate::emit::package::{Gate, Module};
use crate::emit::{parse, serialize};
use crate::plan::Plan;
use crate::plan::serde::{self, BuilderWriter, StructureData, Writer};
use crate::plan::structure::Structure;
use crate::plan::union::Union;

const PATH: [&str; 2] = ["wire", "serde"];

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
    let children = [
        Module::private("write", writers(plan, &structures)),
        Module::private("write_builder", builder_writers(&structures)),
        Module::private("read", readers(plan, &structures)),
    ];
    let children = children.into_iter().filter(|it| !it.items.is_empty());
    Module::private("serde", items)
        .with(children.collect())
        .gated(Gate::Serde)
}

fn structure_traits(at: &At, data: &StructureData<'_>) -> TokenStream {
    let structure = data.structure;
    let (ty, builder) = (
        at.ty(&structure.ty),
        at.builder(&structure.ty, &structure.builder),
    );
    let function = &structure.ty.function;
    let write = writer(at, data.writer, function);
    let read = at.to(&["wire", "serde", "read"], function);
    let own = match data.builder {
        BuilderWriter::Built => None,
        BuilderWriter::Own => {
            let write = at.to(&["wire", "serde", "write_builder"], function);
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
    quote! {
        ::hammersmith::serde_structure! { #ty, #builder, #write, #read #own #required }
    }
}

fn union_traits(at: &At, union: &Union) -> TokenStream {
    let (ty, function) = (at.ty(&union.ty), &union.ty.function);
    let write = writer(at, serde::union_writer(union), function);
    let read = at.to(&["wire", "serde", "read"], function);
    quote!(::hammersmith::serde_shape! { #ty, #write, #read })
}

fn writer(at: &At, writer: Writer, function: &str) -> TokenStream {
    match writer {
        Writer::Wire => at.to(&["wire", "serialize"], function),
        Writer::Own => at.to(&["wire", "serde", "write"], function),
    }
}

/// The module with the functions below this one.
fn below(name: &str) -> At {
    let [wire, serde] = PATH;
    At::module(&[wire, serde, name]).serde()
}

/// Functions for what the wire has none for.
fn writers(plan: &Plan, structures: &[StructureData<'_>]) -> TokenStream {
    let at = below("write");
    let structures = structures.iter().filter(|it| it.writer == Writer::Own);
    let structures = structures.map(|data| {
        let members = data.members().into_iter();
        let members = members.map(|field| serialize::member(&at, field, field.is_optional()));
        let ty = &data.structure.ty;
        serialize::object(&ty.function, &ty.name, &at.ty(ty), members.collect())
    });
    let unions = plan.unions.iter();
    let unions = unions.filter(|it| serde::union_writer(it) == Writer::Own);
    let unions = unions.map(|union| serialize::union(&at, union));
    quote!(#(#structures)* #(#unions)*)
}

/// Functions for builders that what they build cannot stand for.
fn builder_writers(structures: &[StructureData<'_>]) -> TokenStream {
    let at = below("write_builder");
    let own = |it: &&StructureData<'_>| it.builder == BuilderWriter::Own;
    structures
        .iter()
        .filter(own)
        .map(|data| {
            let members = data.members().into_iter();
            let members = members.map(|field| serialize::member(&at, field, true));
            let structure = data.structure;
            let builder = at.builder(&structure.ty, &structure.builder);
            let function = &structure.ty.function;
            serialize::object(function, &structure.builder, &builder, members.collect())
        })
        .collect()
}

fn readers(plan: &Plan, structures: &[StructureData<'_>]) -> TokenStream {
    let at = below("read");
    let structures = structures.iter().map(|data| reader(&at, data));
    let unions = plan.unions.iter().map(|union| union_reader(&at, union));
    quote!(#(#structures)* #(#unions)*)
}

/// The function that reads one member of a structure into its builder.
fn reader(at: &At, data: &StructureData<'_>) -> TokenStream {
    let structure: &Structure = data.structure;
    let function = ident(&structure.ty.function);
    let docs = docs(&format!("Reads a member of `{}`.", structure.ty.name));
    let builder_ty = at.builder(&structure.ty, &structure.builder);
    let keys = data.keys();
    let arms = keys.iter().map(|(field, keys)| parse::arm(at, field, keys));
    let known = keys.iter().map(|(field, _)| &field.wire_name);
    let builder = match keys.is_empty() {
        true => quote!(_),
        false => quote!(builder),
    };
    quote! {
        #docs
        pub(crate) fn #function(
            json: &mut ::hammersmith::json::Reader<'_>,
            key: &str,
            #builder: &mut #builder_ty,
        ) -> ::std::result::Result<(), ::hammersmith::json::Error> {
            match key {
                #(#arms)*
                _ => json.unknown(key, &[#(#known),*])?,
            }
            ::std::result::Result::Ok(())
        }
    }
}

fn union_reader(at: &At, plan: &Union) -> TokenStream {
    let keys = serde::union_keys(plan);
    let known = plan.variants.iter().map(|variant| &variant.wire_name);
    let other = quote!(json.unknown(key, &[#(#known),*]));
    parse::union(at, plan, &keys, &other)
}
