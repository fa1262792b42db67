//! Booleans and numbers in headers.

use aws_smithy_types::primitive::Parse;

use crate::codec::wording;

/// A boolean or number that a header holds.
pub(crate) trait Parsed: Parse + Sized {
    /// Parses a value; `None` if it is not one, or does not fit.
    fn parsed(text: &str) -> Option<Self> {
        Self::parse_smithy_primitive(text).ok()
    }

    /// The sentence about a value that cannot be parsed.
    fn expected() -> String;

    /// The status of a response as a member.
    fn from_status(_: u16) -> Option<Self> {
        None
    }
}

impl Parsed for bool {
    fn expected() -> String {
        "`true` or `false`".to_owned()
    }
}

macro_rules! parsed_integers {
    ($($ty:ty: $status:expr;)*) => {
        $(
            impl Parsed for $ty {
                fn expected() -> String {
                    wording::integers(<$ty>::MAX.into())
                }

                fn from_status(status: u16) -> Option<$ty> {
                    let convert: fn(u16) -> Option<$ty> = $status;
                    convert(status)
                }
            }
        )*
    };
}

parsed_integers! {
    i8: |_| None;
    i16: |status| status.try_into().ok();
    i32: |status| Some(status.into());
    i64: |status| Some(status.into());
}

macro_rules! parsed_floats {
    ($($ty:ty)*) => {
        $(
            impl Parsed for $ty {
                fn parsed(text: &str) -> Option<$ty> {
                    let value = <$ty>::parse_smithy_primitive(text).ok()?;
                    // Numbers that are too large are parsed as infinities.
                    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
                    (value.is_finite() || !has_digits).then_some(value)
                }

                fn expected() -> String {
                    wording::numbers(<$ty>::MAX)
                }
            }
        )*
    };
}

parsed_floats! { f32 f64 }
