//! Reading of drafts of shapes from JSON.

use std::borrow::Cow;

use super::super::assemble::draft::{Draft, Entity, OperationDraft, Statement, Version};
use super::super::id::{IDENTIFIER, is_identifier};
use super::super::{Member, ShapeId, ShapeType, Traits, prelude};
use super::documents::Documents;
use super::fields::{Fields, Way};
use super::locate::Spot;
use super::node::{Node, into_map};
use super::report::Report;
use crate::suggest;

/// Reads one document and adds it to the previous ones.
pub(super) fn read(node: Node<'_>, file: usize, documents: &mut Documents, report: &mut Report) {
    for way in node.duplicates() {
        let key = way.last().cloned().unwrap_or_default();
        let message = format!("duplicate key `{key}`");
        let finding = report.in_file(file, way.clone(), message);
        finding.other("the first is at", Spot::FirstInFile { file, way });
    }
    let Node::Object(entries) = node else {
        return; // The caller has reported it.
    };
    let mut fields = Fields::new(entries);
    let way = Way::root(file);
    let Some(version) = version(fields.take("smithy"), &way.down("smithy"), report) else {
        return;
    };
    let metadata = fields.entries("metadata", &way, report);
    documents.metadata.push((file, into_map(metadata)));
    let shapes = fields.entries("shapes", &way, report);
    fields.finish("the document", &way, report);
    let mut reader = Reader {
        version,
        documents,
        report,
    };
    let way = way.down("shapes");
    for (key, node) in shapes {
        reader.entry(&key, node, &way.down(&key));
    }
}

fn version(node: Option<Node<'_>>, way: &Way<'_>, report: &mut Report) -> Option<Version> {
    let node = node?;
    match node.as_text() {
        Some("1" | "1.0") => return Some(Version::V1),
        Some("2" | "2.0") => return Some(Version::V2),
        Some(other) => way.report(report, format!("unsupported Smithy version `{other}`")),
        None => way.report(
            report,
            format!(
                "the version of Smithy must be a string, not {}",
                node.what()
            ),
        ),
    }
    .help("the supported versions are `1.0` and `2.0`");
    None
}

/// Reads the shapes of one document.
pub(super) struct Reader<'r> {
    version: Version,
    pub(super) documents: &'r mut Documents,
    pub(super) report: &'r mut Report,
}

