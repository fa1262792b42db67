//! The values that rules are evaluated over.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

use super::functions::{Arn, segments};
use super::kept::Kept;
use super::partition::Partition;
use super::rules::{Field, Member, Step};
use super::url::Url;

/// A parameter of the rules, or the result of a function.
///
/// Parameters convert from a string, a boolean or a list of strings, or an option of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Nothing: a parameter that is not set.
    #[default]
    None,
    /// A string.
    String(&'a str),
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Several strings.
    Strings(&'a [String]),
    /// Several values.
    List(&'a [Value<'a>]),
    /// Values with names.
    Object(&'a [(&'static str, Value<'a>)]),
    /// The properties of a partition.
    #[doc(hidden)]
    Partition(&'static Partition),
    /// The parts of a URL.
    #[doc(hidden)]
    Url(&'a Url<'a>),
    /// The parts of an ARN.
    #[doc(hidden)]
    Arn(&'a Arn<'a>),
}

impl<'a> Value<'a> {
    pub(super) fn as_str(&self) -> Option<&'a str> {
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

    /// A member of the value.
    pub(super) fn member(self, member: Member, texts: &'a Texts<'a>) -> Option<Self> {
        let Member { name, field } = member;
        Some(match self {
            Self::Partition(partition) => match partition.text(field) {
                Some(text) => Self::String(text),
                None => Self::Bool(partition.flag(field)?),
            },
            Self::Url(url) if field == Field::IsIp => Self::Bool(url.is_ip()),
            Self::Url(url) => match url.text(field)? {
                Cow::Borrowed(text) => Self::String(text),
                Cow::Owned(text) => texts.text(text),
            },
            Self::Arn(arn) if field == Field::ResourceId => {
                texts.list(segments(arn.resource).map(Self::String))
            }
            Self::Arn(arn) => Self::String(arn.part(field)?),
            Self::Object(members) => members.iter().find(|(other, _)| *other == name)?.1,
            _ => return None,
        })
    }

    /// The part of the value at a path.
    pub(super) fn at(self, path: &[Step], texts: &'a Texts<'a>) -> Option<Self> {
        let (mut value, mut path) = (self, path);
        while let Some((step, rest)) = path.split_first() {
            path = rest;
            value = match (value, step) {
                // A part of the ID of a resource, without a list of all of them.
                (Self::Arn(arn), Step::Member(member)) if member.field == Field::ResourceId => {
                    match path.split_first() {
                        Some((Step::Item(index), rest)) => {
                            path = rest;
                            Self::String(item(segments(arn.resource), *index)?)
                        }
                        _ => value.member(*member, texts)?,
                    }
                }
                (value, Step::Member(member)) => value.member(*member, texts)?,
                (Self::List(items), Step::Item(index)) => *item(items.iter(), *index)?,
                (Self::Strings(items), Step::Item(index)) => {
                    Self::String(item(items.iter(), *index)?)
                }
                _ => return None,
            };
        }
        Some(value)
    }

    /// The value as a property of an endpoint.
    pub(super) fn into_document(self) -> Document {
        match self {
            // Models use the parts of the last three only.
            Self::None | Self::Partition(_) | Self::Url(_) | Self::Arn(_) => Document::Null,
            Self::String(text) => Document::String(text.to_owned()),
            Self::Bool(flag) => Document::Bool(flag),
            Self::Integer(number) => Document::Number(match u64::try_from(number) {
                Ok(number) => Number::PosInt(number),
                Err(_) => Number::NegInt(number),
            }),
            Self::Strings(items) => {
                Document::Array(items.iter().cloned().map(Document::String).collect())
            }
            Self::List(items) => {
                Document::Array(items.iter().map(|item| item.into_document()).collect())
            }
            Self::Object(members) => {
                let member =
                    |(name, value): &(&str, Value<'_>)| ((*name).to_owned(), value.into_document());
                Document::Object(members.iter().map(member).collect::<HashMap<_, _>>())
            }
        }
    }
}

/// Strings and lists that no parameter and no rule has.
#[derive(Debug)]
pub(super) struct Texts<'v>(Kept<Made<'v>>);

/// A value that an evaluation makes.
#[derive(Debug)]
enum Made<'v> {
    Text(String),
    Url(Url<'v>),
    Arn(Arn<'v>),
    List(Vec<Value<'v>>),
    Object(Vec<(&'static str, Value<'v>)>),
}

impl<'v> Texts<'v> {
    pub(super) const fn new() -> Self {
        Self(Kept::new())
    }

    /// Keeps a string.
    pub(super) fn text(&'v self, text: String) -> Value<'v> {
        self.keep(Made::Text(text))
    }

    /// Keeps the parts of a URL.
    pub(super) fn url(&'v self, url: Url<'v>) -> Value<'v> {
        self.keep(Made::Url(url))
    }

    /// Keeps the parts of an ARN.
    pub(super) fn arn(&'v self, arn: Arn<'v>) -> Value<'v> {
        self.keep(Made::Arn(arn))
    }

    /// Keeps a list.
    pub(super) fn list(&'v self, items: impl Iterator<Item = Value<'v>>) -> Value<'v> {
        self.keep(Made::List(items.collect()))
    }

    /// Keeps values with names.
    pub(super) fn object(
        &'v self,
        members: impl Iterator<Item = (&'static str, Value<'v>)>,
    ) -> Value<'v> {
        self.keep(Made::Object(members.collect()))
    }

    fn keep(&'v self, made: Made<'v>) -> Value<'v> {
        match self.0.keep(made) {
            Made::Text(text) => Value::String(text),
            Made::Url(url) => Value::Url(url),
            Made::Arn(arn) => Value::Arn(arn),
            Made::List(items) => Value::List(items),
            Made::Object(members) => Value::Object(members),
        }
    }
}

/// An item; negative indices count from the end.
fn item<T>(mut items: impl DoubleEndedIterator<Item = T>, index: isize) -> Option<T> {
    match index.checked_neg() {
        Some(from_end) if index < 0 => items.nth_back(from_end.unsigned_abs() - 1),
        Some(_) => items.nth(index.unsigned_abs()),
        None => None,
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl<'a> From<&'a [String]> for Value<'a> {
    fn from(texts: &'a [String]) -> Self {
        Self::Strings(texts)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, T::into)
    }
}
