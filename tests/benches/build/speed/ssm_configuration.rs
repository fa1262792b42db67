//! One side of the comparison, whose serializers load the protocol from the configuration.

use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{FrozenLayer, Layer};

/// The configuration of the service that serializers load, as the client has it.
pub(crate) fn service() -> Option<FrozenLayer> {
    let protocol = AwsJsonRpcProtocol::aws_json_1_1().with_default_namespace("com.amazonaws.ssm");
    let mut layer = Layer::new("service");
    layer.store_put(SharedClientProtocol::new(protocol));
    Some(layer.freeze())
}
