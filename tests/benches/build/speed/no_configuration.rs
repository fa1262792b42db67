//! One side of the comparison, whose serializers load nothing from the configuration.

/// The configuration of the service that serializers load.
pub(crate) fn service() -> Option<aws_smithy_types::config_bag::FrozenLayer> {
    None
}
