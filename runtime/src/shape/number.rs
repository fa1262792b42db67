//! Numbers of any size.

use std::str::FromStr;

use aws_smithy_types::{BigDecimal, BigInteger};

use super::form::Outside;
use super::{Error, Kind, Read, Row, Sink, Source, Value};
use crate::codec::wording::{BIG_DECIMAL, BIG_INTEGER, misfit};
use crate::http::Binding;

/// The kind of arbitrary-precision numbers.
#[derive(Debug)]
pub enum BigNumberKind {}

macro_rules! big_numbers {
    ($($ty:ty, $method:ident, $expected:ident;)*) => {
        $(
            impl Value for $ty {
                type Kind = BigNumberKind;
            }

            impl Kind<$ty> for BigNumberKind {
                fn write<K: Sink>(value: &$ty, row: Row, to: &mut K) {
                    to.$method(row, value.as_ref());
                }

                fn read<R: Source>(row: Row, from: &mut R) -> Read<$ty> {
                    match from.number(row)? {
                        None => Ok(None),
                        Some(digits) => {
                            big_number(&digits, $expected).map(Some).map_err(|error| from.fail(error))
                        }
                    }
                }

                fn bind(value: &$ty, to: &mut Binding) {
                    to.text(value.as_ref());
                }

                fn missing() -> Option<$ty> {
                    Some(<$ty>::default())
                }

                fn outside(_: Row, from: &Outside<'_>) -> Read<$ty> {
                    match *from {
                        Outside::Header(response, name) => {
                            let text = response.header_line(name).filter(|text| !text.is_empty());
                            let number = text.map(|text| big_number(&text, $expected));
                            number.transpose().map_err(Error::plain)
                        }
                        #[cfg(feature = "fake")]
                        Outside::Texts(texts) => {
                            let number = texts.first().map(|text| big_number(text, $expected));
                            number.transpose().map_err(Error::plain)
                        }
                        _ => Ok(None),
                    }
                }
            }
        )*
    };
}

big_numbers! {
    BigInteger, number, BIG_INTEGER;
    BigDecimal, decimal, BIG_DECIMAL;
}

fn big_number<T: FromStr>(digits: &str, expected: &str) -> Result<T, String> {
    let parsed = digits.parse();
    parsed.map_err(|_: T::Err| misfit(Some(digits), expected))
}
