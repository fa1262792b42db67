//! Values of examples as expressions.

use serde_json::{Map, Value};

use crate::emit::page::code::{Builder, Call, Expr};
use crate::emit::page::names::Names;
use crate::plan::base64::unbased64;
use crate::plan::field::Field;
use crate::plan::page::field;
use crate::plan::structure::Structure;
use crate::plan::time::seconds;
use crate::plan::ty::integer;
use crate::plan::ty::{Type, TypeRef};

/// A structure with those members, by its builder; none if a value is not of the form its type asks
/// for, or `build` would miss a member.
pub(super) fn builder(
    names: &mut Names<'_>,
    structure: &Structure,
    members: &Map<String, Value>,
) -> Option<Builder> {
    let missing = |field: &Field| field.is_mandatory() && !members.contains_key(&field.member);
    if structure.fields.iter().any(missing) {
        return None;
    }
    let mut all = Vec::new();
    for (name, value) in members {
        all.extend(calls(names, field(structure, name)?, value)?);
    }
    let fails = if structure.fallible { "?" } else { "" };
    Some(Builder {
        start: format!("{}::builder()", names.ty(&structure.ty)),
        calls: all,
        end: format!(".build(){fails}"),
    })
}

/// The calls that set a member: one for each item of a list or entry of a map.
fn calls(names: &mut Names<'_>, field: &Field, value: &Value) -> Option<Vec<Call>> {
    let call = |key, value| Call {
        method: field.name.ident.doc(),
        key,
        value: Some(value),
        ..Call::default()
    };
    let empty = || Call {
        method: field.name.set.doc(),
        value: Some(Expr::Text("Some(Default::default())".to_owned())),
        ..Call::default()
    };
    match (&field.ty, value) {
        (Type::List { .. }, Value::Array(items)) if items.is_empty() => Some(vec![empty()]),
        (Type::Map { .. }, Value::Object(entries)) if entries.is_empty() => Some(vec![empty()]),
        (Type::List { element, sparse }, Value::Array(items)) => items
            .iter()
            .map(|item| Some(call(None, held(names, element, *sparse, item, *sparse)?)))
            .collect(),
        (Type::Map { key, value, sparse }, Value::Object(entries)) => entries
            .iter()
            .map(|(name, item)| {
                let key = self::key(names, key.as_ref(), name, false);
                Some(call(Some(key), held(names, value, *sparse, item, *sparse)?))
            })
            .collect(),
        (ty, value) => Some(vec![call(None, expr(names, ty.unboxed(), value, false)?)]),
    }
}

fn held(
    names: &mut Names<'_>,
    ty: &Type,
    sparse: bool,
    value: &Value,
    owned: bool,
) -> Option<Expr> {
    match (sparse, value) {
        (true, Value::Null) => Some(Expr::Text("None".to_owned())),
        (true, value) => Some(Expr::wrapped("Some(", expr(names, ty, value, owned)?, ")")),
        (false, value) => expr(names, ty, value, owned),
    }
}

fn key(names: &mut Names<'_>, ty: Option<&TypeRef>, key: &str, owned: bool) -> String {
    match ty {
        Some(ty) => variant(names, ty, key),
        None => text(key, owned),
    }
}

fn text(text: &str, owned: bool) -> String {
    let owned = if owned { ".to_owned()" } else { "" };
    format!("{text:?}{owned}")
}

fn variant(names: &mut Names<'_>, ty: &TypeRef, value: &str) -> String {
    let name = names.ty(ty);
    let known = names.shapes().enumeration(ty).into_iter();
    let mut known = known.flat_map(|found| &found.variants);
    match known.find(|variant| variant.value == value) {
        Some(variant) => format!("{name}::{}", variant.name),
        None => format!("{name}::from({value:?})"),
    }
}

/// A value; `owned` where nothing converts it.
pub(super) fn expr(names: &mut Names<'_>, ty: &Type, value: &Value, owned: bool) -> Option<Expr> {
    Some(match (ty, value) {
        (Type::Boxed(inner), value) => {
            Expr::wrapped("", expr(names, inner, value, owned)?, ".into()")
        }
        (Type::String, Value::String(value)) => Expr::Text(text(value, owned)),
        (Type::Boolean, Value::Bool(flag)) => Expr::Text(flag.to_string()),
        (Type::Integer(width), value) => Expr::Text(integer(*width, value)?.to_string()),
        (Type::Float | Type::Double, Value::Number(number)) => {
            let fits = |number: &f64| *ty == Type::Double || (*number as f32).is_finite();
            Expr::Text(format!("{:?}", number.as_f64().filter(fits)?))
        }
        (Type::Blob, Value::String(value)) => {
            let bytes = String::from_utf8(unbased64(value)?).ok()?;
            Expr::Text(format!("primitives::Blob::new({bytes:?})"))
        }
        (Type::Stream, Value::String(value)) => {
            let bytes = String::from_utf8(unbased64(value)?).ok()?;
            Expr::Text(format!("primitives::ByteStream::from_static(b{bytes:?})"))
        }
        (Type::Timestamp(_), value) => Expr::Text(format!(
            "primitives::DateTime::from_secs({})",
            seconds(value)?
        )),
        (Type::Enumeration(ty), Value::String(value)) => Expr::Text(variant(names, ty, value)),
        (Type::Structure(ty), Value::Object(members)) => {
            let structure = names.shapes().structure(ty)?;
            Expr::Builder(builder(names, structure, members)?)
        }
        (Type::Union(ty), Value::Object(members)) if members.len() == 1 => {
            let union = names.shapes().union(ty)?;
            let (name, value) = members.iter().next()?;
            let variant = union
                .variants
                .iter()
                .find(|variant| variant.member == *name)?;
            let path = format!("{}::{}", names.ty(ty), variant.name);
            match &variant.ty {
                None => Expr::Text(path),
                Some(ty) => Expr::wrapped(format!("{path}("), expr(names, ty, value, true)?, ")"),
            }
        }
        (Type::List { element, sparse }, Value::Array(items)) => {
            let items = items
                .iter()
                .map(|item| held(names, element, *sparse, item, true));
            Expr::List(items.collect::<Option<_>>()?)
        }
        (Type::Map { key, value, sparse }, Value::Object(entries)) => {
            let mut pairs = Vec::new();
            for (name, item) in entries {
                let name = self::key(names, key.as_ref(), name, true);
                let item = held(names, value, *sparse, item, true)?;
                pairs.push(Expr::wrapped(format!("({name}, "), item, ")"));
            }
            Expr::wrapped("", Expr::List(pairs), ".into_iter().collect()")
        }
        _ => return None,
    })
}

/// The content of a payload, which no base64 is around.
pub(super) fn payload(ty: &Type, text: &str) -> Option<Expr> {
    Some(Expr::Text(match ty {
        Type::Blob => format!("primitives::Blob::new({text:?})"),
        Type::String => format!("{text:?}"),
        _ => return None,
    }))
}
