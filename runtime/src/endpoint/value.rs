//! The values that rules are evaluated over.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

use super::functions::{arn, segments};
use super::kept::Kept;
use super::partition::Partition;
use super::rules::Step;
use super::url;

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
    /// A valid URL, of which only the parts that are used are looked up.
    #[doc(hidden)]
    Url(&'a str),
    /// A valid ARN, likewise.
    #[doc(hidden)]
    Arn(&'a str),
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

    /// The part of the value at a path.
    pub(super) fn at(self, path: &[Step], texts: &'a Texts<'a>) -> Option<Self> {
        let (mut value, mut path) = (self, path);
        while let Some((step, rest)) = path.split_first() {
            path = rest;
            value = match (value, step) {
                (Self::Partition(partition), Step::Member(name)) => match partition.text(name) {
                    Some(text) => Self::String(text),
                    None => Self::Bool(partition.flag(name)?),
                },
                (Self::Url(text), Step::Member("isIp")) => Self::Bool(url::parse(text)?.is_ip()),
                (Self::Url(text), Step::Member(name)) => match url::parse(text)?.text(name)? {
                    Cow::Borrowed(text) => Self::String(text),
                    Cow::Owned(text) => texts.text(text),
                },
                (Self::Arn(text), Step::Member("resourceId")) => {
                    let segments = segments(arn(text)?.resource);
                    match path.split_first() {
                        Some((Step::Item(index), rest)) => {
                            path = rest;
                            Self::String(item(segments, *index)?)
                        }
                        _ => texts.list(segments.map(Self::String)),
                    }
                }
                (Self::Arn(text), Step::Member(name)) => Self::String(arn(text)?.part(name)?),
                (Self::Object(members), Step::Member(name)) => {
                    let member = members.iter().find(|(other, _)| other == name);
                    member?.1
                }
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
pub(super) struct Texts<'v> {
    texts: Kept<String>,
    lists: Kept<Vec<Value<'v>>>,
    objects: Kept<Vec<(&'static str, Value<'v>)>>,
}

impl<'v> Texts<'v> {
    pub(super) const fn new() -> Self {
        Self {
            texts: Kept::new(),
            lists: Kept::new(),
            objects: Kept::new(),
        }
    }

    /// Keeps a string.
    pub(super) fn text(&'v self, text: String) -> Value<'v> {
        Value::String(self.texts.keep(text))
    }

    /// Keeps a list.
    pub(super) fn list(&'v self, items: impl Iterator<Item = Value<'v>>) -> Value<'v> {
        Value::List(self.lists.keep(items.collect()))
    }

    /// Keeps values with names.
    pub(super) fn object(
        &'v self,
        members: impl Iterator<Item = (&'static str, Value<'v>)>,
    ) -> Value<'v> {
        Value::Object(self.objects.keep(members.collect()))
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
