//! What can be read from data, by its Rust type.

use std::collections::HashMap;
use std::hash::Hash;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, Document};

use super::{Done, Read};
use crate::json::Reader;

/// What has a form as data: all generated types but builders, and whatever their members hold.
///
/// Generated code implements this.
pub trait Data: Sized {
    /// The builder of a structure; of no use for anything else.
    type Builder: Default;

    /// Reads the member `key` of a structure into its builder.
    ///
    /// # Errors
    ///
    /// Fails if the value cannot be read, or there is no such member where there has to be.
    fn member(builder: &mut Self::Builder, key: &str, json: &mut Reader<'_>) -> Done {
        let _ = (builder, key);
        json.skip()
    }

    /// Reads a value, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    fn read(json: &mut Reader<'_>) -> Read<Self>;
}

macro_rules! data {
    ($($ty:ty => $json:ident.$read:ident($($argument:expr)?);)*) => {
        $(
            impl Data for $ty {
                type Builder = ();

                #[inline]
                fn read($json: &mut Reader<'_>) -> Read<Self> {
                    $json.$read($($argument)?)
                }
            }
        )*
    };
}

data! {
    String => json.string();
    bool => json.boolean();
    i8 => json.byte();
    i16 => json.short();
    i32 => json.integer();
    i64 => json.long();
    f32 => json.float();
    f64 => json.double();
    Blob => json.blob();
    Document => json.document();
    BigInteger => json.big_integer();
    BigDecimal => json.big_decimal();
    // Data may have a time in any form, so that of the member does not matter.
    DateTime => json.timestamp(Format::EpochSeconds);
}

impl<T: Data> Data for Vec<T> {
    type Builder = ();

    #[inline]
    fn read(json: &mut Reader<'_>) -> Read<Self> {
        json.list(T::read)
    }
}

impl<K: for<'k> From<&'k str> + Eq + Hash, V: Data> Data for HashMap<K, V> {
    type Builder = ();

    #[inline]
    fn read(json: &mut Reader<'_>) -> Read<Self> {
        json.map(V::read)
    }
}

impl<T: Data> Data for Box<T> {
    type Builder = ();

    #[inline]
    fn read(json: &mut Reader<'_>) -> Read<Self> {
        Ok(T::read(json)?.map(Box::new))
    }
}

/// What a sparse list or map holds.
impl<T: Data> Data for Option<T> {
    type Builder = ();

    #[inline]
    fn read(json: &mut Reader<'_>) -> Read<Self> {
        T::read(json).map(Some)
    }
}
