//! A call with settings of its own.

use std::future::Future;
use std::pin::Pin;

use aws_runtime::auth::PayloadSigningOverrideRuntimePlugin;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;

use crate::client::config::Settings;
use crate::client::error::SdkError;

/// A request that can be sent with settings of its own: every fluent builder.
pub trait CustomizableSend<T, E> {
    /// Sends the request.
    fn send(self, settings: Settings) -> SendFuture<T, E>;
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
    pub fn finish(self) -> Settings {
        let mut settings = self.settings.unwrap_or_default();
        for interceptor in self.interceptors {
            settings.push_interceptor(interceptor);
        }
        settings.plugins.extend(self.plugins);
        settings
    }
}
