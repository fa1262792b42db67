//! Inputs as JSON, mostly what the model asks for, with a flaw here and there.

use hammersmith_codegen::plan::limits::Limits;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type, TypeRef};
use serde_json::{Map, Value as Json, json};

/// Makes inputs.
pub(crate) struct Flaws<'p> {
    shapes: &'p Shapes<'p>,
    random: fastrand::Rng,
    depth: u32,
    /// Of how many values one has a flaw; none has for 0.
    one_in: u32,
}

impl<'p> Flaws<'p> {
    /// Equal seeds give equal inputs; some have no flaw.
    pub(crate) fn new(shapes: &'p Shapes<'p>, seed: u64) -> Self {
        Self {
            shapes,
            random: fastrand::Rng::with_seed(seed),
            depth: 0,
            one_in: [0, 3, 10][seed as usize % 3],
        }
    }

    /// An input of an operation.
    pub(crate) fn input(&mut self, operation: &Operation) -> Json {
        self.structure(&operation.input)
    }

    fn flawed(&mut self) -> bool {
        self.one_in > 0 && self.random.u32(0..self.one_in) == 0
    }

    fn structure(&mut self, structure: &Structure) -> Json {
        let mut object = Map::new();
        for field in &structure.fields {
            // A token is filled in when the request is sent.
            let required = field.required && !field.idempotency_token;
            let wanted = required || self.random.u32(0..4) > self.depth;
            let flawed = self.flawed();
            if wanted && !(flawed && required) {
                let value = self.member(&field.ty, Some(&field.limits));
                object.insert(field.member.clone(), value);
            }
        }
        if self.flawed() {
            object.insert("noSuchMember".to_owned(), json!(1));
        }
        object.into()
    }

    fn union(&mut self, ty: &TypeRef) -> Json {
        let members = &self.shapes.union(ty).expect("a union").variants;
        // The smallest of a few, or recursive unions would never end.
        let index = match self.depth {
            0..6 => self.random.usize(0..members.len()),
            _ => members
                .iter()
                .position(|member| member.ty.as_ref().is_none_or(is_scalar))
                .unwrap_or(0),
        };
        let mut object = Map::new();
        let count = if self.flawed() {
            self.random.usize(0..3)
        } else {
            1
        };
        for member in members.iter().cycle().skip(index).take(count) {
            let ty = member.ty.as_ref().unwrap_or(&Type::Document);
            let value = self.value(ty, Some(&member.limits));
            object.insert(member.member.clone(), value);
        }
        object.into()
    }

    fn member(&mut self, ty: &Type, limits: Option<&Limits>) -> Json {
        if self.flawed() {
            self.wrong(ty, limits)
        } else {
            self.value(ty, limits)
        }
    }

    /// Something else than a value of that type.
    fn wrong(&mut self, ty: &Type, limits: Option<&Limits>) -> Json {
        let others = [
            json!(null),
            json!(true),
            json!(7),
            json!(1.5),
            json!("text"),
            json!([]),
            json!({}),
        ];
        match (self.random.u32(0..3), ty.unboxed()) {
            (0, _) => others[self.random.usize(0..others.len())].clone(),
            (1, Type::List { .. }) => json!([]),
            (1, Type::Map { .. }) => json!({}),
            (1, Type::String) => json!(""),
            (1, Type::Integer(_) | Type::Float | Type::Double) => json!(-1),
            _ => self.value(ty, limits),
        }
    }

    fn value(&mut self, ty: &Type, limits: Option<&Limits>) -> Json {
        self.depth += 1;
        let entries = limits.and_then(|limits| limits.entries.as_deref());
        let json = match ty.unboxed() {
            Type::Structure(ty) => {
                let structure = self.shapes.structure(ty);
                self.structure(structure.expect("a structure"))
            }
            Type::Union(ty) => self.union(ty),
            Type::Enumeration(ty) => json!(self.named(ty)),
            Type::List { element, .. } => {
                let length = self.length(limits, 0..3);
                (0..length).map(|_| self.member(element, entries)).collect()
            }
            Type::Map {
                key, value: held, ..
            } => {
                let keys = limits.and_then(|limits| limits.keys.as_deref());
                let length = self.length(limits, 0..3);
                let entry = |index| {
                    let key = match key {
                        Some(ty) => self.named(ty).to_owned(),
                        None => format!("{index}{}", "k".repeat(self.length(keys, 0..3))),
                    };
                    (key, self.member(held, entries))
                };
                Json::Object((0..length).map(entry).collect())
            }
            scalar => self.scalar(scalar, limits),
        };
        self.depth -= 1;
        json
    }

    /// A value of an enum.
    fn named(&mut self, ty: &TypeRef) -> &'p str {
        let values = &self.shapes.enumeration(ty).expect("an enum").variants;
        &values[self.random.usize(0..values.len())].value
    }

    fn scalar(&mut self, ty: &Type, limits: Option<&Limits>) -> Json {
        match ty {
            Type::Boolean => json!(self.random.bool()),
            Type::Integer(_) => {
                let (min, max) = limits.map_or((None, None), Limits::whole);
                let min = min.unwrap_or_default();
                json!(self.random.i64(min..=max.unwrap_or(min + 100).max(min)))
            }
            Type::Float | Type::Double | Type::BigDecimal | Type::BigInteger => {
                let (min, max) = limits.map_or((None, None), Limits::real);
                json!(min.or(max).unwrap_or(1.0))
            }
            Type::Timestamp(TimestampFormat::EpochSeconds) => json!(1_700_000_000),
            Type::Timestamp(TimestampFormat::DateTime) => json!("2023-11-14T22:13:20Z"),
            Type::Timestamp(TimestampFormat::HttpDate) => json!("Tue, 14 Nov 2023 22:13:20 GMT"),
            Type::Blob => json!("AAAA"),
            Type::Document => json!({"any": [1, "thing", true]}),
            _ => json!("x".repeat(self.length(limits, 0..12))),
        }
    }

    fn length(&mut self, limits: Option<&Limits>, usual: std::ops::Range<usize>) -> usize {
        let flaw = if self.flawed() { 1 } else { 0 };
        let min = limits.and_then(|limits| limits.min_length);
        let min = min.unwrap_or_default() as usize;
        let max = limits.and_then(|limits| limits.max_length);
        let max = max.map_or(usize::MAX, |max| max as usize);
        let length = min.saturating_add(self.random.usize(usual)).min(max);
        match self.random.bool() {
            true => min.saturating_sub(flaw),
            false if flaw == 1 && max < 1000 => max + 1,
            false => length,
        }
    }
}

fn is_scalar(ty: &Type) -> bool {
    !matches!(
        ty.unboxed(),
        Type::Structure(_)
            | Type::Union(_)
            | Type::Enumeration(_)
            | Type::List { .. }
            | Type::Map { .. }
    )
}
