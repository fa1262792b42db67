//! Default values: what builders fall back to.

use serde_json::{Number, Value};

use crate::model::ShapeId;
use crate::plan::base64::unbased64;
use crate::plan::context::Context;
use crate::plan::time;
use crate::plan::ty::{Type, Width};

/// The largest integer up to which an `f64` holds all of them.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The decimal digits that an `f64` keeps.
const DIGITS: usize = 15;

/// A value that generated code writes out, of the type of its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Zero, false or empty: what `Default` of the type returns.
    Zero,
    /// `true`
    True,
    /// `i8`
    Byte(i8),
    /// `i16`
    Short(i16),
    /// `i32`
    Integer(i32),
    /// `i64`
    Long(i64),
    /// `f32`
    Float(f32),
    /// `f64`
    Double(f64),
    /// `String`
    String(String),
    /// The string of a value of a generated enum.
    Enumeration(String),
    /// The bytes of a blob.
    Blob(Vec<u8>),
    /// A timestamp.
    Timestamp {
        /// The seconds since 1970-01-01, rounded down.
        secs: i64,
        /// The nanoseconds since that second, less than a second.
        nanos: u32,
    },
    /// The digits of a `BigInteger`.
    BigInteger(String),
    /// The digits of a `BigDecimal`.
    BigDecimal(String),
    /// A document.
    Document(Document),
}

impl Literal {
    /// True for the number that does not equal itself.
    pub fn is_nan(&self) -> bool {
        match self {
            Self::Float(value) => value.is_nan(),
            Self::Double(value) => value.is_nan(),
            _ => false,
        }
    }
}

/// A document that can be a default.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// A boolean.
    Boolean(bool),
    /// A string.
    String(String),
    /// An integer that is not negative.
    Positive(u64),
    /// A negative integer.
    Negative(i64),
    /// Any other number.
    Float(f64),
    /// The empty list.
    EmptyList,
    /// The empty map.
    EmptyMap,
}

/// The literal of a field of type `ty` for `value`, which is the default of the shape or member
/// `id`.
///
/// A value that the type cannot hold is reported.
pub(crate) fn plan(cx: &mut Context<'_>, id: &ShapeId, ty: &Type, value: &Value) -> Literal {
    let literal = match (ty, value) {
        (Type::BigInteger | Type::BigDecimal, Value::Number(number)) if number.is_f64() => {
            let digits = cx.digits(id, &["smithy.api#default"], number);
            digits.and_then(|digits| big(ty, digits))
        }
        _ => None,
    };
    match literal.or_else(|| self::literal(ty, value)) {
        Some(literal) => literal,
        None => {
            let (wanted, help) = expected(ty);
            let message = format!("the default of `{id}` is `{value}`, which is not {wanted}");
            cx.default_problem(id, message, help);
            Literal::Zero
        }
    }
}

/// The valid defaults of the type, and an instruction how to write one.
fn expected(ty: &Type) -> (String, &'static str) {
    let (wanted, help) = match ty {
        Type::Integer(width) => {
            let (min, max) = width.range();
            let wanted = format!("an integer from {min} to {max}");
            return (wanted, "use an integer in this range, or a wider type");
        }
        Type::Float => (
            "in the range of `float`",
            "use a smaller number, or the type `double`",
        ),
        Type::Blob => (
            "valid base64",
            "encode the bytes as base64 with padding: \"aGk=\"",
        ),
        Type::Timestamp(_) => (
            "a valid timestamp",
            "use a string like \"2026-01-31T12:00:00.5Z\" with at most nine decimal places, or seconds \
             since 1970 with at most six",
        ),
        Type::BigInteger => (
            "an exact integer",
            "write all digits, without an exponent: 12345678901234567890",
        ),
        Type::BigDecimal => (
            "an exact decimal number",
            "write all digits: 0.1234567890123456789",
        ),
        Type::Document => (
            "a valid default of a document",
            "use a boolean, a string, a number, `[]` or `{}`",
        ),
        _ => ("a value of its type", "correct or remove the default"),
    };
    (wanted.to_owned(), help)
}

/// The literal of a number without bounds, by its digits.
fn big(ty: &Type, digits: &str) -> Option<Literal> {
    match ty {
        Type::BigInteger => is_integer(digits).then(|| Literal::BigInteger(digits.to_owned())),
        _ => is_decimal(digits).then(|| Literal::BigDecimal(digits.to_owned())),
    }
}

