//! CBOR bodies: responses from random JSON, and requests as values that can be compared.

use std::collections::BTreeSet;

use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef};
use serde_json::{Value, json};

use super::json::Json;

const BYTES: u8 = 0x40;
const TEXT: u8 = 0x60;
const LIST: u8 = 0x80;
const MAP: u8 = 0xa0;
const TAG: u8 = 0xc0;
const BREAK: u8 = 0xff;

/// Writes a response in the many forms that CBOR has. What official clients cannot read, although
/// it is what the model says, is not written: a null where a member is required or has a value
/// already, and numbers of another kind than that of the model.
pub(super) struct Encoder<'a> {
    shapes: &'a Shapes<'a>,
    random: Rng,
    bytes: Vec<u8>,
}

fn is_null(value: &Json) -> bool {
    matches!(value, Json::Literal(text) if text == "null")
}

/// The document of a structure.
pub(super) fn encode(
    shapes: &Shapes<'_>,
    structure: &Structure,
    json: &Json,
    seed: u64,
) -> Vec<u8> {
    let mut encoder = Encoder {
        shapes,
        random: Rng::with_seed(seed),
        bytes: Vec::new(),
    };
    encoder.structure(structure, json);
    encoder.bytes
}

impl Encoder<'_> {
    /// The start of a value with a length or number in one of the forms there are.
    fn head(&mut self, kind: u8, argument: u64) {
        let least = match argument {
            0..=23 => 0,
            24..=0xff => 1,
            0x100..=0xffff => 2,
            0x1_0000..=0xffff_ffff => 3,
            _ => 4,
        };
        let size = match self.random.u8(0..8) {
            0 => self.random.u8(least..=4),
            _ => least,
        };
        let all = argument.to_be_bytes();
        match size {
            0 => self.bytes.push(kind | argument as u8),
            _ => {
                self.bytes.push(kind | (23 + size));
                self.bytes.extend(&all[8 - (1 << (size - 1))..]);
            }
        }
    }

    /// A list or map.
    fn open<T>(&mut self, kind: u8, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        let is_definite = self.random.bool();
        match is_definite {
            true => self.head(kind, items.len() as u64),
            false => self.bytes.push(kind | 31),
        }
        for item in items {
            each(self, item);
        }
        if !is_definite {
            self.bytes.push(BREAK);
        }
    }

    fn text(&mut self, text: &str) {
        let middle = (1..text.len()).find(|at| text.is_char_boundary(*at));
        match middle.filter(|_| self.random.u8(0..12) == 0) {
            Some(middle) => {
                self.bytes.push(TEXT | 31);
                for part in [&text[..middle], &text[middle..]] {
                    self.head(TEXT, part.len() as u64);
                    self.bytes.extend(part.bytes());
                }
                self.bytes.push(BREAK);
            }
            None => {
                self.head(TEXT, text.len() as u64);
                self.bytes.extend(text.bytes());
            }
        }
    }

    fn structure(&mut self, structure: &Structure, json: &Json) {
        let Json::Object(members) = json else {
            return self.any(json);
        };
        let field = |name: &str| -> Option<&Field> {
            let mut fields = structure.fields.iter();
            fields.find(|field| field.wire_name == name)
        };
        let mut known = BTreeSet::new();
        let mut is_kept = |(name, value): &&(String, Json)| {
            let is_first = known.insert(name.clone());
            !is_null(value) || is_first && !field(name).is_some_and(|field| field.required)
        };
        let members: Vec<_> = members.iter().filter(|it| is_kept(it)).collect();
        self.open(MAP, &members, |to, (name, value)| {
            to.text(name);
            match field(name) {
                Some(field) => to.value(&field.ty, value),
                None => to.any(value),
            }
        });
    }

    fn value(&mut self, ty: &Type, json: &Json) {
        match (ty.unboxed(), json) {
            (Type::Timestamp(_), Json::Literal(text)) => match text.parse() {
                Ok(seconds) if f64::is_finite(seconds) => self.timestamp(seconds),
                _ => self.any(json),
            },
            (Type::Float | Type::Double, Json::Literal(text) | Json::String(text)) => {
                match text.parse() {
                    Ok(value) => self.float(value, *ty.unboxed() == Type::Float),
                    Err(_) => self.any(json),
                }
            }
            (Type::Blob, Json::String(text)) => match aws_smithy_types::base64::decode(text) {
                Ok(bytes) => {
                    self.head(BYTES, bytes.len() as u64);
                    self.bytes.extend(bytes);
                }
                Err(_) => self.any(json),
            },
            (Type::List { element, .. }, Json::Array(items)) => {
                self.open(LIST, items, |to, item| to.value(element, item));
            }
            (Type::Map { value, .. }, Json::Object(entries)) => {
                self.open(MAP, entries, |to, (key, held)| {
                    to.text(key);
                    to.value(value, held);
                });
            }
            (Type::Union(ty), _) => self.union(ty, json),
            (Type::Structure(ty), _) => match self.shapes.structure(ty) {
                Some(structure) => self.structure(structure, json),
                None => self.any(json),
            },
            _ => self.any(json),
        }
    }

    /// A union with its one member, or with none: official clients read no other members, not even
    /// if they are null.
    fn union(&mut self, ty: &TypeRef, json: &Json) {
        let member = match json.members() {
            [(name, value)] if name != "__type" && !is_null(value) => Some((name, value)),
            _ => None,
        };
        let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
        self.open(MAP, member.as_slice(), |to, (name, value)| {
            to.text(name);
            let mut variants = variants.unwrap_or_default().iter();
            let variant = variants.find(|variant| variant.wire_name == **name);
            match variant.and_then(|variant| variant.ty.as_ref()) {
                Some(ty) => to.value(ty, value),
                None => to.any(value),
            }
        });
    }

    /// A value of which no type is known.
    fn any(&mut self, json: &Json) {
        match json {
            Json::Object(members) => self.open(MAP, members, |to, (name, value)| {
                to.text(name);
                to.any(value);
            }),
            Json::Array(items) => self.open(LIST, items, |to, item| to.any(item)),
            Json::String(text) => self.text(text),
            Json::Literal(text) => match (text.as_str(), text.parse::<i128>(), text.parse()) {
                ("null", ..) => self.bytes.push(0xf6),
                ("true", ..) => self.bytes.push(0xf5),
                ("false", ..) => self.bytes.push(0xf4),
                (_, Ok(integer), _) if integer >= 0 => self.head(0, integer as u64),
                (_, Ok(integer), _) => self.head(0x20, (-1 - integer) as u64),
                (.., Ok(value)) => self.float(value, false),
                _ => self.text(text),
            },
        }
    }

    /// A float in one of the sizes that hold it.
    fn float(&mut self, value: f64, is_single: bool) {
        let single = value as f32;
        let is_exact = f64::from(single).to_bits() == value.to_bits();
        if is_single || is_exact && self.random.bool() {
            self.bytes.push(0xfa);
            self.bytes.extend(single.to_be_bytes());
        } else {
            self.bytes.push(0xfb);
            self.bytes.extend(value.to_be_bytes());
        }
    }

    /// An integer, or a float of quarters of a second: official clients take others for other
    /// milliseconds.
    fn timestamp(&mut self, seconds: f64) {
        self.head(TAG, 1);
        let whole = seconds.clamp(-1e11, 1e12).floor();
        match self.random.u8(0..3) {
            0 => self.any(&Json::literal(whole as i64)),
            _ => {
                let quarters = f64::from(self.random.u8(0..4));
                self.float(whole + quarters / 4.0, false);
            }
        }
    }
}

