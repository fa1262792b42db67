//! The types of expressions: what they find in a structure.

use super::{Comparison, Expr};
use crate::model::{Member, Shape, ShapeKind};
use crate::plan::context::Context;
use crate::plan::field;
use crate::suggest;

/// The type of a value that an expression finds.
#[derive(Clone, Debug)]
pub(crate) enum Found<'m> {
    /// A value of that shape.
    Shape(&'m Shape),
    /// The members `input` and `output`, which are structures.
    Both(&'m Shape, &'m Shape),
    /// An input, in which all members may be unset.
    Input(&'m Shape),
    /// A list of such values.
    List(Box<Self>),
    /// A string, or an enum.
    Text,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// Any value, or none.
    Any,
}

/// The type of what `expr` finds from `at`, or what is wrong with it.
pub(crate) fn check<'m>(
    cx: &Context<'m>,
    expr: &Expr,
    at: &Found<'m>,
) -> Result<Found<'m>, String> {
    let checked = |expr: &Expr| check(cx, expr, at);
    Ok(match expr {
        Expr::Current => at.clone(),
        Expr::Path(names) => {
            let mut names = names.iter();
            names.try_fold(at.clone(), |found, name| member(cx, &found, name))?
        }
        Expr::Then(first, second) => check(cx, second, &checked(first)?)?,
        Expr::Index(_) => item(cx, at, "an index")?,
        Expr::Each(list, each) => {
            let item = item(cx, &checked(list)?, "`[*]`")?;
            Found::List(Box::new(check(cx, each, &item)?))
        }
        Expr::Values(map) => Found::List(Box::new(value(cx, &checked(map)?)?)),
        Expr::Flatten(list) => match item(cx, &checked(list)?, "`[]`")? {
            inner if is_list(&inner) => inner,
            inner => Found::List(Box::new(inner)),
        },
        Expr::Filter(list, condition) => {
            let list = checked(list)?;
            truth(&check(cx, condition, &item(cx, &list, "`[?…]`")?)?)?;
            list
        }
        Expr::List(several) => {
            let mut types = several.iter().map(checked).collect::<Result<Vec<_>, _>>()?;
            Found::List(Box::new(types.pop().unwrap_or(Found::Any)))
        }
        Expr::Text(_) => Found::Text,
        Expr::Number(_) => Found::Number,
        Expr::Flag(_) => Found::Flag,
        Expr::Null => Found::Any,
        Expr::Not(inner) => {
            truth(&checked(inner)?)?;
            Found::Flag
        }
        Expr::Compare(left, how, right) => comparison(&checked(left)?, *how, &checked(right)?)?,
        Expr::And(left, right) | Expr::Or(left, right) => {
            truth(&checked(left)?)?;
            checked(right)?
        }
        Expr::Length(of) => {
            extent(&checked(of)?, "length")?;
            Found::Number
        }
        Expr::Contains(place, what) => {
            checked(what)?;
            extent(&checked(place)?, "contains")?;
            Found::Flag
        }
        Expr::Keys(of) => {
            value(cx, &checked(of)?)?;
            Found::List(Box::new(Found::Text))
        }
    })
}

/// Refuses a number as a condition. JMESPath takes each for true, and one that equals its default
/// value cannot be told from a boolean that does.
fn truth(of: &Found<'_>) -> Result<(), String> {
    match reduced(of) {
        Found::Number => Err("a number stands for a condition; compare it".to_owned()),
        _ => Ok(()),
    }
}

/// Refuses a function that is applied to a number or boolean.
fn extent(of: &Found<'_>, function: &str) -> Result<(), String> {
    match reduced(of) {
        Found::Number | Found::Flag => Err(format!(
            "`{function}` is applied to neither a list nor a string"
        )),
        _ => Ok(()),
    }
}

/// A simple shape as the type of its values.
pub(crate) fn reduced<'m>(found: &Found<'m>) -> Found<'m> {
    let Found::Shape(shape) = found else {
        return found.clone();
    };
    match &shape.kind {
        ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::Timestamp | ShapeKind::Blob => {
            Found::Text
        }
        ShapeKind::Boolean => Found::Flag,
        ShapeKind::Structure { .. }
        | ShapeKind::Union { .. }
        | ShapeKind::List { .. }
        | ShapeKind::Map { .. } => found.clone(),
        ShapeKind::Document => Found::Any,
        _ => Found::Number,
    }
}

