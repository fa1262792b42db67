//! Examples as XML documents.

use serde_json::{Map, Value};

use super::value::{field, is_base64, text};
use crate::plan::field::Field;
use crate::plan::operation::Operation;
use crate::plan::placement::Placement;
use crate::plan::protocol::Protocol;
use crate::plan::row::{Held, Row, RowTrait};
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// An element of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    name: String,
    /// Names and values.
    attributes: Vec<(String, String)>,
    elements: Vec<Element>,
    /// The text of an element without others in it.
    text: String,
}

impl Element {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// An input or output as a document. `None` if a value has more than one form.
    pub(super) fn root(
        shapes: &Shapes<'_>,
        structure: &Structure,
        members: &Map<String, Value>,
    ) -> Option<Self> {
        let mut root = Self::new("");
        root.describe(structure.root.as_ref()?);
        root.members(shapes, structure, members)?;
        Some(root)
    }

    /// A member that is the whole body.
    pub(super) fn payload(shapes: &Shapes<'_>, field: &Field, value: &Value) -> Option<Self> {
        let mut around = Self::new("");
        around.add(shapes, &field.member, &field.ty, Some(&field.row), value)?;
        around.elements.pop()
    }

    /// The output of an operation in its response, where the protocol has forms.
    pub(super) fn result(
        shapes: &Shapes<'_>,
        protocol: Protocol,
        operation: &Operation,
        members: &Map<String, Value>,
    ) -> Option<Self> {
        let mut root = Self::new(&format!("{}Response", operation.name));
        let mut result = Self::new(&format!("{}Result", operation.name));
        if protocol == Protocol::AwsQuery {
            result.members(shapes, &operation.output, members)?;
            root.elements.push(result);
        } else {
            root.members(shapes, &operation.output, members)?;
        }
        Some(root)
    }

    /// An error with its code.
    pub(super) fn error(
        shapes: &Shapes<'_>,
        code: &str,
        structure: &Structure,
        members: &Map<String, Value>,
    ) -> Option<Self> {
        let mut error = Self::new("Error");
        let mut element = Self::new("Code");
        code.clone_into(&mut element.text);
        error.elements.push(element);
        error.members(shapes, structure, members)?;
        let mut root = Self::new("ErrorResponse");
        root.elements.push(error);
        Some(root)
    }

    /// The document in lines.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.write(0, &mut lines);
        lines
    }

    fn write(&self, depth: usize, lines: &mut Vec<String>) {
        let indent = "    ".repeat(depth);
        let mut start = format!("{indent}<{}", self.name);
        for (name, value) in &self.attributes {
            start.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        if self.elements.is_empty() {
            let (name, text) = (&self.name, escaped(&self.text));
            return lines.push(format!("{start}>{text}</{name}>"));
        }
        lines.push(start + ">");
        for element in &self.elements {
            element.write(depth + 1, lines);
        }
        lines.push(format!("{indent}</{}>", self.name));
    }

    /// Takes name and namespace of a row.
    fn describe(&mut self, row: &Row) {
        for of in &row.traits {
            match of {
                RowTrait::XmlName(name) => self.name.clone_from(name),
                RowTrait::XmlNamespace(uri, prefix) => {
                    let prefix = prefix.as_ref().map(|prefix| format!(":{prefix}"));
                    let name = format!("xmlns{}", prefix.unwrap_or_default());
                    self.attributes.push((name, uri.clone()));
                }
                _ => {}
            }
        }
    }

    fn members(
        &mut self,
        shapes: &Shapes<'_>,
        structure: &Structure,
        members: &Map<String, Value>,
    ) -> Option<()> {
        for (name, value) in members {
            let field = field(structure, name)?;
            if field.row.traits.contains(&RowTrait::XmlAttribute) {
                let mut attribute = Self::new(name);
                attribute.describe(&field.row);
                let text = text(&field.ty, value)?;
                self.attributes.push((attribute.name, text));
            } else if field.placement == Placement::Body {
                self.add(shapes, name, &field.ty, Some(&field.row), value)?;
            }
        }
        Some(())
    }

    /// Adds a value.
    fn add(
        &mut self,
        shapes: &Shapes<'_>,
        name: &str,
        ty: &Type,
        row: Option<&Row>,
        value: &Value,
    ) -> Option<()> {
        let mut element = Self::new(name);
        if let Some(row) = row {
            element.describe(row);
        }
        let flattened = row.is_some_and(|row| row.traits.contains(&RowTrait::XmlFlattened));
        let held = row
            .and_then(|row| row.held.as_ref())
            .map(|held| match held {
                Held::Member(row) | Held::Value(row) => &**row,
            });
        match (ty.unboxed(), value) {
            (Type::List { element: ty, .. }, Value::Array(items)) => {
                let inner = if flattened {
                    element.name.clone()
                } else {
                    "member".to_owned()
                };
                for item in items {
                    element.add(shapes, &inner, ty, held, item)?;
                }
            }
            (Type::Structure(ty), Value::Object(members)) => {
                element.members(shapes, shapes.structure(ty)?, members)?;
            }
            (Type::Union(ty), Value::Object(members)) if members.len() == 1 => {
                let (name, value) = members.iter().next()?;
                let mut variants = shapes.union(ty)?.variants.iter();
                let variant = variants.find(|variant| variant.member == *name)?;
                let ty = variant.ty.as_ref()?;
                element.add(shapes, name, ty, Some(&variant.row), value)?;
            }
            (Type::Blob, Value::String(text)) if is_base64(text) => element.text.clone_from(text),
            // The entries of maps have no order, and floats several forms.
            (ty, value) => element.text = text(ty, value)?,
        }
        if flattened {
            self.elements.append(&mut element.elements);
        } else {
            self.elements.push(element);
        }
        Some(())
    }
}

/// Text with the references that XML needs.
fn escaped(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('"', "&quot;")
        .replace('\n', "&#xA;")
        .replace('\r', "&#xD;")
}
