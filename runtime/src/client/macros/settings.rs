//! Rows of settings, each with the two methods it has on `config::Builder`.

/// `x(self, value)` and `set_x(&mut self, Option<value>)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_setters {
    ($(
        $(#[$docs:meta])*
        $with:ident($value:ident: $ty:ty => $stored:expr);
        $set:ident($stored_ty:ty);
    )*) => {
        impl Builder {
            $(
                $(#[$docs])*
                #[inline]
                pub fn $with(mut self, $value: $ty) -> Self {
                    self.settings.$set(::std::option::Option::Some($stored));
                    self
                }

                $(#[$docs])*
                #[inline]
                pub fn $set(&mut self, value: ::std::option::Option<$stored_ty>) -> &mut Self {
                    self.settings.$set(value);
                    self
                }
            )*
        }
    };
}

/// `x(self, value)` and `push_x(&mut self, value)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_pushers {
    ($(
        $(#[$docs:meta])*
        $with:ident($value:ident: $ty:ty => $stored:expr);
        $push:ident($stored_ty:ty);
    )*) => {
        impl Builder {
            $(
                $(#[$docs])*
                #[inline]
                pub fn $with(mut self, $value: $ty) -> Self {
                    self.settings.$push($stored);
                    self
                }

                $(#[$docs])*
                #[inline]
                pub fn $push(&mut self, value: $stored_ty) -> &mut Self {
                    self.settings.$push(value);
                    self
                }
            )*
        }
    };
}

/// `x(self, value)` for a value that may say by itself that it is none, and
/// `set_x(&mut self, Option<value>)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_options {
    ($(
        $(#[$docs:meta])*
        $with:ident, $set:ident($ty:ty);
    )*) => {
        impl Builder {
            $(
                $(#[$docs])*
                #[inline]
                pub fn $with(
                    mut self,
                    value: impl ::std::convert::Into<::std::option::Option<$ty>>,
                ) -> Self {
                    self.settings.$set(value.into());
                    self
                }

                $(#[$docs])*
                #[inline]
                pub fn $set(&mut self, value: ::std::option::Option<$ty>) -> &mut Self {
                    self.settings.$set(value);
                    self
                }
            )*
        }
    };
}

/// A setting that not every service has.
#[doc(hidden)]
#[macro_export]
macro_rules! __config_setting {
    (region) => {
        $crate::__config_options! {
            /// The region that requests go to.
            region, set_region($crate::client::config::Region);
        }
    };
    (endpoint_url) => {
        $crate::__config_setters! {
            /// The URL that requests go to, instead of that of the region.
            endpoint_url(value: impl ::std::convert::Into<::std::string::String> => value.into());
            set_endpoint_url(::std::string::String);
        }
    };
    (use_dual_stack) => {
        $crate::__config_setters! {
            /// Whether requests go to an endpoint that IPv6 reaches too.
            use_dual_stack(value: impl ::std::convert::Into<bool> => value.into());
            set_use_dual_stack(bool);
        }
    };
    (use_fips) => {
        $crate::__config_setters! {
            /// Whether requests go to an endpoint whose cryptography is FIPS-validated.
            use_fips(value: impl ::std::convert::Into<bool> => value.into());
            set_use_fips(bool);
        }
    };
    (account_id_endpoint_mode) => {
        $crate::__config_setters! {
            /// Whether requests go to an endpoint of the account.
            account_id_endpoint_mode(value: $crate::client::rt::AccountIdEndpointMode => value);
            set_account_id_endpoint_mode($crate::client::rt::AccountIdEndpointMode);
        }
    };
    (idempotency_token_provider) => {
        $crate::__config_setters! {
            /// What makes the tokens by which a service recognises a repeated request, where an input
            /// has none. A `&'static str` makes one that always gives that text, for tests.
            idempotency_token_provider(
                value: impl ::std::convert::Into<$crate::client::IdempotencyTokenProvider>
                    => value.into()
            );
            set_idempotency_token_provider($crate::client::IdempotencyTokenProvider);
        }
    };
}

/// What tests set, with the feature `test-util` of the runtime.
#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! __config_test_util {
    () => {
        impl Builder {
            /// Fixes everything that would differ from one run of a test to the next: clock, user
            /// agent, idempotency tokens; and sets credentials for tests.
            #[inline]
            pub fn apply_test_defaults(&mut self) -> &mut Self {
                self.settings.apply_test_defaults();
                self
            }

            /// The same on a builder that is given away.
            #[inline]
            pub fn with_test_defaults(mut self) -> Self {
                self.apply_test_defaults();
                self
            }

            /// [`Self::apply_test_defaults`], and the region `us-east-1` where none is set.
            #[inline]
            pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
                self.settings.apply_test_defaults_v2();
                self
            }

            /// The same on a builder that is given away.
            #[inline]
            pub fn with_test_defaults_v2(mut self) -> Self {
                self.apply_test_defaults_v2();
                self
            }
        }
    };
}

/// What tests set, with the feature `test-util` of the runtime.
#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __config_test_util {
    () => {};
}
