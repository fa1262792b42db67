//! The Rust types of members, and their forms on the wire.

use serde_json::Value;

/// The module a generated type lives in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeModule {
    /// `types`
    Types,
    /// `types::error`
    Errors,
    /// `operation::<module>`
    Operation(String),
}

impl TypeModule {
    /// The path of the module below the root of the generated code.
    pub fn path(&self) -> Vec<&str> {
        match self {
            TypeModule::Types => vec!["types"],
            TypeModule::Errors => vec!["types", "error"],
            TypeModule::Operation(module) => vec!["operation", module],
        }
    }
}

/// A generated structure, union or enum, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeRef {
    /// The module where it is defined.
    pub module: TypeModule,
    /// Its Rust name.
    pub name: String,
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970-01-01, with a fraction where needed.
    EpochSeconds,
    /// RFC 3339, in UTC.
    DateTime,
    /// The `IMF-fixdate` form of RFC 9110.
    HttpDate,
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// `i8`
    Byte,
    /// `i16`
    Short,
    /// `i32`
    Integer,
    /// `i64`
    Long,
}

impl Width {
    /// The least and the greatest integer.
    pub fn range(self) -> (i64, i64) {
        match self {
            Width::Byte => (i8::MIN.into(), i8::MAX.into()),
            Width::Short => (i16::MIN.into(), i16::MAX.into()),
            Width::Integer => (i32::MIN.into(), i32::MAX.into()),
            Width::Long => (i64::MIN, i64::MAX),
        }
    }
}

/// A stream of events.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// True if it is part of an input, false if of an output.
    pub is_sent: bool,
    /// The union whose values are the events.
    pub union: TypeRef,
    /// The errors that end the stream.
    pub error: TypeRef,
}

impl Events {
    /// The name of the type that sends or receives them.
    pub fn name(&self) -> &'static str {
        match self.is_sent {
            true => "EventStreamSender",
            false => "EventReceiver",
        }
    }
}

/// A type, as it is written in Rust and as it travels.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// `i8` to `i64`
    Integer(Width),
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// Bytes
    Blob,
    /// Bytes that need not be in memory
    Stream,
    /// Events that are sent or received one by one
    Events(Box<Events>),
    /// A point in time
    Timestamp(TimestampFormat),
    /// Any JSON-like value
    Document,
    /// An integer without bounds
    BigInteger,
    /// A decimal number without bounds
    BigDecimal,
    /// A generated enum
    Enumeration(TypeRef),
    /// A generated structure
    Structure(TypeRef),
    /// A generated union
    Union(TypeRef),
    /// `Vec`; of options where it is sparse
    List {
        /// The type of the items.
        element: Box<Type>,
        /// True if it may hold nulls.
        sparse: bool,
    },
    /// `HashMap`; of options where it is sparse
    Map {
        /// The enum its keys are of, unless they are plain strings.
        key: Option<TypeRef>,
        /// The type of the values.
        value: Box<Type>,
        /// True if it may hold nulls.
        sparse: bool,
    },
    /// `Box`, which breaks a cycle of structures
    Boxed(Box<Type>),
}

impl Type {
    /// The type without the box around it.
    pub fn unboxed(&self) -> &Type {
        match self {
            Type::Boxed(inner) => inner,
            other => other,
        }
    }

    /// True if it is a generated enum.
    pub fn is_enumeration(&self) -> bool {
        matches!(self, Type::Enumeration(_))
    }

    /// True if it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self, Type::List { .. })
    }

    /// True if it is a document, or a list or map of documents.
    pub fn has_document(&self) -> bool {
        match self {
            Type::Document => true,
            Type::Boxed(held)
            | Type::List { element: held, .. }
            | Type::Map { value: held, .. } => held.has_document(),
            _ => false,
        }
    }

    /// True if getters return it by value.
    pub fn is_copy(&self) -> bool {
        matches!(
            self,
            Type::Boolean | Type::Integer(_) | Type::Float | Type::Double
        )
    }
}

/// An integer of that width.
pub(crate) fn integer(width: Width, value: &Value) -> Option<i64> {
    let value = value.as_i64()?;
    let fits = match width {
        Width::Byte => i8::try_from(value).is_ok(),
        Width::Short => i16::try_from(value).is_ok(),
        Width::Integer => i32::try_from(value).is_ok(),
        Width::Long => true,
    };
    fits.then_some(value)
}
