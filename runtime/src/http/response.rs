//! A response as plain data, and its members that are not in a document.

use aws_smithy_types::date_time::{DateTime, Format};

use super::header;
use crate::codec::Error;
use crate::shape::Parsed;
use crate::wording::shown;

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

    /// Adds a header. The case of its name does not matter, and it may be there already.
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

    /// Whether the status is one of 200 to 299.
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

    /// The id that AWS gives each request, by which its support finds it.
    pub fn request_id(&self) -> Option<&'a str> {
        self.header("x-amzn-requestid")
            .or_else(|| self.header("x-amz-request-id"))
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        self.headers
            .iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// Members that are not in a document.
impl<'a> Response<'a> {
    /// Reads a member from a header that has to be there at most once.
    ///
    /// # Errors
    ///
    /// Fails if it is there twice, or is not UTF-8.
    #[inline]
    pub(crate) fn header_text<T: for<'v> From<&'v str>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Error> {
        Ok(self.single(name)?.map(T::from))
    }

    fn single(&self, name: &str) -> Result<Option<&'a str>, Error> {
        let mut values = self.values(name);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => Ok(Some(header::text(value)?.trim())),
            (Some(_), Some(_)) => Err(Error::plain(format!("the header `{name}` is there twice"))),
        }
    }

    /// Reads a flag or number from a header that has to hold one at most.
    ///
    /// # Errors
    ///
    /// Fails if it holds two, or something else.
    #[inline]
    pub(crate) fn header_parsed<T: Parsed>(&self, name: &str) -> Result<Option<T>, Error> {
        one(name, self.header_list_parsed(name)?)
    }

    /// Reads a list of texts from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value is not UTF-8, or has a quote without an end.
    #[inline]
    pub(crate) fn header_list_text<T: for<'v> From<&'v str>>(
        &self,
        name: &str,
    ) -> Result<Option<Vec<T>>, Error> {
        let mut all = Vec::new();
        header::items(self.values(name), &mut |item| {
            all.push(T::from(item));
            Ok(())
        })?;
        Ok((!all.is_empty()).then_some(all))
    }

    /// Reads a list of flags or numbers from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value is something else.
    #[inline]
    pub(crate) fn header_list_parsed<T: Parsed>(
        &self,
        name: &str,
    ) -> Result<Option<Vec<T>>, Error> {
        let mut all = Vec::new();
        header::items(self.values(name), &mut |item| {
            let invalid = || {
                let (found, expected) = (shown(item), T::expected());
                let message = format!("the header `{name}`: `{found}` is not {expected}");
                Error::plain(message)
            };
            all.push(T::parsed(item).ok_or_else(invalid)?);
            Ok(())
        })?;
        Ok((!all.is_empty()).then_some(all))
    }

    /// Reads a time from a header that has to hold one at most.
    ///
    /// # Errors
    ///
    /// Fails if it holds two, or something else.
    pub(crate) fn timestamp(&self, name: &str, format: Format) -> Result<Option<DateTime>, Error> {
        one(name, self.timestamps(name, format)?)
    }

    /// Reads a list of times from all headers of the name.
    ///
    /// # Errors
    ///
    /// Fails if a value is something else.
    pub(crate) fn timestamps(
        &self,
        name: &str,
        format: Format,
    ) -> Result<Option<Vec<DateTime>>, Error> {
        let mut all = Vec::new();
        for value in self.values(name) {
            let mut rest = header::text(value)?;
            while !rest.is_empty() {
                // Times may hold a comma themselves.
                let (time, next) = DateTime::read(rest, format, ',')
                    .map_err(|error| Error::plain(format!("the header `{name}`: {error}")))?;
                all.push(time);
                rest = next;
            }
        }
        Ok((!all.is_empty()).then_some(all))
    }

    /// The headers whose names start with the prefix, by the rest of their names.
    ///
    /// # Errors
    ///
    /// Fails if one of them is there twice, or is not UTF-8.
    pub(crate) fn prefix_headers(&self, prefix: &str) -> Result<Vec<(String, &'a str)>, Error> {
        let mut all = Vec::new();
        for (name, _) in &self.headers {
            let Some((start, key)) = name.split_at_checked(prefix.len()) else {
                continue;
            };
            if start.eq_ignore_ascii_case(prefix)
                && let Some(value) = self.single(name)?
            {
                all.push((key.to_ascii_lowercase(), value));
            }
        }
        Ok(all)
    }
}

fn one<T>(name: &str, values: Option<Vec<T>>) -> Result<Option<T>, Error> {
    let mut values = values.unwrap_or_default();
    match values.len() {
        0 | 1 => Ok(values.pop()),
        count => {
            let message = format!("the header `{name}` holds {count} values in place of one");
            Err(Error::plain(message))
        }
    }
}