/// True if the value is a list.
pub(crate) fn is_list(found: &Found<'_>) -> bool {
    match found {
        Found::List(_) => true,
        Found::Shape(shape) => matches!(shape.kind, ShapeKind::List { .. }),
        _ => false,
    }
}

/// A member of a structure or union, or the value of a map.
fn member<'m>(cx: &Context<'m>, of: &Found<'m>, name: &str) -> Result<Found<'m>, String> {
    let shape = match of {
        Found::Any => return Ok(Found::Any),
        Found::Both(input, _) if name == "input" => return Ok(Found::Input(input)),
        Found::Both(_, output) if name == "output" => return Ok(Found::Shape(output)),
        Found::Both(..) => return Err(format!("`{name}` is neither `input` nor `output`")),
        Found::Shape(shape) | Found::Input(shape) => shape,
        _ => return Err(format!("`{name}` is applied to a value without members")),
    };
    let is_input = matches!(of, Found::Input(_));
    match &shape.kind {
        ShapeKind::Document => Ok(Found::Any),
        ShapeKind::Map { value, .. } => Ok(Found::Shape(cx.target(value))),
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            let found = members.iter().find(|member| member.name() == name);
            let found = found.ok_or_else(|| unknown_member(shape, name))?;
            if !is_input && field::hides_default(cx, found) {
                return Err(format!(
                    "`{}` has a default value other than zero, which cannot be told from an unset one",
                    found.id
                ));
            }
            Ok(Found::Shape(cx.target(found)))
        }
        _ => Err(format!(
            "`{name}` is applied to `{}`, which has no members",
            shape.id
        )),
    }
}

/// The message about a name that no member has.
fn unknown_member(shape: &Shape, name: &str) -> String {
    let message = format!("`{}` has no member `{name}`", shape.id);
    match suggest::did_you_mean(name, shape.members().map(Member::name)) {
        Some(question) => format!("{message}; {question}"),
        None => message,
    }
}

/// The items of a list.
fn item<'m>(cx: &Context<'m>, of: &Found<'m>, what: &str) -> Result<Found<'m>, String> {
    match of {
        Found::Any => Ok(Found::Any),
        Found::List(item) => Ok((**item).clone()),
        Found::Shape(shape) => match &shape.kind {
            ShapeKind::List { member } => Ok(Found::Shape(cx.target(member))),
            ShapeKind::Document => Ok(Found::Any),
            _ => Err(format!(
                "{what} is applied to `{}`, which is not a list",
                shape.id
            )),
        },
        _ => Err(format!("{what} is applied to a value that is not a list")),
    }
}

/// The values of a map, or the members of a structure.
fn value<'m>(cx: &Context<'m>, of: &Found<'m>) -> Result<Found<'m>, String> {
    match of {
        Found::Any | Found::Both(..) | Found::Input(_) => Ok(Found::Any),
        Found::Shape(shape) => match &shape.kind {
            ShapeKind::Map { value, .. } => Ok(Found::Shape(cx.target(value))),
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } | ShapeKind::Document => {
                Ok(Found::Any)
            }
            _ => Err(format!("`{}` has neither members nor entries", shape.id)),
        },
        _ => Err("a value has neither members nor entries".to_owned()),
    }
}

fn comparison<'m>(
    left: &Found<'m>,
    how: Comparison,
    right: &Found<'m>,
) -> Result<Found<'m>, String> {
    let equality = matches!(how, Comparison::Equal | Comparison::NotEqual);
    let pair = (reduced(left), reduced(right));
    match pair {
        (Found::Number | Found::Any, Found::Number | Found::Any) => Ok(Found::Flag),
        _ if !equality => Err("`<` and `>` require numbers".to_owned()),
        (Found::Text, Found::Number | Found::Flag)
        | (Found::Number, Found::Text | Found::Flag)
        | (Found::Flag, Found::Text | Found::Number) => {
            Err("values of two types, which are never equal, are compared".to_owned())
        }
        _ => Ok(Found::Flag),
    }
}
