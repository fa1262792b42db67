//! Random inputs of operations, as JSON that both programs build their inputs from.
//!
//! Members have the names of the model. Bytes are strings of the characters U+0000 to U+00FF,
//! timestamps arrays of seconds and nanoseconds, numbers that JSON does not have strings.

use fastrand::Rng;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;

use super::json::Json;
use super::random;

/// Makes one input.
#[derive(Debug)]
pub(super) struct Inputs<'a> {
    shapes: &'a Shapes<'a>,
    random: Rng,
    depth: u32,
    /// The values there may still be before lists stay empty and members unset.
    left: u32,
    /// Strings are letters and digits, so that headers and paths accept them.
    clean: bool,
    /// Required members are set.
    complete: bool,
    /// The most entries of a map.
    entries: usize,
}

impl<'a> Inputs<'a> {
    /// Equal seeds give equal inputs.
    pub(super) fn new(shapes: &'a Shapes<'a>, seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        Self {
            shapes,
            depth: 0,
            left: 300,
            clean: random.bool(),
            complete: random.u8(0..10) > 0,
            entries: [1, 3][random.usize(..2)],
            random,
        }
    }

    /// The members of a structure.
    pub(super) fn structure(&mut self, structure: &Structure) -> Json {
        let mut members = Vec::new();
        self.depth += 1;
        for field in &structure.fields {
            let required = field.required || field.placement == Placement::Label;
            if (required && self.complete) || self.is_set() {
                let mut value = self.value(&field.ty);
                // An empty label stops the request before anything else is seen of it.
                if field.placement == Placement::Label && value == Json::string("") {
                    value = Json::string(random::word(&mut self.random));
                }
                members.push((field.member.clone(), value));
            }
        }
        self.depth -= 1;
        Json::Object(members)
    }

    /// Inputs get thinner the deeper they are, or recursive shapes would have no end.
    fn is_set(&mut self) -> bool {
        self.left > 0 && self.random.u32(0..6) >= self.depth.min(6) - 1
    }

    fn string(&mut self) -> String {
        match self.clean {
            true => random::word(&mut self.random),
            false => random::text(&mut self.random),
        }
    }

    fn value(&mut self, ty: &Type) -> Json {
        self.left = self.left.saturating_sub(1);
        let random = &mut self.random;
        match ty {
            Type::String => Json::String(self.string()),
            Type::Boolean => Json::literal(random.bool()),
            Type::Integer(width) => Json::literal(random::integer(random, *width)),
            Type::Float | Type::Double => {
                let number = random::number(random, *ty == Type::Float);
                match number.ends_with(|c: char| c.is_ascii_digit()) {
                    true => Json::Literal(number),
                    false => Json::String(number),
                }
            }
            Type::Blob => Json::String(random::bytes(random)),
            Type::Timestamp(_) => {
                let (seconds, nanoseconds) = random::timestamp(random);
                Json::Array(vec![Json::literal(seconds), Json::literal(nanoseconds)])
            }
            Type::Document => self.document(),
            Type::BigInteger | Type::BigDecimal => {
                Json::string(["0", "-7", "123456789012345678901234567890"][random.usize(..3)])
            }
            Type::Enumeration(ty) => {
                let variants = self.shapes.enumeration(ty).map(|it| it.variants.as_slice());
                let variants = variants.unwrap_or_default();
                match variants.is_empty() || random.u8(0..10) == 0 {
                    true => Json::String(self.string()),
                    false => Json::string(&variants[random.usize(..variants.len())].value),
                }
            }
            Type::Structure(ty) => match self.shapes.structure(ty) {
                Some(structure) => self.structure(structure),
                None => Json::null(),
            },
            Type::Union(ty) => {
                let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
                let variants = variants.unwrap_or_default();
                let variant = &variants[self.flat(variants.iter().map(|it| it.ty.as_ref()))];
                let value = match &variant.ty {
                    Some(ty) => self.nested(ty),
                    None => Json::Object(Vec::new()),
                };
                Json::Object(vec![(variant.member.clone(), value)])
            }
            Type::List { element, sparse } => {
                let length = self.length(3);
                let items = (0..length).map(|_| self.item(element, *sparse));
                Json::Array(items.collect())
            }
            Type::Map {
                key, value, sparse, ..
            } => self.map(key.clone().map(Type::Enumeration), value, *sparse),
            Type::Boxed(inner) => self.value(inner),
        }
    }

    fn map(&mut self, key: Option<Type>, value: &Type, sparse: bool) -> Json {
        let mut members: Vec<(String, Json)> = Vec::new();
        for _ in 0..self.length(self.entries) {
            let name = match self.value(key.as_ref().unwrap_or(&Type::String)) {
                Json::String(name) => name,
                _ => continue,
            };
            let value = self.item(value, sparse);
            if members.iter().all(|(other, _)| *other != name) {
                members.push((name, value));
            }
        }
        Json::Object(members)
    }

    /// The length of a list or map; deep ones are empty.
    fn length(&mut self, most: usize) -> usize {
        match self.depth < 7 && self.left > 0 {
            true => self.random.usize(0..=most),
            false => 0,
        }
    }

    fn item(&mut self, ty: &Type, sparse: bool) -> Json {
        match sparse && self.random.u8(0..4) == 0 {
            true => Json::null(),
            false => self.nested(ty),
        }
    }

    fn nested(&mut self, ty: &Type) -> Json {
        self.depth += 1;
        let value = self.value(ty);
        self.depth -= 1;
        value
    }

    /// The number of a variant; one of those that hold nothing below them where it is deep.
    fn flat<'t>(&mut self, types: impl Iterator<Item = Option<&'t Type>>) -> usize {
        let types: Vec<_> = types.collect();
        let is_flat = |ty: Option<&Type>| {
            !matches!(
                ty.map(Type::unboxed),
                Some(Type::Structure(_) | Type::Union(_))
            )
        };
        let flat: Vec<_> = (0..types.len()).filter(|&it| is_flat(types[it])).collect();
        match self.depth > 6 && !flat.is_empty() {
            true => flat[self.random.usize(..flat.len())],
            false => self.random.usize(..types.len()),
        }
    }

    fn document(&mut self) -> Json {
        self.depth += 1;
        let most = match self.depth < 5 {
            true => 7,
            false => 5,
        };
        let value = match self.random.u8(0..most) {
            0 => Json::null(),
            1 => Json::literal(self.random.bool()),
            2 => Json::literal(self.random.i64(..)),
            3 => Json::literal(self.random.i32(-1000..1000) as f32 / 8.0),
            4 => Json::String(self.string()),
            5 => (0..self.random.usize(0..3))
                .map(|_| self.document())
                .collect::<Vec<_>>()
                .into(),
            _ => {
                let members = 0..self.random.usize(0..=self.entries);
                let names = members.map(|number| format!("{number}{}", self.string()));
                let names: Vec<_> = names.collect();
                Json::Object(names.into_iter().map(|it| (it, self.document())).collect())
            }
        };
        self.depth -= 1;
        value
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Json::Array(items)
    }
}
