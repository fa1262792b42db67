//! A call with settings of its own.

use std::future::Future;
use std::pin::Pin;

use aws_runtime::auth::PayloadSigningOverrideRuntimePlugin;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;

use crate::Operation;
use crate::client::call::Call;
use crate::client::config::Settings;
use crate::client::error::SdkError;
use crate::client::operation::ClientOperation;
use crate::client::presign::PresignFuture;
use crate::error::BuildError;
use crate::presigning::PresigningConfig;

/// A request that can be sent with settings of its own: every fluent builder.
///
/// `T` and `E` are the output and the error of its operation.
pub trait CustomizableSend<T, E> {
    /// The operation.
    type Operation: Returns<T, E>;

    /// The call that has not been made, and its input.
    fn into_call(
        self,
    ) -> (
        Call,
        Result<<Self::Operation as Operation>::Input, BuildError>,
    );
}

/// An operation that returns `T` or `E`: every operation, with its own output and error.
pub trait Returns<T, E>: ClientOperation {
    /// Sends an input.
    fn send(call: Call, input: Result<Self::Input, BuildError>) -> SendFuture<T, E>;

    /// Presigns the request with an input.
    fn presign(
        call: Call,
        config: PresigningConfig,
        input: Result<Self::Input, BuildError>,
    ) -> PresignFuture<E>;
}

impl<O: ClientOperation> Returns<O::Output, O::Error> for O {
    // That the future is `Send` is proved here, once, and not wherever one is boxed.
    fn send(call: Call, input: Result<O::Input, BuildError>) -> SendFuture<O::Output, O::Error> {
        Box::pin(call.send::<O>(input))
    }

    fn presign(
        call: Call,
        config: PresigningConfig,
        input: Result<O::Input, BuildError>,
    ) -> PresignFuture<O::Error> {
        call.presign::<O>(config, input)
    }
}

/// The future of a call.
pub type SendFuture<T, E> = Pin<Box<dyn Future<Output = Result<T, SdkError<E>>> + Send>>;

/// The settings of one call.
#[derive(Debug, Default)]
pub struct Customization {
    settings: Option<Settings>,
    interceptors: Vec<SharedInterceptor>,
    plugins: Vec<SharedRuntimePlugin>,
}

impl Customization {
    /// Adds an interceptor.
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) {
        self.interceptors.push(interceptor);
    }

    /// Leaves the body out of the signature.
    pub fn disable_payload_signing(&mut self) {
        let plugin = PayloadSigningOverrideRuntimePlugin::unsigned();
        self.plugins.push(SharedRuntimePlugin::new(plugin));
    }

    /// Replaces the settings.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = Some(settings);
    }

    /// The settings, with the interceptors and plugins among them.
    fn finish(self) -> Settings {
        let mut settings = self.settings.unwrap_or_default();
        for interceptor in self.interceptors {
            settings.push_interceptor(interceptor);
        }
        settings.plugins.extend(self.plugins);
        settings
    }

    /// Sends a request with these settings.
    pub fn send<T, E, B>(self, request: B) -> SendFuture<T, E>
    where
        B: CustomizableSend<T, E>,
    {
        let (call, input) = request.into_call();
        B::Operation::send(call.with(self.finish()), input)
    }

    /// Presigns a request with these settings.
    pub fn presign<T, E, B>(self, request: B, config: PresigningConfig) -> PresignFuture<E>
    where
        B: CustomizableSend<T, E>,
    {
        let (call, input) = request.into_call();
        B::Operation::presign(call.with(self.finish()), config, input)
    }
}
