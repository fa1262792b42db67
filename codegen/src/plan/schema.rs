//! What inputs are checked against: everything they reach, as data with indices.

use std::collections::BTreeMap;

use crate::plan::field::Field;
use crate::plan::limits::Limits;
use crate::plan::shapes::Shapes;
use crate::plan::ty::{Type, TypeRef};
use crate::plan::{Plan, union};

/// The structures, unions and enums that inputs reach. The input of the first operation is the first shape, and
/// so on.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The shapes, by index.
    pub shapes: Vec<Shape>,
}

/// One shape.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The type it belongs to.
    pub ty: TypeRef,
    /// What it is.
    pub kind: ShapeKind,
}

/// What a shape is.
#[derive(Clone, Debug)]
pub enum ShapeKind {
    /// A structure, with its members in model order.
    Structure(Vec<Member>),
    /// A union, with its members.
    Union(Vec<Member>),
    /// An enum, with the values the model knows.
    Enum(Vec<String>),
}

/// A member of a structure or union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name, as modelled.
    pub member: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The name in Rust.
    pub rust_name: String,
    /// Whether it has to be set.
    pub required: bool,
    /// What is asked of its value.
    pub value: Value,
}

/// What is asked of a value.
#[derive(Clone, Debug)]
pub struct Value {
    /// What kind of value it has to be.
    pub kind: Kind,
    /// What else is asked of it. The limits of what it holds are with what it holds.
    pub limits: Limits,
    /// Whether it is secret.
    pub sensitive: bool,
}

/// A kind of value.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One that holds no others.
    Scalar(Type),
    /// A structure, union or enum, by index.
    Shape(usize),
    /// A list.
    List {
        /// What it holds.
        element: Box<Value>,
        /// Whether it may hold nulls.
        sparse: bool,
    },
    /// A map.
    Map {
        /// Its keys.
        key: Box<Value>,
        /// What it holds.
        value: Box<Value>,
        /// Whether it may hold nulls.
        sparse: bool,
    },
}

impl Schema {
    /// What the inputs of `plan` are checked against.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut walk = Walk {
            shapes: Shapes::of(plan),
            indices: BTreeMap::new(),
            found: Vec::new(),
        };
        for operation in &plan.operations {
            walk.index(&operation.input.ty);
        }
        let mut shapes = Vec::new();
        while let Some(ty) = walk.found.get(shapes.len()).copied() {
            shapes.push(walk.shape(ty));
        }
        Self { shapes }
    }

    /// Whether any input has members.
    pub fn has_members(&self) -> bool {
        self.members().next().is_some()
    }

    fn members(&self) -> impl Iterator<Item = &Member> {
        self.shapes.iter().flat_map(|shape| match &shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members.as_slice(),
            ShapeKind::Enum(_) => &[],
        })
    }
}

struct Walk<'p> {
    shapes: Shapes<'p>,
    indices: BTreeMap<&'p TypeRef, usize>,
    /// The types that have an index, in its order.
    found: Vec<&'p TypeRef>,
}

impl<'p> Walk<'p> {
    fn index(&mut self, ty: &'p TypeRef) -> usize {
        let next = self.found.len();
        let index = *self.indices.entry(ty).or_insert(next);
        if index == next {
            self.found.push(ty);
        }
        index
    }

    fn shape(&mut self, ty: &'p TypeRef) -> Shape {
        let kind = if let Some(structure) = self.shapes.structure(ty) {
            let members = structure.fields.iter().map(|field| self.member(field));
            ShapeKind::Structure(members.collect())
        } else if let Some(union) = self.shapes.union(ty) {
            let members = union.variants.iter().map(|variant| self.variant(variant));
            ShapeKind::Union(members.collect())
        } else {
            let enumeration = self.shapes.enumeration(ty);
            let values = enumeration.into_iter().flat_map(|item| &item.variants);
            ShapeKind::Enum(values.map(|variant| variant.value.clone()).collect())
        };
        let ty = ty.clone();
        Shape { ty, kind }
    }

    fn member(&mut self, field: &'p Field) -> Member {
        Member {
            member: field.member.clone(),
            wire_name: field.wire_name.clone(),
            rust_name: field.name.ident.trim_start_matches("r#").to_owned(),
            // A token that is not set is made when the request is sent.
            required: field.required && !field.idempotency_token,
            value: self.value(&field.ty, Some(&field.limits), field.sensitive),
        }
    }

    fn variant(&mut self, variant: &'p union::UnionVariant) -> Member {
        let value = match &variant.ty {
            Some(ty) => self.value(ty, Some(&variant.limits), variant.sensitive),
            // A variant without data is an empty object.
            None => Value {
                kind: Kind::Scalar(Type::Document),
                limits: Limits::default(),
                sensitive: false,
            },
        };
        Member {
            member: variant.member.clone(),
            wire_name: variant.wire_name.clone(),
            rust_name: variant.name.clone(),
            required: false,
            value,
        }
    }

    fn value(&mut self, ty: &'p Type, limits: Option<&Limits>, sensitive: bool) -> Value {
        let entries = limits.and_then(|limits| limits.entries.as_deref());
        let kind = match ty {
            Type::Structure(ty) | Type::Union(ty) | Type::Enumeration(ty) => {
                Kind::Shape(self.index(ty))
            }
            Type::List { element, sparse } => Kind::List {
                element: Box::new(self.value(element, entries, sensitive)),
                sparse: *sparse,
            },
            Type::Map { key, value, sparse } => {
                let keys = limits.and_then(|limits| limits.keys.as_deref());
                Kind::Map {
                    key: Box::new(self.key(key.as_ref(), keys, sensitive)),
                    value: Box::new(self.value(value, entries, sensitive)),
                    sparse: *sparse,
                }
            }
            Type::Boxed(inner) => return self.value(inner, limits, sensitive),
            scalar => Kind::Scalar(scalar.clone()),
        };
        let own = |limits: &Limits| Limits {
            keys: None,
            entries: None,
            ..limits.clone()
        };
        Value {
            kind,
            limits: limits.map(own).unwrap_or_default(),
            sensitive,
        }
    }

    fn key(&mut self, ty: Option<&'p TypeRef>, limits: Option<&Limits>, sensitive: bool) -> Value {
        Value {
            kind: match ty {
                Some(ty) => Kind::Shape(self.index(ty)),
                None => Kind::Scalar(Type::String),
            },
            limits: limits.cloned().unwrap_or_default(),
            sensitive,
        }
    }
}
