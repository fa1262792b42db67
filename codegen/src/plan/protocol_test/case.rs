//! The cases, as they are printed.

use super::settings::Setting;
use super::value::{Built, Value};
use crate::plan::ty::TypeRef;

/// A test case, ready to be printed.
#[derive(Clone, Debug)]
pub struct Case {
    /// The ID, as modelled.
    pub id: String,
    /// The name of the test function.
    pub name: String,
    /// The documentation, as modelled.
    pub docs: Option<String>,
    /// The module of the operation.
    pub module: String,
    /// The name of the operation's unit structure.
    pub symbol: String,
    /// The reason why the test of the client cannot run, if there is one.
    pub ignored: Option<String>,
    /// True if it is a case of clients.
    pub is_client: bool,
    /// True if it is a case of servers, which fakes are.
    pub is_server: bool,
    /// The kind of message: request or response.
    pub kind: Kind,
}

impl Case {
    /// The name of the test of a fake.
    pub fn served(&self) -> Option<String> {
        let is_message = matches!(
            self.kind,
            Kind::Request(_) | Kind::Output(_) | Kind::Error(..)
        );
        (self.is_server && is_message).then(|| format!("served_{}", self.name))
    }
}

/// The direction of a case.
#[derive(Clone, Debug)]
pub enum Kind {
    /// From input to request.
    Request(Request),
    /// From response to output.
    Output(Response),
    /// From response to error.
    Error(Response, Fault),
    /// From response to any error.
    Failure(Response),
    /// From event to message, or back.
    Event(Event),
}

/// A request that is expected for an input.
#[derive(Clone, Debug)]
pub struct Request {
    /// The input.
    pub input: Built,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The settings of the client; without any, the endpoint is `host`.
    pub settings: Vec<Setting>,
    /// The host of the endpoint, with its path.
    pub host: Option<String>,
    /// The host that the request is sent to.
    pub resolved_host: Option<String>,
    /// Query parameters, encoded.
    pub query: Vec<String>,
    /// The names of query parameters that must not be set.
    pub forbid_query: Vec<String>,
    /// The names of query parameters that must be set.
    pub require_query: Vec<String>,
    /// Headers and their values.
    pub headers: Vec<(String, String)>,
    /// The names of headers that must not be set.
    pub forbid_headers: Vec<String>,
    /// The names of headers that must be set.
    pub require_headers: Vec<String>,
    /// The body and its media type, unless it is not compared.
    pub body: Option<(String, String)>,
}

/// A response, and the output or error that is expected of it.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// Headers and their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The body that a server writes and its media type, unless it is not compared.
    pub written: Option<(String, String)>,
    /// The names of headers that a server must not set.
    pub forbid_headers: Vec<String>,
    /// The output or error.
    pub expected: Built,
}

/// The error that a response stands for.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The structure, which is named as its variant of the operation's error.
    pub ty: TypeRef,
    /// The name of the operation's error.
    pub error: String,
    /// The error code, where it is not the name of the shape.
    pub code: Option<String>,
    /// True if the model has no member for the message, which no case then says anything about.
    pub adds_message: bool,
}

/// A message, and the event or error that it is.
#[derive(Clone, Debug)]
pub struct Event {
    /// The union.
    pub union: TypeRef,
    /// True if the client sends it.
    pub is_sent: bool,
    /// The frame, in base64.
    pub bytes: String,
    /// The event or error that is expected.
    pub expected: Expected,
}

/// The event or error of a message.
#[derive(Clone, Debug)]
pub enum Expected {
    /// An event.
    Event(Value),
    /// An error of the stream, which is the variant of this enum that is named like the structure.
    Error(TypeRef, Built),
    /// An error of any kind, or no message that can be read.
    Failure,
}
