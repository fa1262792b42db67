//! Random values of the types of a model, as JSON.
//!
//! Shapes, sizes and depths are common to inputs and responses. How a value is written is up to a
//! [`Notation`].

use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef};

use super::json::Json;
use super::random;

/// A notation for values, and how often members are set.
pub(super) trait Notation: Sized {
    /// True if the keys of a map are distinct.
    const DISTINCT: bool;

    /// The name of a member or variant, of the one in the model and the one on the wire.
    fn name<'n>(model: &'n str, wire: &'n str) -> &'n str;

    /// The value of a member, if it is set.
    fn member(values: &mut Values<'_, Self>, field: &Field) -> Option<Json>;

    /// A string.
    fn string(&self, random: &mut Rng) -> String;

    /// A blob, a timestamp or a number of any size.
    fn scalar(random: &mut Rng, ty: &Type) -> Json;

    /// A document.
    fn document(values: &mut Values<'_, Self>) -> Json;
}

/// Makes the values of one input or response.
#[derive(Debug)]
pub(super) struct Values<'a, N> {
    pub(super) random: Rng,
    pub(super) notation: N,
    /// The number of structures, unions, lists and maps around.
    pub(super) depth: u32,
    /// The values there may still be before lists stay empty and members unset.
    pub(super) left: u32,
    /// The most entries of a map.
    pub(super) entries: usize,
    shapes: &'a Shapes<'a>,
}

impl<'a, N: Notation> Values<'a, N> {
    /// Equal states of `random` give equal values.
    pub(super) fn new(shapes: &'a Shapes<'a>, random: Rng, notation: N) -> Self {
        Self {
            random,
            notation,
            depth: 0,
            left: 300,
            entries: 3,
            shapes,
        }
    }

    /// The members of a structure.
    pub(super) fn structure(&mut self, structure: &Structure) -> Json {
        let mut members = Vec::new();
        self.depth += 1;
        for field in &structure.fields {
            if let Some(value) = N::member(self, field) {
                let name = N::name(&field.member, &field.wire_name);
                members.push((name.to_owned(), value));
            }
        }
        self.depth -= 1;
        Json::Object(members)
    }

    /// True with a chance of one in `chance` less for each level: values get thinner the deeper
    /// they are, or recursive shapes would have no end.
    pub(super) fn is_set(&mut self, chance: u32) -> bool {
        self.random.u32(0..chance) >= self.depth.min(6) - 1
    }

    /// A value of that type.
    pub(super) fn value(&mut self, ty: &Type) -> Json {
        self.left = self.left.saturating_sub(1);
        let random = &mut self.random;
        match ty {
            Type::String => Json::String(self.notation.string(random)),
            Type::Boolean => Json::literal(random.bool()),
            Type::Integer(width) => Json::literal(random::integer(random, *width)),
            Type::Float | Type::Double => {
                let number = random::number(random, *ty == Type::Float);
                if number.ends_with(|c: char| c.is_ascii_digit()) {
                    Json::Literal(number)
                } else {
                    Json::String(number)
                }
            }
            Type::Blob
            | Type::Stream
            | Type::Timestamp(_)
            | Type::BigInteger
            | Type::BigDecimal => N::scalar(random, ty),
            // They are sent and received one by one, and not compared here.
            Type::Events(_) => Json::null(),
            Type::Document => N::document(self),
            Type::Enumeration(ty) => self.enumeration(ty),
            Type::Structure(ty) => match self.shapes.structure(ty) {
                Some(structure) => self.structure(structure),
                None => Json::null(),
            },
            Type::Union(ty) => self.union(ty),
            Type::List { element, sparse } => {
                let items = (0..self.length(3)).map(|_| self.item(element, *sparse));
                Json::Array(items.collect())
            }
            Type::Map {
                key, value, sparse, ..
            } => self.map(key.as_ref(), value, *sparse),
            Type::Boxed(inner) => self.value(inner),
        }
    }

    fn enumeration(&mut self, ty: &TypeRef) -> Json {
        let variants = self.shapes.enumeration(ty).map(|it| it.variants.as_slice());
        let variants = variants.unwrap_or_default();
        if variants.is_empty() || self.random.u8(0..10) == 0 {
            Json::String(self.notation.string(&mut self.random))
        } else {
            Json::string(&variants[self.random.usize(..variants.len())].value)
        }
    }

    fn union(&mut self, ty: &TypeRef) -> Json {
        let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
        let variants = variants.unwrap_or_default();
        let variant = &variants[self.variant(variants.iter().map(|it| it.ty.as_ref()))];
        let value = match &variant.ty {
            Some(ty) => self.nested(ty),
            None => Json::Object(Vec::new()),
        };
        let name = N::name(&variant.member, &variant.wire_name);
        Json::Object(vec![(name.to_owned(), value)])
    }

    /// The number of a variant; one of those without structures and unions below them where it is
    /// deep.
    fn variant<'t>(&mut self, types: impl Iterator<Item = Option<&'t Type>>) -> usize {
        let types: Vec<_> = types.collect();
        let is_flat = |ty: Option<&Type>| {
            !matches!(
                ty.map(Type::unboxed),
                Some(Type::Structure(_) | Type::Union(_))
            )
        };
        let flat: Vec<_> = (0..types.len()).filter(|&it| is_flat(types[it])).collect();
        if self.depth > 6 && !flat.is_empty() {
            flat[self.random.usize(..flat.len())]
        } else {
            self.random.usize(..types.len())
        }
    }

    fn map(&mut self, key: Option<&TypeRef>, value: &Type, sparse: bool) -> Json {
        let mut members: Vec<(String, Json)> = Vec::new();
        for _ in 0..self.length(self.entries) {
            let name = match key {
                Some(key) => self.enumeration(key),
                None => self.value(&Type::String),
            };
            let Json::String(name) = name else { continue };
            let value = self.item(value, sparse);
            if !N::DISTINCT || members.iter().all(|(other, _)| *other != name) {
                members.push((name, value));
            }
        }
        Json::Object(members)
    }

    /// The length of a list or map; deep ones are empty.
    fn length(&mut self, most: usize) -> usize {
        if self.depth < 7 && self.left > 0 {
            self.random.usize(0..=most)
        } else {
            0
        }
    }

    fn item(&mut self, ty: &Type, sparse: bool) -> Json {
        if sparse && self.random.u8(0..4) == 0 {
            Json::null()
        } else {
            self.nested(ty)
        }
    }

    fn nested(&mut self, ty: &Type) -> Json {
        self.depth += 1;
        let value = self.value(ty);
        self.depth -= 1;
        value
    }
}
