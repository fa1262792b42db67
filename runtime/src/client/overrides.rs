//! Settings of a single call.

use aws_smithy_runtime::client::config_override::Resolver;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::Layer;
use aws_types::region::Region;

use crate::client::config::check::{self, Clock, InvalidConfig};
use crate::client::config::{ConfigState, Settings, signing_region};

/// Settings of one call, in front of those of the client.
///
/// # Errors
///
/// Fails if no request can be sent with them.
pub(crate) fn config_override(
    settings: Settings,
    client: &ConfigState,
    clock: &Clock,
) -> Result<StaticRuntimePlugin, InvalidConfig> {
    let Settings {
        mut layer,
        mut components,
        ..
    } = settings;
    check::call(clock, &components, &layer)?;
    let mut resolver = Resolver::overrid(
        client.layer.clone(),
        &client.components,
        &mut layer,
        &mut components,
    );
    let region = resolver.config_mut().load::<Region>().map(signing_region);
    if let Some(region) = region {
        resolver.config_mut().store_put(region);
    }
    // Identities of an override must not pile up in the cache that the calls share, and must not be
    // resolved anew at every retry.
    if components.has_identity_resolvers() && components.identity_cache().is_none() {
        let cache = IdentityCache::lazy().max_partitions(1).build();
        components.set_identity_cache(Some(cache));
    }
    let config = Layer::from(layer).with_name("config override").freeze();
    Ok(StaticRuntimePlugin::new()
        .with_config(config)
        .with_runtime_components(components))
}
