//! The value of an expression.

use std::cmp::Ordering;

use super::expr::Expr;
use super::value::Value;

/// The value of `expr`, which starts at `at`. Null if there is none, or if a part of the expression
/// is applied to a value of another type than it asks for.
pub(super) fn value(expr: &Expr, at: &Value) -> Value {
    match expr {
        Expr::Current => at.clone(),
        Expr::Path(names) => {
            let mut names = names.iter();
            let found = names.try_fold(at, |value, name| value.get(name));
            found.cloned().unwrap_or(Value::Null)
        }
        Expr::Then(first, second) => value(second, &value(first, at)),
        Expr::Index(index) => at.item(*index).cloned().unwrap_or(Value::Null),
        Expr::Each(list, each) => each_of(value(list, at), |item| {
            Some(value(each, &item)).filter(|found| *found != Value::Null)
        }),
        Expr::Values(map) => match value(map, at) {
            Value::Map(entries) => Value::List(entries.into_iter().map(|(_, it)| it).collect()),
            _ => Value::Null,
        },
        Expr::Flatten(list) => match value(list, at) {
            Value::List(items) => Value::List(items.into_iter().flat_map(flattened).collect()),
            _ => Value::Null,
        },
        Expr::Filter(list, condition) => each_of(value(list, at), |item| {
            value(condition, &item).is_true().then_some(item)
        }),
        // Nothing is selected of nothing.
        Expr::List(_) if *at == Value::Null => Value::Null,
        Expr::List(several) => Value::List(several.iter().map(|expr| value(expr, at)).collect()),
        Expr::Text(text) => Value::Text((*text).to_owned()),
        Expr::Number(number) => Value::Number(*number),
        Expr::Flag(flag) => Value::Flag(*flag),
        Expr::Null => Value::Null,
        Expr::Equal(left, right) => Value::Flag(value(left, at).equals(&value(right, at))),
        Expr::NotEqual(left, right) => Value::Flag(!value(left, at).equals(&value(right, at))),
        Expr::Less(left, right) => ordered(left, right, at, Ordering::is_lt),
        Expr::AtMost(left, right) => ordered(left, right, at, Ordering::is_le),
        Expr::Greater(left, right) => ordered(left, right, at, Ordering::is_gt),
        Expr::AtLeast(left, right) => ordered(left, right, at, Ordering::is_ge),
        Expr::And(left, right) => match value(left, at) {
            left if left.is_true() => value(right, at),
            left => left,
        },
        Expr::Or(left, right) => match value(left, at) {
            left if left.is_true() => left,
            _ => value(right, at),
        },
        Expr::Not(expr) => Value::Flag(!value(expr, at).is_true()),
        Expr::Length(expr) => value(expr, at).length().map_or(Value::Null, Value::Number),
        Expr::Contains(place, what) => contains(&value(place, at), &value(what, at)),
        Expr::Keys(expr) => match value(expr, at) {
            Value::Map(entries) => {
                let keys = entries.into_iter().map(|(key, _)| Value::Text(key));
                Value::List(keys.collect())
            }
            _ => Value::Null,
        },
    }
}

/// The value of an expression for each item of a list; null without a list.
fn each_of(list: Value, each: impl FnMut(Value) -> Option<Value>) -> Value {
    match list {
        Value::List(items) => Value::List(items.into_iter().filter_map(each).collect()),
        _ => Value::Null,
    }
}

/// The items of a list, or the one value that is none.
fn flattened(item: Value) -> Vec<Value> {
    match item {
        Value::List(items) => items,
        other => vec![other],
    }
}

/// Compares two numbers; null for all other values.
fn ordered(left: &Expr, right: &Expr, at: &Value, is: fn(Ordering) -> bool) -> Value {
    let (left, right) = (value(left, at).number(), value(right, at).number());
    let order = left
        .zip(right)
        .and_then(|(left, right)| left.partial_cmp(&right));
    order.map_or(Value::Null, |order| Value::Flag(is(order)))
}

fn contains(place: &Value, what: &Value) -> Value {
    match (place, what) {
        (Value::List(items), what) => Value::Flag(items.iter().any(|item| item.equals(what))),
        (Value::Text(text), Value::Text(part)) => Value::Flag(text.contains(part)),
        (Value::Text(_), _) => Value::Flag(false),
        _ => Value::Null,
    }
}
