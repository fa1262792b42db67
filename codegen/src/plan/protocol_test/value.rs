//! The parameters of a test case as values of the planned types.

use serde_json::{Map, Value as Json};

use crate::model::what_is;
use crate::name::Name;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::time::instant;
use crate::plan::ty::{Type, TypeRef, Width, integer};
use crate::suggest;

/// A value of a planned type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Number(Number),
    /// A number without bounds, as text.
    Big(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// The bytes of a stream.
    Stream(Vec<u8>),
    /// A stream without events: true if it is sent.
    Events(bool),
    /// A point in time: seconds since 1970, and nanoseconds.
    Timestamp(i64, u32),
    /// A document.
    Document(Json),
    /// A value of an enum.
    Enumeration(TypeRef, EnumValue),
    /// A structure.
    Structure(Built),
    /// A union: its type, the Rust name of the variant, and what the variant holds.
    Union(TypeRef, String, Option<Box<(Type, Value)>>),
    /// A list; `None` is a null.
    List(Vec<Option<Value>>),
    /// A map; keys are strings or values of enums, and `None` is a null.
    Map(Vec<(Value, Option<Value>)>),
}

/// A floating-point number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A finite number.
    Finite(f64),
    /// Not a number.
    NotANumber,
    /// Infinity.
    Infinity,
    /// Negative infinity.
    NegativeInfinity,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnumValue {
    /// The Rust name of a variant.
    Known(String),
    /// A string that the enum does not know.
    Unknown(String),
}

/// A structure, built by its builder.
#[derive(Clone, Debug, PartialEq)]
pub struct Built {
    /// The structure.
    pub ty: TypeRef,
    /// True if `build` returns a `Result`.
    pub fallible: bool,
    /// True if a member is a stream, so that values can neither be cloned nor compared.
    pub streams: bool,
    /// The members that are set.
    pub members: Vec<Member>,
}

/// A member that a builder sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The method that sets it, or adds one entry to it.
    pub method: Name,
    /// The method that replaces it as a whole.
    pub set: Name,
    /// The type of the member.
    pub ty: Type,
    /// The value.
    pub value: Value,
}

/// The location of a value within the parameters of a case.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    shapes: &'a Shapes<'a>,
    digits: &'a Digits<'a>,
    /// The last step to the value, and the location before it; `None` for the parameters.
    step: Option<(&'a At<'a>, &'a str)>,
}

/// Finds the text of a number at the end of a way in the parameters.
type Digits<'a> = dyn Fn(&[&str], &serde_json::Number) -> Option<String> + 'a;

impl<'a> At<'a> {
    pub(super) fn new(shapes: &'a Shapes<'a>, digits: &'a Digits<'a>) -> Self {
        At {
            shapes,
            digits,
            step: None,
        }
    }

    pub(super) fn below(&'a self, step: &'a str) -> Self {
        At {
            step: Some((self, step)),
            ..*self
        }
    }

    /// The digits of the number that stands here.
    fn digits(&self, number: &serde_json::Number) -> String {
        // Integers of up to 64 bits have all of theirs.
        let text = number.is_f64().then(|| {
            let mut way = Vec::new();
            let mut at = self;
            while let Some((before, step)) = at.step {
                way.insert(0, step);
                at = before;
            }
            (self.digits)(&way, number)
        });
        text.flatten().unwrap_or_else(|| number.to_string())
    }
}

/// A value that does not fit its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The location inside of the parameters.
    pub(super) way: Vec<String>,
    /// A sentence without its subject.
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Misfit {
    fn new(message: impl Into<String>) -> Self {
        Self {
            way: Vec::new(),
            message: message.into(),
            help: None,
        }
    }

    fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// A value, or all that does not fit.
type Read<T> = Result<T, Vec<Misfit>>;

fn wrong<T>(misfit: Misfit) -> Read<T> {
    Err(vec![misfit])
}

fn expected<T>(wanted: &str, found: &Json) -> Read<T> {
    wrong(Misfit::new(format!(
        "must be {wanted}, not {}",
        what_is(found)
    )))
}

/// The same, with the step to a value before the way inside of it.
fn below<T>(step: &str, read: Read<T>) -> Read<T> {
    read.map_err(|mut misfits| {
        for misfit in &mut misfits {
            misfit.way.insert(0, step.to_owned());
        }
        misfits
    })
}

/// All values, or all that does not fit in any of them.
fn all<T>(values: impl Iterator<Item = Read<T>>) -> Read<Vec<T>> {
    let (mut read, mut misfits) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Ok(value) => read.push(value),
            Err(more) => misfits.extend(more),
        }
    }
    if misfits.is_empty() {
        Ok(read)
    } else {
        Err(misfits)
    }
}

