//! Responses that are expected of fakes.

use super::{Failure, Outcome, body};
use crate::Operation;
use crate::fake::{Response, Serve, Service, written};

/// A response that is expected of an output or error, as far as a case says.
#[derive(Clone, Debug)]
pub struct ExpectedResponse<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a str)>,
    forbid_headers: Vec<&'a str>,
    body: Option<(&'a str, &'a str)>,
}

impl<'a> ExpectedResponse<'a> {
    /// A response with this status.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            forbid_headers: Vec::new(),
            body: None,
        }
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

    /// The body, compared as its media type requires.
    #[must_use]
    pub fn body(mut self, media_type: &'a str, body: &'a str) -> Self {
        self.body = Some((media_type, body));
        self
    }

    /// Compares with the response that a fake writes of an output.
    ///
    /// # Errors
    ///
    /// Fails with everything that differs.
    pub fn of_output<O>(&self, output: O::Output) -> Outcome
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        self.check(&written::<O>(Ok(output)).map_err(Failure::new)?)
    }

    /// Compares with the response that a fake writes of an error.
    ///
    /// # Errors
    ///
    /// Fails with everything that differs.
    pub fn of_error<O>(&self, error: O::Error) -> Outcome
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        self.check(&written::<O>(Err(error)).map_err(Failure::new)?)
    }

    fn check(&self, response: &Response) -> Outcome {
        let mut found = Vec::new();
        let status = response.status().as_u16();
        if status != self.status {
            found.push(format!("status: expected {}, found {status}", self.status));
        }
        for (name, expected) in &self.headers {
            let values = response.headers().get_all(*name).iter();
            let values: Vec<_> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()))
                .collect();
            let value = values.join(", ");
            if value != *expected {
                found.push(format!(
                    "header {name}: expected {expected:?}, found {value:?}"
                ));
            }
        }
        for name in &self.forbid_headers {
            if response.headers().contains_key(*name) {
                found.push(format!("header {name}, which must not be set"));
            }
        }
        if let Some((media_type, expected)) = self.body {
            let (expected, written) = match media_type {
                "application/xml" => (
                    without_ids(expected),
                    without_ids(&String::from_utf8_lossy(response.body())).into_bytes(),
                ),
                _ => (expected.to_owned(), response.body().clone()),
            };
            found.extend(body::difference(media_type, &expected, &written));
        }
        match found.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(found.join("\n"))),
        }
    }
}

/// A document without the IDs of requests, which only some cases have.
fn without_ids(xml: &str) -> String {
    let mut xml = xml.to_owned();
    for name in ["ResponseMetadata", "RequestId", "requestId", "RequestID"] {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        if let (Some(from), Some(to)) = (xml.find(&start), xml.find(&end)) {
            xml.replace_range(from..to + end.len(), "");
            // The rest may be white space only.
            xml = xml.replace("\n    \n", "");
        }
    }
    xml
}
