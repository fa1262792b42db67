//! The private module `data`: the traits of `serde` for all types and builders.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::ModulePath;
use crate::emit::package::{Gate, Items, Module};
use crate::plan::Plan;
use crate::plan::structure::Structure;

/// The module `data`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    Module::private("data", Items::new(|| items(plan))).gated(Gate::Serde)
}

fn items(plan: &Plan) -> TokenStream {
    let at = ModulePath::module(&["data"]);
    let io = plan
        .operations
        .iter()
        .flat_map(|operation| [&operation.input, &operation.output]);
    let structures = io.chain(&plan.structures);
    let structures = structures.map(|structure| both(&at, structure));
    let unions = plan.unions.iter().map(|union| one(&at.ty(&union.ty)));
    let enumerations = plan.enumerations.iter().map(|it| text(&at.ty(&it.ty)));
    quote! {
        use ::hammersmith::serde::{self, Deserialize, Deserializer, Serialize, Serializer};

        #(#structures)*
        #(#unions)*
        #(#enumerations)*
    }
}

/// A structure and its builder.
fn both(at: &ModulePath, structure: &Structure) -> TokenStream {
    let ty = at.ty(&structure.ty);
    let builder = at.builder(&structure.ty, &structure.builder);
    let own = one(&ty);
    let reads = quote!(serde::deserialize_builder::<#ty, D>(deserializer));
    if structure.has_stream() {
        // Writing a builder takes a copy of it, and a stream has none.
        let read = deserialize(&builder, &reads);
        return quote!(#own #read);
    }
    let of_builder = implement(
        &builder,
        &quote!(serde::serialize_builder::<#ty, S>(self, serializer)),
        &reads,
    );
    quote!(#own #of_builder)
}

/// A structure or union.
fn one(ty: &TokenStream) -> TokenStream {
    implement(
        ty,
        &quote!(serde::serialize(self, serializer)),
        &quote!(serde::deserialize(deserializer)),
    )
}

/// An enum.
fn text(ty: &TokenStream) -> TokenStream {
    implement(
        ty,
        &quote!(serializer.serialize_str(self.as_str())),
        &quote!(serde::deserialize_text(deserializer)),
    )
}

fn implement(ty: &TokenStream, serialize: &TokenStream, deserialize: &TokenStream) -> TokenStream {
    let read = self::deserialize(ty, deserialize);
    quote! {
        impl Serialize for #ty {
            fn serialize<S: Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                #serialize
            }
        }

        #read
    }
}

fn deserialize(ty: &TokenStream, deserialize: &TokenStream) -> TokenStream {
    quote! {
        impl<'de> Deserialize<'de> for #ty {
            fn deserialize<D: Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                #deserialize
            }
        }
    }
}
