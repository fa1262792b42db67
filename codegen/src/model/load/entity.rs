//! References, and the properties of services and resources.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::id::{IDENTIFIER, is_identifier};
use super::super::{Resource, Service, ShapeId, prelude};
use super::ast::Reader;
use super::fields::{Fields, Way};
use super::node::Node;

impl Reader<'_> {
    /// Takes out the required `target`.
    pub(super) fn target(
        &mut self,
        fields: &mut Fields<'_>,
        what: &str,
        way: &Way<'_>,
    ) -> Option<ShapeId> {
        let Some(node) = fields.take("target") else {
            way.report(self.report, format!("{what} has no `target`"));
            return None;
        };
        let way = way.down("target");
        let Some(text) = node.as_text() else {
            let message = format!(
                "the target of {what} must be a shape ID, not {}",
                node.what()
            );
            way.report(self.report, message);
            return None;
        };
        let id = self.documents.names.id(text);
        if id.is_none() {
            let message = format!(
                "{what} targets `{text}`, which is not an absolute shape ID; expected `namespace#Name`"
            );
            let near = prelude::named(text).map(|id| format!("did you mean `{id}`?"));
            way.report(self.report, message).maybe_help(near);
        }
        id
    }

    /// Takes out a reference, `{ "target": … }`.
    pub(super) fn reference(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        way: &Way<'_>,
    ) -> Option<ShapeId> {
        let node = fields.take(key)?;
        self.reference_of(node, &format!("`{key}`"), &way.down(key))
    }

    fn reference_of(&mut self, node: Node<'_>, what: &str, way: &Way<'_>) -> Option<ShapeId> {
        let mut fields = Fields::of(node, what, way, self.report)?;
        let target = self.target(&mut fields, what, way);
        fields.finish("a reference", way, self.report);
        target
    }

    pub(super) fn references(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        way: &Way<'_>,
    ) -> Vec<ShapeId> {
        let nodes = fields.list(key, way, self.report);
        let way = way.down(key);
        let mut ids = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.into_iter().enumerate() {
            let index = index.to_string();
            let what = format!("an element of `{key}`");
            ids.extend(self.reference_of(node, &what, &way.down(&index)));
        }
        ids
    }

    pub(super) fn service(&mut self, fields: &mut Fields<'_>, way: &Way<'_>) -> Service {
        let version = fields.text("version", way, self.report);
        let operations = self.references(fields, "operations", way);
        let resources = self.references(fields, "resources", way);
        let errors = self.references(fields, "errors", way);
        let mut rename = BTreeMap::new();
        let renames = fields.entries("rename", way, self.report);
        let way = way.down("rename");
        for (from, to) in renames {
            let way = way.down(&from);
            let Some(id) = self.documents.names.id(&from) else {
                let message = format!(
                    "`rename` has the key `{from}`, which is not an absolute shape ID; expected `namespace#Name`"
                );
                way.report(self.report, message);
                continue;
            };
            match to.as_text() {
                Some(name) if is_identifier(name) => {
                    rename.insert(id, name.to_owned());
                }
                Some(name) => {
                    let message =
                        format!("`{id}` is renamed to `{name}`, which is not a valid shape name");
                    way.report(self.report, message).help(IDENTIFIER);
                }
                None => {
                    let message = format!("the new name of `{id}` must be a string");
                    way.report(self.report, message);
                }
            }
        }
        Service {
            version: version.map(Cow::into_owned).unwrap_or_default(),
            operations,
            resources,
            errors,
            rename,
        }
    }

    pub(super) fn resource(&mut self, fields: &mut Fields<'_>, way: &Way<'_>) -> Resource {
        Resource {
            identifiers: self.named_references(fields, "identifiers", way),
            properties: self.named_references(fields, "properties", way),
            create: self.reference(fields, "create", way),
            put: self.reference(fields, "put", way),
            read: self.reference(fields, "read", way),
            update: self.reference(fields, "update", way),
            delete: self.reference(fields, "delete", way),
            list: self.reference(fields, "list", way),
            operations: self.references(fields, "operations", way),
            collection_operations: self.references(fields, "collectionOperations", way),
            resources: self.references(fields, "resources", way),
        }
    }

    fn named_references(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        way: &Way<'_>,
    ) -> Vec<(String, ShapeId)> {
        let entries = fields.entries(key, way, self.report);
        let way = way.down(key);
        let mut read = Vec::with_capacity(entries.len());
        for (name, node) in entries {
            let what = format!("`{name}` of `{key}`");
            if let Some(id) = self.reference_of(node, &what, &way.down(&name)) {
                read.push((name.into_owned(), id));
            }
        }
        read
    }
}