fn literal(ty: &Type, value: &Value) -> Option<Literal> {
    let literal = match (ty, value) {
        (Type::Boolean, Value::Bool(false)) => Literal::Zero,
        (Type::Boolean, Value::Bool(true)) => Literal::True,
        (Type::Integer(width), Value::Number(number)) => integer(*width, whole(number)?)?,
        (Type::Float, value) => {
            let double = double(value)?;
            let float = double as f32;
            if float.is_finite() != double.is_finite() {
                return None;
            }
            Literal::Float(float)
        }
        (Type::Double, value) => Literal::Double(double(value)?),
        (Type::String, Value::String(text)) => Literal::String(text.clone()),
        (Type::Enumeration(_), Value::String(text)) => Literal::Enumeration(text.clone()),
        (Type::Blob, Value::String(text)) => Literal::Blob(unbased64(text)?),
        (Type::Timestamp(_), value) => {
            let (secs, nanos) = time::instant(value)?;
            Literal::Timestamp { secs, nanos }
        }
        (Type::BigInteger, value) => Literal::BigInteger(big_integer(value)?),
        (Type::BigDecimal, value) => Literal::BigDecimal(big_decimal(value)?),
        (Type::Document, value) => Literal::Document(document(value)?),
        (Type::List { .. }, Value::Array(entries)) if entries.is_empty() => Literal::Zero,
        (Type::Map { .. }, Value::Object(entries)) if entries.is_empty() => Literal::Zero,
        _ => return None,
    };
    Some(if is_zero(&literal) {
        Literal::Zero
    } else {
        literal
    })
}

/// True if `Default` of the type returns the same value. Enums and timestamps have no `Default`.
fn is_zero(literal: &Literal) -> bool {
    match literal {
        Literal::Byte(0) | Literal::Short(0) | Literal::Integer(0) | Literal::Long(0) => true,
        Literal::Float(number) => number.to_bits() == 0,
        Literal::Double(number) => number.to_bits() == 0,
        Literal::String(text) => text.is_empty(),
        Literal::Blob(bytes) => bytes.is_empty(),
        Literal::BigInteger(digits) => digits == "0",
        _ => false,
    }
}

fn integer(width: Width, value: i64) -> Option<Literal> {
    Some(match width {
        Width::Byte => Literal::Byte(value.try_into().ok()?),
        Width::Short => Literal::Short(value.try_into().ok()?),
        Width::Integer => Literal::Integer(value.try_into().ok()?),
        Width::Long => Literal::Long(value),
    })
}

/// The integer that a number is, also if it is written with a fraction or exponent.
fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let double = number.as_f64().filter(|_| !number.is_u64())?;
        (double.fract() == 0.0 && double.abs() <= EXACT).then_some(double as i64)
    })
}

fn double(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => match text.as_str() {
            "NaN" => Some(f64::NAN),
            "Infinity" => Some(f64::INFINITY),
            "-Infinity" => Some(f64::NEG_INFINITY),
            _ => None,
        },
        _ => None,
    }
}

/// The digits of an integer of any size. JSON numbers of 2^53 and more have lost some.
fn big_integer(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        Value::Number(number) => whole(number).map(|integer| integer.to_string()),
        Value::String(text) => is_integer(text).then(|| text.clone()),
        _ => None,
    }
}

fn is_integer(text: &str) -> bool {
    is_digits(text.strip_prefix('-').unwrap_or(text))
}

/// The digits of a decimal number. JSON numbers with more digits than an `f64` keeps have lost
/// some.
fn big_decimal(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            let coefficient = text.split(['e', 'E']).next().unwrap_or_default();
            let significant = coefficient.trim_start_matches(['-', '0', '.']);
            let digits = significant.bytes().filter(u8::is_ascii_digit);
            (digits.count() <= DIGITS).then_some(text)
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => is_decimal(text).then(|| text.clone()),
        _ => None,
    }
}

fn is_decimal(text: &str) -> bool {
    let (coefficient, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let coefficient = coefficient.strip_prefix(['-', '+']).unwrap_or(coefficient);
    let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, "0"));
    // The runtime takes exponents of up to 64 bits.
    is_digits(integer) && is_digits(fraction) && exponent.parse::<i32>().is_ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn document(value: &Value) -> Option<Document> {
    Some(match value {
        Value::Bool(flag) => Document::Boolean(*flag),
        Value::String(text) => Document::String(text.clone()),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(positive), _) => Document::Positive(positive),
            (None, Some(negative)) => Document::Negative(negative),
            (None, None) => Document::Float(number.as_f64()?),
        },
        Value::Array(entries) if entries.is_empty() => Document::EmptyList,
        Value::Object(entries) if entries.is_empty() => Document::EmptyMap,
        _ => return None,
    })
}
