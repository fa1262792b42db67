//! The shapes of a model.

use std::collections::BTreeMap;
use std::fmt;

use super::{ShapeId, Traits};

/// A shape of a model, complete: mixins flattened, `apply` statements applied,
/// members in model order.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its absolute ID.
    pub id: ShapeId,
    /// The kind of the shape, with its members and properties.
    pub kind: ShapeKind,
    /// Its traits, inherited ones included.
    pub traits: Traits,
}

/// The kinds of shapes, each with its members and properties.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // The kinds that say nothing beyond their name.
pub enum ShapeKind {
    Blob,
    Boolean,
    String,
    /// A string of which some values have names. In model order.
    Enum(Vec<EnumMember>),
    /// An integer of which some values have names. In model order.
    IntEnum(Vec<IntEnumMember>),
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    /// A list. A set of Smithy 1.0 is a list with `uniqueItems`.
    List {
        member: Member,
    },
    Map {
        key: Member,
        value: Member,
    },
    /// In model order, members of mixins first.
    Structure {
        members: Vec<Member>,
    },
    /// In model order, members of mixins first.
    Union {
        members: Vec<Member>,
    },
    Service(Service),
    Operation(Operation),
    Resource(Resource),
}

/// A member of a list, map, structure or union.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its ID, `namespace#Container$name`.
    pub id: ShapeId,
    /// The shape of its values.
    pub target: ShapeId,
    /// Its own traits; not those of the target.
    pub traits: Traits,
}

impl Member {
    /// Its name within its container.
    pub fn name(&self) -> &str {
        self.id.member().unwrap_or_default()
    }
}

/// A named value of a string.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumMember {
    /// Its ID, `namespace#Enum$name`.
    pub id: ShapeId,
    /// The name it has in the model.
    pub name: String,
    /// The value on the wire.
    pub value: String,
    /// Its traits.
    pub traits: Traits,
}

/// A named value of an integer.
#[derive(Clone, Debug, PartialEq)]
pub struct IntEnumMember {
    /// Its ID, `namespace#Enum$name`.
    pub id: ShapeId,
    /// The name it has in the model.
    pub name: String,
    /// The value on the wire.
    pub value: i64,
    /// Its traits.
    pub traits: Traits,
}

/// The properties of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The version of the service; empty if the model has none.
    pub version: String,
    /// The operations bound to the service itself, not to its resources.
    pub operations: Vec<ShapeId>,
    /// The top-level resources.
    pub resources: Vec<ShapeId>,
    /// The errors that every operation may return.
    pub errors: Vec<ShapeId>,
    /// Shapes that have another name in this service.
    pub rename: BTreeMap<ShapeId, String>,
}

/// The input, output and errors of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The input. `None` for `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output. `None` for `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// The errors it may return, in addition to those of its service.
    pub errors: Vec<ShapeId>,
}

/// The properties of a resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// The identifiers, by name.
    pub identifiers: Vec<(String, ShapeId)>,
    /// The properties, by name.
    pub properties: Vec<(String, ShapeId)>,
    /// The operation that creates one, with an identifier chosen by the service.
    pub create: Option<ShapeId>,
    /// The operation that creates one, with an identifier chosen by the caller.
    pub put: Option<ShapeId>,
    /// The operation that returns one.
    pub read: Option<ShapeId>,
    /// The operation that updates one.
    pub update: Option<ShapeId>,
    /// The operation that deletes one.
    pub delete: Option<ShapeId>,
    /// The operation that lists all.
    pub list: Option<ShapeId>,
    /// Other operations on one.
    pub operations: Vec<ShapeId>,
    /// Other operations on all.
    pub collection_operations: Vec<ShapeId>,
    /// The resources below it.
    pub resources: Vec<ShapeId>,
}

impl Resource {
    /// All operations bound to the resource itself: those of its life cycle
    /// first, then the others. Not those of the resources below it.
    pub fn bound_operations(&self) -> impl Iterator<Item = &ShapeId> {
        self.lifecycle()
            .filter_map(|(_, operation)| operation.as_ref())
            .chain(&self.operations)
            .chain(&self.collection_operations)
    }

    /// The operations of its life cycle, each with its name in the AST.
    pub(crate) fn lifecycle(&self) -> impl Iterator<Item = (&'static str, &Option<ShapeId>)> {
        [
            ("create", &self.create),
            ("put", &self.put),
            ("read", &self.read),
            ("update", &self.update),
            ("delete", &self.delete),
            ("list", &self.list),
        ]
        .into_iter()
    }
}

