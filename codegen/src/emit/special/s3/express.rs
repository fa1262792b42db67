//! Sessions of S3 Express, which the client begins by itself.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::rules::{Parameter, ParameterKind};
use crate::plan::settings::Express;

/// The call that adds sessions to the description of the service.
pub(crate) fn extended() -> TokenStream {
    quote! {
        .extended(const {
            &::hammersmith::special::s3::express::extension::<super::endpoint::Params>()
        })
    }
}

/// The parameters of the endpoint rules, as sessions need them.
pub(crate) fn sessions(
    info: &TokenStream,
    express: &Express,
    parameters: &[Parameter],
) -> TokenStream {
    let region = express.region.ident();
    let copied = parameters.iter().map(|parameter| {
        let (get, set) = (parameter.method.ident(), parameter.set.ident());
        match parameter.kind {
            ParameterKind::Boolean => quote!(.#set(self.#get())),
            _ => quote!(.#set(self.#get().map(::std::borrow::ToOwned::to_owned))),
        }
    });
    let (bucket, disabled) = (express.bucket.ident(), express.disabled.ident());
    quote! {
        impl ::hammersmith::special::s3::express::SessionParams for super::endpoint::Params {
            const SERVICE: &'static ::hammersmith::ServiceInfo = &#info;

            fn bucket(&self) -> ::std::option::Option<&str> {
                self.#bucket()
            }

            fn region(&self) -> ::std::option::Option<&str> {
                self.#region()
            }

            fn in_region(&self, region: &str) -> ::std::option::Option<Self> {
                let builder = super::endpoint::ParamsBuilder::default() #(#copied)*;
                builder.#region(region).build().ok()
            }

            fn of_session(
                settings: ::hammersmith::endpoint::Settings,
                bucket: &str,
            ) -> ::std::result::Result<Self, super::endpoint::InvalidParams> {
                super::endpoint::ParamsBuilder::from(settings)
                    .#bucket(bucket)
                    .#disabled(true)
                    .build()
            }
        }
    }
}
