//! The discovery of endpoints, which only clients of Timestream have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::package::{Gate, Items, Module};
use crate::plan::Plan;

/// The module `endpoint_discovery`.
pub(crate) fn module(plan: &Plan) -> Option<Module<'_>> {
    plan.discovery.as_ref()?;
    plan.client?;
    let items = Items::new(|| {
        quote! {
            pub use ::hammersmith::special::timestream::ReloadEndpoint;
        }
    });
    let docs = "The discovery of endpoints.";
    Some(Module::public("endpoint_discovery", docs, items).gated(Gate::Client))
}

/// The method of the client.
pub(crate) fn method(plan: &Plan) -> Option<TokenStream> {
    let names = plan.discovery.as_ref()?;
    let (call, endpoints) = (names.method.ident(), names.endpoints.ident());
    let (address, minutes) = (names.address.ident(), names.minutes.ident());
    Some(quote! {
        impl Client {
            /// The same client with endpoints that the service names itself, and what asks for them
            /// anew: spawn its `reload_task`. The service requires it.
            ///
            /// # Errors
            ///
            /// Fails if the service returns no endpoint, or if the settings of the client can neither sleep nor
            /// tell the time.
            pub async fn with_endpoint_discovery_enabled(
                self,
            ) -> ::std::result::Result<
                (Self, super::endpoint_discovery::ReloadEndpoint),
                ::hammersmith::client::error::BoxError,
            > {
                let config = self.config.clone();
                let load = move || {
                    let call = self.#call();
                    async move {
                        let output = call.send().await?;
                        let first = output.#endpoints.into_iter().next();
                        ::std::result::Result::Ok(
                            first.map(|first| (first.#address, first.#minutes)),
                        )
                    }
                };
                let discovered =
                    ::hammersmith::special::timestream::discover(&config.state, load).await?;
                let mut builder = config.to_builder();
                builder.set_endpoint_resolver(::std::option::Option::Some(discovered.0));
                ::std::result::Result::Ok((Self::from_conf(builder.build()), discovered.1))
            }
        }
    })
}
