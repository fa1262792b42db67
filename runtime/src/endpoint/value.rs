//! The values that rules are evaluated over.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

/// A parameter of the rules, or the result of a function.
///
/// Parameters convert from a string, a boolean or a list of strings, or an option of one.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Nothing: a parameter that is not set.
    #[default]
    None,
    /// A string.
    String(Cow<'a, str>),
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Several values.
    List(Vec<Value<'a>>),
    /// Values with names.
    Object(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub(super) fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// True if a condition on the value holds.
    pub(super) fn holds(&self) -> bool {
        !matches!(self, Self::None | Self::Bool(false))
    }

    /// The part of the value at a path: names between dots, each with indices in brackets after it.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        let mut value = self;
        for step in path.split('.') {
            let (name, indices) = step.split_at(step.find('[').unwrap_or(step.len()));
            if !name.is_empty() {
                value = value.member(name)?;
            }
            for index in indices.split('[').skip(1) {
                value = value.item(index.strip_suffix(']')?.parse().ok()?)?;
            }
        }
        Some(value)
    }

    fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                let member = members.iter().find(|(other, _)| *other == name);
                member.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// An item; negative indices count from the end.
    fn item(&self, index: isize) -> Option<&Self> {
        match self {
            Self::List(items) => {
                let from_end = items.len().checked_sub(index.unsigned_abs());
                items.get(if index < 0 {
                    from_end?
                } else {
                    index.unsigned_abs()
                })
            }
            _ => None,
        }
    }

    /// The value as a property of an endpoint.
    pub(super) fn into_document(self) -> Document {
        match self {
            Self::None => Document::Null,
            Self::String(text) => Document::String(text.into_owned()),
            Self::Bool(flag) => Document::Bool(flag),
            Self::Integer(number) => Document::Number(match u64::try_from(number) {
                Ok(number) => Number::PosInt(number),
                Err(_) => Number::NegInt(number),
            }),
            Self::List(items) => {
                Document::Array(items.into_iter().map(Value::into_document).collect())
            }
            Self::Object(members) => {
                let member =
                    |(name, value): (&str, Value<'_>)| (name.to_owned(), value.into_document());
                Document::Object(members.into_iter().map(member).collect::<HashMap<_, _>>())
            }
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::text(text)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl<'a> From<&'a [String]> for Value<'a> {
    fn from(texts: &'a [String]) -> Self {
        Self::List(texts.iter().map(|text| Self::text(text.as_str())).collect())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, T::into)
    }
}
