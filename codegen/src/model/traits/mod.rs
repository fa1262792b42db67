//! The traits of a shape: all of them as JSON, the known ones also as typed values.

mod auth;
mod aws;
mod constraint;
pub(crate) mod decode;
mod docs;
mod event_test;
mod http;
mod protocol;
mod protocol_test;
mod rules;
mod uri;
mod waitable;

use serde_json::Value;

use super::ShapeId;
use decode::Decoded;

pub use auth::HttpApiKeyAuth;
pub use aws::{AwsQueryError, AwsService, HttpChecksum};
pub use constraint::{Length, Range};
pub use docs::{Deprecated, Example, ExampleError};
pub(crate) use event_test::EVENT_TESTS;
pub use event_test::{Event as TestEvent, EventTest};
pub use http::{Endpoint, HostPart, Http};
pub use protocol::{Fault, Paginated, Retryable, TimestampFormat, XmlNamespace};
pub(crate) use protocol_test::{REQUEST_TESTS, RESPONSE_TESTS};
pub use protocol_test::{RequestTest, ResponseTest, TestCase};
pub use rules::ClientContextParam;
pub use uri::{QueryLiteral, UriPattern, UriSegment};
pub use waitable::{Acceptor, Expected, Matcher, Waiter, WaiterState};
pub(crate) use waitable::{acceptor_syntax, waiter};

/// The traits of a shape or member, in model order.
///
/// [`get`](Self::get) returns any trait as JSON. For each trait that the generator knows, the
/// method of its name returns a typed value. A [`Model`](super::Model) is checked when it is
/// loaded, so `None` means that the trait is not applied, never that its value is invalid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(Vec<(ShapeId, Value)>);

impl Traits {
    /// No traits. `Traits::default()` is the accessor of the trait `default`.
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a trait by its absolute ID, e.g. `smithy.api#pattern`.
    pub fn get(&self, id: &str) -> Option<&Value> {
        let mut all = self.0.iter();
        all.find(|(known, _)| known.as_str() == id).map(|(_, v)| v)
    }

    /// True if the trait is applied.
    pub fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// All traits, in model order.
    pub fn iter(&self) -> impl Iterator<Item = (&ShapeId, &Value)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// True if there are no traits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a trait. A trait that is already applied keeps its position.
    pub(crate) fn insert(&mut self, id: ShapeId, value: Value) {
        match self.0.iter_mut().find(|(known, _)| *known == id) {
            Some((_, old)) => *old = value,
            None => self.0.push((id, value)),
        }
    }

    /// Adds a trait that is not applied yet.
    pub(crate) fn push(&mut self, id: ShapeId, value: Value) {
        self.0.push((id, value));
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<Value> {
        let place = self.0.iter().position(|(known, _)| known.as_str() == id)?;
        Some(self.0.remove(place).1)
    }

    /// Decodes a trait. Invalid values were reported by the same functions when the model was
    /// checked.
    fn read<'a, T>(&'a self, id: &str, decode: impl Fn(&'a Value) -> Decoded<T>) -> Option<T> {
        decode(self.get(id)?).ok()
    }
}

impl IntoIterator for Traits {
    type Item = (ShapeId, Value);
    type IntoIter = std::vec::IntoIter<(ShapeId, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The problems of a trait's value. `None` for traits that the generator does not know.
pub(crate) fn problems(id: &str, value: &Value) -> Option<Vec<decode::Bad>> {
    let check = [
        docs::check,
        constraint::check,
        http::check,
        protocol::check,
        protocol_test::check,
        event_test::check,
        auth::check,
        aws::check,
        rules::check,
        waitable::check,
    ];
    let outcome = check.into_iter().find_map(|check| check(id, value))?;
    Some(outcome.err().unwrap_or_default())
}
