//! The login that the signer hands to the connector.

use aws_smithy_runtime_api::client::identity::http::Login;

/// The login that a request is answered with, as an extension of the request.
#[derive(Clone, Debug)]
pub(super) struct DigestLogin(pub(super) Login);
