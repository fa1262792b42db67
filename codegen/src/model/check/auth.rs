//! Checks the authentication schemes that a service and its operations list.

use std::collections::HashSet;

use super::super::{Shape, prelude};
use super::Check;
use crate::suggest;

const AUTH: &str = "smithy.api#auth";

impl<'m> Check<'m> {
    /// Reports the schemes in the lists of a service and its operations that the service does not
    /// have, or that a list contains twice.
    pub(super) fn authentication(&mut self, service: &'m Shape, operations: &[&'m Shape]) {
        for shape in std::iter::once(&service).chain(operations) {
            let named = shape.traits.auth().unwrap_or_default();
            let mut seen = HashSet::new();
            for (index, id) in named.into_iter().enumerate() {
                let index = index.to_string();
                if !seen.insert(id) {
                    let message = format!("`{AUTH}` of `{}` has a duplicate `{id}`", shape.id);
                    let finding = self.on_trait(&shape.id, AUTH, &[&index], message);
                    finding.help("remove one of them");
                } else if !service.traits.has(id) {
                    self.missing_scheme(service, shape, &index, id);
                }
            }
        }
    }

    /// Reports a scheme that the service does not have.
    fn missing_scheme(&mut self, service: &Shape, shape: &Shape, index: &str, id: &str) {
        let message = format!(
            "`{AUTH}` of `{}` names `{id}`, but the service `{}` does not have that trait",
            shape.id, service.id
        );
        // A scheme that exists is not a slip.
        let name = id.strip_prefix("smithy.api#").unwrap_or_default();
        let exists = prelude::TRAITS.contains(&name) || id.starts_with("aws.auth#");
        let applied = || service.traits.iter().map(|(id, _)| id.as_str());
        let near = || suggest::did_you_mean(id, applied());
        let near = self.report.suggest(near).filter(|_| !exists);
        let finding = self.on_trait(&shape.id, AUTH, &[index], message);
        finding.help("add the trait to the service, or remove it from the list");
        finding.maybe_help(near);
    }
}
