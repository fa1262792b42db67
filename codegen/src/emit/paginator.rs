//! Paginators: how an operation goes from one page to the next, and the streams of the client.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::docs;
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Gate, Items, Module};
use crate::emit::{builder, path, ty};
use crate::plan::operation::Operation;
use crate::plan::paginator::{Items as PageItems, Paginator};

/// The implementations that tell which page follows, and of what a page consists.
pub(crate) fn pagination(
    at: &ModulePath,
    operation: &Operation,
    paginator: &Paginator,
) -> TokenStream {
    let symbol = ident(&operation.symbol);
    let token_type = ty::owned(at, &paginator.token_type);
    let token = paginator.token.ident();
    let next = path::borrowed(&quote!(output), &paginator.next_token);
    let next = match &paginator.truncated {
        Some(steps) => {
            let truncated = path::borrowed(&quote!(output), steps);
            quote! {
                // The last page has a token, too.
                #truncated.filter(|truncated| **truncated)?;
                #next
            }
        }
        None => next,
    };
    let items = paginator.items.as_ref().map(|items| {
        let ty = ty::owned(at, &items.ty);
        let items = path::owned(&quote!(output), &items.steps);
        quote! {
            impl ::hammersmith::pagination::PaginatedItems for #symbol {
                type Items = #ty;

                fn items(output: Self::Output) -> ::std::option::Option<Self::Items> {
                    #items
                }
            }
        }
    });
    quote! {
        impl ::hammersmith::pagination::Paginated for #symbol {
            type Token = #token_type;

            fn token(input: &mut Self::Input) -> &mut ::std::option::Option<Self::Token> {
                &mut input.#token
            }

            fn next_token(output: &Self::Output) -> ::std::option::Option<&Self::Token> {
                #next
            }
        }
        #items
    }
}

/// The method of the fluent builder that makes its paginator.
pub(crate) fn into_paginator(at: &ModulePath, operation: &Operation) -> Option<TokenStream> {
    let paginator = operation.paginator.as_ref()?;
    let module = ["operation", operation.module.as_str(), "paginator"];
    let name = at.to(&module, &paginator.name);
    Some(quote! {
        /// The request for all pages: one is sent for each page that is asked for.
        pub fn into_paginator(self) -> #name {
            #name::new(self.call, self.inner)
        }
    })
}

/// The module `operation::<operation>::paginator`, if the operation has one.
pub(crate) fn module(operation: &Operation) -> Option<Module<'_>> {
    let paginator = operation.paginator.as_ref()?;
    let docs = format!("The paginator of the operation `{}`.", operation.name);
    let items = Items::new(move || streams(operation, paginator));
    Some(Module::public("paginator", &docs, items).gated(Gate::Client))
}

/// The types whose streams are pages and items.
fn streams(operation: &Operation, paginator: &Paginator) -> TokenStream {
    let at = ModulePath::module(&["operation", &operation.module, "paginator"]);
    let name = ident(&paginator.name);
    let builder = ident(&operation.input.builder);
    let intro = docs(&format!(
        "The pages of `{}`, made by `into_paginator` of its fluent builder.",
        operation.name
    ));
    let page_size = page_size(&at, operation, paginator);
    let items = paginator.items.as_ref();
    let into_items = items.map(into_items);
    let items = items.map(|items| items_type(&at, operation, paginator, items));
    let send = send(operation);
    quote! {
        #intro
        #[derive(Debug)]
        pub struct #name {
            call: ::hammersmith::client::Call,
            input: super::builders::#builder,
            stop_on_duplicate_token: bool,
        }

        impl #name {
            pub(crate) fn new(
                call: ::hammersmith::client::Call,
                input: super::builders::#builder,
            ) -> Self {
                Self { call, input, stop_on_duplicate_token: true }
            }

            #page_size
            #into_items

            /// Sets whether paging stops at a page with the token of the page before. It does by default.
            /// Use `false` for results that grow while they are read, such as logs.
            pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
                self.stop_on_duplicate_token = stop_on_duplicate_token;
                self
            }

            #send
        }

        #items
    }
}

fn page_size(at: &ModulePath, operation: &Operation, paginator: &Paginator) -> Option<TokenStream> {
    let size = paginator.page_size.as_ref()?;
    let (field, ty) = (size.field.ident(), ty::owned(at, &size.ty));
    let held = builder::held(&operation.input);
    let docs = docs(&format!(
        "Sets how many items a page has at most: `{}`, in place of its value so far.",
        size.field.plain()
    ));
    Some(quote! {
        #docs
        pub fn page_size(mut self, limit: #ty) -> Self {
            self.input #held.#field = ::std::option::Option::Some(limit);
            self
        }
    })
}

fn into_items(items: &PageItems) -> TokenStream {
    let name = ident(&items.name);
    quote! {
        /// The items of all pages, in place of the pages.
        pub fn items(self) -> #name {
            #name(self)
        }
    }
}

/// The method that makes the stream of pages.
fn send(operation: &Operation) -> TokenStream {
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    let symbol = ident(&operation.symbol);
    quote! {
        /// The pages, one after the other. Nothing is sent before the first one is asked for.
        ///
        /// The stream ends with the page that has no further token, or with the first error.
        pub fn send(
            self,
        ) -> ::hammersmith::client::rt::PaginationStream<
            ::std::result::Result<
                super::#output,
                ::hammersmith::client::error::SdkError<super::#error>,
            >,
        > {
            ::hammersmith::client::pages::<super::#symbol>(
                self.call,
                self.input.build(),
                self.stop_on_duplicate_token,
            )
        }
    }
}

/// The type whose stream consists of items.
fn items_type(
    at: &ModulePath,
    operation: &Operation,
    paginator: &Paginator,
    items: &PageItems,
) -> TokenStream {
    let (name, pages) = (ident(&items.name), ident(&paginator.name));
    let (symbol, error) = (ident(&operation.symbol), ident(&operation.error()));
    let item = ty::item(at, &items.ty);
    let intro = docs(&format!(
        "The items of all pages of `{}`, made by [`{}::items`].",
        operation.name, paginator.name
    ));
    quote! {
        #intro
        #[derive(Debug)]
        pub struct #name(#pages);

        impl #name {
            /// The items, one after the other. Nothing is sent before the first one is asked for.
            ///
            /// The stream ends with the last item of the last page, or with the first error.
            pub fn send(
                self,
            ) -> ::hammersmith::client::rt::PaginationStream<
                ::std::result::Result<
                    #item,
                    ::hammersmith::client::error::SdkError<super::#error>,
                >,
            > {
                ::hammersmith::client::items::<super::#symbol>(self.0.send())
            }
        }
    }
}