/// The structure with these members. A member that is null is unset.
pub(super) fn structure(
    at: At<'_>,
    structure: &Structure,
    members: &Map<String, Json>,
) -> Read<Built> {
    let set = |name: &str| members.get(name).is_some_and(|value| !value.is_null());
    let mandatory = structure.fields.iter().filter(|field| field.is_mandatory());
    let missing = mandatory.filter(|field| !set(&field.member));
    let missing = missing.map(|field| match &field.ty {
        Type::Events(events) => Ok(Member {
            method: field.name.ident.clone(),
            set: field.name.set.clone(),
            ty: field.ty.clone(),
            value: Value::Events(events.is_sent),
        }),
        _ => wrong(Misfit::new(format!("lacks `{}`", field.member))),
    });
    let given = members.iter().filter(|(name, _)| {
        set(name) || !structure.fields.iter().any(|field| field.member == **name)
    });
    let given =
        given.map(|(name, json)| below(name, member(at.below(name), structure, name, json)));
    Ok(Built {
        members: all(missing.chain(given))?,
        ty: structure.ty.clone(),
        fallible: structure.fallible,
        streams: structure.has_stream(),
    })
}

fn member(at: At<'_>, structure: &Structure, name: &str, json: &Json) -> Read<Member> {
    let mut fields = structure.fields.iter();
    let Some(field) = fields.find(|field| field.member == name) else {
        let known = structure.fields.iter().map(|field| field.member.as_str());
        let message = format!("is not a member of `{}`", structure.shape_name);
        return wrong(Misfit::new(message).with_help(suggest::did_you_mean(name, known)));
    };
    Ok(Member {
        method: field.name.ident.clone(),
        set: field.name.set.clone(),
        ty: field.ty.clone(),
        value: value(at, field.ty.unboxed(), json)?,
    })
}

/// The value of a type.
fn value(at: At<'_>, ty: &Type, json: &Json) -> Read<Value> {
    Ok(match ty {
        Type::Boxed(inner) => value(at, inner, json)?,
        Type::String => Value::Text(text(json)?.to_owned()),
        // Blobs are written as their content, not in base64.
        Type::Blob => Value::Blob(text(json)?.as_bytes().to_vec()),
        Type::Stream => Value::Stream(text(json)?.as_bytes().to_vec()),
        Type::Events(_) => return wrong(Misfit::new("is a stream of events, which has no value")),
        Type::Boolean => match json {
            Json::Bool(flag) => Value::Boolean(*flag),
            other => return expected("a boolean", other),
        },
        Type::Integer(width) => whole(*width, json)?,
        Type::Float | Type::Double => Value::Number(number(json)?),
        Type::BigInteger | Type::BigDecimal => match json {
            Json::Number(number) => Value::Big(at.digits(number)),
            Json::String(text) => Value::Big(text.clone()),
            other => return expected("a number", other),
        },
        Type::Timestamp(_) => timestamp(json)?,
        Type::Document => Value::Document(json.clone()),
        Type::Enumeration(ty) => enumeration(at.shapes, ty, text(json)?),
        Type::Structure(ty) => {
            let Some(structure) = at.shapes.structure(ty) else {
                return unplanned(ty);
            };
            Value::Structure(self::structure(at, structure, object(json)?)?)
        }
        Type::Union(ty) => union(at, ty, object(json)?)?,
        Type::List { element, sparse } => {
            let Json::Array(items) = json else {
                return expected("an array", json);
            };
            let items = items.iter().enumerate();
            Value::List(all(items.map(|(index, item)| {
                let index = index.to_string();
                let item = held(at.below(&index), element, *sparse, item);
                below(&index, item)
            }))?)
        }
        Type::Map {
            key,
            value: item,
            sparse,
        } => Value::Map(all(object(json)?.iter().map(|(name, json)| {
            let held = below(name, held(at.below(name), item, *sparse, json))?;
            let key = match key {
                Some(ty) => enumeration(at.shapes, ty, name),
                None => Value::Text(name.clone()),
            };
            Ok((key, held))
        }))?),
    })
}

