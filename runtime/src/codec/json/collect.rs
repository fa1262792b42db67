//! The output of any deserializer, as a JSON document.

use std::fmt;

use serde_core::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::data::MAX_DATA;
use super::output::Output;
use super::rounding::may_be_rounded;

/// The member by which `serde_json` passes on the digits of a number: an object with this one
/// member, whose value is a string.
const NUMBER: &str = "$serde_json::private::Number";

/// The exponent of a number that a text format has passed through an `f64`, and that may have had
/// more digits there. All other numbers have a small letter.
pub(super) const ROUNDED: char = 'E';

/// The same for a date.
const DATE: &str = "$__toml_private_datetime";

/// The text of whatever a deserializer holds: without white space, as [`path`](super::path) needs
/// it.
pub(crate) fn collect<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut output = Output::new();
    Value {
        output: &mut output,
        depth: 0,
        is_text: deserializer.is_human_readable(),
    }
    .deserialize(deserializer)?;
    let text = output.finish().map_err(Error::custom)?;
    String::from_utf8(text).map_err(Error::custom)
}

/// Writes one value.
struct Value<'o> {
    output: &'o mut Output,
    depth: usize,
    /// True if the format is text, whose numbers are decimal.
    is_text: bool,
}

impl Value<'_> {
    /// A value inside of this one.
    fn inner<E: Error>(&mut self) -> Result<Value<'_>, E> {
        if self.depth < MAX_DATA {
            Ok(Value {
                output: self.output,
                depth: self.depth + 1,
                is_text: self.is_text,
            })
        } else {
            Err(E::custom("values are nested too deeply"))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident($ty:ty) => $write:expr;)*) => {
        $(
            fn $visit<E: Error>(self, value: $ty) -> Result<(), E> {
                let write: fn(&mut Output, $ty) = $write;
                write(self.output, value);
                Ok(())
            }
        )*
    };
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("data that JSON has a form for")
    }

    scalars! {
        visit_bool(bool) => |output, value| output.boolean(value);
        visit_i64(i64) => |output, value| output.integer(value);
        visit_u64(u64) => |output, value| output.raw(itoa::Buffer::new().format(value));
        visit_i128(i128) => |output, value| output.raw(itoa::Buffer::new().format(value));
        visit_u128(u128) => |output, value| output.raw(itoa::Buffer::new().format(value));
        visit_str(&str) => |output, value| output.string(value);
        // Bytes have no form of their own in JSON, so this is the one that members of bytes have.
        visit_bytes(&[u8]) => |output, value| output.blob(value);
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if !self.is_text || !value.is_finite() || !may_be_rounded(value) {
            self.output.double(value);
            return Ok(());
        }
        let text = format!("{value:?}").replace('e', "E");
        if text.contains(ROUNDED) {
            self.output.raw(&text)
        } else {
            self.output.raw(&format!("{text}{ROUNDED}0"))
        }
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.output.raw("null");
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, inner: D) -> Result<(), D::Error> {
        self.inner()?.deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(mut self, inner: D) -> Result<(), D::Error> {
        self.inner()?.deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.output.open(b'[');
        while items.next_element_seed(self.inner()?)?.is_some() {}
        self.output.close(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut key = members.next_key_seed(Key)?;
        match key.as_deref() {
            Some(NUMBER) => {
                let number = members.next_value_seed(Key)?;
                self.output.number(&number.replace(ROUNDED, "e"));
                return Ok(());
            }
            Some(DATE) => {
                self.output.string(&members.next_value_seed(Key)?);
                return Ok(());
            }
            _ => {}
        }
        self.output.open(b'{');
        while let Some(name) = key {
            self.output.escaped_key(&name);
            members.next_value_seed(self.inner()?)?;
            key = members.next_key_seed(Key)?;
        }
        self.output.close(b'}');
        Ok(())
    }

    /// A value with a tag, as YAML has it: the member of a union.
    fn visit_enum<A: EnumAccess<'de>>(mut self, data: A) -> Result<(), A::Error> {
        let (name, variant) = data.variant_seed(Key)?;
        self.output.open(b'{');
        self.output.escaped_key(&name);
        variant.newtype_variant_seed(self.inner()?)?;
        self.output.close(b'}');
        Ok(())
    }
}

/// Reads a key, which some formats let be more than a text.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! keys {
    ($($visit:ident($ty:ty);)*) => {
        $(
            fn $visit<E: Error>(self, value: $ty) -> Result<String, E> {
                Ok(value.to_string())
            }
        )*
    };
}

impl<'de> Visitor<'de> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as the name of a member")
    }

    keys! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_i128(i128);
        visit_u128(u128);
        visit_str(&str);
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<String, D::Error> {
        self.deserialize(inner)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<String, A::Error> {
        let (name, variant) = data.variant_seed(Key)?;
        variant.unit_variant().map(|()| name)
    }
}
