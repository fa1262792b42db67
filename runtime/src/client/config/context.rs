//! Parameters of endpoint rules that are settings of the client.

use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreAppend};

use super::Settings;
use crate::endpoint::{Context, ContextValue};

/// A parameter that was set or cleared. A later one, or one of a later layer, replaces those of its
/// name.
#[derive(Clone, Debug)]
struct Parameter {
    name: &'static str,
    value: Option<ContextValue>,
}

impl Storable for Parameter {
    type Storer = StoreAppend<Self>;
}

impl Settings {
    /// Sets or clears a parameter of the endpoint rules.
    pub fn set_context<V: Into<ContextValue>>(&mut self, name: &'static str, value: Option<V>) {
        let value = value.map(Into::into);
        self.layer.store_append(Parameter { name, value });
    }

    /// Takes the parameters over that a call has.
    pub(super) fn inherit_context(&mut self, config: &ConfigBag) {
        let mut parameters: Vec<_> = config.load::<Parameter>().cloned().collect();
        parameters.reverse();
        for parameter in parameters {
            self.layer.store_append(parameter);
        }
    }
}

/// Sets a parameter of the endpoint rules in a layer that those of programs shadow.
pub(crate) fn set_parameter(layer: &mut Layer, name: &'static str, value: impl Into<ContextValue>) {
    let value = Some(value.into());
    layer.store_append(Parameter { name, value });
}

/// The parameters that are set.
pub(crate) fn context(config: &ConfigBag) -> Context {
    let mut context = Context::default();
    let mut known = Vec::new();
    // The latest comes first.
    for Parameter { name, value } in config.load::<Parameter>() {
        if known.contains(name) {
            continue;
        }
        known.push(*name);
        if let Some(value) = value {
            context.set(*name, value.clone());
        }
    }
    context
}
