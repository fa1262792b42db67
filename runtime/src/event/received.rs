//! The events of a request, for fakes.

use std::sync::{Arc, Mutex, PoisonError};

use super::Incoming;
use crate::validate::ValidationErrors;

/// The messages of a request, before they are read as events.
#[doc(hidden)]
#[derive(Debug)]
pub struct Received {
    pub(super) incoming: Incoming,
    pub(super) refused: Refused,
    pub(super) is_lenient: bool,
}

/// The first message of a request that is not an event the model allows, once it has been read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refused(Arc<Mutex<Option<Wrong>>>);

/// The reason why a message is refused.
#[derive(Debug)]
pub(crate) enum Wrong {
    /// It cannot be read.
    Unreadable(String),
    /// The constraints of the model do not allow the event.
    Invalid(ValidationErrors),
}

impl Refused {
    pub(crate) fn take(&self) -> Option<Wrong> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// True if a message has been refused and not been taken.
    pub(super) fn is_set(&self) -> bool {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.is_some()
    }

    pub(super) fn set(&self, wrong: Wrong) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert(wrong);
    }
}

impl Received {
    pub(crate) fn new(incoming: Incoming, refused: Refused, is_lenient: bool) -> Self {
        Self {
            incoming,
            refused,
            is_lenient,
        }
    }
}
