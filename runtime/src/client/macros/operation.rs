//! What every fluent builder and every error has.

/// The items of `operation::<operation>::fluent` that do not depend on members. Takes the fluent
/// builder, the operation, and its input builder, output and error.
#[doc(hidden)]
#[macro_export]
macro_rules! fluent_builder {
    ($fluent:ident, $operation:ident, $input_builder:ident, $output:ident, $error:ident $(,)?) => {
        impl $fluent {
            #[inline]
            pub(crate) fn new(client: &super::super::super::client::Client) -> Self {
                Self { call: super::super::super::client::call(client), inner: ::std::default::Default::default() }
            }

            /// The input as it is so far.
            #[inline]
            pub fn as_input(&self) -> &super::builders::$input_builder {
                &self.inner
            }

            /// Sends the request and waits for what comes back.
            ///
            /// Failures that may pass are tried again, as the client's retry configuration says.
            ///
            /// # Errors
            ///
            /// [`SdkError`](::hammersmith::client::error::SdkError): the error of the service, or what
            /// stood in the way.
            #[inline]
            pub async fn send(
                self,
            ) -> ::std::result::Result<
                super::$output,
                $crate::client::error::SdkError<super::$error>,
            > {
                $crate::client::send::<super::$operation>(self.call, self.inner.build()).await
            }

            /// The request, to give it settings of its own before it is sent.
            #[inline]
            pub fn customize(
                self,
            ) -> super::super::super::client::customize::CustomizableOperation<
                super::$output,
                super::$error,
                Self,
            > {
                super::super::super::client::customize::CustomizableOperation::new(self)
            }
        }

        impl $crate::client::customize::CustomizableSend<super::$output, super::$error> for $fluent {
            #[inline]
            fn send(
                self,
                settings: $crate::client::config::Settings,
            ) -> $crate::client::customize::SendFuture<super::$output, super::$error> {
                let input = self.inner.build();
                $crate::client::send_with::<super::$operation>(self.call, settings, input)
            }
        }

        impl super::builders::$input_builder {
            /// Sends a request with this input through a client.
            ///
            /// # Errors
            ///
            /// As `send` of the fluent builder.
            #[inline]
            pub async fn send_with(
                self,
                client: &super::super::super::client::Client,
            ) -> ::std::result::Result<
                super::$output,
                $crate::client::error::SdkError<super::$error>,
            > {
                let call = super::super::super::client::call(client);
                $crate::client::send::<super::$operation>(call, self.build()).await
            }
        }

        impl $crate::client::config::RuntimePlugin for super::$operation {
            #[inline]
            fn config(
                &self,
            ) -> ::std::option::Option<$crate::client::config::FrozenLayer> {
                ::std::option::Option::Some($crate::client::rt::operation_config::<Self>())
            }

            #[inline]
            fn runtime_components(
                &self,
                _: &$crate::client::config::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::client::config::RuntimeComponentsBuilder> {
                ::std::borrow::Cow::Owned($crate::client::rt::operation_components::<Self>())
            }
        }

        $crate::request_id! { super::$output }
        $crate::client_error! { super::$error, super::$operation }
    };
}

/// Makes an output tell its request id, which it holds in the field `_request_id`.
#[doc(hidden)]
#[macro_export]
macro_rules! request_id {
    ($output:ty) => {
        impl $crate::client::RequestId for $output {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}

/// Makes an error tell its request id, which is part of its metadata.
#[doc(hidden)]
#[macro_export]
macro_rules! error_request_id {
    ($($error:ty),* $(,)?) => {
        $(
            impl $crate::client::RequestId for $error {
                #[inline]
                fn request_id(&self) -> ::std::option::Option<&str> {
                    let meta = $crate::error::ProvideErrorMetadata::meta(self);
                    $crate::client::RequestId::request_id(meta)
                }
            }
        )*
    };
}

/// Makes the error of an operation what the runtime wants errors to be.
#[doc(hidden)]
#[macro_export]
macro_rules! client_error {
    ($error:ty, $operation:ty) => {
        impl $crate::client::error::NamesOperation for $error {
            const OPERATION: &'static str = <$operation as $crate::Operation>::NAME;
        }

        impl $crate::client::error::CreateUnhandledError for $error {
            #[inline]
            fn create_unhandled_error(
                source: $crate::client::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                let meta = meta.unwrap_or_default();
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::with_meta(source, meta))
            }
        }

        $crate::error_request_id! { $error }
    };
}

/// Makes the errors of calls become the error of the whole service.
///
/// Takes the error of the service and those of its operations.
#[doc(hidden)]
#[macro_export]
macro_rules! service_error {
    ($error:ident: $($operation:ty),* $(,)?) => {
        $crate::error_request_id! { $error }

        $(
            impl<R> ::std::convert::From<$crate::client::error::SdkError<$operation, R>> for $error
            where
                R: ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug + 'static,
            {
                #[inline]
                fn from(error: $crate::client::error::SdkError<$operation, R>) -> Self {
                    match error {
                        $crate::client::error::SdkError::ServiceError(context) => {
                            Self::from(context.into_err())
                        }
                        #[allow(deprecated)]
                        error => Self::Unhandled($crate::client::error::unhandled(error)),
                    }
                }
            }
        )*
    };
}
