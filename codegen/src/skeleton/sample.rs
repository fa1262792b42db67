//! A value of every type there is.

use crate::plan::enumeration::{Enumeration, Variant};
use crate::plan::field::Field;
use crate::plan::structure::Structure;
use crate::plan::ty::TimestampFormat;
use crate::plan::union::{Union, UnionVariant};

/// The point in time that stands for all: 2026-01-01 00:00:00 UTC.
pub(super) const TIME: i64 = 1_767_225_600;

/// A value, in terms of the plan.
#[derive(Clone, Debug)]
pub(super) enum Sample<'p> {
    Boolean(bool),
    Integer(i64),
    /// A number with a fraction; `true` for the narrow type.
    Double(f64, bool),
    /// A number without bounds.
    Big(i64),
    Text(String),
    Blob(Vec<u8>),
    /// The bytes of a stream.
    Stream(Vec<u8>),
    /// Seconds since 1970.
    Time(i64, TimestampFormat),
    Document,
    Enumeration(&'p Enumeration, &'p Variant),
    Structure(&'p Structure, Vec<(&'p Field, Sample<'p>)>),
    Union(&'p Union, &'p UnionVariant, Option<Box<Sample<'p>>>),
    List(Vec<Sample<'p>>),
    Map(Vec<(Sample<'p>, Sample<'p>)>),
}
