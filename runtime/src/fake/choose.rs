//! The service that a request is for, where a fake has several.

use super::call::Call;
use super::fake::{Entry, Fake};
use super::route::Found;

impl Fake {
    /// The operation that a request calls. A request that is signed for a service of the fake calls
    /// no other. If several services have an operation for it, the host decides, then how much of
    /// the request says so, and then which operation has a handler.
    pub(super) fn find(&self, call: &Call<'_>) -> Option<(&Entry, Found)> {
        let is_signed = |entry: &Entry| likeness(entry, call).0;
        let any_is_signed = self.services.iter().any(is_signed);
        let services = self.services.iter();
        let mut best: Option<(_, &Entry, Found)> = None;
        for entry in services.filter(|entry| is_signed(entry) || !any_is_signed) {
            let Some(found) = (entry.find)(entry.service, entry.operations, call) else {
                continue;
            };
            let has_handler = entry.handler(found.row.0).is_some();
            let form = (found.rank.clone(), (entry.speaks)(call));
            let key = (likeness(entry, call), form, has_handler);
            if best.as_ref().is_none_or(|(other, ..)| key > *other) {
                best = Some((key, entry, found));
            }
        }
        best.map(|(_, entry, found)| (entry, found))
    }

    /// The service that a request is most probably for that calls no known operation.
    pub(super) fn probable(&self, call: &Call<'_>) -> Option<&Entry> {
        let mut best: Option<(_, &Entry)> = None;
        for entry in &self.services {
            let key = (likeness(entry, call), (entry.speaks)(call));
            if best.as_ref().is_none_or(|(other, _)| key > *other) {
                best = Some((key, entry));
            }
        }
        best.map(|(_, entry)| entry)
    }
}

/// Two signs that a request is for a service: its signature, and its host. Fakes on a port have
/// only the first.
fn likeness(entry: &Entry, call: &Call<'_>) -> (bool, bool) {
    let service = entry.service;
    let is_signed = service.signing_name.is_some() && call.signed_for() == service.signing_name;
    let is_host = |host: &str| {
        let prefix = service.endpoint_prefix;
        !prefix.is_empty() && format!(".{host}").contains(&format!(".{prefix}."))
    };
    (is_signed, call.host.is_some_and(is_host))
}
