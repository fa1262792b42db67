//! The method and URI of an operation's requests.

/// The method and URI of an operation.
///
/// ```
/// use hammersmith::http::Http;
///
/// const GET_TAGS: Http = Http::new("GET", "/v1/tags/{resourceArn}");
/// assert_eq!(GET_TAGS.method, "GET");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Http {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path, with labels as `{name}` or `{name+}`, and the query parameters that are always
    /// there.
    pub uri: &'static str,
    /// The prefix of the host name, with labels; empty for most operations.
    pub host_prefix: &'static str,
    /// False if the model has no input, which some protocols tell from an empty one: no body is
    /// sent then.
    pub has_input: bool,
}

impl Http {
    /// An operation without a host prefix.
    pub const fn new(method: &'static str, uri: &'static str) -> Self {
        Self {
            method,
            uri,
            host_prefix: "",
            has_input: true,
        }
    }

    /// Sets [`host_prefix`](Self::host_prefix).
    #[must_use]
    pub const fn host_prefix(self, prefix: &'static str) -> Self {
        Self {
            host_prefix: prefix,
            ..self
        }
    }

    /// Sets [`has_input`](Self::has_input) to false.
    #[must_use]
    pub const fn without_input(self) -> Self {
        Self {
            has_input: false,
            ..self
        }
    }

    /// True if the query parameter is always there.
    pub(crate) fn has_query(&self, name: &str) -> bool {
        let Some((_, query)) = self.uri.split_once('?') else {
            return false;
        };
        let mut names = query.split('&');
        names.any(|part| part.split_once('=').map_or(part, |(name, _)| name) == name)
    }
}
