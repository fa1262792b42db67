//! The events of inputs, whatever their type.

use super::Outgoing;

/// The events of an input, whatever their type.
#[doc(hidden)]
pub trait SentEvents {
    /// Takes the events out, as messages. Empty if they have been taken before.
    fn outgoing(&mut self) -> Outgoing;

    /// Sets the events to those of a request.
    #[cfg(feature = "fake")]
    fn receive(&mut self, received: super::Received);
}
