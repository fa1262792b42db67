//! Documents that did not come over the wire and do not go there: what `serde` is given.
//!
//! People write them, so they are read with more patience than those of a service, and a failure
//! says where in the data it is.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;

use super::output::Output;
use super::path::path;
use super::text::RawText;
use super::{Error, ObjectWriter, Reader};
use crate::serde::{Data, suggest};

/// How a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As a service wrote it: what the model does not know is new, and left out.
    Wire,
    /// As anybody may write it: times have any form, large numbers may be texts.
    Data,
    /// The same, but members that the model does not know are errors.
    KnownData,
}

/// How deep a document may be nested.
pub(super) const MAX_DATA: usize = 256;

/// What went wrong, after where: `volumes[0].host: expected an object, found a string`.
type Message = String;

/// The text of one object. Numbers in it that no integer and no `f64` holds exactly are texts.
pub(crate) fn data(write: impl FnOnce(&mut ObjectWriter<'_>)) -> Result<String, BuildError> {
    let mut output = Output::exact();
    output.open(b'{');
    write(&mut ObjectWriter::new(&mut output));
    output.close(b'}');
    let text = output.finish()?;
    String::from_utf8(text).map_err(BuildError::other)
}

/// Reads a document that holds one value, and not null.
pub(crate) fn read_data<T>(
    text: &str,
    mode: Mode,
    read: fn(&mut Reader<'_>) -> Result<Option<T>, Error>,
) -> Result<T, Message> {
    let mut reader = Reader::of(text, mode);
    match read(&mut reader) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err("expected an object, found null".to_owned()),
        Err(error) => Err(message(text, &error)),
    }
}

#[cold]
fn message(text: &str, error: &Error) -> Message {
    let offset = error.offset().unwrap_or(text.len());
    let mut message = match error.expected() {
        Some(expected) => {
            let expected = expected.trim_end_matches(" or null");
            format!("expected {expected}, found {}", kind(text, offset))
        }
        None => error.message().to_owned(),
    };
    if let Some(source) = std::error::Error::source(error) {
        message = format!("{message}: {source}");
    }
    match path(text, offset) {
        path if path.is_empty() => message,
        path => format!("{path}: {message}"),
    }
}

/// What kind of value starts there.
fn kind(text: &str, offset: usize) -> &'static str {
    match text.as_bytes().get(offset) {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(_) => "a number",
        None => "nothing",
    }
}

impl Reader<'_> {
    /// Reads the members of a structure, or null, into its builder.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or a member cannot be read.
    #[inline]
    pub fn members<T: Data>(&mut self) -> Result<Option<T::Builder>, Error> {
        let mut builder = T::Builder::default();
        let found = self.entries(&mut |json, key| T::member(&mut builder, key, json))?;
        Ok(found.then_some(builder))
    }

    /// Reads a structure, or null; `build` builds it.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or a member cannot be read.
    #[inline]
    pub fn structure<T: Data>(&mut self, build: fn(T::Builder) -> T) -> Result<Option<T>, Error> {
        Ok(self.members::<T>()?.map(build))
    }

    /// The same for structures that may lack something: `required` gives the names of the members that
    /// have to be there, and whether they are.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or a member cannot be read or is missing; and as `build` does.
    #[inline]
    pub fn try_structure<T: Data, const N: usize>(
        &mut self,
        build: fn(T::Builder) -> Result<T, BuildError>,
        required: fn(&T::Builder) -> [(&'static str, bool); N],
    ) -> Result<Option<T>, Error> {
        let Some(builder) = self.members::<T>()? else {
            return Ok(None);
        };
        self.check_required(&required(&builder))?;
        match build(builder) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Error::at(self.offset(), error.to_string())),
        }
    }

    fn check_required(&self, members: &[(&str, bool)]) -> Result<(), Error> {
        match members.iter().find(|(_, is_set)| !is_set) {
            None => Ok(()),
            Some((member, _)) => Err(Error::at(
                self.offset(),
                format!("the required member {member:?} is missing"),
            )),
        }
    }

    /// Reads a value, or null, into its place.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    #[inline]
    pub fn set<T: Data>(&mut self, place: &mut Option<T>) -> Result<(), Error> {
        *place = T::read(self)?;
        Ok(())
    }

    /// Reads the text of an enum's value, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    pub fn enumeration<T: for<'t> From<&'t str>>(&mut self) -> Result<Option<T>, Error> {
        Ok(self.text()?.map(|text| T::from(&text)))
    }

    /// Reads over the value of a member that the model does not know.
    ///
    /// # Errors
    ///
    /// Fails if it has to be known: then with the one of `known` that was probably meant.
    pub fn unknown(&mut self, key: &str, known: &[&str]) -> Result<(), Error> {
        // Services add this to what they send, and it may have been kept.
        if self.mode() == Mode::KnownData && key != "__type" {
            let offset = self.start();
            return Err(Error::at(offset, suggest::unknown_member(key, known)));
        }
        self.skip()
    }

    /// Reads a time in whatever form, that of the wire first; or null.
    pub(super) fn any_timestamp(&mut self, format: Format) -> Result<Option<DateTime>, Error> {
        if self.next_byte() != Some(b'"') {
            return self.epoch_seconds();
        }
        let text = self.raw_text("a time or null")?;
        let formats = [
            format,
            Format::DateTimeWithOffset,
            Format::HttpDate,
            Format::EpochSeconds,
        ];
        let times = formats.map(|format| DateTime::from_str(text.text, format).ok());
        match times.into_iter().flatten().next() {
            Some(time) => Ok(Some(time)),
            None => Err(Error::at(
                text.offset,
                format!("{:?} is no time", text.text),
            )),
        }
    }

    /// A number that stands in a text because it is too large or too exact for others.
    pub(super) fn number_in_text(&mut self) -> Result<Option<RawText<'_>>, Error> {
        match self.next_byte() {
            Some(b'"') if self.mode() != Mode::Wire => self.raw_text("a number or null").map(Some),
            _ => Ok(None),
        }
    }
}