/// A document as JSON that is the same for equal values: the form of lengths and the order of
/// entries are gone.
pub(super) fn normal(bytes: &[u8]) -> Option<Value> {
    let mut rest = bytes;
    let value = decode(&mut rest)?;
    rest.is_empty().then_some(value)
}

fn decode(rest: &mut &[u8]) -> Option<Value> {
    let first = take(rest, 1)?[0];
    let information = first & 31;
    let argument = match information {
        0..=23 => u64::from(information),
        24..=27 => {
            let bytes = take(rest, 1 << (information - 24))?;
            bytes
                .iter()
                .fold(0, |value, byte| value << 8 | u64::from(*byte))
        }
        31 => u64::MAX,
        _ => return None,
    };
    Some(match first & 0xe0 {
        0 => json!(argument),
        0x20 => json!(["negative", argument]),
        BYTES => json!(["bytes", parts(rest, argument)?]),
        TEXT => json!(String::from_utf8(parts(rest, argument)?).ok()?),
        LIST => {
            let mut items = Vec::new();
            while goes_on(rest, argument, items.len()) {
                items.push(decode(rest)?);
            }
            json!(["list", items])
        }
        MAP => {
            let mut entries = Vec::new();
            while goes_on(rest, argument, entries.len()) {
                entries.push((decode(rest)?.to_string(), decode(rest)?));
            }
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            json!(["map", entries])
        }
        TAG => json!(["tag", argument, decode(rest)?]),
        _ => json!(["simple", first, argument]),
    })
}

/// The bytes of a string, which may stand in parts.
fn parts(rest: &mut &[u8], length: u64) -> Option<Vec<u8>> {
    if length < u64::MAX {
        return Some(take(rest, length as usize)?.to_vec());
    }
    let mut all = Vec::new();
    while goes_on(rest, length, 0) {
        match decode(rest)? {
            Value::String(part) => all.extend(part.into_bytes()),
            _ => return None,
        }
    }
    Some(all)
}

/// True if another item comes next; removes the end of a list or map.
fn goes_on(rest: &mut &[u8], length: u64, count: usize) -> bool {
    let ends = length == u64::MAX && rest.first() == Some(&BREAK);
    if ends {
        *rest = &rest[1..];
    }
    !ends && (count as u64) < length && !rest.is_empty()
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the comparison from differences that are none, and from overlooking one.
    #[test]
    fn normal_form() {
        let one = normal(b"\xbf\x61a\x9f\x01\xff\x61b\xc1\xfb\0\0\0\0\0\0\0\0\xff");
        let other = normal(b"\xa2\x61b\xc1\xfb\0\0\0\0\0\0\0\0\x61a\x81\x01");
        assert!(one.is_some());
        assert_eq!(one, other);
        assert_ne!(
            one,
            normal(b"\xa2\x61b\xc1\xfb\0\0\0\0\0\0\0\0\x61a\x81\x02")
        );
        assert_eq!(normal(b"\xa1\x61a"), None);
    }
}
