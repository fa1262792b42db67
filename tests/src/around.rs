//! The parts around a call, whoever's client makes it.

use crate::wire::Request;

/// The observations of one call.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The names of the interceptors, in the order in which they run.
    pub interceptors: Vec<String>,
    /// The names of the retry classifiers, in the order in which they run.
    pub classifiers: Vec<String>,
    /// The settings that interceptors see.
    pub settings: Vec<(&'static str, String)>,
    /// The result, with all messages of an error.
    pub outcome: String,
    /// The requests that were sent.
    pub requests: Vec<Request>,
}