impl Reader<'_> {
    /// Reads an entry of `shapes`: a shape or an `apply` statement.
    fn entry(&mut self, key: &str, node: Node<'_>, way: &Way<'_>) {
        let Some(id) = self.documents.names.id(key) else {
            let message = format!("`{key}` is not an absolute shape ID; expected `namespace#Name`");
            way.report(self.report, message);
            return;
        };
        if self.shape(&id, node, way).is_none() {
            self.documents.names.broken.insert(id);
        }
    }

    /// Reads a shape. `None` if its type is unknown.
    fn shape(&mut self, id: &ShapeId, node: Node<'_>, way: &Way<'_>) -> Option<()> {
        let what = format!("`{id}`");
        let mut fields = Fields::of(node, &what, way, self.report)?;
        let name = self.type_name(id, &mut fields, way)?;
        if name == "apply" {
            let traits = self.traits(&mut fields, way);
            fields.finish("an `apply` statement", way, self.report);
            self.documents.statements.push(Statement {
                target: id.clone(),
                traits,
                file: way.file(),
            });
            return Some(());
        }
        let (shape_type, is_set) = self.shape_type(id, &name, way)?;
        if id.member().is_some() {
            let message = format!(
                "{what} is the ID of a member; expected the ID of a shape, or `apply` as the type"
            );
            way.report(self.report, message).shape(id);
            return None;
        }
        let mut draft = Draft {
            id: id.clone(),
            shape_type,
            members: Vec::new(),
            entity: Entity::None,
            traits: self.traits(&mut fields, way),
            mixins: self.references(&mut fields, "mixins", way),
            later: Vec::new(),
            file: way.file(),
            version: self.version,
        };
        if is_set && !draft.traits.unique_items() {
            let marker = serde_json::Value::Object(serde_json::Map::new());
            draft
                .traits
                .push(ShapeId::trusted("smithy.api#uniqueItems"), marker);
        }
        self.body(&mut draft, &mut fields, way);
        fields.finish(&shape_type.with_article(), way, self.report);
        // A copy of a shape of the prelude is ignored, since the prelude is built in.
        let is_lost = self.documents.names.broken.contains(id);
        if !is_lost && (id.namespace() != prelude::NAMESPACE || !prelude::defines(id)) {
            self.documents.drafts.push(draft);
        }
        Some(())
    }

    /// Takes out the type of a shape, which is required.
    fn type_name<'n>(
        &mut self,
        id: &ShapeId,
        fields: &mut Fields<'n>,
        way: &Way<'_>,
    ) -> Option<Cow<'n, str>> {
        let message = match fields.take("type") {
            Some(Node::Text(name)) => return Some(name),
            Some(other) => {
                let message = format!("the type of `{id}` must be a string, not {}", other.what());
                way.down("type").report(self.report, message).shape(id);
                return None;
            }
            None => format!("`{id}` has no `type`"),
        };
        let finding = way.report(self.report, message).shape(id);
        finding.help("add one, e.g. `\"type\": \"structure\"`");
        None
    }

    fn shape_type(&mut self, id: &ShapeId, name: &str, way: &Way<'_>) -> Option<(ShapeType, bool)> {
        if name == "set" {
            return Some((ShapeType::List, true));
        }
        let all = ShapeType::ALL.into_iter();
        if let Some(known) = all.clone().find(|known| known.name() == name) {
            return Some((known, false));
        }
        let message = format!("`{id}` has the unknown type `{name}`");
        let names = all.map(ShapeType::name);
        let help = suggest::did_you_mean(name, names);
        let finding = way.down("type").report(self.report, message);
        finding.shape(id).maybe_help(help);
        None
    }

    /// Reads the members and properties that the type of the shape has.
    fn body(&mut self, draft: &mut Draft, fields: &mut Fields<'_>, way: &Way<'_>) {
        let id = draft.id.clone();
        match draft.shape_type {
            ShapeType::List => draft
                .members
                .extend(self.named_member(&id, fields, "member", way)),
            ShapeType::Map => {
                let key = self.named_member(&id, fields, "key", way);
                let value = self.named_member(&id, fields, "value", way);
                draft.members.extend(key.into_iter().chain(value));
            }
            ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => {
                draft.members = self.members(&id, fields, way);
            }
            ShapeType::Service => draft.entity = Entity::Service(self.service(fields, way)),
            ShapeType::Operation => {
                draft.entity = Entity::Operation(OperationDraft {
                    input: self.reference(fields, "input", way),
                    output: self.reference(fields, "output", way),
                    errors: self.references(fields, "errors", way),
                });
            }
            ShapeType::Resource => {
                draft.entity = Entity::Resource(Box::new(self.resource(fields, way)));
            }
            _ => {}
        }
    }

    fn members(&mut self, id: &ShapeId, fields: &mut Fields<'_>, way: &Way<'_>) -> Vec<Member> {
        let entries = fields.entries("members", way, self.report);
        let way = way.down("members");
        let has_entries = !entries.is_empty();
        let mut members: Vec<Member> = Vec::with_capacity(entries.len());
        for (name, node) in entries {
            let way = way.down(&name);
            if !is_identifier(&name) {
                let message = format!("`{name}` is not a valid member name in `{id}`");
                let finding = way.report(self.report, message).shape(id);
                finding.help(IDENTIFIER);
            } else if let Some(member) = self.member(id, &name, node, &way) {
                members.push(member);
            }
        }
        if members.is_empty() && has_entries {
            // Otherwise, it would be reported as having no members, which is not true.
            self.documents.names.broken.insert(id.clone());
        }
        members
    }

    fn named_member(
        &mut self,
        id: &ShapeId,
        fields: &mut Fields<'_>,
        name: &'static str,
        way: &Way<'_>,
    ) -> Option<Member> {
        let node = fields.take(name)?;
        self.member(id, name, node, &way.down(name))
    }

    fn member(
        &mut self,
        id: &ShapeId,
        name: &str,
        node: Node<'_>,
        way: &Way<'_>,
    ) -> Option<Member> {
        let what = format!("the member `{name}` of `{id}`");
        let mut fields = Fields::of(node, &what, way, self.report)?;
        let target = self.target(&mut fields, &what, way);
        let traits = self.traits(&mut fields, way);
        fields.finish("a member", way, self.report);
        Some(Member {
            id: id.with_member(name),
            target: target?,
            traits,
        })
    }

    fn traits(&mut self, fields: &mut Fields<'_>, way: &Way<'_>) -> Traits {
        let entries = fields.entries("traits", way, self.report);
        let way = way.down("traits");
        let mut traits = Traits::new();
        for (name, node) in entries {
            match self.documents.names.id(&name) {
                Some(id) => traits.insert(id, node.into_value()),
                None => {
                    let message = format!(
                        "the trait `{name}` is not an absolute shape ID; expected `namespace#Name`"
                    );
                    let near = prelude::TRAITS.iter().find(|known| **known == name);
                    let finding = way.down(&name).report(self.report, message);
                    finding.maybe_help(
                        near.map(|known| format!("did you mean `smithy.api#{known}`?")),
                    );
                }
            }
        }
        traits
    }
}