impl Shape {
    /// The members of a list, map, structure or union, in model order; nothing
    /// for other kinds.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (many, one, two) = match &self.kind {
            ShapeKind::List { member } => (&[][..], Some(member), None),
            ShapeKind::Map { key, value } => (&[][..], Some(key), Some(value)),
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                (members.as_slice(), None, None)
            }
            _ => (&[][..], None, None),
        };
        one.into_iter().chain(two).chain(many)
    }

    /// The member of that name, if there is one.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members().find(|member| member.name() == name)
    }

    /// The service, if the shape is a service.
    pub fn as_service(&self) -> Option<&Service> {
        match &self.kind {
            ShapeKind::Service(service) => Some(service),
            _ => None,
        }
    }

    /// The operation, if the shape is an operation.
    pub fn as_operation(&self) -> Option<&Operation> {
        match &self.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        }
    }

    /// The resource, if the shape is a resource.
    pub fn as_resource(&self) -> Option<&Resource> {
        match &self.kind {
            ShapeKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }

    /// Its kind without members and properties.
    pub fn shape_type(&self) -> ShapeType {
        match &self.kind {
            ShapeKind::Blob => ShapeType::Blob,
            ShapeKind::Boolean => ShapeType::Boolean,
            ShapeKind::String => ShapeType::String,
            ShapeKind::Enum(_) => ShapeType::Enum,
            ShapeKind::IntEnum(_) => ShapeType::IntEnum,
            ShapeKind::Byte => ShapeType::Byte,
            ShapeKind::Short => ShapeType::Short,
            ShapeKind::Integer => ShapeType::Integer,
            ShapeKind::Long => ShapeType::Long,
            ShapeKind::Float => ShapeType::Float,
            ShapeKind::Double => ShapeType::Double,
            ShapeKind::BigInteger => ShapeType::BigInteger,
            ShapeKind::BigDecimal => ShapeType::BigDecimal,
            ShapeKind::Timestamp => ShapeType::Timestamp,
            ShapeKind::Document => ShapeType::Document,
            ShapeKind::List { .. } => ShapeType::List,
            ShapeKind::Map { .. } => ShapeType::Map,
            ShapeKind::Structure { .. } => ShapeType::Structure,
            ShapeKind::Union { .. } => ShapeType::Union,
            ShapeKind::Service(_) => ShapeType::Service,
            ShapeKind::Operation(_) => ShapeType::Operation,
            ShapeKind::Resource(_) => ShapeType::Resource,
        }
    }
}

/// The types of shapes.
///
/// Prints as the `type` of a shape in the AST, e.g. `bigDecimal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Each says all in its name.
pub enum ShapeType {
    Blob,
    Boolean,
    String,
    Enum,
    IntEnum,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
    Service,
    Operation,
    Resource,
}

impl ShapeType {
    pub(crate) const ALL: [ShapeType; 22] = [
        Self::Blob,
        Self::Boolean,
        Self::String,
        Self::Enum,
        Self::IntEnum,
        Self::Byte,
        Self::Short,
        Self::Integer,
        Self::Long,
        Self::Float,
        Self::Double,
        Self::BigInteger,
        Self::BigDecimal,
        Self::Timestamp,
        Self::Document,
        Self::List,
        Self::Map,
        Self::Structure,
        Self::Union,
        Self::Service,
        Self::Operation,
        Self::Resource,
    ];

    /// Its name in the AST, as the value of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Enum => "enum",
            Self::IntEnum => "intEnum",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::List => "list",
            Self::Map => "map",
            Self::Structure => "structure",
            Self::Union => "union",
            Self::Service => "service",
            Self::Operation => "operation",
            Self::Resource => "resource",
        }
    }

    /// The name with its article, for messages.
    pub(crate) fn with_article(self) -> String {
        match self {
            Self::Enum | Self::IntEnum | Self::Integer | Self::Operation => {
                format!("an {}", self.name())
            }
            _ => format!("a {}", self.name()),
        }
    }

    /// True for numbers, including integer enums.
    pub(crate) fn is_number(self) -> bool {
        matches!(
            self,
            Self::Byte
                | Self::Short
                | Self::Integer
                | Self::IntEnum
                | Self::Long
                | Self::Float
                | Self::Double
                | Self::BigInteger
                | Self::BigDecimal
        )
    }

    /// True for strings and enums.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Enum)
    }
}

impl fmt::Display for ShapeType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
