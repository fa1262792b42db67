//! The client.

#[path = "../../../../generated/batch/src/client/customize.rs"]
#[rustfmt::skip]
pub mod customize;

#[derive(Clone, Debug)]
pub struct Client {
    state: std::sync::Arc<hammersmith::client::ClientState>,
    config: super::config::Config,
}

impl Client {
    #[track_caller]
    pub fn new(sdk_config: &hammersmith::client::rt::SdkConfig) -> Self {
        Self::from_conf(super::config::Config::new(sdk_config))
    }

    #[track_caller]
    pub fn from_conf(conf: super::config::Config) -> Self {
        Self {
            state: hammersmith::client::ClientState::new(&conf.state),
            config: conf,
        }
    }

    pub fn config(&self) -> &super::config::Config {
        &self.config
    }

    pub(crate) fn call(&self) -> hammersmith::client::Call {
        hammersmith::client::Call::new(&self.state)
    }

    pub fn put_thing(&self) -> super::operation::put_thing::builders::PutThingFluentBuilder {
        super::operation::put_thing::builders::PutThingFluentBuilder::new(self)
    }
}
