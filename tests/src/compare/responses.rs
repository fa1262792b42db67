//! Random responses of operations: outputs and errors, right and wrong.

use fastrand::Rng;
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::operation::{Fault, Operation};
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;

use super::json::Json;
use super::outputs::Outputs;
use super::{mutate, random, xml};

/// A response as a server would send it.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names and values, in the order they are sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// JSON, and the seed of its whitespace and escapes; the compact form without a seed.
    Json(Json, Option<u64>),
    /// An XML document.
    Xml(String),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Body {
    /// The body as it is sent.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Body::Json(json, style) => json.written(*style).into_bytes(),
            Body::Xml(text) => text.clone().into_bytes(),
            Body::Bytes(bytes) => bytes.clone(),
        }
    }
}

impl Response {
    /// The simplest success.
    pub(super) fn plain() -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body: Body::Json(Json::Object(Vec::new()), None),
        }
    }

    fn header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.push((name.to_owned(), value.into()));
    }
}

/// Makes one response.
#[derive(Debug)]
pub(super) struct Responses<'a> {
    plan: &'a Plan,
    shapes: &'a Shapes<'a>,
    random: Rng,
}

impl<'a> Responses<'a> {
    /// Equal seeds give equal responses.
    pub(super) fn new(plan: &'a Plan, shapes: &'a Shapes<'a>, seed: u64) -> Self {
        // The input takes its values from the same seed.
        let random = Rng::with_seed(!seed);
        Self {
            plan,
            shapes,
            random,
        }
    }

    /// A response to that operation.
    pub(super) fn response(&mut self, operation: &Operation) -> Response {
        let mut response = Response::plain();
        if self.random.u8(0..8) > 0 {
            let id = "11111111-2222-3333-4444-555555555555";
            response.header("x-amzn-requestid", id);
        }
        let is_error = self.random.u8(0..3) == 0;
        if self.plan.service.protocol.uses_xml() {
            self.document(operation, is_error, &mut response);
            return response;
        }
        match is_error {
            true => self.error(operation, &mut response),
            false => self.success(operation, &mut response),
        }
        self.wrong(&mut response.body);
        response
    }

    /// An XML document. Official clients read over what is not XML as long as they can, so that its bytes have no
    /// mistakes.
    fn document(&mut self, operation: &Operation, is_error: bool, response: &mut Response) {
        let fault = match is_error {
            true => self.fault(operation, response),
            false => None,
        };
        let structure = match is_error {
            true => fault.as_ref().and_then(|fault| self.structure(fault)),
            false => Some(&operation.output),
        };
        response.header("content-type", "text/xml");
        if let Some(structure) = structure {
            self.message(structure, response);
        }
        if is_error {
            self.say(response);
        }
        let Body::Json(members, _) = &mut response.body else {
            return;
        };
        if self.random.u8(0..2) == 0 {
            for _ in 0..self.random.usize(1..4) {
                mutate::value(members, &mut self.random);
            }
        }
        let mut headers = response.headers.iter();
        let id = headers.find(|(name, _)| name == "x-amzn-requestid");
        let id = id.map(|(_, id)| id.as_str());
        let writer = xml::Writer::new(self.shapes, id, self.random.u64(..));
        let protocol = self.plan.service.protocol;
        let text = if is_error {
            let code = fault.as_ref().map_or("SomethingElse", |fault| &fault.code);
            let code = (self.random.u8(0..12) > 0).then_some(code);
            writer.error(protocol, code, structure, members)
        } else {
            writer.output(protocol, operation, members)
        };
        response.body = Body::Xml(text);
    }

    fn success(&mut self, operation: &Operation, response: &mut Response) {
        response.status = match self.random.u8(0..10) {
            0 => [200, 201, 202, 204, 299][self.random.usize(..5)],
            _ => operation.http.code,
        };
        response.header("content-type", "application/json");
        self.message(&operation.output, response);
        if self.random.u8(0..40) == 0 {
            response.body = Body::Bytes(Vec::new());
        }
    }

