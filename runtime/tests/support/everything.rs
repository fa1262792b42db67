//! One structure with a member of every kind.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::HashMap;

use hammersmith::error::BuildError;
use hammersmith::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document};
use hammersmith::shape::{
    Done, EnumerationKind, Members, Reader, RowCount, Sink, Source, Structure, Value, chosen,
};

use crate::call::structure;

structure! {
    Everything, 31, r#"
        "text": text
        "flag": flag
        "byte": byte
        "short": short
        "integer": integer
        "long": long
        "float": float
        "double": double
        "blob": blob
        "epoch": epoch
        "date": date @timestampFormat(date-time)
        "http": http @timestampFormat(http-date)
        "open": open
        "whole": whole
        "decimal": decimal
        "list": list
        "sparse": sparse
        "map": map
        "holes": holes
        "nested": nested
        "many": many
        "choice": choice
        "color": color
        "byColor": by_color
        "times": times member(@timestampFormat(date-time))
        "documents": documents
        "blobs": blobs value(@length(0, 9))
        "\"odd\n": odd
        "renamed": renamed @jsonName("c\"alled")
        "#;
    0 text: String,
    1 flag: bool,
    2 byte: i8,
    3 short: i16,
    4 integer: i32,
    5 long: i64,
    6 float: f32,
    7 double: f64,
    8 blob: Blob,
    9 epoch: DateTime,
    10 date: DateTime,
    11 http: DateTime,
    12 open: Document,
    13 whole: BigInteger,
    14 decimal: BigDecimal,
    15 list: Vec<String>,
    16 sparse: Vec<Option<i32>>,
    17 map: HashMap<String, f64>,
    18 holes: HashMap<String, Option<String>>,
    19 nested: Box<Everything>,
    20 many: Vec<Everything>,
    21 choice: Choice,
    22 color: Color,
    23 by_color: HashMap<Color, Vec<bool>>,
    24 times: Vec<DateTime>,
    25 documents: Vec<Document>,
    26 blobs: HashMap<String, Blob>,
    27 odd: String,
    28 renamed: i32,
}

/// A union with members of several kinds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Text(String),
    Number(i32),
    Deep(Box<Everything>),
    Nothing,
    Unknown,
}

impl Structure for Choice {
    type Builder = Option<Self>;
    type Rows = RowCount<4>;

    const MEMBERS: &'static str = r#"Choice
        "text": Text
        "number": Number
        "deep": Deep
        "nothing": Nothing
        "#;

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        match self {
            Self::Text(value) => to.put(0, value),
            Self::Number(value) => to.put(1, value),
            Self::Deep(value) => to.put(2, value),
            Self::Nothing => to.unit(3),
            Self::Unknown => to.unknown(),
        }
    }

    fn read<R: Source>(
        builder: &mut Option<Self>,
        member: usize,
        from: &mut Reader<'_, R>,
    ) -> Done {
        match member {
            0 => from.variant(builder, Self::Text),
            1 => from.variant(builder, Self::Number),
            2 => from.variant(builder, Self::Deep),
            3 => from.unit(builder, Self::Nothing),
            _ => from.unit(builder, Self::Unknown),
        }
    }

    fn build(builder: Option<Self>) -> Result<Self, BuildError> {
        chosen(builder)
    }
}

/// An enum that knows two values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Color(pub(crate) String);

impl From<&str> for Color {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for Color {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Value for Color {
    type Kind = EnumerationKind;

    const VALUES: &'static [&'static str] = &["RED", "BLUE"];
}
