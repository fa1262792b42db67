//! Random inputs of operations, as JSON that both programs build their inputs from.
//!
//! Members have the names of the model. Bytes are strings of the characters U+0000 to U+00FF,
//! timestamps arrays of seconds and nanoseconds, numbers that JSON does not have strings.

use fastrand::Rng;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::ty::Type;

use super::json::Json;
use super::random;
use super::values::{Notation, Values};

/// Buckets that the endpoint rules of S3 treat in different ways. Those of outposts are signed for
/// with SigV4a, which ours do not have.
const BUCKETS: [&str; 6] = [
    "plain-bucket",
    "plain-bucket",
    "dotted.bucket",
    "Capital-Bucket",
    "-not-a-host-",
    "arn:aws:s3:us-east-1:123456789012:accesspoint:point",
];

/// The notation of inputs.
#[derive(Debug)]
pub(super) struct Inputs {
    /// Strings are letters and digits, so that headers and paths accept them.
    clean: bool,
    /// Required members are set.
    complete: bool,
}

impl Inputs {
    /// Makes one input; equal seeds give equal inputs.
    pub(super) fn new<'a>(shapes: &'a Shapes<'a>, seed: u64) -> Values<'a, Self> {
        let mut random = Rng::with_seed(seed);
        let inputs = Self {
            clean: random.bool(),
            complete: random.u8(0..10) > 0,
        };
        let entries = [1, 3][random.usize(..2)];
        let mut values = Values::new(shapes, random, inputs);
        values.entries = entries;
        values
    }
}

impl Notation for Inputs {
    const DISTINCT: bool = true;

    fn name<'n>(model: &'n str, _: &'n str) -> &'n str {
        model
    }

    fn member(values: &mut Values<'_, Self>, field: &Field) -> Option<Json> {
        let is_label = field.placement == Placement::Label;
        let is_required = (field.required || is_label) && values.notation.complete;
        if !is_required && (values.left == 0 || !values.is_set(6)) {
            return None;
        }
        if field.member == "Bucket" && values.random.u8(0..4) > 0 {
            let bucket = BUCKETS[values.random.usize(..BUCKETS.len())];
            return Some(Json::string(bucket));
        }
        match values.value(&field.ty) {
            // An empty label stops the request before anything else is seen of it.
            Json::String(text) if is_label && text.is_empty() => {
                Some(Json::String(random::word(&mut values.random)))
            }
            value => Some(value),
        }
    }

    fn string(&self, random: &mut Rng) -> String {
        if self.clean {
            random::word(random)
        } else {
            random::text(random)
        }
    }

    fn scalar(random: &mut Rng, ty: &Type) -> Json {
        match ty {
            Type::Blob | Type::Stream => Json::String(random::bytes(random)),
            Type::Timestamp(_) => {
                let (seconds, nanoseconds) = random::timestamp(random);
                Json::Array(vec![Json::literal(seconds), Json::literal(nanoseconds)])
            }
            _ => Json::string(random::big(random)),
        }
    }

    fn document(values: &mut Values<'_, Self>) -> Json {
        values.depth += 1;
        let most = if values.depth < 5 { 7 } else { 5 };
        let value = match values.random.u8(0..most) {
            0 => Json::null(),
            1 => Json::literal(values.random.bool()),
            2 => Json::literal(values.random.i64(..)),
            3 => Json::literal(values.random.i32(-1000..1000) as f32 / 8.0),
            4 => Json::String(values.notation.string(&mut values.random)),
            5 => {
                let items = 0..values.random.usize(0..3);
                Json::Array(items.map(|_| Self::document(values)).collect())
            }
            _ => {
                let members = 0..values.random.usize(0..=values.entries);
                let members = members.map(|number| {
                    let text = values.notation.string(&mut values.random);
                    (format!("{number}{text}"), Self::document(values))
                });
                Json::Object(members.collect())
            }
        };
        values.depth -= 1;
        value
    }
}