    /// The members of a structure, each at its place.
    fn message(&mut self, structure: &Structure, response: &mut Response) {
        let mut outputs = Outputs::new(self.shapes, self.random.u64(..));
        response.body = Body::Json(outputs.structure(structure), None);
        for field in &structure.fields {
            match &field.placement {
                Placement::Header(name) => {
                    if let Some(value) = outputs.header(field) {
                        response.header(name, value);
                    }
                }
                Placement::PrefixHeaders(prefix) => {
                    for _ in 0..self.random.usize(0..3) {
                        let name = random::word(&mut self.random).to_lowercase();
                        let value = random::word(&mut self.random);
                        response.header(&format!("{prefix}{name}"), value);
                    }
                }
                Placement::Payload => response.body = outputs.payload(field),
                _ => {}
            }
        }
    }

    fn error(&mut self, operation: &Operation, response: &mut Response) {
        let fault = self.fault(operation, response);
        let structure = fault.as_ref().and_then(|fault| self.structure(fault));
        if let Some(structure) = structure {
            self.message(structure, response);
        }
        self.say(response);
        let code = fault.as_ref().map_or("SomethingElse", |fault| &fault.code);
        self.identify(code, response);
        if self.random.u8(0..12) == 0 {
            let others = [
                "",
                "{}",
                "<html><body>Bad Gateway</body></html>",
                "[]",
                "null",
            ];
            let other = others[self.random.usize(..others.len())];
            response.body = Body::Bytes(other.as_bytes().to_vec());
        }
    }

    /// One of the errors that the operation may give, or another one, and its status.
    fn fault(&mut self, operation: &Operation, response: &mut Response) -> Option<Fault> {
        let random = &mut self.random;
        // Errors of other operations are unknown here.
        let known = match random.u8(0..6) {
            0 => &self.plan.service.errors,
            _ => &operation.errors,
        };
        let fault = match known.is_empty() || random.u8(0..8) == 0 {
            true => None,
            false => Some(known[random.usize(..known.len())].clone()),
        };
        let status = [400, 403, 404, 429, 500, 503][random.usize(..6)];
        response.status = fault.as_ref().map_or(status, |fault| fault.status);
        fault
    }

    /// Adds a message, if there is none.
    fn say(&mut self, response: &mut Response) {
        if let Body::Json(Json::Object(members), _) = &mut response.body {
            let names: &[_] = &["message", "Message", "errorMessage"];
            let name = names[self.random.usize(..3)];
            let is_message = |(name, _): &(String, Json)| names.contains(&name.as_str());
            if self.random.u8(0..4) > 0 && !members.iter().any(is_message) {
                let text = random::text(&mut self.random);
                members.push((name.to_owned(), Json::String(text)));
            }
        }
    }

    fn structure(&self, fault: &Fault) -> Option<&'a Structure> {
        self.shapes.structure(&fault.ty)
    }

    /// Says which error it is, in one of the ways there are, or in several.
    fn identify(&mut self, code: &str, response: &mut Response) {
        let name = match self.random.u8(0..6) {
            0 => format!("com.amazonaws.service#{code}"),
            1 => format!("{code}:http://internal.amazon.com/coral/com.amazonaws.service/"),
            2 => format!("aws.protocoltests#{code}:http://internal.amazon.com/coral/"),
            _ => code.to_owned(),
        };
        let ways = self.random.u8(0..16);
        if matches!(ways, 0..=6 | 13) {
            response.header("x-amzn-errortype", name.as_str());
        }
        if ways == 12 {
            response.header("x-amzn-query-error", "QueryCode;Sender");
        }
        let Body::Json(Json::Object(members), _) = &mut response.body else {
            return;
        };
        let other = match ways {
            13 | 14 => "SomethingElse",
            _ => name.as_str(),
        };
        if matches!(ways, 6..=9 | 12..=14) {
            let at = self.random.usize(0..=members.len());
            members.insert(at, ("__type".to_owned(), Json::string(other)));
        }
        if matches!(ways, 10 | 11 | 14) {
            let at = self.random.usize(0..=members.len());
            members.insert(at, ("code".to_owned(), Json::string(name)));
        }
    }

    /// Makes mistakes in a body, or writes it in another way.
    fn wrong(&mut self, body: &mut Body) {
        if let Body::Json(json, style) = body {
            if self.random.u8(0..2) == 0 {
                for _ in 0..self.random.usize(1..4) {
                    mutate::value(json, &mut self.random);
                }
            }
            if self.random.u8(0..4) == 0 {
                *style = Some(self.random.u64(..));
            }
        }
        if self.random.u8(0..16) == 0 {
            let mut bytes = body.bytes();
            mutate::bytes(&mut bytes, &mut self.random);
            *body = Body::Bytes(bytes);
        }
    }
}
