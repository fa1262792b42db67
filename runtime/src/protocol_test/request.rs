//! Requests that are expected.

use super::{Failure, Outcome, body};
use crate::Operation;
use crate::endpoint::{Params, Settings};
use crate::http::Request;

/// The token that stands for the random ones.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The host of the endpoint, unless a case says another one.
const HOST: &str = "example.com";

/// A request that is expected of an input, as far as a case says.
///
/// ```no_run
/// use hammersmith::Operation;
/// use hammersmith::protocol_test::{ExpectedRequest, Outcome};
///
/// fn check<O: Operation>(input: O::Input) -> Outcome {
///     ExpectedRequest::new("POST", "/books")
///         .query("limit=1")
///         .header("Content-Type", "application/json")
///         .json_body(r#"{"title": "Emma"}"#)
///         .check::<O>(input)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ExpectedRequest<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    settings: Option<Settings>,
    pub(super) host: Option<&'a str>,
    pub(super) resolved_host: Option<&'a str>,
    pub(super) query: Vec<&'a str>,
    forbid_query: Vec<&'a str>,
    require_query: Vec<&'a str>,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    forbid_headers: Vec<&'a str>,
    require_headers: Vec<&'a str>,
    pub(super) body: Option<(&'a str, &'a str)>,
}

impl<'a> ExpectedRequest<'a> {
    /// A request with this method and path.
    pub fn new(method: &'a str, path: &'a str) -> Self {
        Self {
            method,
            path,
            settings: None,
            host: None,
            resolved_host: None,
            query: Vec::new(),
            forbid_query: Vec::new(),
            require_query: Vec::new(),
            headers: Vec::new(),
            forbid_headers: Vec::new(),
            require_headers: Vec::new(),
            body: None,
        }
    }

