//! Random values as a service writes them: names and formats of the wire.

use aws_smithy_types::date_time::{DateTime, Format};
use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type};

use super::json::Json;
use super::mutate;
use super::random;
use super::responses::Body;
use super::values::{Notation, Values};

/// The notation of responses.
#[derive(Debug)]
pub(super) struct Outputs;

impl Outputs {
    /// Makes the values of one response; equal seeds give equal values.
    pub(super) fn new<'a>(shapes: &'a Shapes<'a>, seed: u64) -> Values<'a, Self> {
        Values::new(shapes, Rng::with_seed(seed), Self)
    }
}

impl Notation for Outputs {
    const DISTINCT: bool = false;

    fn name<'n>(_: &'n str, wire: &'n str) -> &'n str {
        wire
    }

    fn member(values: &mut Values<'_, Self>, field: &Field) -> Option<Json> {
        let chance = if field.required { 20 } else { 6 };
        let is_set = field.placement == Placement::Body
            && values.is_set(chance)
            && (field.required || values.left > 0);
        is_set.then(|| values.value(&field.ty))
    }

    fn string(&self, random: &mut Rng) -> String {
        random::text(random)
    }

    fn scalar(random: &mut Rng, ty: &Type) -> Json {
        match ty {
            Type::Blob => {
                let bytes: Vec<u8> = random::bytes(random).chars().map(|c| c as u8).collect();
                Json::String(aws_smithy_types::base64::encode(bytes))
            }
            Type::Timestamp(format) => {
                let (seconds, nanoseconds) = random::timestamp(random);
                timestamp(DateTime::from_secs_and_nanos(seconds, nanoseconds), *format)
            }
            _ => Json::literal(random::big(random)),
        }
    }

    fn document(values: &mut Values<'_, Self>) -> Json {
        mutate::any(&mut values.random, 0)
    }
}

impl Values<'_, Outputs> {
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
            Type::Blob | Type::Stream => Body::Bytes(random::text(&mut self.random).into_bytes()),
            Type::String | Type::Enumeration(_) => match self.value(&field.ty) {
                Json::String(text) => Body::Bytes(text.into_bytes()),
                other => Body::Json(other, None),
            },
            ty => Body::Json(self.value(ty), None),
        }
    }
}

/// A timestamp in that format.
pub(super) fn timestamp(mut time: DateTime, format: TimestampFormat) -> Json {
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
    if quoted {
        Json::String(text)
    } else {
        Json::Literal(text)
    }
}
