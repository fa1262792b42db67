//! Data that is nested without end.

use hammersmith_batch::operation::register_job_definition::RegisterJobDefinitionInput as Input;
use serde::de::value::MapDeserializer;
use serde::de::{IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer};

/// An object in an object in an object, and so on.
struct Nested(usize);

impl<'de> Deserializer<'de> for Nested {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0.checked_sub(1) {
            None => visitor.visit_unit(),
            Some(depth) => {
                visitor.visit_map(MapDeserializer::new([("a", Nested(depth))].into_iter()))
            }
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de> for Nested {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Protects programs from data that is nested without end.
#[test]
fn nesting_ends_in_an_error() {
    let empty: Input = serde_json::from_str("{}").expect("nothing");
    assert_eq!(Input::deserialize(Nested(256)).expect("left out"), empty);
    for depth in [257, 1_000, usize::MAX] {
        let error = Input::deserialize(Nested(depth)).expect_err("too deep");
        assert_eq!(error.to_string(), "values are nested too deeply");
    }
}