/// An entry of a list or map.
fn held(at: At<'_>, ty: &Type, sparse: bool, json: &Json) -> Read<Option<Value>> {
    match (sparse, json) {
        (true, Json::Null) => Ok(None),
        (_, json) => value(at, ty, json).map(Some),
    }
}

/// The member of a union.
pub(super) fn union(at: At<'_>, ty: &TypeRef, members: &Map<String, Json>) -> Read<Value> {
    let Some(union) = at.shapes.union(ty) else {
        return unplanned(ty);
    };
    let mut set = members.iter().filter(|(_, value)| !value.is_null());
    let (Some((name, json)), None) = (set.next(), set.next()) else {
        let message = format!("must set one member of the union, not {}", members.len());
        return wrong(Misfit::new(message));
    };
    let mut variants = union.variants.iter();
    let Some(variant) = variants.find(|variant| variant.member == *name) else {
        let known = union.variants.iter();
        let known = known.map(|variant| variant.member.as_str());
        let message = format!("is not a member of the union `{}`", ty.name);
        let misfit = Misfit::new(message).with_help(suggest::did_you_mean(name, known));
        return below(name, wrong(misfit));
    };
    let held = match &variant.ty {
        Some(ty) => {
            let value = below(name, value(at.below(name), ty, json))?;
            Some(Box::new((ty.clone(), value)))
        }
        None => None,
    };
    Ok(Value::Union(ty.clone(), variant.name.clone(), held))
}

fn enumeration(shapes: &Shapes<'_>, ty: &TypeRef, text: &str) -> Value {
    let known = shapes.enumeration(ty).into_iter();
    let mut known = known.flat_map(|found| &found.variants);
    let value = match known.find(|variant| variant.value == text) {
        Some(variant) => EnumValue::Known(variant.name.clone()),
        None => EnumValue::Unknown(text.to_owned()),
    };
    Value::Enumeration(ty.clone(), value)
}

/// The plan lacks a type only if planning it failed, which is a problem of its own.
fn unplanned<T>(ty: &TypeRef) -> Read<T> {
    let message = format!("has the type `{}`, which is not generated", ty.name);
    wrong(Misfit::new(message))
}

fn text(json: &Json) -> Read<&str> {
    json.as_str().map_or_else(|| expected("a string", json), Ok)
}

fn object(json: &Json) -> Read<&Map<String, Json>> {
    json.as_object()
        .map_or_else(|| expected("an object", json), Ok)
}

fn whole(width: Width, json: &Json) -> Read<Value> {
    match (integer(width, json), json) {
        (Some(integer), _) => Ok(Value::Integer(integer)),
        (None, Json::Number(number)) => {
            let (least, most) = width.range();
            wrong(Misfit::new(format!(
                "must be an integer from {least} to {most}, not {number}"
            )))
        }
        (None, other) => expected("an integer", other),
    }
}

fn number(json: &Json) -> Read<Number> {
    match (json.as_str(), json.as_f64()) {
        (Some("NaN"), _) => Ok(Number::NotANumber),
        (Some("Infinity"), _) => Ok(Number::Infinity),
        (Some("-Infinity"), _) => Ok(Number::NegativeInfinity),
        (None, Some(number)) => Ok(Number::Finite(number)),
        _ => expected("a number, or `NaN`, `Infinity` or `-Infinity`", json),
    }
}

/// A timestamp, as models write it.
fn timestamp(json: &Json) -> Read<Value> {
    match instant(json) {
        Some((seconds, nanoseconds)) => Ok(Value::Timestamp(seconds, nanoseconds)),
        None => expected(
            "seconds since 1970 or a timestamp such as `2026-01-01T00:00:00Z`",
            json,
        ),
    }
}
