//! A response as plain data, and its members that are not in a document.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use aws_smithy_types::date_time::{DateTime, Format};

use super::header;
use super::parsed::Parsed;
use crate::codec::Error;

/// A response whose body has been read to its end.
///
/// ```
/// use hammersmith::http::Response;
///
/// let response = Response::new(200, b"{}").with_header("X-Amzn-RequestId", "1234");
/// assert!(response.is_success());
/// assert_eq!(response.request_id(), Some("1234"));
/// ```
#[derive(Clone, Debug)]
pub struct Response<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// A response without headers.
    pub fn new(status: u16, body: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.as_ref(),
        }
    }

    /// The same head with another body.
    #[cfg(feature = "event-stream")]
    pub(crate) fn with_body<'b>(&self, body: &'b [u8]) -> Response<'b>
    where
        'a: 'b,
    {
        Response {
            status: self.status,
            headers: self.headers.clone(),
            body,
        }
    }

    /// Adds a header. The case of its name does not matter, and it may be set already.
    #[must_use]
    pub fn with_header(mut self, name: &'a str, value: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        self.headers.push((name, value.as_ref()));
        self
    }

    /// Adds headers as [`with_header`](Self::with_header) does.
    #[must_use]
    pub fn with_headers<V: AsRef<[u8]> + ?Sized + 'a>(
        mut self,
        headers: impl IntoIterator<Item = (&'a str, &'a V)>,
    ) -> Self {
        let headers = headers.into_iter();
        self.headers
            .extend(headers.map(|(name, value)| (name, value.as_ref())));
        self
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// True if the status is one of 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The first value of a header, if it is UTF-8. The case of the name does not matter.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let value = self.values(name).next()?;
        std::str::from_utf8(value).ok()
    }

    /// The ID that AWS assigns to each request, by which its support finds it.
    pub fn request_id(&self) -> Option<&'a str> {
        let ids = self.values("x-amzn-requestid");
        ids.chain(self.values("x-amz-request-id"))
            .filter_map(|id| std::str::from_utf8(id).ok())
            .find(|id| {
                id.starts_with(|char: char| char.is_ascii_graphic()) || !id.trim().is_empty()
            })
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[inline(never)]
    pub(crate) fn text(&self) -> Cow<'a, [u8]> {
        // What replaces invalid bytes takes its time even where there are none.
        match std::str::from_utf8(self.body) {
            Ok(_) => Cow::Borrowed(self.body),
            Err(_) => {
                let text = String::from_utf8_lossy(self.body).into_owned();
                Cow::Owned(text.into_bytes())
            }
        }
    }

    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.headers
            .iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// Members that are not in a document.
impl<'a> Response<'a> {
    /// The values of all headers of the name, in one line.
    ///
    /// A header that is there twice with the same value, as some proxies send it, has that value.
    pub(crate) fn header_line(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut line = header::text(self.values(name).next()?);
        let mut others = self.values(name).skip(1).map(header::text);
        if others.any(|other| other != line) {
            for other in self.values(name).skip(1).map(header::text) {
                append(line.to_mut(), &other);
            }
        }
        Some(line)
    }

    /// Reads a string from all headers of the name, as one line.
    #[inline]
    pub(crate) fn header_text<T: for<'v> From<&'v str>>(&self, name: &str) -> Option<T> {
        self.header_line(name).map(|line| T::from(&*line))
    }

    /// Reads a boolean or number from a header that has to hold one at most.
    ///
    /// # Errors
    ///
    /// Fails if it holds two that differ, or something else.
    #[inline]
    pub(crate) fn header_parsed<T: Parsed>(&self, name: &str) -> Result<Option<T>, Error> {
        let item = self.single(name, header::items)?;
        item.map(|item| parsed(&item)).transpose()
    }

    /// Reads a list of strings from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value has a quote without an end.
    #[inline]
    pub(crate) fn header_list_text<T: for<'v> From<&'v str>>(
        &self,
        name: &str,
    ) -> Result<Option<Vec<T>>, Error> {
        self.list(name, header::items, |item| Ok(T::from(item)))
    }

    /// Reads a list of booleans or numbers from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value is something else.
    #[inline]
    pub(crate) fn header_list_parsed<T: Parsed>(
        &self,
        name: &str,
    ) -> Result<Option<Vec<T>>, Error> {
        self.list(name, header::items, parsed)
    }

    /// Reads a timestamp from a header that has to hold one at most.
    ///
    /// # Errors
    ///
    /// Fails if it holds two that differ, or something else.
    pub(crate) fn timestamp(&self, name: &str, format: Format) -> Result<Option<DateTime>, Error> {
        let item = self.single(name, header::dates)?;
        item.map(|item| timestamp(&item, format)).transpose()
    }

    /// Reads a list of timestamps from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value is something else.
    pub(crate) fn timestamps(
        &self,
        name: &str,
        format: Format,
    ) -> Result<Option<Vec<DateTime>>, Error> {
        self.list(name, header::dates, |item| timestamp(item, format))
    }

    /// The headers whose names start with the prefix, by the rest of their names. A header that is
    /// there several times has all its values, with commas between them (RFC 9110, section 5.3).
    pub(crate) fn prefix_headers(&self, prefix: &str) -> HashMap<String, String> {
        let mut all: HashMap<String, String> = HashMap::new();
        for (name, value) in &self.headers {
            if let Some((start, key)) = name.split_at_checked(prefix.len())
                && start.eq_ignore_ascii_case(prefix)
            {
                let value = header::text(value);
                match all.entry(key.to_ascii_lowercase()) {
                    Entry::Vacant(entry) => drop(entry.insert(value.into_owned())),
                    Entry::Occupied(mut entry) => append(entry.get_mut(), &value),
                }
            }
        }
        all
    }

    /// The one item of all headers of the name, which may be there several times.
    fn single(&self, name: &str, split: Split) -> Result<Option<String>, Error> {
        let mut found: Option<String> = None;
        for value in self.values(name) {
            split(&header::text(value), &mut |item| match &found {
                Some(found) if found != item => Err(Error::plain("expected one value")),
                Some(_) => Ok(()),
                None => {
                    found = Some(item.to_owned());
                    Ok(())
                }
            })?;
        }
        Ok(found)
    }

    /// The items of all headers of the name; `None` if it has no items.
    fn list<T>(
        &self,
        name: &str,
        split: Split,
        read: impl Fn(&str) -> Result<T, Error>,
    ) -> Result<Option<Vec<T>>, Error> {
        let mut all = Vec::new();
        for value in self.values(name) {
            split(&header::text(value), &mut |item| {
                all.push(read(item)?);
                Ok(())
            })?;
        }
        Ok((!all.is_empty()).then_some(all))
    }
}

/// A function that splits a value at its commas.
type Split = fn(&str, header::Each<'_>) -> Result<(), Error>;

/// Appends a value after a comma.
fn append(line: &mut String, value: &str) {
    if !line.is_empty() && !value.is_empty() {
        line.push_str(", ");
    }
    line.push_str(value);
}

fn parsed<T: Parsed>(item: &str) -> Result<T, Error> {
    T::parsed(item).ok_or_else(|| Error::plain(format!("expected {}", T::expected())))
}

fn timestamp(item: &str, format: Format) -> Result<DateTime, Error> {
    DateTime::from_str(item, format).map_err(|error| Error::plain(error.to_string()))
}
