//! Values of examples as strings.

use serde_json::Value;

use crate::plan::base64::unbased64;
use crate::plan::field::Field;
use crate::plan::structure::Structure;
use crate::plan::time;
use crate::plan::ty::{Type, integer};

/// The member of that name, as modelled.
pub(crate) fn field<'s>(structure: &'s Structure, name: &str) -> Option<&'s Field> {
    structure.fields.iter().find(|field| field.member == name)
}

/// Percent-encoded, as a label or the value of a query parameter.
pub(super) fn encoded(text: &str, greedy: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'/' if greedy => out.push('/'),
            b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A value that stands in a URI or header.
pub(super) fn text(ty: &Type, value: &Value) -> Option<String> {
    Some(match (ty.unboxed(), value) {
        (Type::String | Type::Enumeration(_), Value::String(text)) => text.clone(),
        (Type::Boolean, Value::Bool(flag)) => flag.to_string(),
        (Type::Integer(width), value) => integer(*width, value)?.to_string(),
        (Type::Timestamp(format), value) => time::text(time::seconds(value)?, *format),
        _ => return None,
    })
}

pub(super) fn is_base64(text: &str) -> bool {
    unbased64(text).is_some()
}
