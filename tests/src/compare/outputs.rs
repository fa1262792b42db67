//! Random values as a service writes them: names and formats of the wire.

use aws_smithy_types::date_time::{DateTime, Format};
use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type};

use super::json::Json;
use super::mutate;
use super::random;
use super::responses::{Body, is_in_document};

/// Makes the values of one response.
#[derive(Debug)]
pub(super) struct Outputs<'a> {
    shapes: &'a Shapes<'a>,
    random: Rng,
    depth: u32,
    /// The values there may still be before lists stay empty and members unset.
    left: u32,
}

impl<'a> Outputs<'a> {
    /// Equal seeds give equal values.
    pub(super) fn new(shapes: &'a Shapes<'a>, seed: u64) -> Self {
        Self {
            shapes,
            random: Rng::with_seed(seed),
            depth: 0,
            left: 300,
        }
    }

    /// The document of a structure.
    pub(super) fn document(&mut self, structure: &Structure) -> Json {
        let mut members = Vec::new();
        self.depth += 1;
        for field in structure.fields.iter().filter(|it| is_in_document(it)) {
            let chance = match field.required {
                true => 20,
                false => 6,
            };
            // Recursive shapes would have no end.
            let is_set = self.random.u32(0..chance) >= self.depth.min(6) - 1;
            if is_set && (field.required || self.left > 0) {
                let value = self.value(&field.ty);
                members.push((field.wire_name.clone(), value));
            }
        }
        self.depth -= 1;
        Json::Object(members)
    }

    /// The value of a header.
    pub(super) fn header(&mut self, field: &Field) -> Option<String> {
        let text = match self.random.u8(0..8) {
            0 => return None,
            1 => random::word(&mut self.random),
            _ => self.header_text(&field.ty),
        };
        // HTTP has nothing else in headers, and the values of both clients are strings.
        Some(text.chars().filter(|c| matches!(c, ' '..='~')).collect())
    }

    fn header_text(&mut self, ty: &Type) -> String {
        match ty {
            Type::List { element, .. } => {
                let items = (0..self.random.usize(0..4)).map(|_| self.header_text(element));
                items.collect::<Vec<_>>().join(", ")
            }
            _ => match self.value(ty) {
                Json::Literal(text) | Json::String(text) => text,
                other => other.compact(),
            },
        }
    }

    /// The body, where it is one member.
    pub(super) fn payload(&mut self, field: &Field) -> Body {
        match field.ty.unboxed() {
            Type::Blob => Body::Bytes(random::text(&mut self.random).into_bytes()),
            Type::String | Type::Enumeration(_) => match self.value(&field.ty) {
                Json::String(text) => Body::Bytes(text.into_bytes()),
                other => Body::Json(other, None),
            },
            ty => Body::Json(self.value(ty), None),
        }
    }

    fn value(&mut self, ty: &Type) -> Json {
        self.left = self.left.saturating_sub(1);
        let random = &mut self.random;
        match ty {
            Type::String => Json::String(random::text(random)),
            Type::Boolean => Json::literal(random.bool()),
            Type::Integer(width) => Json::literal(random::integer(random, *width)),
            Type::Float | Type::Double => {
                let number = random::number(random, *ty == Type::Float);
                match number.ends_with(|c: char| c.is_ascii_digit()) {
                    true => Json::Literal(number),
                    false => Json::String(number),
                }
            }
            Type::Blob => {
                let bytes: Vec<u8> = random::bytes(random).chars().map(|c| c as u8).collect();
                Json::String(aws_smithy_types::base64::encode(bytes))
            }
            Type::Timestamp(format) => timestamp(random, *format),
            Type::Document => mutate::any(random, 0),
            Type::BigInteger | Type::BigDecimal => {
                Json::literal(["0", "-7", "123456789012345678901234567890"][random.usize(..3)])
            }
            Type::Enumeration(ty) => {
                let variants = self.shapes.enumeration(ty).map(|it| it.variants.as_slice());
                let variants = variants.unwrap_or_default();
                match variants.is_empty() || random.u8(0..8) == 0 {
                    true => Json::String(random::text(random)),
                    false => Json::string(&variants[random.usize(..variants.len())].value),
                }
            }
            Type::Structure(ty) => match self.shapes.structure(ty) {
                Some(structure) => self.document(structure),
                None => Json::null(),
            },
            Type::Union(ty) => {
                let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
                let variants = variants.unwrap_or_default();
                let variant = &variants[self.random.usize(..variants.len())];
                let value = match &variant.ty {
                    Some(ty) if self.depth < 7 => self.nested(ty),
                    _ => Json::Object(Vec::new()),
                };
                Json::Object(vec![(variant.wire_name.clone(), value)])
            }
            Type::List { element, sparse } => {
                let items = (0..self.length()).map(|_| self.item(element, *sparse));
                Json::Array(items.collect())
            }
            Type::Map {
                key, value, sparse, ..
            } => {
                let key = key.clone().map_or(Type::String, Type::Enumeration);
                let mut members = Vec::new();
                for _ in 0..self.length() {
                    if let Json::String(name) = self.value(&key) {
                        members.push((name, self.item(value, *sparse)));
                    }
                }
                Json::Object(members)
            }
            Type::Boxed(inner) => self.value(inner),
        }
    }

    /// The length of a list or map; deep ones are empty.
    fn length(&mut self) -> usize {
        match self.depth < 7 && self.left > 0 {
            true => self.random.usize(0..4),
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
}

fn timestamp(random: &mut Rng, format: TimestampFormat) -> Json {
    let (seconds, nanoseconds) = random::timestamp(random);
    let mut time = DateTime::from_secs_and_nanos(seconds, nanoseconds);
    // The official clients read seconds as an `f64`, which changes most fractions, and ours do not.
    let official = DateTime::from_secs_f64(time.as_secs_f64());
    if format == TimestampFormat::EpochSeconds && official != time {
        time.set_subsec_nanos(0);
    }
    let (format, quoted) = match format {
        TimestampFormat::EpochSeconds => (Format::EpochSeconds, false),
        TimestampFormat::DateTime => (Format::DateTime, true),
        TimestampFormat::HttpDate => (Format::HttpDate, true),
    };
    let text = time.fmt(format).unwrap_or_else(|_| "0".to_owned());
    match quoted {
        true => Json::String(text),
        false => Json::Literal(text),
    }
}
