//! The part of an operation that needs the client: its fluent builder, and how the client sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::{Target, setters};
use crate::emit::fragment::{deprecated, docs};
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::special::presigning;
use crate::emit::{error, page, paginator};
use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::plan::shapes::Shapes;

/// The private module `operation::<operation>::fluent`.
pub(crate) fn items(
    at: &ModulePath,
    plan: &Plan,
    shapes: &Shapes<'_>,
    operation: &Operation,
) -> TokenStream {
    let fluent = ident(&operation.fluent_builder());
    let intro = docs(&format!(
        "Collects the input of `{}` and sends it.",
        operation.name
    ));
    let model = (!operation.docs.text.is_empty()).then(|| {
        let text = docs(&operation.docs.text);
        quote!(#[doc = ""] #text)
    });
    let page = page::fluent(plan, at, shapes, operation).map(|text| {
        let text = docs(&text);
        quote!(#[doc = ""] #text)
    });
    let deprecated = deprecated(operation.deprecated.as_ref());
    let sending = sending(at, operation);
    let into_paginator = paginator::into_paginator(at, operation);
    let setters = setters(at, &operation.input, &Target::Inner);
    let builder = ident(&operation.input.builder);
    let customizable = customizable(operation);
    let send_with = send_with(at, operation);
    let plugin = plugin(operation);
    let client_operation = client_operation(plan, operation);
    let output = request_id(operation);
    let error = plan.service.models_errors.then(|| error(operation));
    let clone = !operation.input.has_stream();
    let clone = clone.then(|| quote!(Clone,));
    quote! {
        #intro
        #model
        #page
        #deprecated
        #[derive(#clone Debug)]
        pub struct #fluent {
            pub(crate) call: ::hammersmith::client::Call,
            pub(crate) inner: super::builders::#builder,
        }

        impl #fluent {
            #sending
            #into_paginator
            #setters
        }

        #customizable
        #send_with
        #plugin
        #client_operation
        #output
        #error
    }
}

/// The return type of `send`: that of an `async fn`. As an `async fn`, each operation would have a
/// future of its own, which the compiler has to prove to be `Send`.
fn result(operation: &Operation) -> TokenStream {
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    quote! {
        impl ::std::future::Future<
            Output = ::std::result::Result<
                super::#output,
                ::hammersmith::client::error::SdkError<super::#error>,
            >,
        > + ::std::marker::Send
    }
}

/// The methods of the fluent builder that do not depend on members.
fn sending(at: &ModulePath, operation: &Operation) -> TokenStream {
    let (symbol, builder) = (ident(&operation.symbol), ident(&operation.input.builder));
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    let customizable = at.to(&["client", "customize"], "CustomizableOperation");
    let result = result(operation);
    let presigned = presigning::of_builder(operation);
    quote! {
        /// The input, as far as it is set.
        pub fn as_input(&self) -> &super::builders::#builder {
            &self.inner
        }

        /// Sends the request and waits for the response.
        ///
        /// Failures that may be temporary are retried, as the client's retry configuration says.
        ///
        /// # Errors
        ///
        /// [`SdkError`](::hammersmith::client::error::SdkError): the error of the service, or what
        /// prevented a response.
        pub fn send(self) -> #result {
            self.call.send::<super::#symbol>(self.inner.build())
        }

        /// The request, to be given settings of its own before it is sent.
        pub fn customize(self) -> #customizable<super::#output, super::#error, Self> {
            #customizable::new(self)
        }

        #presigned
    }
}

/// The implementation with which the request gets settings of its own.
fn customizable(operation: &Operation) -> TokenStream {
    let input = ident(&operation.input.ty.name);
    let (fluent, symbol) = (ident(&operation.fluent_builder()), ident(&operation.symbol));
    let (output, error) = (ident(&operation.output.ty.name), ident(&operation.error()));
    quote! {
        impl ::hammersmith::client::customize::CustomizableSend<super::#output, super::#error> for #fluent {
            type Operation = super::#symbol;

            fn into_call(
                self,
            ) -> (
                ::hammersmith::client::Call,
                ::std::result::Result<super::#input, ::hammersmith::error::BuildError>,
            ) {
                (self.call, self.inner.build())
            }
        }
    }
}

/// The method of the input's builder that sends it.
fn send_with(at: &ModulePath, operation: &Operation) -> TokenStream {
    let (symbol, builder) = (ident(&operation.symbol), ident(&operation.input.builder));
    let client = at.to(&["client"], "Client");
    let call = at.to(&["client"], "call");
    let result = result(operation);
    quote! {
        impl super::builders::#builder {
            /// Sends a request with this input through a client.
            ///
            /// # Errors
            ///
            /// As `send` of the fluent builder.
            pub fn send_with(self, client: &#client) -> #result + use<> {
                #call(client).send::<super::#symbol>(self.build())
            }
        }
    }
}

/// The operation as a plugin of the AWS runtime, for programs that call it without the client.
fn plugin(operation: &Operation) -> TokenStream {
    let symbol = ident(&operation.symbol);
    quote! {
        impl ::hammersmith::client::config::RuntimePlugin for super::#symbol {
            fn config(
                &self,
            ) -> ::std::option::Option<::hammersmith::client::config::FrozenLayer> {
                ::std::option::Option::Some(::hammersmith::client::rt::operation_config::<Self>())
            }

            fn runtime_components(
                &self,
                _: &::hammersmith::client::config::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, ::hammersmith::client::config::RuntimeComponentsBuilder> {
                ::std::borrow::Cow::Owned(::hammersmith::client::rt::operation_components::<Self>())
            }
        }
    }
}

/// The traits of the error.
fn error(operation: &Operation) -> TokenStream {
    let error = ident(&operation.error());
    let extended = operation.output.has_extended_request_id;
    error::of_operation(None, &quote!(super::#error), &operation.name, extended)
}

/// The request ID of the output.
fn request_id(operation: &Operation) -> TokenStream {
    let output = ident(&operation.output.ty.name);
    let extended = operation.output.has_extended_request_id.then(|| {
        quote! {
            impl ::hammersmith::client::RequestIdExt for super::#output {
                fn extended_request_id(&self) -> ::std::option::Option<&str> {
                    self._extended_request_id.as_deref()
                }
            }
        }
    });
    quote! {
        #extended
        impl ::hammersmith::client::RequestId for super::#output {
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    }
}

fn client_operation(plan: &Plan, operation: &Operation) -> TokenStream {
    let symbol = ident(&operation.symbol);
    let may_stall = operation.may_stall.then(|| {
        quote!(
            const STALLED_STREAM_PROTECTION: bool = false;
        )
    });
    let long_polling = operation.long_polling.then(|| {
        quote!(
            const LONG_POLLING: bool = true;
        )
    });
    let span = format!("{}.{}", plan.service.sdk_id, operation.name);
    let telemetry = telemetry(operation);
    quote! {
        impl ::hammersmith::client::ClientOperation for super::#symbol {
            #may_stall
            #long_polling

            const SPAN: ::hammersmith::client::Span =
                ::hammersmith::client::Span::new(#span, ::std::module_path!());

            #telemetry
        }
    }
}

fn telemetry(operation: &Operation) -> Option<TokenStream> {
    let members = operation.telemetry.iter().map(|member| {
        let (name, field) = (member.member.as_str(), member.field.ident());
        quote!((#name, &input.#field))
    });
    (!operation.telemetry.is_empty()).then(|| {
        quote! {
            fn telemetry(input: &Self::Input, capture: &mut ::hammersmith::client::Capture<'_>) {
                capture.strings(&[#(#members),*]);
            }
        }
    })
}
