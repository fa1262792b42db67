//! What official clients know of single services, and their models do not say.

use crate::model::{Shape, ShapeId};

/// Structures whose data is secret.
const SENSITIVE: [&str; 2] = [
    "com.amazonaws.sso#RoleCredentials",
    "com.amazonaws.sts#Credentials",
];

/// Errors that are faults of the server, although their models blame the client, and that are worth another try.
const TRANSIENT: [&str; 1] = ["com.amazonaws.sts#IDPCommunicationErrorException"];

/// True if all data of the shape is secret.
pub(crate) fn is_sensitive(shape: &Shape) -> bool {
    shape.traits.sensitive() || SENSITIVE.contains(&shape.id.as_str())
}

/// True if the error is transient.
pub(crate) fn is_transient(error: &ShapeId) -> bool {
    TRANSIENT.contains(&error.as_str())
}
