//! The module `presigning`, and the methods that presign a request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::ident;
use crate::emit::package::{Gate, Items, Module};
use crate::plan::operation::Operation;

/// The module `presigning`.
pub(crate) fn module<'p>() -> Module<'p> {
    let items = Items::new(|| {
        quote! {
            pub use ::hammersmith::presigning::{
                PresignedRequest, PresigningConfig, PresigningConfigBuilder, PresigningConfigError,
            };
        }
    });
    let docs = "Presigned requests, which any HTTP client can send: `customize().presigned(..)`.";
    Module::public("presigning", docs, items).gated(Gate::Client)
}

/// The method of a fluent builder, where the official crate has one.
pub(crate) fn of_builder(operation: &Operation) -> Option<TokenStream> {
    let (symbol, error) = (ident(&operation.symbol), ident(&operation.error()));
    operation.has_presigned.then(|| {
        quote! {
            /// Signs the request for any HTTP client, and does not send it.
            ///
            /// The signature is in the URL. The request can be sent until `presigning_config` or the
            /// credentials expire.
            ///
            /// # Errors
            ///
            /// [`SdkError`](::hammersmith::client::error::SdkError): what prevented a request or its
            /// signature.
            pub async fn presigned(
                self,
                presigning_config: ::hammersmith::presigning::PresigningConfig,
            ) -> ::std::result::Result<
                ::hammersmith::presigning::PresignedRequest,
                ::hammersmith::client::error::SdkError<super::#error>,
            > {
                self.call.presign::<super::#symbol>(presigning_config, self.inner.build()).await
            }
        }
    })
}

/// The method of requests with settings of their own.
pub(crate) fn customized() -> TokenStream {
    quote! {
        /// Signs the request for any HTTP client, and does not send it.
        ///
        /// The signature is in the URL. The request can be sent until `presigning_config` or the
        /// credentials expire, with all headers and the body that it has.
        ///
        /// # Errors
        ///
        /// [`SdkError`](::hammersmith::client::error::SdkError): what prevented a request or its
        /// signature.
        pub async fn presigned(
            self,
            presigning_config: ::hammersmith::presigning::PresigningConfig,
        ) -> ::std::result::Result<
            ::hammersmith::presigning::PresignedRequest,
            ::hammersmith::client::error::SdkError<E>,
        >
        where
            E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
            B: CustomizableSend<T, E>,
        {
            self.customization.presign(self.request, presigning_config).await
        }
    }
}
