//! What generated serializers call: one call for each member.
//!
//! The methods that are generic do next to nothing themselves: they are compiled once for each type they are
//! used with, in the crate that uses them.

use std::collections::HashMap;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, Document};

use super::output::Output;

/// Writes the document of one object.
///
/// ```
/// let text = hammersmith::json::object(|object| {
///     object.string("image", Some("busybox"));
///     object.integer("vcpus", None);
///     object.list("command", Some(&["sleep", "10"]), |item, element| element.string(Some(item)));
/// })?;
/// assert_eq!(text, br#"{"image":"busybox","command":["sleep","10"]}"#);
/// # Ok::<(), hammersmith::error::BuildError>(())
/// ```
///
/// # Errors
///
/// Fails with the first value that has no form in JSON: a time outside the years its format can hold, an unknown
/// union member, a large number in a form JSON does not allow.
#[inline]
pub fn object(write: impl FnOnce(&mut ObjectWriter<'_>)) -> Result<Vec<u8>, BuildError> {
    let mut output = Output::new();
    output.open(b'{');
    write(&mut ObjectWriter {
        output: &mut output,
    });
    output.close(b'}');
    output.finish()
}

/// Writes the document of one value: what the closure makes of its [`ValueWriter`].
///
/// # Errors
///
/// As [`object`] does.
#[inline]
pub fn value(write: impl FnOnce(&mut ValueWriter<'_>)) -> Result<Vec<u8>, BuildError> {
    let mut output = Output::new();
    write(&mut ValueWriter {
        output: &mut output,
    });
    output.finish()
}

/// Writes a document whose shape the model leaves open.
///
/// # Errors
///
/// None today.
pub fn document(value: &Document) -> Result<Vec<u8>, BuildError> {
    self::value(|writer| writer.document(Some(value)))
}

/// Writes the members of an object.
///
/// Every method takes the key as it stands between the quotes, already escaped, and writes nothing where the
/// value is `None`. A value that has no form in JSON is remembered, and fails the whole document at its end.
#[derive(Debug)]
pub struct ObjectWriter<'a> {
    output: &'a mut Output,
}

/// Writes one value: an item of a list or a value of a map.
///
/// A `None` writes nothing; call [`null_unless`](Self::null_unless) first where it stands for null.
#[derive(Debug)]
pub struct ValueWriter<'a> {
    output: &'a mut Output,
}

