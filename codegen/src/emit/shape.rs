//! The descriptions of types: one `impl` for each structure, union and enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::module_path::{ModulePath, ident};
use crate::emit::{builder, default, row};
use crate::plan::default::Literal as Value;
use crate::plan::enumeration::Enumeration;
use crate::plan::structure::{Role, Structure};
use crate::plan::ty::Type;
use crate::plan::union::{Union, UnionVariant};

/// The `impl` of a structure.
pub(crate) fn structure(at: &ModulePath, structure: &Structure) -> TokenStream {
    let name = ident(&structure.ty.name);
    let builder = at.builder(&structure.ty, &structure.builder);
    let members = row::structure(structure.root.as_ref(), &structure.fields);
    let write = write(structure);
    let read = read(structure);
    let build = if structure.fallible {
        quote!(builder.build())
    } else {
        quote!(::std::result::Result::Ok(builder.build()))
    };
    let lacks = lacks(structure);
    let received = received(structure);
    quote! {
        use ::hammersmith::shape;

        impl shape::Structure for #name {
            type Builder = #builder;

            #members

            #write

            #read

            fn build(
                builder: Self::Builder,
            ) -> ::std::result::Result<Self, ::hammersmith::error::BuildError> {
                #build
            }

            #lacks
            #received
        }
    }
}

/// The method that writes the members.
fn write(structure: &Structure) -> TokenStream {
    let writes = structure.written().into_iter().map(|(member, field)| {
        let (member, name) = (Literal::usize_unsuffixed(member), field.name.ident.ident());
        let put = if field.row.is_bound() {
            quote!(to.bound(#member, &self.#name);)
        } else {
            quote!(to.put(#member, &self.#name);)
        };
        match structure.omitted(field) {
            None => put,
            Some(Value::True) => quote!(if !self.#name { #put }),
            Some(_) if field.ty == Type::Boolean => quote!(if self.#name { #put }),
            Some(literal) => {
                let default = default::number(literal, &field.ty);
                quote!(if self.#name != #default { #put })
            }
        }
    });
    let to = if structure.fields.is_empty() {
        quote!(_)
    } else {
        quote!(to)
    };
    quote! {
        fn write<K: shape::Sink>(&self, #to: &mut shape::Members<'_, K>) {
            #(#writes)*
        }
    }
}

/// The method that reads one member.
fn read(structure: &Structure) -> TokenStream {
    if structure.fields.is_empty() {
        return quote! {
            fn read<R: shape::Source>(
                _: &mut Self::Builder,
                _: usize,
                from: &mut shape::Reader<'_, R>,
            ) -> shape::Done {
                from.skip()
            }
        };
    }
    let held = builder::held(structure);
    let reads = structure.fields.iter().enumerate().map(|(member, field)| {
        let (member, name) = (Literal::usize_unsuffixed(member), field.name.ident.ident());
        if field.row.is_bound() {
            quote!(#member => from.bound(&mut builder #held.#name),)
        } else {
            quote!(#member => from.set(&mut builder #held.#name),)
        }
    });
    quote! {
        fn read<R: shape::Source>(
            builder: &mut Self::Builder,
            member: usize,
            from: &mut shape::Reader<'_, R>,
        ) -> shape::Done {
            match member {
                #(#reads)*
                _ => from.skip(),
            }
        }
    }
}

/// The method that tells which members of a builder are unset although the structure has no options
/// there.
fn lacks(structure: &Structure) -> Option<TokenStream> {
    let fields = structure.fields.iter().enumerate();
    let arms: Vec<_> = fields
        .filter(|(_, field)| !field.is_optional())
        .map(|(member, field)| {
            let (member, name) = (Literal::usize_unsuffixed(member), field.name.ident.ident());
            quote!(#member => builder.#name.is_none(),)
        })
        .collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn lacks(builder: &Self::Builder, member: usize) -> bool {
                match member {
                    #(#arms)*
                    _ => false,
                }
            }
        }
    })
}

/// The method that says where what comes with a response has its place.
fn received(structure: &Structure) -> Option<TokenStream> {
    let held = builder::held(structure);
    let place = match structure.role {
        Role::Output if structure.has_extended_request_id => quote!(RequestIds(
            &mut builder #held._request_id,
            &mut builder #held._extended_request_id,
        )),
        Role::Output => quote!(RequestId(&mut builder #held._request_id)),
        Role::Error => quote!(Error(&mut builder.meta)),
        Role::Input | Role::Plain => return None,
    };
    Some(quote! {
        fn received(builder: &mut Self::Builder) -> shape::Received<'_> {
            shape::Received::#place
        }
    })
}

/// The `impl` of a union.
pub(crate) fn union(union: &Union) -> TokenStream {
    let name = ident(&union.ty.name);
    let members = row::union(union);
    let variants = || union.variants.iter().enumerate();
    let writes = variants().map(|(member, variant)| write_variant(member, variant));
    let reads = variants().map(|(member, variant)| read_variant(member, variant));
    // A variant may be named like an associated type, so these are not named by `Self::`.
    quote! {
        use ::hammersmith::shape;

        impl shape::Structure for #name {
            type Builder = ::std::option::Option<Self>;

            #members

            fn write<K: shape::Sink>(&self, to: &mut shape::Members<'_, K>) {
                match self {
                    #(#writes)*
                    Self::Unknown => to.unknown(),
                }
            }

            fn read<R: shape::Source>(
                variant: &mut ::std::option::Option<Self>,
                member: usize,
                from: &mut shape::Reader<'_, R>,
            ) -> shape::Done {
                match member {
                    #(#reads)*
                    _ => from.unit(variant, Self::Unknown),
                }
            }

            fn build(
                variant: ::std::option::Option<Self>,
            ) -> ::std::result::Result<Self, ::hammersmith::error::BuildError> {
                shape::chosen(variant)
            }
        }
    }
}

fn write_variant(member: usize, variant: &UnionVariant) -> TokenStream {
    let (member, name) = (Literal::usize_unsuffixed(member), ident(&variant.name));
    match &variant.ty {
        Some(_) => quote!(Self::#name(value) => to.put(#member, value),),
        None => quote!(Self::#name => to.unit(#member),),
    }
}

fn read_variant(member: usize, variant: &UnionVariant) -> TokenStream {
    let (member, name) = (Literal::usize_unsuffixed(member), ident(&variant.name));
    match &variant.ty {
        Some(_) => quote!(#member => from.variant(variant, Self::#name),),
        None => quote!(#member => from.unit(variant, Self::#name),),
    }
}

/// The `impl` of an enum.
pub(crate) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let name = ident(&enumeration.ty.name);
    quote! {
        use ::hammersmith::shape;

        impl shape::Value for #name {
            type Kind = shape::EnumerationKind;

            const VALUES: &'static [&'static str] = Self::values();
        }
    }
}
