//! What generated parsers call: one call for each member.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, Number, base64};

use super::{Error, Reader};

macro_rules! integers {
    ($($(#[$docs:meta])* $name:ident: $ty:ty;)*) => {
        $(
            $(#[$docs])*
            ///
            /// # Errors
            ///
            /// Fails if the next value is neither a number nor null, not whole, or too large.
            pub fn $name(&mut self) -> Result<Option<$ty>, Error> {
                let start = self.start();
                match self.whole_number()? {
                    None => Ok(None),
                    Some(number) => <$ty>::try_from(number)
                        .map(Some)
                        .map_err(|_| self.misfit(start, <$ty>::BITS)),
                }
            }
        )*
    };
}

impl<'a> Reader<'a> {
    /// Reads a text, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    pub fn string(&mut self) -> Result<Option<String>, Error> {
        Ok(self.text()?.map(Cow::into_owned))
    }

    /// Reads a text, or null, without a copy where the text has no escapes.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    #[inline]
    pub fn text(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        if self.null()? {
            return Ok(None);
        }
        let text = self.raw_text("a string or null")?;
        self.unescape(text).map(Some)
    }

    /// Reads `true`, `false` or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is none of them.
    pub fn boolean(&mut self) -> Result<Option<bool>, Error> {
        match self.next_byte() {
            Some(b't') => self.literal("true").map(|()| Some(true)),
            Some(b'f') => self.literal("false").map(|()| Some(false)),
            Some(b'n') => self.literal("null").map(|()| None),
            _ => Err(self.unexpected("a boolean or null")),
        }
    }

    integers! {
        /// Reads a whole number of 8 bits, or null.
        byte: i8;
        /// Reads a whole number of 16 bits, or null.
        short: i16;
        /// Reads a whole number of 32 bits, or null.
        integer: i32;
        /// Reads a whole number of 64 bits, or null.
        long: i64;
    }

    /// Reads a number, `"NaN"`, `"Infinity"`, `"-Infinity"` or null; the nearest number where it is not exact.
    ///
    /// # Errors
    ///
    /// Fails if the next value is none of them.
    pub fn float(&mut self) -> Result<Option<f32>, Error> {
        Ok(self.finite_or_named()?.map(Number::to_f32_lossy))
    }

    /// Reads a number, `"NaN"`, `"Infinity"`, `"-Infinity"` or null; the nearest number where it is not exact.
    ///
    /// # Errors
    ///
    /// Fails if the next value is none of them.
    pub fn double(&mut self) -> Result<Option<f64>, Error> {
        Ok(self.finite_or_named()?.map(Number::to_f64_lossy))
    }

    /// Reads bytes from their base64 text, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    pub fn blob(&mut self) -> Result<Option<Blob>, Error> {
        if self.null()? {
            return Ok(None);
        }
        let text = self.raw_text("a base64 string or null")?;
        base64::decode(text.text)
            .map(|bytes| Some(Blob::new(bytes)))
            .map_err(|error| Error::caused(text.offset, "not base64", error))
    }

    /// Reads a time, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither; a number stands for a time in [`Format::EpochSeconds`] only, a text
    /// in all others.
    pub fn timestamp(&mut self, format: Format) -> Result<Option<DateTime>, Error> {
        #[cfg(feature = "serde")]
        if self.mode() != super::Mode::Wire {
            return self.any_timestamp(format);
        }
        if format == Format::EpochSeconds {
            return self.epoch_seconds();
        }
        if self.null()? {
            return Ok(None);
        }
        let text = self.raw_text("a time or null")?;
        DateTime::from_str(text.text, format)
            .map(Some)
            .map_err(|error| Error::caused(text.offset, "not a time", error))
    }

    pub(super) fn epoch_seconds(&mut self) -> Result<Option<DateTime>, Error> {
        let start = self.start();
        match self.finite_or_named()? {
            None => Ok(None),
            Some(number) => match number.to_f64_lossy() {
                seconds if seconds.is_finite() => Ok(Some(DateTime::from_secs_f64(seconds))),
                _ => Err(Error::at(start, "a time that is not finite")),
            },
        }
    }

    /// Reads a whole number of any size, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    pub fn big_integer(&mut self) -> Result<Option<BigInteger>, Error> {
        self.large("a whole number")
    }

    /// Reads a number of any size and precision, or null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither.
    pub fn big_decimal(&mut self) -> Result<Option<BigDecimal>, Error> {
        self.large("a decimal number")
    }

    fn large<T: std::str::FromStr>(&mut self, expected: &'static str) -> Result<Option<T>, Error>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        if self.null()? {
            return Ok(None);
        }
        #[cfg(feature = "serde")]
        if let Some(text) = self.number_in_text()? {
            let number = text.text.parse().map(Some);
            return number.map_err(|error| Error::caused(text.offset, expected, error));
        }
        let start = self.start();
        self.number()?;
        self.since(start)
            .parse()
            .map(Some)
            .map_err(|error| Error::caused(start, expected, error))
    }

    /// A number or null; a text that stands for a number is none that an integer could hold.
    fn whole_number(&mut self) -> Result<Option<Number>, Error> {
        match self.next_byte() {
            Some(b'n') => self.literal("null").map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number().map(Some),
            _ => Err(self.unexpected("a whole number or null")),
        }
    }

    pub(super) fn finite_or_named(&mut self) -> Result<Option<Number>, Error> {
        let start = self.start();
        match self.next_byte() {
            Some(b'n') => self.literal("null").map(|()| None),
            Some(b'"') => {
                let text = self.raw_text("a number")?;
                let text = self.unescape(text)?;
                match f64::parse_smithy_primitive(&text) {
                    Ok(value) if !value.is_finite() => Ok(Some(Number::Float(value))),
                    _ => Err(Error::at(
                        start,
                        "a number in a string that is not NaN or infinite",
                    )),
                }
            }
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Float(value) if !value.is_finite() => {
                    Err(Error::at(start, "a number that is too large"))
                }
                number => Ok(Some(number)),
            },
            _ => Err(self.unexpected("a number or null")),
        }
    }

    #[cold]
    fn misfit(&self, start: usize, bits: u32) -> Error {
        let number = self.since(start);
        Error::at(
            start,
            format!("{number} is not a whole number of {bits} bits"),
        )
    }

    /// Where the next value starts.
    pub(super) fn start(&mut self) -> usize {
        self.next_byte();
        self.offset()
    }

    /// Reads a list, or null. `read` reads one item.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or an item is null or cannot be read.
    #[inline]
    pub fn list<T>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<T>, Error>,
    ) -> Result<Option<Vec<T>>, Error> {
        let mut items = Vec::new();
        let found = self.items(&mut |json| {
            items.push(json.not_null(read)?);
            Ok(())
        })?;
        Ok(found.then_some(items))
    }

    /// Reads a list whose items may be null, or null. `read` reads one item.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or an item cannot be read.
    #[inline]
    pub fn sparse_list<T>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<T>, Error>,
    ) -> Result<Option<Vec<Option<T>>>, Error> {
        let mut items = Vec::new();
        let found = self.items(&mut |json| {
            items.push(read(json)?);
            Ok(())
        })?;
        Ok(found.then_some(items))
    }

    /// Reads a map, or null. `read` reads one value; of two with the same key, the later counts.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or a value is null or cannot be read.
    #[inline]
    pub fn map<K: for<'k> From<&'k str> + Eq + Hash, V>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<V>, Error>,
    ) -> Result<Option<HashMap<K, V>>, Error> {
        let mut entries = HashMap::new();
        let found = self.entries(&mut |json, key| {
            entries.insert(K::from(key), json.not_null(read)?);
            Ok(())
        })?;
        Ok(found.then_some(entries))
    }

    /// Reads a map whose values may be null, or null. `read` reads one value; of two with the same key, the
    /// later counts.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or a value cannot be read.
    #[inline]
    pub fn sparse_map<K: for<'k> From<&'k str> + Eq + Hash, V>(
        &mut self,
        read: fn(&mut Self) -> Result<Option<V>, Error>,
    ) -> Result<Option<HashMap<K, Option<V>>>, Error> {
        let mut entries = HashMap::new();
        let found = self.entries(&mut |json, key| {
            entries.insert(K::from(key), read(json)?);
            Ok(())
        })?;
        Ok(found.then_some(entries))
    }

    /// Reads the one member of a union, or null. `read` gets the key, and reads the value.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or has no member, or more than one that is not null.
    #[inline]
    pub fn union<T>(
        &mut self,
        name: &'static str,
        read: fn(&mut Self, &str) -> Result<Option<T>, Error>,
    ) -> Result<Option<T>, Error> {
        let mut variant = None;
        let found = self.union_members(&mut |json, key| {
            let offset = json.offset();
            if variant.is_some() {
                return Err(Error::at(
                    offset,
                    format!("two members in the union `{name}`"),
                ));
            }
            variant = Some(json.member(key, read)?);
            Ok(())
        })?;
        match (found, variant) {
            (false, _) => Ok(None),
            (true, None) => Err(Error::at(
                self.offset(),
                format!("no member in the union `{name}`"),
            )),
            (true, variant) => Ok(variant),
        }
    }

    fn member<T>(
        &mut self,
        key: &str,
        read: fn(&mut Self, &str) -> Result<Option<T>, Error>,
    ) -> Result<T, Error> {
        match read(self, key)? {
            Some(value) => Ok(value),
            None => Err(Error::at(self.offset(), "null where a value has to be")),
        }
    }

    fn not_null<T>(&mut self, read: fn(&mut Self) -> Result<Option<T>, Error>) -> Result<T, Error> {
        match read(self)? {
            Some(value) => Ok(value),
            None => Err(Error::at(self.offset(), "null where a value has to be")),
        }
    }

    pub(super) fn entries(
        &mut self,
        each: &mut dyn FnMut(&mut Self, &str) -> Result<(), Error>,
    ) -> Result<bool, Error> {
        if !self.begin_object()? {
            return Ok(false);
        }
        while let Some(key) = self.next_key()? {
            each(self, &key)?;
        }
        Ok(true)
    }

    /// The members of a union that stand for one of its variants.
    fn union_members(
        &mut self,
        each: &mut dyn FnMut(&mut Self, &str) -> Result<(), Error>,
    ) -> Result<bool, Error> {
        if !self.begin_object()? {
            return Ok(false);
        }
        while let Some(key) = self.next_raw_key()? {
            // Services send null for the members that are not set, and the type beside the one that is.
            if self.null()? {
                continue;
            }
            match &*self.unescape(key)? {
                "__type" => self.skip()?,
                key => each(self, key)?,
            }
        }
        Ok(true)
    }
}
