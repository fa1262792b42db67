//! Inputs as JSON, mostly what the model asks for, with a flaw here and there.

use hammersmith_codegen::plan::limits::Limits;
use hammersmith_codegen::plan::schema::{Kind, Member, Schema, ShapeKind, Value};
use hammersmith_codegen::plan::ty::{TimestampFormat, Type};
use serde_json::{Map, Value as Json, json};

/// Makes inputs.
pub(crate) struct Flaws<'s> {
    schema: &'s Schema,
    random: fastrand::Rng,
    depth: u32,
    /// Of how many values one has a flaw; none has for 0.
    one_in: u32,
}

impl<'s> Flaws<'s> {
    /// Equal seeds give equal inputs; some have no flaw.
    pub(crate) fn new(schema: &'s Schema, seed: u64) -> Self {
        Self {
            schema,
            random: fastrand::Rng::with_seed(seed),
            depth: 0,
            one_in: [0, 3, 10][seed as usize % 3],
        }
    }

    /// The structure of that index.
    pub(crate) fn input(&mut self, index: usize) -> Json {
        match &self.schema.shapes[index].kind {
            ShapeKind::Structure(members) => self.structure(members),
            _ => panic!("inputs are structures"),
        }
    }

    fn flawed(&mut self) -> bool {
        self.one_in > 0 && self.random.u32(0..self.one_in) == 0
    }

    fn structure(&mut self, members: &'s [Member]) -> Json {
        let mut object = Map::new();
        for member in members {
            let wanted = member.required || self.random.u32(0..4) > self.depth;
            let flawed = self.flawed();
            if wanted && !(flawed && member.required) {
                object.insert(member.member.clone(), self.member(&member.value));
            }
        }
        if self.flawed() {
            object.insert("noSuchMember".to_owned(), json!(1));
        }
        object.into()
    }

    fn union(&mut self, members: &'s [Member]) -> Json {
        // The smallest of a few, or recursive unions would never end.
        let index = match self.depth {
            0..6 => self.random.usize(0..members.len()),
            _ => members
                .iter()
                .position(|it| matches!(it.value.kind, Kind::Scalar(_)))
                .unwrap_or(0),
        };
        let mut object = Map::new();
        let count = if self.flawed() {
            self.random.usize(0..3)
        } else {
            1
        };
        for member in members.iter().cycle().skip(index).take(count) {
            object.insert(member.member.clone(), self.value(&member.value));
        }
        object.into()
    }

    fn member(&mut self, value: &'s Value) -> Json {
        match self.flawed() {
            true => self.wrong(value),
            false => self.value(value),
        }
    }

    /// Something else than a value of that kind.
    fn wrong(&mut self, value: &'s Value) -> Json {
        let others = [
            json!(null),
            json!(true),
            json!(7),
            json!(1.5),
            json!("text"),
            json!([]),
            json!({}),
        ];
        match (self.random.u32(0..3), &value.kind) {
            (0, _) => others[self.random.usize(0..others.len())].clone(),
            (1, Kind::List { .. }) => json!([]),
            (1, Kind::Map { .. }) => json!({}),
            (1, Kind::Scalar(Type::String)) => json!(""),
            (1, Kind::Scalar(Type::Integer(_) | Type::Float | Type::Double)) => json!(-1),
            _ => self.value(value),
        }
    }

    fn value(&mut self, value: &'s Value) -> Json {
        self.depth += 1;
        let json = match &value.kind {
            Kind::Shape(index) => match &self.schema.shapes[*index].kind {
                ShapeKind::Structure(members) => self.structure(members),
                ShapeKind::Union(members) => self.union(members),
                ShapeKind::Enum(values) => json!(values[self.random.usize(0..values.len())]),
            },
            Kind::List { element, .. } => {
                let length = self.length(&value.limits, 0..3);
                (0..length).map(|_| self.member(element)).collect()
            }
            Kind::Map {
                key, value: held, ..
            } => {
                let length = self.length(&value.limits, 0..3);
                let entries = (0..length).map(|index| {
                    let key = match &key.kind {
                        Kind::Shape(_) => self.value(key).as_str().unwrap_or("?").to_owned(),
                        _ => format!("{index}{}", "k".repeat(self.length(&key.limits, 0..3))),
                    };
                    (key, self.member(held))
                });
                Json::Object(entries.collect())
            }
            Kind::Scalar(ty) => self.scalar(ty, &value.limits),
        };
        self.depth -= 1;
        json
    }

    fn scalar(&mut self, ty: &Type, limits: &Limits) -> Json {
        match ty {
            Type::Boolean => json!(self.random.bool()),
            Type::Integer(_) => {
                let (min, max) = limits.whole();
                let min = min.unwrap_or_default();
                json!(self.random.i64(min..=max.unwrap_or(min + 100).max(min)))
            }
            Type::Float | Type::Double | Type::BigDecimal | Type::BigInteger => {
                let (min, max) = limits.real();
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

    fn length(&mut self, limits: &Limits, usual: std::ops::Range<usize>) -> usize {
        let flaw = if self.flawed() { 1 } else { 0 };
        let min = limits.min_length.unwrap_or_default() as usize;
        let max = limits.max_length.map_or(usize::MAX, |max| max as usize);
        let length = min.saturating_add(self.random.usize(usual)).min(max);
        match self.random.bool() {
            true => min.saturating_sub(flaw),
            false if flaw == 1 && max < 1000 => max + 1,
            false => length,
        }
    }
}
