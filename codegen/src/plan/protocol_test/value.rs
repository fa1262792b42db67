//! The parameters of a test case as values of the planned types.

use serde_json::{Map, Value as Json};

use crate::model::what_is;
use crate::plan::page::{integer, seconds};
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef, Width};
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
    /// The members that are set.
    pub members: Vec<Member>,
}

/// A member that a builder sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The method that sets it, or adds one entry to it.
    pub method: String,
    /// The method that replaces it as a whole.
    pub set: String,
    /// The type of the member.
    pub ty: Type,
    /// The value.
    pub value: Value,
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

    fn expected(wanted: &str, found: &Json) -> Self {
        Self::new(format!("must be {wanted}, not {}", what_is(found)))
    }

    fn below(mut self, step: &str) -> Self {
        self.way.insert(0, step.to_owned());
        self
    }
}

type Read<T> = Result<T, Misfit>;

/// The structure with these members.
pub(super) fn structure(
    shapes: &Shapes<'_>,
    structure: &Structure,
    members: &Map<String, Json>,
) -> Read<Built> {
    let set = |name: &str| members.get(name).is_some_and(|value| !value.is_null());
    let mut mandatory = structure.fields.iter().filter(|field| field.is_mandatory());
    if let Some(missing) = mandatory.find(|field| !set(&field.member)) {
        return Err(Misfit::new(format!("lacks `{}`", missing.member)));
    }
    let mut set = Vec::new();
    for (name, json) in members {
        let mut fields = structure.fields.iter();
        let Some(field) = fields.find(|field| field.member == *name) else {
            let known = structure.fields.iter().map(|field| field.member.as_str());
            let mut misfit = Misfit::new(format!("is not a member of `{}`", structure.shape_name));
            misfit.help = suggest::did_you_mean(name, known);
            return Err(misfit.below(name));
        };
        // A member that is null is unset.
        if json.is_null() {
            continue;
        }
        let value = value(shapes, field.ty.unboxed(), json);
        set.push(Member {
            method: field.name.ident.clone(),
            set: field.name.set.clone(),
            ty: field.ty.clone(),
            value: value.map_err(|misfit| misfit.below(name))?,
        });
    }
    Ok(Built {
        ty: structure.ty.clone(),
        fallible: structure.fallible,
        members: set,
    })
}

/// The value of a type.
fn value(shapes: &Shapes<'_>, ty: &Type, json: &Json) -> Read<Value> {
    Ok(match ty {
        Type::Boxed(inner) => value(shapes, inner, json)?,
        Type::String => Value::Text(text(json)?.to_owned()),
        // Blobs are written as their content, not in base64.
        Type::Blob => Value::Blob(text(json)?.as_bytes().to_vec()),
        Type::Boolean => match json {
            Json::Bool(flag) => Value::Boolean(*flag),
            other => return Err(Misfit::expected("a boolean", other)),
        },
        Type::Integer(width) => whole(*width, json)?,
        Type::Float | Type::Double => Value::Number(number(json)?),
        Type::BigInteger | Type::BigDecimal => match json {
            Json::Number(number) => Value::Big(number.to_string()),
            Json::String(text) => Value::Big(text.clone()),
            other => return Err(Misfit::expected("a number", other)),
        },
        Type::Timestamp(_) => timestamp(json)?,
        Type::Document => Value::Document(json.clone()),
        Type::Enumeration(ty) => enumeration(shapes, ty, text(json)?),
        Type::Structure(ty) => {
            let structure = shapes.structure(ty).ok_or_else(|| unplanned(ty))?;
            Value::Structure(self::structure(shapes, structure, object(json)?)?)
        }
        Type::Union(ty) => union(shapes, ty, object(json)?)?,
        Type::List { element, sparse } => {
            let Json::Array(items) = json else {
                return Err(Misfit::expected("an array", json));
            };
            let items = items.iter().enumerate().map(|(index, item)| {
                let held = held(shapes, element, *sparse, item);
                held.map_err(|misfit| misfit.below(&index.to_string()))
            });
            Value::List(items.collect::<Read<_>>()?)
        }
        Type::Map {
            key,
            value: item,
            sparse,
        } => {
            let entries = object(json)?.iter().map(|(name, json)| {
                let held = held(shapes, item, *sparse, json);
                let held = held.map_err(|misfit| misfit.below(name))?;
                let key = match key {
                    Some(ty) => enumeration(shapes, ty, name),
                    None => Value::Text(name.clone()),
                };
                Ok((key, held))
            });
            Value::Map(entries.collect::<Read<_>>()?)
        }
    })
}