    /// The settings by which the client finds the endpoint.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = Some(settings);
        self
    }

    /// The host of the endpoint that the client is given, with its path.
    #[must_use]
    pub fn host(mut self, host: &'a str) -> Self {
        self.host = Some(host);
        self
    }

    /// The host that the request is sent to.
    #[must_use]
    pub fn resolved_host(mut self, host: &'a str) -> Self {
        self.resolved_host = Some(host);
        self
    }

    /// Adds a query parameter: its name, or name and value, encoded.
    #[must_use]
    pub fn query(mut self, parameter: &'a str) -> Self {
        self.query.push(parameter);
        self
    }

    /// Adds the name of a query parameter that must not be set.
    #[must_use]
    pub fn forbid_query(mut self, name: &'a str) -> Self {
        self.forbid_query.push(name);
        self
    }

    /// Adds the name of a query parameter that must be set.
    #[must_use]
    pub fn require_query(mut self, name: &'a str) -> Self {
        self.require_query.push(name);
        self
    }

    /// Adds a header. Several values of one name are separated by a comma and a space.
    #[must_use]
    pub fn header(mut self, name: &'a str, value: &'a str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Adds the name of a header that must not be set.
    #[must_use]
    pub fn forbid_header(mut self, name: &'a str) -> Self {
        self.forbid_headers.push(name);
        self
    }

    /// Adds the name of a header that must be set.
    #[must_use]
    pub fn require_header(mut self, name: &'a str) -> Self {
        self.require_headers.push(name);
        self
    }

    /// The body, compared as its media type wants it: as JSON, as XML, as a form, or byte by byte.
    #[must_use]
    pub fn body(mut self, media_type: &'a str, body: &'a str) -> Self {
        self.body = Some((media_type, body));
        self
    }

    /// A body in JSON, whatever the order of its members.
    #[must_use]
    pub fn json_body(self, body: &'a str) -> Self {
        self.body("application/json", body)
    }

    /// No body.
    #[must_use]
    pub fn empty_body(self) -> Self {
        self.body("", "")
    }

    /// Compares with the request of an input. Idempotency tokens that are unset are filled with
    /// zeros, in the form of a UUID of version 4.
    ///
    /// # Errors
    ///
    /// Fails with everything that differs, or if there is no request for the input.
    pub fn check<O: Operation>(&self, mut input: O::Input) -> Outcome {
        O::idempotency_token(&mut input, &|| TOKEN.to_owned());
        let request = O::serialize(&input)?;
        let found = self.differences(&request, &self.url::<O>(&input, &request)?);
        if found.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(found.join("\n")))
        }
    }

    /// The URL of the endpoint, where the case says something about it.
    fn url<O: Operation>(&self, input: &O::Input, request: &Request) -> Result<String, Failure> {
        if self.host.is_none() && self.resolved_host.is_none() {
            return Ok(String::new());
        }
        let own = || {
            let url = format!("https://{}", self.host.unwrap_or(HOST));
            Settings::new().region("us-east-1").endpoint(url)
        };
        let settings = self.settings.clone().unwrap_or_else(own);
        let endpoint = O::endpoint_params(input, settings)?.resolve()?;
        let prefixed = format!("://{}", request.host_prefix);
        Ok(endpoint.url().replacen("://", &prefixed, 1))
    }

    fn differences(&self, request: &Request, url: &str) -> Vec<String> {
        let mut found = Vec::new();
        let (path, query) = request.uri.split_once('?').unwrap_or((&request.uri, ""));
        let (host_found, base) = split(url);
        let path = format!("{base}{path}");
        found.extend(compare("method", self.method, request.method));
        found.extend(compare("path", self.path, &path));
        if let Some(expected) = self.resolved_host {
            found.extend(compare("host", split(expected).0, host_found));
        }
        for (name, expected) in &self.headers {
            let values = headers(request, name);
            found.extend(if values.is_empty() {
                Some(format!("no header {name}"))
            } else {
                compare(&format!("header {name}"), expected, &values.join(", "))
            });
        }
        found.extend(self.presence(request, query));
        if let Some((media_type, expected)) = self.body {
            found.extend(body::difference(media_type, expected, &request.body));
        }
        found
    }

    /// The unexpected or missing parts.
    fn presence(&self, request: &Request, query: &str) -> Vec<String> {
        let mut found = Vec::new();
        let all = || query.split('&').filter(|parameter| !parameter.is_empty());
        let mut left: Vec<&str> = all().collect();
        for expected in &self.query {
            let is_it = |it: &&str| it == expected || it.strip_suffix('=') == Some(expected);
            match left.iter().position(is_it) {
                Some(at) => drop(left.remove(at)),
                None => found.push(format!("no query parameter {expected} in {query:?}")),
            }
        }
        let has = |name: &&&str| all().any(|it| it.split('=').next() == Some(**name));
        for name in self.forbid_query.iter().filter(has) {
            found.push(format!("query parameter {name} in {query:?}"));
        }
        for name in self.require_query.iter().filter(|name| !has(name)) {
            found.push(format!("no query parameter {name} in {query:?}"));
        }
        for name in &self.forbid_headers {
            if let Some(value) = headers(request, name).first() {
                found.push(format!("header {name}: {value:?}, which must not be set"));
            }
        }
        for name in &self.require_headers {
            if headers(request, name).is_empty() {
                found.push(format!("no header {name}"));
            }
        }
        found
    }
}

/// The values of a header.
fn headers<'r>(request: &'r Request, name: &str) -> Vec<&'r str> {
    let all = request.headers.iter();
    let named = all.filter(|(other, _)| other.eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.as_str()).collect()
}

/// The host and the path of a URL, without the slash at the end.
fn split(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (host, path.trim_end_matches('/'))
}

/// The difference between two strings, if there is one.
fn compare(what: &str, expected: &str, found: &str) -> Option<String> {
    (expected != found).then(|| format!("{what}: expected {expected:?}, found {found:?}"))
}
