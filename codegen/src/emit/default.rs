//! Default values, written out.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::plan::default::{Document, Literal};
use crate::plan::ty::Type;

/// The value of the option `optional`, or the default.
pub(crate) fn or_default(optional: &TokenStream, literal: &Literal) -> TokenStream {
    match literal {
        Literal::Zero => quote!(#optional.unwrap_or_default()),
        literal if is_constant(literal) => {
            let value = value(literal);
            quote!(#optional.unwrap_or(#value))
        }
        literal => {
            let value = value(literal);
            quote!(#optional.unwrap_or_else(|| #value))
        }
    }
}

/// True if the value takes no call to make, so that a closure would gain nothing.
fn is_constant(literal: &Literal) -> bool {
    matches!(
        literal,
        Literal::True
            | Literal::Byte(_)
            | Literal::Short(_)
            | Literal::Integer(_)
            | Literal::Long(_)
            | Literal::Float(_)
            | Literal::Double(_)
            | Literal::Document(
                Document::Boolean(_)
                    | Document::Positive(_)
                    | Document::Negative(_)
                    | Document::Float(_)
            )
    )
}

/// The default of a number of type `ty`.
pub(crate) fn number(literal: &Literal, ty: &Type) -> TokenStream {
    match (literal, ty) {
        (Literal::Zero, Type::Float | Type::Double) => quote!(0.0),
        (Literal::Zero, _) => quote!(0),
        _ => value(literal),
    }
}

fn value(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Zero => quote!(::std::default::Default::default()),
        Literal::True => quote!(true),
        Literal::Byte(value) => quote!(#value),
        Literal::Short(value) => quote!(#value),
        Literal::Integer(value) => quote!(#value),
        Literal::Long(value) => quote!(#value),
        Literal::Float(value) => real(format!("{value:?}"), "f32"),
        Literal::Double(value) => real(format!("{value:?}"), "f64"),
        Literal::String(text) => quote!(#text.to_owned()),
        Literal::Enumeration(text) => quote!(#text.into()),
        Literal::Blob(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(::hammersmith::primitives::Blob::new(#bytes))
        }
        Literal::Timestamp { secs, nanos: 0 } => {
            quote!(::hammersmith::primitives::DateTime::from_secs(#secs))
        }
        Literal::Timestamp { secs, nanos } => {
            quote!(::hammersmith::primitives::DateTime::from_secs_and_nanos(#secs, #nanos))
        }
        // The plan has checked the digits.
        Literal::BigInteger(digits) | Literal::BigDecimal(digits) => {
            quote!(#digits.parse().unwrap_or_default())
        }
        Literal::Document(value) => document(value),
    }
}

/// A floating-point number of type `ty`: a literal, with an exponent where that is shorter, or a
/// constant.
fn real(text: String, ty: &str) -> TokenStream {
    let text = match text.as_str() {
        "NaN" => format!("{ty}::NAN"),
        "inf" => format!("{ty}::INFINITY"),
        "-inf" => format!("{ty}::NEG_INFINITY"),
        _ => text + ty,
    };
    text.parse().unwrap_or_default()
}

fn document(value: &Document) -> TokenStream {
    let value = match value {
        Document::Boolean(value) => quote!(Bool(#value)),
        Document::String(text) => quote!(String(#text.to_owned())),
        Document::Positive(value) => document_number(quote!(PosInt(#value))),
        Document::Negative(value) => document_number(quote!(NegInt(#value))),
        Document::Float(value) => {
            let value = real(format!("{value:?}"), "f64");
            document_number(quote!(Float(#value)))
        }
        Document::EmptyList => quote!(Array(::std::vec::Vec::new())),
        Document::EmptyMap => quote!(Object(::std::collections::HashMap::new())),
    };
    quote!(::hammersmith::primitives::Document::#value)
}

fn document_number(value: TokenStream) -> TokenStream {
    quote!(Number(::hammersmith::primitives::Number::#value))
}
