//! Plugins that wrap components of a client.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugin, SharedRuntimePlugin};

/// The plugin with the components that `wrap` makes of those that the client and the call have: it
/// reads these, and sets its own.
pub(crate) fn around(
    name: &'static str,
    wrap: impl Fn(&RuntimeComponentsBuilder, &mut RuntimeComponentsBuilder) + Send + Sync + 'static,
) -> SharedRuntimePlugin {
    SharedRuntimePlugin::new(Around { name, wrap })
}

struct Around<F> {
    name: &'static str,
    wrap: F,
}

impl<F> fmt::Debug for Around<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Around")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<F> RuntimePlugin for Around<F>
where
    F: Fn(&RuntimeComponentsBuilder, &mut RuntimeComponentsBuilder) + Send + Sync,
{
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(
        &self,
        current: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let mut own = RuntimeComponentsBuilder::new(self.name);
        (self.wrap)(current, &mut own);
        Cow::Owned(own)
    }
}
