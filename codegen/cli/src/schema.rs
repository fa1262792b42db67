//! From the plan's schema of an input to the one the runtime checks documents against.

use hammersmith::primitives::DateTimeFormat;
use hammersmith::validate::{Kind, Member, Schema, Shape, Value};
use hammersmith_codegen::plan::limits::Limits;
use hammersmith_codegen::plan::schema as plan;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type, Width};
use typed_arena::Arena;

/// Where the parts of a [`Schema`] are kept while it is in use.
#[derive(Default)]
pub struct Store<'a> {
    shapes: Arena<Shape<'a>>,
    members: Arena<Member<'a>>,
    values: Arena<Value<'a>>,
    texts: Arena<&'a str>,
}

/// The schema of documents in the names of the model, which is what the `aws` command takes; the names on the wire
/// are taken, too.
pub fn schema<'a>(plan: &'a plan::Schema, store: &'a Store<'a>) -> Schema<'a> {
    let shapes: Vec<Shape<'a>> = plan.shapes.iter().map(|s| shape(s, store)).collect();
    Schema::new(store.shapes.alloc_extend(shapes))
}

fn shape<'a>(shape: &'a plan::Shape, store: &'a Store<'a>) -> Shape<'a> {
    match &shape.kind {
        plan::ShapeKind::Structure(members) => Shape::Structure(self::members(members, store)),
        plan::ShapeKind::Union(members) => Shape::Union(self::members(members, store)),
        plan::ShapeKind::Enum(values) => {
            let values = values.iter().map(String::as_str);
            Shape::Enum(store.texts.alloc_extend(values))
        }
    }
}

fn members<'a>(members: &'a [plan::Member], store: &'a Store<'a>) -> &'a [Member<'a>] {
    let members: Vec<Member<'a>> = members.iter().map(|m| member(m, store)).collect();
    store.members.alloc_extend(members)
}

fn member<'a>(member: &'a plan::Member, store: &'a Store<'a>) -> Member<'a> {
    let value = value(&member.value, store);
    let new = Member::new(&member.member, &member.rust_name, value).alias(&member.wire_name);
    match member.required {
        true => new.required(),
        false => new,
    }
}

fn value<'a>(value: &'a plan::Value, store: &'a Store<'a>) -> Value<'a> {
    let held = |held: &'a plan::Value| -> &'a Value<'a> {
        let held = self::value(held, store);
        store.values.alloc(held)
    };
    let (new, sparse) = match &value.kind {
        plan::Kind::Scalar(ty) => (Value::of(kind(ty)), false),
        plan::Kind::Shape(index) => (Value::shape(*index), false),
        plan::Kind::List { element, sparse } => (Value::list(held(element)), *sparse),
        plan::Kind::Map { key, value, sparse } => (Value::map(held(key), held(value)), *sparse),
    };
    let new = limited(new, &value.limits);
    let new = if sparse { new.sparse() } else { new };
    match value.sensitive {
        true => new.sensitive(),
        false => new,
    }
}

fn kind(ty: &Type) -> Kind<'static> {
    match ty {
        Type::Boolean => Kind::Boolean,
        Type::Integer(Width::Byte) => Kind::Integer(8),
        Type::Integer(Width::Short) => Kind::Integer(16),
        Type::Integer(Width::Integer) => Kind::Integer(32),
        Type::Integer(Width::Long) => Kind::Integer(64),
        Type::Float | Type::Double => Kind::Float,
        Type::BigInteger | Type::BigDecimal => Kind::Number,
        Type::Blob => Kind::Blob,
        Type::Timestamp(format) => Kind::Timestamp(match format {
            TimestampFormat::EpochSeconds => DateTimeFormat::EpochSeconds,
            TimestampFormat::DateTime => DateTimeFormat::DateTime,
            TimestampFormat::HttpDate => DateTimeFormat::HttpDate,
        }),
        Type::Document => Kind::Document,
        _ => Kind::String,
    }
}

fn limited<'a>(value: Value<'a>, limits: &'a Limits) -> Value<'a> {
    let (min, max) = limits.whole();
    let (least, greatest) = limits.real();
    let value = value
        .length(
            limits.min_length.unwrap_or_default(),
            limits.max_length.unwrap_or(u64::MAX),
        )
        .range(min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
        .float_range(
            least.unwrap_or(f64::NEG_INFINITY),
            greatest.unwrap_or(f64::INFINITY),
        )
        .pattern(limits.pattern.as_deref())
        .named(&limits.named);
    match limits.unique {
        true => value.unique(),
        false => value,
    }
}
