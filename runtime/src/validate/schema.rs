//! What a model asks of an input, as data that a `const` can hold.

use aws_smithy_types::date_time::Format;

/// What a model asks of inputs: every structure, union and enum they reach, by index.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'a> {
    pub(super) shapes: &'a [Shape<'a>],
}

impl<'a> Schema<'a> {
    /// The schema of these shapes.
    pub const fn new(shapes: &'a [Shape<'a>]) -> Self {
        Self { shapes }
    }
}

/// A shape that others refer to by its index.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'a> {
    /// A structure, with its members.
    Structure(&'a [Member<'a>]),
    /// A union, of whose members one is set.
    Union(&'a [Member<'a>]),
    /// An enum, with the values the model knows.
    Enum(&'a [&'a str]),
}

/// A member of a structure or union.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) rust_name: &'a str,
    pub(super) alias: Option<&'a str>,
    pub(super) required: bool,
    pub(super) value: Value<'a>,
}

impl<'a> Member<'a> {
    /// A member by its name in documents and its name in Rust.
    pub const fn new(name: &'a str, rust_name: &'a str, value: Value<'a>) -> Self {
        Self {
            name,
            rust_name,
            alias: None,
            required: false,
            value,
        }
    }

    /// The same member, also taken under another name.
    pub const fn alias(self, name: &'a str) -> Self {
        Self {
            alias: Some(name),
            ..self
        }
    }

    /// The same member, which has to be set.
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.alias == Some(name)
    }
}

/// What kind of value there has to be.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// A text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number of that many bits.
    Integer(u32),
    /// A number, or the text `NaN`, `Infinity` or `-Infinity`.
    Float,
    /// A number of any size.
    Number,
    /// Bytes, as base64.
    Blob,
    /// A time in that format: a number for `EpochSeconds`, a text for the others.
    Timestamp(Format),
    /// Any value.
    Document,
    /// The structure, union or enum of that index.
    Shape(usize),
    /// A list of such values.
    List(&'a Value<'a>),
    /// An object with keys and values like these.
    Map(&'a Value<'a>, &'a Value<'a>),
}

/// What is asked of one value.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) min_length: u64,
    pub(super) max_length: u64,
    pub(super) integers: (i64, i64),
    pub(super) numbers: (f64, f64),
    pub(super) pattern: Option<&'a str>,
    pub(super) named: &'a [i64],
    pub(super) unique: bool,
    pub(super) sparse: bool,
    pub(super) sensitive: bool,
}

impl Value<'_> {
    /// A text.
    pub const STRING: Self = Value::of(Kind::String);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Value::of(Kind::Boolean);
    /// A whole number of 8 bits.
    pub const BYTE: Self = Value::of(Kind::Integer(8));
    /// A whole number of 16 bits.
    pub const SHORT: Self = Value::of(Kind::Integer(16));
    /// A whole number of 32 bits.
    pub const INTEGER: Self = Value::of(Kind::Integer(32));
    /// A whole number of 64 bits.
    pub const LONG: Self = Value::of(Kind::Integer(64));
    /// A number.
    pub const FLOAT: Self = Value::of(Kind::Float);
    /// A number of any size.
    pub const NUMBER: Self = Value::of(Kind::Number);
    /// Bytes.
    pub const BLOB: Self = Value::of(Kind::Blob);
    /// Any value.
    pub const DOCUMENT: Self = Value::of(Kind::Document);
}

impl<'a> Value<'a> {
    /// A value of that kind, of which nothing else is asked.
    pub const fn of(kind: Kind<'a>) -> Self {
        Self {
            kind,
            min_length: 0,
            max_length: u64::MAX,
            integers: (i64::MIN, i64::MAX),
            numbers: (f64::NEG_INFINITY, f64::INFINITY),
            pattern: None,
            named: &[],
            unique: false,
            sparse: false,
            sensitive: false,
        }
    }

    /// The structure, union or enum of that index.
    pub const fn shape(index: usize) -> Self {
        Self::of(Kind::Shape(index))
    }

    /// A list.
    pub const fn list(element: &'a Value<'a>) -> Self {
        Self::of(Kind::List(element))
    }

    /// An object of arbitrary keys.
    pub const fn map(key: &'a Value<'a>, value: &'a Value<'a>) -> Self {
        Self::of(Kind::Map(key, value))
    }

    /// A time.
    pub const fn timestamp(format: Format) -> Self {
        Self::of(Kind::Timestamp(format))
    }

    /// Asks for a length, ends included: of characters, bytes or entries.
    pub const fn length(self, min: u64, max: u64) -> Self {
        Self {
            min_length: min,
            max_length: max,
            ..self
        }
    }

    /// Asks for a whole number, ends included.
    pub const fn range(self, min: i64, max: i64) -> Self {
        Self {
            integers: (min, max),
            ..self
        }
    }

    /// Asks for a number, ends included.
    pub const fn float_range(self, min: f64, max: f64) -> Self {
        Self {
            numbers: (min, max),
            ..self
        }
    }

    /// Asks for a text with a match of a regular expression; [`pattern!`](crate::pattern) gives it.
    pub const fn pattern(self, pattern: Option<&'a str>) -> Self {
        Self { pattern, ..self }
    }

    /// Says which whole numbers the model knows.
    pub const fn named(self, named: &'a [i64]) -> Self {
        Self { named, ..self }
    }

    /// Asks for a list whose entries are all different.
    pub const fn unique(self) -> Self {
        Self {
            unique: true,
            ..self
        }
    }

    /// Lets entries of a list or map be null.
    pub const fn sparse(self) -> Self {
        Self {
            sparse: true,
            ..self
        }
    }

    /// Keeps the value out of what is said of problems.
    pub const fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }
}
