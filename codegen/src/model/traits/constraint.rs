//! Traits that constrain values.

use serde_json::{Number, Value};

use super::Traits;
use super::decode::{self, Bad, Decoded, Fields};

/// `smithy.api#length`: of a string in characters, of a blob in bytes, of a
/// list or map in elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The minimum, inclusive.
    pub min: Option<u64>,
    /// The maximum, inclusive.
    pub max: Option<u64>,
}

/// `smithy.api#range`
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The minimum, inclusive.
    pub min: Option<Number>,
    /// The maximum, inclusive.
    pub max: Option<Number>,
}

impl Traits {
    /// `smithy.api#required`
    pub fn required(&self) -> bool {
        self.has("smithy.api#required")
    }

    /// `smithy.api#clientOptional`: clients must not rely on `required` and
    /// `default`.
    pub fn client_optional(&self) -> bool {
        self.has("smithy.api#clientOptional")
    }

    /// `smithy.api#default`. `Some(Value::Null)` means that the member has no default value
    /// although its target has one.
    pub fn default(&self) -> Option<&Value> {
        self.get("smithy.api#default")
    }

    /// `smithy.api#addedDefault`: the default came after the first release.
    pub fn added_default(&self) -> bool {
        self.has("smithy.api#addedDefault")
    }

    /// `smithy.api#sparse`: elements may be null.
    pub fn sparse(&self) -> bool {
        self.has("smithy.api#sparse")
    }

    /// `smithy.api#uniqueItems`: a set in Smithy 1.0.
    pub fn unique_items(&self) -> bool {
        self.has("smithy.api#uniqueItems")
    }

    /// `smithy.api#length`
    pub fn length(&self) -> Option<Length> {
        self.read("smithy.api#length", length)
    }

    /// `smithy.api#range`
    pub fn range(&self) -> Option<Range> {
        self.read("smithy.api#range", range)
    }

    /// `smithy.api#pattern`: an ECMA 262 regular expression.
    pub fn pattern(&self) -> Option<&str> {
        self.read("smithy.api#pattern", decode::text)
    }

    /// `smithy.api#enum` on strings of which some values have no name. Other strings with this
    /// trait are [`Enum`](super::super::ShapeKind::Enum)s.
    pub fn enum_trait(&self) -> Option<&Value> {
        self.get("smithy.api#enum")
    }

    /// `smithy.api#idRef`: the string is the ID of a shape.
    pub fn id_ref(&self) -> bool {
        self.has("smithy.api#idRef")
    }
}

fn length(value: &Value) -> Decoded<Length> {
    let fields = Fields::of(value);
    let length = Length {
        min: fields.count("min"),
        max: fields.count("max"),
    };
    match (length.min, length.max) {
        (Some(min), Some(max)) if min > max => {
            let bad = Bad::new(format!(
                "has a `min` of {min}, which is greater than its `max` of {max}"
            ));
            fields.wrong(bad);
        }
        (None, None) if fields.is_good() => {
            fields.wrong(Bad::new("has neither `min` nor `max`"));
        }
        _ => {}
    }
    fields.finish(length)
}

fn range(value: &Value) -> Decoded<Range> {
    let fields = Fields::of(value);
    let range = Range {
        min: fields.number("min").cloned(),
        max: fields.number("max").cloned(),
    };
    match (&range.min, &range.max) {
        (Some(min), Some(max)) if is_above(min, max) => {
            let bad = Bad::new(format!(
                "has a `min` of {min}, which is greater than its `max` of {max}"
            ));
            fields.wrong(bad);
        }
        (None, None) if fields.is_good() => {
            fields.wrong(Bad::new("has neither `min` nor `max`"));
        }
        _ => {}
    }
    fields.finish(range)
}

/// Compares integers exactly, and other numbers as doubles.
pub(crate) fn is_above(left: &Number, right: &Number) -> bool {
    match (left.as_i128(), right.as_i128()) {
        (Some(left), Some(right)) => left > right,
        _ => left.as_f64() > right.as_f64(),
    }
}

fn enum_definitions(value: &Value) -> Decoded<()> {
    let definitions = decode::each(value, |definition| {
        let fields = Fields::of(definition);
        let text = fields.need("value", fields.text("value"));
        fields.filled("name");
        fields.text("documentation");
        fields.texts("tags");
        fields.flag("deprecated");
        fields.finish(text)
    })?;
    let mut wrong = Vec::new();
    if definitions.is_empty() {
        wrong.push(Bad::new("defines no values"));
    }
    for (index, text) in definitions.iter().enumerate() {
        if definitions.iter().take(index).any(|before| before == text) {
            wrong.push(
                Bad::new(format!("defines the duplicate value `{text}`")).at(index.to_string()),
            );
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn id_ref(value: &Value) -> Decoded<()> {
    let fields = Fields::of(value);
    fields.flag("failWhenMissing");
    fields.text("selector");
    fields.text("errorMessage");
    fields.finish(())
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        "smithy.api#length" => length(value).map(drop),
        "smithy.api#range" => range(value).map(drop),
        "smithy.api#pattern" => decode::text(value).map(drop),
        "smithy.api#enum" => enum_definitions(value),
        "smithy.api#idRef" => id_ref(value),
        "smithy.api#required"
        | "smithy.api#clientOptional"
        | "smithy.api#addedDefault"
        | "smithy.api#sparse"
        | "smithy.api#uniqueItems"
        | "smithy.api#box" => decode::marker(value),
        _ => return None,
    })
}
