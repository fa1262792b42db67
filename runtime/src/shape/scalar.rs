//! Smithy's simple types.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Blob, Document, base64};

use super::form::Outside;
use super::{Error, Flags, Kind, Read, Row, Sink, Source, Value};
use crate::http::{Binding, Parsed};

/// The kind of simple types.
#[derive(Debug)]
pub enum ScalarKind {}

impl Value for String {
    type Kind = ScalarKind;
}

impl Kind<String> for ScalarKind {
    #[inline]
    fn write<K: Sink>(value: &String, row: Row, to: &mut K) {
        to.string(row, value);
    }

    fn key<K: Sink>(value: &String, row: Row, to: &mut K) {
        to.key(row, value);
    }

    #[inline]
    fn read<R: Source>(row: Row, from: &mut R) -> Read<String> {
        from.string(row)
    }

    fn bind(value: &String, to: &mut Binding) {
        to.string(value);
    }

    fn payload<K: Sink>(value: &String, to: &mut Binding, _: &mut K) {
        to.raw_payload("text/plain", value.as_bytes());
    }

    fn missing() -> Option<String> {
        Some(String::new())
    }

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn outside(row: Row, from: &Outside<'_>) -> Read<String> {
        match *from {
            Outside::Payload(body) => text(body),
            Outside::Header(response, name) if row.has(Flags::MEDIA_TYPE) => {
                let text = response.header_line(name);
                let bytes = text.map(|text| from_base64(&text)).transpose()?;
                bytes.map_or(Ok(None), |bytes| self::text(bytes.as_ref()))
            }
            Outside::Header(response, name) => Ok(response.header_text(name)),
            #[cfg(feature = "fake")]
            Outside::Texts(texts) => Ok(texts.first().map(|text| (*text).to_owned())),
            _ => Ok(None),
        }
    }

    fn outside_list(_: Row, from: &Outside<'_>) -> Read<Vec<String>> {
        match *from {
            Outside::Header(response, name) => response.header_list_text(name),
            #[cfg(feature = "fake")]
            Outside::Texts(texts) => Ok(Some(texts.iter().map(|&text| text.to_owned()).collect())),
            _ => Ok(None),
        }
    }
}

/// The parts that booleans and numbers share: in headers they are separated by commas.
macro_rules! parsed {
    ($ty:ty) => {
        fn missing() -> Option<$ty> {
            Some(<$ty>::default())
        }

        fn outside(_: Row, from: &Outside<'_>) -> Read<$ty> {
            number_outside(from)
        }

        fn outside_list(_: Row, from: &Outside<'_>) -> Read<Vec<$ty>> {
            match *from {
                Outside::Header(response, name) => response.header_list_parsed(name),
                #[cfg(feature = "fake")]
                Outside::Texts(texts) => texts
                    .iter()
                    .map(|text| parsed_text(text))
                    .collect::<Result<_, _>>()
                    .map(Some),
                _ => Ok(None),
            }
        }
    };
}

fn number_outside<T: Parsed>(from: &Outside<'_>) -> Read<T> {
    match *from {
        Outside::Header(response, name) => response.header_parsed(name),
        Outside::Status(status) => Ok(T::from_status(status)),
        #[cfg(feature = "fake")]
        Outside::Texts(texts) => texts.first().map(|text| parsed_text(text)).transpose(),
        _ => Ok(None),
    }
}

#[cfg(feature = "fake")]
fn parsed_text<T: Parsed>(text: &str) -> Result<T, Error> {
    let parsed = T::parsed(text);
    parsed.ok_or_else(|| Error::plain(format!("expected {}", T::expected())))
}

impl Value for bool {
    type Kind = ScalarKind;
}

impl Kind<bool> for ScalarKind {
    #[inline]
    fn write<K: Sink>(value: &bool, row: Row, to: &mut K) {
        to.boolean(row, *value);
    }

    #[inline]
    fn read<R: Source>(row: Row, from: &mut R) -> Read<bool> {
        from.boolean(row)
    }

    fn bind(value: &bool, to: &mut Binding) {
        to.text(if *value { "true" } else { "false" });
    }

    parsed! { bool }
}

macro_rules! integers {
    ($($ty:ty)*) => {
        $(
            impl Value for $ty {
                type Kind = ScalarKind;
            }

            impl Kind<$ty> for ScalarKind {
                #[inline]
                fn write<K: Sink>(value: &$ty, row: Row, to: &mut K) {
                    to.integer(row, i64::from(*value), <$ty>::BITS);
                }

                #[inline]
                fn read<R: Source>(row: Row, from: &mut R) -> Read<$ty> {
                    match from.integer(row, <$ty>::BITS)? {
                        None => Ok(None),
                        Some(value) => <$ty>::try_from(value)
                            .map(Some)
                            .map_err(|error| from.fail(error.to_string())),
                    }
                }

                // Without what writes all kinds of numbers, which is large.
                fn bind(value: &$ty, to: &mut Binding) {
                    to.text(itoa::Buffer::new().format(*value));
                }

                parsed! { $ty }
            }
        )*
    };
}