/// An entry of a list or map.
fn held(shapes: &Shapes<'_>, ty: &Type, sparse: bool, json: &Json) -> Read<Option<Value>> {
    match (sparse, json) {
        (true, Json::Null) => Ok(None),
        (_, json) => value(shapes, ty, json).map(Some),
    }
}

fn union(shapes: &Shapes<'_>, ty: &TypeRef, members: &Map<String, Json>) -> Read<Value> {
    let union = shapes.union(ty).ok_or_else(|| unplanned(ty))?;
    let mut set = members.iter().filter(|(_, value)| !value.is_null());
    let (Some((name, json)), None) = (set.next(), set.next()) else {
        let message = format!("must set one member of the union, not {}", members.len());
        return Err(Misfit::new(message));
    };
    let mut variants = union.variants.iter();
    let Some(variant) = variants.find(|variant| variant.member == *name) else {
        let known = union.variants.iter().map(|variant| variant.member.as_str());
        let mut misfit = Misfit::new(format!("is not a member of the union `{}`", ty.name));
        misfit.help = suggest::did_you_mean(name, known);
        return Err(misfit.below(name));
    };
    let held = variant
        .ty
        .as_ref()
        .map(|ty| Ok(Box::new((ty.clone(), value(shapes, ty, json)?))));
    let held = held
        .transpose()
        .map_err(|misfit: Misfit| misfit.below(name))?;
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
fn unplanned(ty: &TypeRef) -> Misfit {
    Misfit::new(format!(
        "has the type `{}`, which is not generated",
        ty.name
    ))
}

fn text(json: &Json) -> Read<&str> {
    json.as_str()
        .ok_or_else(|| Misfit::expected("a string", json))
}

fn object(json: &Json) -> Read<&Map<String, Json>> {
    json.as_object()
        .ok_or_else(|| Misfit::expected("an object", json))
}

fn whole(width: Width, json: &Json) -> Read<Value> {
    match (integer(width, json), json) {
        (Some(integer), _) => Ok(Value::Integer(integer)),
        (None, Json::Number(number)) => {
            let (least, most) = width.range();
            let message = format!("must be an integer from {least} to {most}, not {number}");
            Err(Misfit::new(message))
        }
        (None, other) => Err(Misfit::expected("an integer", other)),
    }
}

fn number(json: &Json) -> Read<Number> {
    match (json.as_str(), json.as_f64()) {
        (Some("NaN"), _) => Ok(Number::NotANumber),
        (Some("Infinity"), _) => Ok(Number::Infinity),
        (Some("-Infinity"), _) => Ok(Number::NegativeInfinity),
        (None, Some(number)) => Ok(Number::Finite(number)),
        _ => Err(Misfit::expected(
            "a number, or `NaN`, `Infinity` or `-Infinity`",
            json,
        )),
    }
}

/// A timestamp: a string of RFC 3339, or seconds with milliseconds at most, the finest fraction that
/// every format of a protocol carries.
fn timestamp(json: &Json) -> Read<Value> {
    if let Some(seconds) = seconds(json) {
        return Ok(Value::Timestamp(seconds, 0));
    }
    let Some(number) = json.as_f64() else {
        return Err(Misfit::expected(
            "seconds since 1970 or a timestamp such as `2026-01-01T00:00:00Z`",
            json,
        ));
    };
    let milliseconds = (number * 1e3).round() as i64;
    let nanoseconds = milliseconds.rem_euclid(1_000) * 1_000_000;
    Ok(Value::Timestamp(
        milliseconds.div_euclid(1_000),
        u32::try_from(nanoseconds).unwrap_or_default(),
    ))
}