/// The methods both writers have: on an object with a key, on a value without.
macro_rules! scalars {
    ($($(#[$docs:meta])* $name:ident($value:ident: $ty:ty $(, $more:ident: $more_ty:ty)?) => $write:ident($form:expr);)*) => {
        impl ObjectWriter<'_> {
            $(
                $(#[$docs])*
                pub fn $name(&mut self, key: &str, value: Option<$ty> $(, $more: $more_ty)?) {
                    if let Some($value) = value {
                        self.output.key(key);
                        self.output.$write($form $(, $more)?);
                    }
                }
            )*
        }

        impl ValueWriter<'_> {
            $(
                $(#[$docs])*
                pub fn $name(&mut self, value: Option<$ty> $(, $more: $more_ty)?) {
                    if let Some($value) = value {
                        self.output.$write($form $(, $more)?);
                    }
                }
            )*
        }
    };
}

scalars! {
    /// A flag.
    boolean(value: bool) => boolean(value);
    /// A whole number, of whatever width.
    integer(value: i64) => integer(value);
    /// A number; NaN and the infinities become texts.
    float(value: f32) => double(f64::from(value));
    /// A number; NaN and the infinities become texts.
    double(value: f64) => double(value);
    /// Bytes, as base64.
    blob(value: &Blob) => blob(value.as_ref());
    /// A time: a number of seconds since 1970 or a text, by its format.
    timestamp(value: &DateTime, format: Format) => timestamp(value);
    /// A value whose shape the model leaves open.
    document(value: &Document) => document(value);
    /// A whole number of any size.
    big_integer(value: &BigInteger) => number(value.as_ref());
    /// A number of any size and precision.
    big_decimal(value: &BigDecimal) => number(value.as_ref());
}

#[cfg(feature = "serde")]
impl<'a> ObjectWriter<'a> {
    pub(super) fn new(output: &'a mut Output) -> Self {
        Self { output }
    }
}

impl ObjectWriter<'_> {
    /// A text.
    pub fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.output.member(key, value);
        }
    }

    /// An object whose members `write` writes.
    #[inline]
    pub fn structure<T: ?Sized>(
        &mut self,
        key: &str,
        value: Option<&T>,
        write: fn(&T, &mut ObjectWriter<'_>),
    ) {
        if let Some(value) = value {
            self.open(key, b'{');
            write(value, self);
            self.output.close(b'}');
        }
    }

    /// A list whose items `write` writes.
    #[inline]
    pub fn list<T>(&mut self, key: &str, items: Option<&[T]>, write: fn(&T, &mut ValueWriter<'_>)) {
        if let Some(items) = items {
            self.open(key, b'[');
            write_items(self.output, items, write);
        }
    }

    /// An object with a member for each entry of a map, in the order of the map.
    #[inline]
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        key: &str,
        entries: Option<&HashMap<K, V>>,
        write: fn(&V, &mut ValueWriter<'_>),
    ) {
        if let Some(entries) = entries {
            self.open(key, b'{');
            write_entries(self.output, entries, write);
        }
    }

    /// An object without members: a union member that holds nothing.
    pub fn empty(&mut self, key: &str) {
        self.open(key, b'{');
        self.output.close(b'}');
    }

    /// Fails the document, because it would hold a union member that this version does not know.
    pub fn unknown_variant(&mut self, union: &'static str) {
        self.output.unknown_variant(union);
    }

    fn open(&mut self, key: &str, bracket: u8) {
        self.output.key(key);
        self.output.open(bracket);
    }
}

impl ValueWriter<'_> {
    /// A text.
    pub fn string(&mut self, value: Option<&str>) {
        if let Some(value) = value {
            self.output.string(value);
        }
    }

    /// A null, unless there is a value to be written by the next call.
    pub fn null_unless(&mut self, is_some: bool) {
        if !is_some {
            self.output.raw("null");
        }
    }

    /// An object whose members `write` writes.
    #[inline]
    pub fn structure<T: ?Sized>(
        &mut self,
        value: Option<&T>,
        write: fn(&T, &mut ObjectWriter<'_>),
    ) {
        if let Some(value) = value {
            self.output.open(b'{');
            write(
                value,
                &mut ObjectWriter {
                    output: self.output,
                },
            );
            self.output.close(b'}');
        }
    }

    /// A list whose items `write` writes.
    #[inline]
    pub fn list<T>(&mut self, items: Option<&[T]>, write: fn(&T, &mut ValueWriter<'_>)) {
        if let Some(items) = items {
            self.output.open(b'[');
            write_items(self.output, items, write);
        }
    }

    /// An object with a member for each entry of a map, in the order of the map.
    #[inline]
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        entries: Option<&HashMap<K, V>>,
        write: fn(&V, &mut ValueWriter<'_>),
    ) {
        if let Some(entries) = entries {
            self.output.open(b'{');
            write_entries(self.output, entries, write);
        }
    }
}

fn write_items<T>(output: &mut Output, items: &[T], write: fn(&T, &mut ValueWriter<'_>)) {
    for item in items {
        write(item, &mut ValueWriter { output });
    }
    output.close(b']');
}

fn write_entries<K: AsRef<str>, V>(
    output: &mut Output,
    entries: &HashMap<K, V>,
    write: fn(&V, &mut ValueWriter<'_>),
) {
    for (key, value) in entries {
        output.escaped_key(key.as_ref());
        write(value, &mut ValueWriter { output });
    }
    output.close(b'}');
}