integers! { i8 i16 i32 i64 }

macro_rules! floats {
    ($($ty:ty, $method:ident;)*) => {
        $(
            impl Value for $ty {
                type Kind = ScalarKind;
            }

            impl Kind<$ty> for ScalarKind {
                #[inline]
                fn write<K: Sink>(value: &$ty, row: Row, to: &mut K) {
                    to.$method(row, *value);
                }

                #[inline]
                fn read<R: Source>(row: Row, from: &mut R) -> Read<$ty> {
                    from.$method(row)
                }

                fn bind(value: &$ty, to: &mut Binding) {
                    to.text(Encoder::from(*value).encode());
                }

                parsed! { $ty }
            }
        )*
    };
}

floats! {
    f32, float;
    f64, double;
}

impl Value for Blob {
    type Kind = ScalarKind;
}

impl Kind<Blob> for ScalarKind {
    fn write<K: Sink>(value: &Blob, row: Row, to: &mut K) {
        to.shared_blob(row, value);
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<Blob> {
        from.blob(row)
    }

    fn bind(value: &Blob, to: &mut Binding) {
        to.text(&base64::encode(value));
    }

    fn payload<K: Sink>(value: &Blob, to: &mut Binding, _: &mut K) {
        to.raw_payload("application/octet-stream", value.as_ref());
    }

    fn missing() -> Option<Blob> {
        Some(Blob::default())
    }

    fn outside(_: Row, from: &Outside<'_>) -> Read<Blob> {
        match *from {
            Outside::Payload([]) => Ok(None),
            Outside::Payload(body) => Ok(Some(Blob::new(body))),
            Outside::Header(response, name) => {
                let text = response.header_line(name);
                text.map(|text| from_base64(&text)).transpose()
            }
            _ => Ok(None),
        }
    }
}

impl Value for DateTime {
    type Kind = ScalarKind;
}

impl Kind<DateTime> for ScalarKind {
    fn write<K: Sink>(value: &DateTime, row: Row, to: &mut K) {
        to.timestamp(row, value);
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<DateTime> {
        from.timestamp(row)
    }

    fn bind(value: &DateTime, to: &mut Binding) {
        to.timestamp(value);
    }

    fn missing() -> Option<DateTime> {
        Some(DateTime::from_secs(0))
    }

    fn outside(row: Row, from: &Outside<'_>) -> Read<DateTime> {
        match *from {
            Outside::Header(response, name) => response.timestamp(name, header_format(row)),
            #[cfg(feature = "fake")]
            Outside::Texts(texts) => texts.first().map(|text| timestamp(text, row)).transpose(),
            _ => Ok(None),
        }
    }

    fn outside_list(row: Row, from: &Outside<'_>) -> Read<Vec<DateTime>> {
        match *from {
            Outside::Header(response, name) => response.timestamps(name, header_format(row)),
            #[cfg(feature = "fake")]
            Outside::Texts(texts) => {
                let texts = texts.iter().map(|text| timestamp(text, row));
                texts.collect::<Result<_, _>>().map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// Reads a timestamp of a label or query parameter.
#[cfg(feature = "fake")]
fn timestamp(text: &str, row: Row) -> Result<DateTime, Error> {
    let format = match row.format() {
        None | Some(Format::DateTime) => Format::DateTimeWithOffset,
        Some(format) => format,
    };
    DateTime::from_str(text, format).map_err(|error| Error::plain(error.to_string()))
}

/// The format of a header that is read. Services may write an offset from UTC.
fn header_format(row: Row) -> Format {
    match row.format() {
        None => Format::HttpDate,
        Some(Format::DateTime) => Format::DateTimeWithOffset,
        Some(format) => format,
    }
}

impl Value for Document {
    type Kind = ScalarKind;
}

impl Kind<Document> for ScalarKind {
    fn write<K: Sink>(value: &Document, row: Row, to: &mut K) {
        to.document(row, value);
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<Document> {
        from.document(row)
    }

    fn missing() -> Option<Document> {
        Some(Document::Null)
    }
}

/// The body of a response as a string; none if it is empty.
fn text(body: &[u8]) -> Read<String> {
    match std::str::from_utf8(body) {
        Ok("") => Ok(None),
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(Error::not_text(error)),
    }
}

fn from_base64(text: &str) -> Result<Blob, Error> {
    let bytes = base64::decode(text);
    bytes
        .map(Blob::new)
        .map_err(|error| Error::plain(format!("not base64: {error}")))
}
