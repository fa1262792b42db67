//! The client, and requests with settings of their own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::module_path::ModulePath;
use crate::emit::package::{Gate, Items, Module};
use crate::emit::special::{presigning, timestream};
use crate::emit::{page, waiter};
use crate::markdown;
use crate::plan::Plan;
use crate::plan::operation::Operation;

/// The module `client`.
pub(crate) fn client_module(plan: &Plan) -> Module<'_> {
    let customize = Module::public(
        "customize",
        "Requests with settings of their own.",
        Items::new(|| customize(plan)),
    );
    Module::public(
        "client",
        "The client, and requests with settings of their own.",
        Items::new(|| client(plan)),
    )
    .gated(Gate::Client)
    .with(vec![customize])
}

fn client(plan: &Plan) -> TokenStream {
    let at = ModulePath::module(&["client"]);
    let intro = docs(&format!(
        "A client of {}.\n\nCloning it is cheap; the clones share connections, credentials and settings.\n\n{}",
        markdown::plain(&plan.service.title),
        page::client_docs(plan),
    ));
    let operations = plan.operations.iter();
    let methods = operations.map(|operation| method(&at, plan, operation));
    let config = at.to(&["config"], "Config");
    let construction = construction(&config);
    let waiters = waiter::client(plan);
    let discovery = timestream::method(plan);
    quote! {
        #intro
        #[derive(Clone, Debug)]
        pub struct Client {
            state: ::std::sync::Arc<::hammersmith::client::ClientState>,
            config: #config,
        }

        #construction

        impl Client {
            #(#methods)*
        }

        #waiters
        #discovery
    }
}

/// The constructors of a client, the same for every service.
fn construction(config: &TokenStream) -> TokenStream {
    quote! {
        impl Client {
            /// Creates a client with the settings of the program, as `aws-config` loads them.
            ///
            /// Settings with which no request can be sent are an error of each call: see
            /// [`Client::from_conf`].
            pub fn new(sdk_config: &::hammersmith::client::rt::SdkConfig) -> Self {
                Self::from_conf(#config::new(sdk_config))
            }

            /// Creates a client with settings for this service.
            ///
            /// If no request can be sent with them, each call returns an error that names the setting: for
            /// example the behavior version, or the implementation of sleep for retries.
            pub fn from_conf(conf: #config) -> Self {
                Self {
                    state: ::hammersmith::client::ClientState::new(&conf.state),
                    config: conf,
                }
            }

            /// The settings of the client.
            pub fn config(&self) -> &#config {
                &self.config
            }

        }

        // Not a method, which an operation could be named like.
        pub(crate) fn call(client: &Client) -> ::hammersmith::client::Call {
            ::hammersmith::client::Call::new(&client.state)
        }
    }
}

fn method(at: &ModulePath, plan: &Plan, operation: &Operation) -> TokenStream {
    let name = operation.method.ident();
    let builder = at.to(
        &["operation", &operation.module, "builders"],
        &operation.fluent_builder(),
    );
    let model = docs_or(&operation.docs, &format!("Calls `{}`.", operation.name));
    let deprecated = deprecated(operation.deprecated.as_ref());
    let outcome = page::method_docs(plan, at, operation);
    let outcome = outcome.map(|text| docs(&format!("\n{text}")));
    quote! {
        #model
        #outcome
        #deprecated
        pub fn #name(&self) -> #builder {
            #builder { call: call(self), inner: ::std::default::Default::default() }
        }
    }
}

/// The module `client::customize`.
fn customize(plan: &Plan) -> TokenStream {
    let at = ModulePath::module(&["client", "customize"]);
    let builder = at.to(&["config"], "Builder");
    let (map, send) = (map_request(), send_customized());
    let presigned = presigning::customized();
    let operations = plan.operations.iter();
    let unsigned = operations
        .filter(|operation| operation.may_leave_body_unsigned)
        .map(|operation| disable_payload_signing(&at, operation));
    quote! {
        use ::hammersmith::client::customize::{CustomizableSend, Customization};

        /// A request that can have settings of its own before it is sent.
        pub struct CustomizableOperation<T, E, B> {
            request: B,
            customization: Customization,
            result: ::std::marker::PhantomData<(T, E)>,
        }

        impl<T, E, B> CustomizableOperation<T, E, B> {
            pub(crate) fn new(request: B) -> Self {
                Self {
                    request,
                    customization: Customization::default(),
                    result: ::std::marker::PhantomData,
                }
            }

            #map

            /// Puts settings in front of those of the client. Settings that are unset keep their values.
            pub fn config_override(
                mut self,
                config_override: impl ::std::convert::Into<#builder>,
            ) -> Self {
                self.customization.set_settings(config_override.into().into());
                self
            }

            #send
            #presigned
        }

        #(#unsigned)*
    }
}

/// The method that leaves the body of an operation's request out of the signature.
fn disable_payload_signing(at: &ModulePath, operation: &Operation) -> TokenStream {
    let path = ["operation", operation.module.as_str()];
    let output = at.to(&path, &operation.output.ty.name);
    quote! {
        impl<E, B> CustomizableOperation<#output, E, B> {
            /// Leaves the body out of the signature of the request.
            ///
            /// That saves the time to hash the body, and with it the proof that it arrives as it was sent.
            pub fn disable_payload_signing(mut self) -> Self {
                self.customization.disable_payload_signing();
                self
            }
        }
    }
}

/// The methods that look at the request, and may change it.
fn map_request() -> TokenStream {
    quote! {
        /// Adds an interceptor, which sees and may change every step of the call.
        ///
        /// Interceptors that are added here, by [`Self::config_override`], [`Self::map_request`] and
        /// [`Self::mutate_request`] run in no particular order.
        pub fn interceptor(
            mut self,
            interceptor: impl ::hammersmith::client::config::Intercept + 'static,
        ) -> Self {
            let interceptor = ::hammersmith::client::config::SharedInterceptor::new(interceptor);
            self.customization.push_interceptor(interceptor);
            self
        }

        /// Changes the request before it is signed. An error of `f` ends the call.
        pub fn map_request<F, MapE>(self, f: F) -> Self
        where
            F: ::std::ops::Fn(
                    ::hammersmith::client::config::http::HttpRequest,
                ) -> ::std::result::Result<
                    ::hammersmith::client::config::http::HttpRequest,
                    MapE,
                > + ::std::marker::Send + ::std::marker::Sync + 'static,
            MapE: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            self.interceptor(::hammersmith::client::rt::MapRequestInterceptor::new(f))
        }

        /// Changes the request in place, before it is signed.
        pub fn mutate_request<F>(self, f: F) -> Self
        where
            F: ::std::ops::Fn(&mut ::hammersmith::client::config::http::HttpRequest)
                + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            self.interceptor(::hammersmith::client::rt::MutateRequestInterceptor::new(f))
        }
    }
}

/// The method that sends the request.
fn send_customized() -> TokenStream {
    quote! {
        /// Sends the request and waits for the response.
        ///
        /// # Errors
        ///
        /// [`SdkError`](::hammersmith::client::error::SdkError): the error of the service, or what
        /// prevented a response.
        pub async fn send(
            self,
        ) -> ::std::result::Result<T, ::hammersmith::client::error::SdkError<E>>
        where
            E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
            B: CustomizableSend<T, E>,
        {
            self.customization.send(self.request).await
        }
    }
}
