//! `config::Builder`.

/// The builder of `Config`, with the settings every service has.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_builder {
    () => {
        /// Collects the settings of a client, or of one call.
        ///
        /// Methods named like a setting take the builder and give it back; those that start with
        /// `set_` or `push_` change it in place, and `set_` can also clear.
        #[derive(Clone, Debug, Default)]
        pub struct Builder {
            settings: $crate::client::config::Settings,
        }

        impl Builder {
            /// A builder without any setting.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }

            /// The configuration.
            #[inline]
            pub fn build(self) -> Config {
                Config { state: $crate::client::config::ConfigState::new(self.settings, spec()) }
            }

            /// Uses the newest defaults. What they are may change with an update.
            #[inline]
            pub fn behavior_version_latest(self) -> Self {
                self.behavior_version($crate::client::config::BehaviorVersion::latest())
            }

            /// Lets requests go out that nothing authenticates.
            #[inline]
            pub fn allow_no_auth(mut self) -> Self {
                self.settings.set_allow_no_auth();
                self
            }

            /// Lets requests go out that nothing authenticates.
            #[inline]
            pub fn set_allow_no_auth(&mut self) -> &mut Self {
                self.settings.set_allow_no_auth();
                self
            }

            /// Adds a way to authenticate requests, or replaces that of the same id.
            #[inline]
            pub fn push_auth_scheme(
                mut self,
                auth_scheme: impl $crate::client::rt::AuthScheme + 'static,
            ) -> Self {
                let scheme = $crate::client::rt::SharedAuthScheme::new(auth_scheme);
                self.settings.push_auth_scheme(scheme);
                self
            }

            /// Names members of inputs, as the model has them, that metrics are to be labelled with.
            ///
            /// Only plain strings that are no secrets are taken. Members with many different values
            /// make many different metrics; for those see [`Self::capture_input_attributes`].
            #[inline]
            pub fn emit_input_attributes(
                mut self,
                names: impl ::std::iter::IntoIterator<
                    Item = impl ::std::convert::Into<::std::string::String>,
                >,
            ) -> Self {
                let names = names.into_iter().map(::std::convert::Into::into);
                self.settings.emit_input_attributes(names.collect());
                self
            }

            /// Names members of inputs, as the model has them, that interceptors are to find in the
            /// config bag, as `CapturedTelemetryAttributes`.
            #[inline]
            pub fn capture_input_attributes(
                mut self,
                names: impl ::std::iter::IntoIterator<
                    Item = impl ::std::convert::Into<::std::string::String>,
                >,
            ) -> Self {
                let names = names.into_iter().map(::std::convert::Into::into);
                self.settings.capture_input_attributes(names.collect());
                self
            }

            /// Replaces the interceptors.
            #[inline]
            pub fn set_interceptors(
                &mut self,
                interceptors: impl ::std::iter::IntoIterator<
                    Item = $crate::client::config::SharedInterceptor,
                >,
            ) -> &mut Self {
                self.settings.set_interceptors(interceptors.into_iter().collect());
                self
            }

            /// Replaces the retry classifiers.
            #[inline]
            pub fn set_retry_classifiers(
                &mut self,
                retry_classifiers: impl ::std::iter::IntoIterator<
                    Item = $crate::client::rt::SharedRetryClassifier,
                >,
            ) -> &mut Self {
                let classifiers = retry_classifiers.into_iter().collect();
                self.settings.set_retry_classifiers(classifiers);
                self
            }

            /// Sets what chooses the way to authenticate a request.
            #[inline]
            pub fn set_auth_scheme_resolver(
                &mut self,
                auth_scheme_resolver: impl $crate::client::auth::ResolveAuthScheme + 'static,
            ) -> &mut Self {
                let resolver =
                    $crate::client::auth::ResolveAuthScheme::into_shared_resolver(auth_scheme_resolver);
                self.settings
                    .set_auth_scheme_option_resolver(::std::option::Option::Some(resolver));
                self
            }

            /// Sets what chooses the way to authenticate a request.
            #[inline]
            pub fn auth_scheme_resolver(
                mut self,
                auth_scheme_resolver: impl $crate::client::auth::ResolveAuthScheme + 'static,
            ) -> Self {
                self.set_auth_scheme_resolver(auth_scheme_resolver);
                self
            }

            /// Sets where credentials are kept between calls.
            #[inline]
            pub fn set_identity_cache(
                &mut self,
                identity_cache: impl $crate::client::config::ResolveCachedIdentity + 'static,
            ) -> &mut Self {
                let cache = $crate::client::config::IntoShared::into_shared(identity_cache);
                self.settings.set_identity_cache(::std::option::Option::Some(cache));
                self
            }

            /// Sets where credentials are kept between calls.
            #[inline]
            pub fn identity_cache(
                mut self,
                identity_cache: impl $crate::client::config::ResolveCachedIdentity + 'static,
            ) -> Self {
                self.set_identity_cache(identity_cache);
                self
            }
        }

        impl ::std::convert::From<&$crate::client::rt::SdkConfig> for Builder {
            #[inline]
            fn from(config: &$crate::client::rt::SdkConfig) -> Self {
                Self { settings: $crate::client::config::Settings::from_sdk_config(config, spec()) }
            }
        }

        impl ::std::convert::From<Builder> for $crate::client::config::Settings {
            #[inline]
            fn from(builder: Builder) -> Self {
                builder.settings
            }
        }

        $crate::__config_setters! {
            /// The name of the program, which becomes part of the user agent.
            app_name(value: $crate::client::config::AppName => value);
            set_app_name($crate::client::config::AppName);

            /// The order in which ways to authenticate are tried.
            auth_scheme_preference(
                value: impl ::std::convert::Into<$crate::client::rt::AuthSchemePreference> => value.into()
            );
            set_auth_scheme_preference($crate::client::rt::AuthSchemePreference);

            /// The version of the defaults. A client cannot do without one.
            behavior_version(value: $crate::client::config::BehaviorVersion => value);
            set_behavior_version($crate::client::config::BehaviorVersion);

            /// Where credentials come from. Clearing has no effect.
            credentials_provider(
                value: impl $crate::client::config::ProvideCredentials + 'static
                    => $crate::client::config::SharedCredentialsProvider::new(value)
            );
            set_credentials_provider($crate::client::config::SharedCredentialsProvider);

            /// What finds the endpoint of a request.
            endpoint_resolver(
                value: impl endpoint::ResolveEndpoint + 'static
                    => endpoint::ResolveEndpoint::into_shared_resolver(value)
            );
            set_endpoint_resolver($crate::client::rt::SharedEndpointResolver);

            /// What sends requests.
            http_client(
                value: impl $crate::client::config::HttpClient + 'static
                    => $crate::client::config::IntoShared::into_shared(value)
            );
            set_http_client($crate::client::config::SharedHttpClient);

            /// What makes the ids by which a service recognises the attempts of one call.
            invocation_id_generator(
                value: impl $crate::client::rt::InvocationIdGenerator + 'static
                    => $crate::client::rt::SharedInvocationIdGenerator::new(value)
            );
            set_invocation_id_generator($crate::client::rt::SharedInvocationIdGenerator);

            /// How failed requests are repeated. Clearing has no effect.
            retry_config(value: $crate::client::config::retry::RetryConfig => value);
            set_retry_config($crate::client::config::retry::RetryConfig);

            /// What shares a budget of retries with this client. Clearing has no effect.
            retry_partition(value: $crate::client::config::retry::RetryPartition => value);
            set_retry_partition($crate::client::config::retry::RetryPartition);

            /// How the client waits.
            sleep_impl(
                value: impl $crate::client::config::AsyncSleep + 'static
                    => $crate::client::config::IntoShared::into_shared(value)
            );
            set_sleep_impl($crate::client::config::SharedAsyncSleep);

            /// What is done about streams that come to a halt.
            stalled_stream_protection(
                value: $crate::client::config::StalledStreamProtectionConfig => value
            );
            set_stalled_stream_protection($crate::client::config::StalledStreamProtectionConfig);

            /// What tells the time.
            time_source(
                value: impl $crate::client::rt::TimeSource + 'static
                    => $crate::client::config::IntoShared::into_shared(value)
            );
            set_time_source($crate::client::rt::SharedTimeSource);

            /// How long a call may take. Timeouts that are left open keep what was set before;
            /// clearing has no effect.
            timeout_config(value: $crate::client::config::timeout::TimeoutConfig => value);
            set_timeout_config($crate::client::config::timeout::TimeoutConfig);
        }

        $crate::__config_options! {
            /// Whether the clock of the service is ignored when requests are signed.
            disable_clock_skew_correction, set_disable_clock_skew_correction(bool);
        }

        $crate::__config_pushers! {
            /// Adds a library to the user agent.
            framework_metadata(value: $crate::client::config::FrameworkMetadata => value);
            push_framework_metadata($crate::client::config::FrameworkMetadata);

            /// Adds an interceptor to every call.
            interceptor(
                value: impl $crate::client::config::Intercept + 'static
                    => $crate::client::config::SharedInterceptor::new(value)
            );
            push_interceptor($crate::client::config::SharedInterceptor);

            /// Adds what decides whether an error is worth another attempt.
            retry_classifier(
                value: impl $crate::client::config::retry::ClassifyRetry + 'static
                    => $crate::client::rt::SharedRetryClassifier::new(value)
            );
            push_retry_classifier($crate::client::rt::SharedRetryClassifier);
        }
    };
}
