//! Generated types as data: the traits of [serde](https://serde.rs), in the form that goes over the
//! wire.
//!
//! With the feature `serde`, inputs, outputs, errors, structures, enums, unions and all builders
//! can be serialized and deserialized. An object has the names of the model (those of `@jsonName`
//! where it gives any; the others are understood as well), blobs are base64, timestamps have the
//! format of the protocol. Members that travel in the path, the query or the headers are members of
//! the same object. So what `aws SERVICE OPERATION --cli-input-json` takes becomes an input, and
//! any self-describing format will do: JSON, YAML, TOML, CBOR.
//!
//! ```ignore
//! use hammersmith_batch::operation::register_job_definition::RegisterJobDefinitionInput;
//!
//! let text = std::fs::read_to_string("job.json")?;
//! let input: RegisterJobDefinitionInput = serde_json::from_str(&text)?;
//! assert_eq!(serde_json::to_value(&input)?["jobDefinitionName"], "sleep10");
//! ```
//!
//! Documents may be written by people:
//!
//! - An error names the path of the member:
//!   `containerProperties.resourceRequirements[0].value: expected a string, found a number`.
//! - Members that the model does not know are left out. [`DenyUnknown`] refuses them instead.
//! - A null member is unset.
//! - A timestamp may have any form that the AWS CLI takes, for any member: `2015-01-25T08:00:00Z`
//!   and the like with another offset, without one (then it is in UTC) or without a time, seconds
//!   since 1970 as a number or string, or an HTTP date. It is serialized with its nanoseconds, in
//!   another format if that of the member has none.
//! - Numbers that do not fit the type of a member are refused. Most text formats pass numbers
//!   through an `f64`. Big integers, big decimals and timestamps with more than 15 digits therefore
//!   belong in a string, unless `serde_json` has its feature `arbitrary_precision`. A number that
//!   has visibly lost digits is refused. A document holds integers of 64 bits and `f64`s.
//! - A value of an enum that this version does not know is kept. An unknown member of a union
//!   becomes `Unknown`, which cannot be serialized.
//!
//! A builder is the same object, without required members. Values that do not come from the model
//! (request IDs, the metadata of errors) are not part of it. Secrets are written like all other
//! members, though `Debug` leaves them out. Data may be nested 256 deep, and structures of the
//! model 128.

mod deny;
pub(crate) mod suggest;

use std::fmt;
use std::marker::PhantomData;

pub use deny::DenyUnknown;
#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use serde_core::de::{self, Visitor};
use serde_core::ser;

use crate::codec::json::{self, Error, Mode, Reader, Writer};
use crate::codec::wording::reason;
use crate::shape::{
    self, Form, Kind, Read, Row, Structure, Top, Value, read_builder, write_members,
};
use crate::validate::unchecked;

/// Serializes a structure or union.
///
/// # Errors
///
/// Fails with the first value that has no form in JSON, and as the serializer does.
#[doc(hidden)]
pub fn serialize<T: Structure, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let text = text(&mut |to| write_members(value, to, Top::Plain));
    json::transcode(&text.map_err(ser::Error::custom)?, serializer)
}

/// Serializes the builder of a structure: what it builds, without the members that it lacks.
///
/// # Errors
///
/// As [`serialize`].
#[doc(hidden)]
pub fn serialize_builder<T: Structure<Builder: Clone>, S: Serializer>(
    builder: &T::Builder,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (value, lacking) = complete::<T>(builder.clone()).map_err(ser::Error::custom)?;
    let text = text(&mut |to| write_members(&value, to, Top::Hidden(&lacking)));
    json::transcode(&text.map_err(ser::Error::custom)?, serializer)
}

/// Builds a builder after default values are set for the members that it lacks; returns the indices
/// of those too.
fn complete<T: Structure>(mut builder: T::Builder) -> Result<(T, Vec<usize>), String> {
    let mut lacking = Vec::new();
    for (member, row) in shape::table::<T>().rows().enumerate() {
        if T::lacks(&builder, member) {
            lacking.push(member);
            let mut reader = shape::Reader::<Reader<'_>>::new(row, Form::Missing);
            T::read(&mut builder, member, &mut reader).map_err(|error| error.to_string())?;
        }
    }
    // A builder may hold values that are not valid yet.
    let built = unchecked(|| T::build(builder)).map_err(|error| error.to_string())?;
    Ok((built, lacking))
}

/// The JSON document that is written.
fn text(write: &mut dyn FnMut(&mut Writer)) -> Result<String, String> {
    let mut writer = Writer::exact();
    write(&mut writer);
    let text = writer.finish().map_err(|error| reason(&error))?;
    String::from_utf8(text).map_err(|error| error.to_string())
}

/// Deserializes data; members the model does not know are left out.
///
/// # Errors
///
/// Fails as the deserializer does, or with a message that names the path of what is wrong.
#[doc(hidden)]
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read(Mode::Data, value, deserializer)
}

fn value<T: Value>(json: &mut Reader<'_>) -> Read<T> {
    T::Kind::read(Row::nothing(), json)
}

/// Deserializes the builder of a structure.
///
/// # Errors
///
/// As [`deserialize`], but nothing is required.
#[doc(hidden)]
pub fn deserialize_builder<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T::Builder, D::Error> {
    read(Mode::Data, |json| read_builder::<T, _>(json), deserializer)
}

fn read<'de, T, D: Deserializer<'de>>(
    mode: Mode,
    read: fn(&mut Reader<'_>) -> Result<Option<T>, Error>,
    deserializer: D,
) -> Result<T, D::Error> {
    let text = json::collect(deserializer)?;
    json::read_data(&text, mode, read).map_err(de::Error::custom)
}

/// Deserializes an enum from a string.
///
/// # Errors
///
/// Fails if the value is not a string.
#[doc(hidden)]
pub fn deserialize_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'t> From<&'t str>,
    D: Deserializer<'de>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: for<'t> From<&'t str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Ok(text.into())
        }
    }
    deserializer.deserialize_str(Text(PhantomData))
}
