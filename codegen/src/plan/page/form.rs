//! Examples as forms.

use serde_json::{Map, Value};

use super::value::{encoded, field, is_base64, text};
use crate::plan::protocol::Protocol;
use crate::plan::row::{Held, Row};
use crate::plan::row_trait::RowTrait;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// The parameters of an input as a form, each after an `&`. `None` if a value has more than one
/// form.
pub(super) fn parameters(
    shapes: &Shapes<'_>,
    protocol: Protocol,
    structure: &Structure,
    members: &Map<String, Value>,
) -> Option<String> {
    let mut form = Form {
        shapes,
        is_ec2: protocol == Protocol::Ec2Query,
        text: String::new(),
    };
    form.members("", structure, members)?;
    Some(form.text)
}

struct Form<'a> {
    shapes: &'a Shapes<'a>,
    is_ec2: bool,
    text: String,
}

impl Form<'_> {
    fn members(
        &mut self,
        prefix: &str,
        structure: &Structure,
        members: &Map<String, Value>,
    ) -> Option<()> {
        // All of them are members of the structure, and come in its order.
        for name in members.keys() {
            field(structure, name)?;
        }
        for field in &structure.fields {
            if let Some(value) = members.get(&field.member) {
                let name = format!("{prefix}{}", self.name(&field.member, &field.row));
                self.value(&name, &field.ty, Some(&field.row), value)?;
            }
        }
        Some(())
    }

    /// The name of a member.
    fn name(&self, member: &str, row: &Row) -> String {
        let ec2 = row.traits.iter().find_map(|of| match of {
            RowTrait::Ec2QueryName(name) => Some(name),
            _ => None,
        });
        let name = xml_name(row).unwrap_or(member);
        match (self.is_ec2, ec2) {
            (true, Some(name)) => name.clone(),
            (true, None) => capitalised(name),
            (false, _) => name.to_owned(),
        }
    }

    fn value(&mut self, name: &str, ty: &Type, row: Option<&Row>, value: &Value) -> Option<()> {
        let held = row
            .and_then(|row| row.held.as_ref())
            .map(|held| match held {
                Held::Member(row) | Held::Value(row) => &**row,
            });
        let is_flat = row.is_some_and(|row| row.traits.contains(&RowTrait::XmlFlattened));
        match (ty.unboxed(), value) {
            (Type::List { .. }, Value::Array(items)) if items.is_empty() => {
                if !self.is_ec2 {
                    self.text.push_str(&format!("&{name}="));
                }
            }
            (Type::List { element, .. }, Value::Array(items)) => {
                let item = held.and_then(xml_name).unwrap_or("member");
                let prefix = match is_flat || self.is_ec2 {
                    true => format!("{name}."),
                    false => format!("{name}.{item}."),
                };
                for (at, value) in items.iter().enumerate() {
                    self.value(&format!("{prefix}{}", at + 1), element, held, value)?;
                }
            }
            // More entries have no order.
            (Type::Map { value: ty, .. }, Value::Object(entries)) if entries.len() == 1 => {
                let (key, value) = entries.iter().next()?;
                let prefix = format!("{name}{}.1.", if is_flat { "" } else { ".entry" });
                let keys = row.and_then(|row| row.keys.as_deref());
                let name = |of: Option<&str>, default: &str| {
                    let name = of.unwrap_or(default);
                    let name = if self.is_ec2 {
                        capitalised(name)
                    } else {
                        name.to_owned()
                    };
                    format!("{prefix}{name}")
                };
                let key_name = name(keys.and_then(xml_name), "key");
                let value_name = name(held.and_then(xml_name), "value");
                self.push(&key_name, key);
                self.value(&value_name, ty, held, value)?;
            }
            (Type::Structure(ty), Value::Object(members)) => {
                let structure = self.shapes.structure(ty)?;
                self.members(&format!("{name}."), structure, members)?;
            }
            (Type::Union(ty), Value::Object(members)) if members.len() == 1 => {
                let (member, value) = members.iter().next()?;
                let mut variants = self.shapes.union(ty)?.variants.iter();
                let variant = variants.find(|variant| variant.member == *member)?;
                let name = format!("{name}.{}", self.name(member, &variant.row));
                self.value(&name, variant.ty.as_ref()?, Some(&variant.row), value)?;
            }
            (Type::Blob, Value::String(text)) if is_base64(text) => self.push(name, text),
            (ty, value) => self.push(name, &text(ty, value)?),
        }
        Some(())
    }

    fn push(&mut self, name: &str, value: &str) {
        let value = encoded(value, false);
        self.text.push_str(&format!("&{name}={value}"));
    }
}

fn xml_name(row: &Row) -> Option<&str> {
    row.traits.iter().find_map(|of| match of {
        RowTrait::XmlName(name) => Some(name.as_str()),
        _ => None,
    })
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
    first.to_ascii_uppercase() + rest
}
