//! Values that stand for any: what a request could hold.

use crate::emit::page::code::Expr;
use crate::emit::page::names::Names;
use crate::plan::limits::Limits;
use crate::plan::ty::{Type, Width};
use crate::text;

/// A value of a type that is not a named one.
pub(super) fn scalar(ty: &Type, limits: &Limits, owned: bool) -> Expr {
    Expr::Text(match ty {
        Type::Boolean => "true".to_owned(),
        Type::Integer(width) => integer(*width, limits).to_string(),
        Type::Float | Type::Double => format!("{:?}", double(limits)),
        Type::Blob => format!("primitives::Blob::new({:?})", text(limits)),
        // Made of an event.
        Type::Events(_) => "…".to_owned(),
        Type::Stream => format!("primitives::ByteStream::from_static(b{:?})", text(limits)),
        Type::Timestamp(_) => "primitives::DateTime::from_secs(1_800_000_000)".to_owned(),
        Type::Document => {
            let text = format!("{:?}", text(limits));
            format!("hammersmith::primitives::Document::String({text}.to_owned())")
        }
        Type::BigInteger | Type::BigDecimal => format!("\"123\".parse().expect({:?})", "a number"),
        _ if owned => format!("{:?}.to_owned()", text(limits)),
        _ => format!("{:?}", text(limits)),
    })
}

/// The key of a map.
pub(super) fn key(
    names: &mut Names<'_>,
    ty: Option<&crate::plan::ty::TypeRef>,
    limits: Option<&Limits>,
    owned: bool,
) -> String {
    let nothing = Limits::default();
    let limits = limits.unwrap_or(&nothing);
    match ty {
        Some(ty) => names.enumeration(ty),
        None if owned => format!("{:?}.to_owned()", text(limits)),
        None => format!("{:?}", text(limits)),
    }
}

/// The word `string`, as long or short as it has to be; or a text that matches the pattern.
fn text(limits: &Limits) -> String {
    if limits.pattern.is_some() {
        return text::text(limits, 0);
    }
    let word = "string";
    let least = limits.min_length.unwrap_or_default().min(200);
    let most = limits.max_length.unwrap_or(u64::MAX);
    let mut text = word.to_owned();
    while (text.len() as u64) < least {
        text.push('-');
        text.push_str(word);
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    text.chars().take(most).collect()
}

fn integer(width: Width, limits: &Limits) -> i64 {
    if let Some(first) = limits.named.first() {
        return *first;
    }
    let (low, high) = width.range();
    let (min, max) = limits.whole();
    let min = min.map_or(low, |least| low.max(least));
    let max = max.map_or(high, |most| high.min(most));
    123.min(max).max(min)
}

fn double(limits: &Limits) -> f64 {
    let (min, max) = limits.real();
    let value = max.map_or(1.5, |most| most.min(1.5));
    min.map_or(value, |least| least.max(value))
}
