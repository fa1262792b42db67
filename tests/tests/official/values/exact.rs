//! Numbers with all of their digits, for serde.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

/// JSON text as `serde_json` deserializes it with the feature `arbitrary_precision`.
pub(crate) struct Exact<'t>(pub(crate) &'t str);

impl<'de> Deserializer<'de> for Exact<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            let number = [("$serde_json::private::Number", self.0)];
            return visitor.visit_map(MapDeserializer::new(number.into_iter()));
        }
        // The documents of the tables have one entry at each level.
        let inner = self.0.get(1..self.0.len() - 1).unwrap_or_default();
        match self.0.as_bytes() {
            [b'{', ..] => {
                let (name, value) = inner.split_once(':').expect(inner);
                let members = [(name.trim_matches('"').to_owned(), Exact(value))];
                visitor.visit_map(MapDeserializer::new(members.into_iter()))
            }
            [b'[', ..] => visitor.visit_seq(SeqDeserializer::new(inner.split(',').map(Exact))),
            [b'"', ..] => visitor.visit_string(serde_json::from_str(self.0).expect(self.0)),
            _ => visitor.visit_bool(self.0 == "true"),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Exact<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
