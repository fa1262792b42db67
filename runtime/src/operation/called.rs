//! The facts about an operation by which a protocol reads its response.

use crate::service::ServiceInfo;

/// The operation that a response belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Called {
    pub(crate) operation: &'static str,
    pub(crate) service: &'static ServiceInfo,
    /// True if the output holds secrets.
    pub(crate) sensitive: bool,
    /// True if the body of a success is a stream of bytes, which nobody reads here.
    pub(crate) streams: bool,
    /// True for an exception in a stream of events, of which all members stand in the payload.
    pub(crate) is_event: bool,
}
