//! `Client` and what its module holds.

/// The methods every `Client` has. The struct holds `state`, an `Arc` of
/// [`ClientState`](crate::client::ClientState), and `config`, the `Config` of the module `config`.
#[doc(hidden)]
#[macro_export]
macro_rules! service_client {
    () => {
        impl Client {
            /// A client with the settings of a program, as `aws-config` loads them.
            ///
            /// # Panics
            ///
            /// As [`Client::from_conf`].
            #[inline]
            #[track_caller]
            pub fn new(sdk_config: &$crate::client::rt::SdkConfig) -> Self {
                Self::from_conf(super::config::Config::new(sdk_config))
            }

            /// A client with settings for this service.
            ///
            /// # Panics
            ///
            /// Where the settings cannot work: without a behavior version, and with retries, timeouts or
            /// an identity cache that lack an implementation of sleep or a source of time.
            #[inline]
            #[track_caller]
            pub fn from_conf(conf: super::config::Config) -> Self {
                let state = $crate::client::ClientState::new(&conf.state);
                Self {
                    state,
                    config: conf,
                }
            }

            /// The settings of the client.
            #[inline]
            pub fn config(&self) -> &super::config::Config {
                &self.config
            }
        }

        // Not a method, which an operation could be named like.
        #[inline]
        pub(crate) fn call(client: &Client) -> $crate::client::Call {
            $crate::client::Call::new(&client.state)
        }
    };
}

/// The items of `client::customize`.
#[doc(hidden)]
#[macro_export]
macro_rules! service_customize {
    () => {
        /// A request that can be given settings of its own before it is sent.
        pub struct CustomizableOperation<T, E, B> {
            request: B,
            customization: $crate::client::customize::Customization,
            result: ::std::marker::PhantomData<(T, E)>,
        }

        impl<T, E, B> CustomizableOperation<T, E, B> {
            #[inline]
            pub(crate) fn new(request: B) -> Self {
                Self {
                    request,
                    customization: ::std::default::Default::default(),
                    result: ::std::marker::PhantomData,
                }
            }

            /// Adds an interceptor, which sees and may change every step of the call.
            ///
            /// Interceptors that are added here, by [`Self::config_override`], [`Self::map_request`] and
            /// [`Self::mutate_request`] run in no particular order.
            #[inline]
            pub fn interceptor(
                mut self,
                interceptor: impl $crate::client::config::Intercept + 'static,
            ) -> Self {
                let interceptor = $crate::client::config::SharedInterceptor::new(interceptor);
                self.customization.push_interceptor(interceptor);
                self
            }

            /// Changes the request before it is signed; an error of `f` ends the call.
            #[inline]
            pub fn map_request<F, MapE>(self, f: F) -> Self
            where
                F: ::std::ops::Fn(
                        $crate::client::config::http::HttpRequest,
                    ) -> ::std::result::Result<
                        $crate::client::config::http::HttpRequest,
                        MapE,
                    > + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
                MapE: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
            {
                self.interceptor($crate::client::rt::MapRequestInterceptor::new(f))
            }

            /// Changes the request in place, before it is signed.
            #[inline]
            pub fn mutate_request<F>(self, f: F) -> Self
            where
                F: ::std::ops::Fn(&mut $crate::client::config::http::HttpRequest)
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            {
                self.interceptor($crate::client::rt::MutateRequestInterceptor::new(f))
            }

            /// Puts settings in front of those of the client; what is not set stays as it is.
            #[inline]
            pub fn config_override(
                mut self,
                config_override: impl ::std::convert::Into<super::super::config::Builder>,
            ) -> Self {
                self.customization
                    .set_settings(config_override.into().into());
                self
            }

            /// Sends the request and waits for what comes back.
            ///
            /// # Errors
            ///
            /// [`SdkError`](::hammersmith::client::error::SdkError): the error of the service, or what
            /// stood in the way.
            #[inline]
            pub async fn send(self) -> ::std::result::Result<T, $crate::client::error::SdkError<E>>
            where
                E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
                B: $crate::client::customize::CustomizableSend<T, E>,
            {
                self.request.send(self.customization.finish()).await
            }
        }
    };
}
