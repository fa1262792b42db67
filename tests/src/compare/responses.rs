//! Random responses of operations: outputs and errors, right and wrong.

use fastrand::Rng;
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::http::{Body as BodyKind, Placement};
use hammersmith_codegen::plan::operation::{Fault, Operation};
use hammersmith_codegen::plan::protocol::Protocol;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;

use super::json::Json;
use super::outputs::Outputs;
use super::xml::Xml;
use super::{cbor, mutate, random, streams};

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
    /// XML, and the seed of its whitespace; the compact form without a seed.
    Xml(Xml, Option<u64>),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Body {
    /// The body as it is sent.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Body::Json(json, style) => json.written(*style).into_bytes(),
            Body::Xml(xml, style) => xml.written(*style).into_bytes(),
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

    /// Sets a header in place of any other of that name.
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.header(name, value);
    }
}

/// The ID in the headers. Ours takes that of the document where they have none.
fn request_id(response: &Response) -> Option<&str> {
    let mut headers = response.headers.iter();
    let found = headers.find(|(name, _)| name == "x-amzn-requestid");
    found.map(|(_, id)| id.as_str())
}

/// Makes one response.
#[derive(Debug)]
pub(super) struct Responses<'a> {
    plan: &'a Plan,
    shapes: &'a Shapes<'a>,
    random: Rng,
    /// The error that is made.
    fault: Option<&'a Structure>,
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
            fault: None,
        }
    }

    /// A response to that operation.
    pub(super) fn response(&mut self, operation: &Operation) -> Response {
        let mut response = Response::plain();
        self.fault = None;
        if self.random.u8(0..8) > 0 {
            let id = "11111111-2222-3333-4444-555555555555";
            response.header("x-amzn-requestid", id);
        }
        match self.random.u8(0..3) {
            0 => self.error(operation, &mut response),
            _ => self.success(operation, &mut response),
        }
        if self.plan.service.protocol == Protocol::RpcV2Cbor {
            self.cbor(operation, &mut response);
        } else {
            self.wrong(&mut response.body);
        }
        response
    }

    /// Turns the body into CBOR, with the mistakes that both clients see in the same way.
    fn cbor(&mut self, operation: &Operation, response: &mut Response) {
        let Body::Json(json, _) = &mut response.body else {
            return self.other_than_cbor(operation, response);
        };
        if self.random.u8(0..2) == 0 {
            mutate::value(json, &mut self.random);
        }
        let structure = self.fault.unwrap_or(&operation.output);
        let seed = self.random.u64(..);
        let mut bytes = cbor::encode(self.shapes, structure, json, seed);
        match self.random.u8(0..24) {
            0 => bytes.truncate(self.random.usize(1..=bytes.len())),
            1 => bytes.push(self.random.u8(..)),
            _ => {}
        }
        response.body = Body::Bytes(bytes);
    }

    /// A success without a body is one that official clients cannot read.
    fn other_than_cbor(&mut self, operation: &Operation, response: &mut Response) {
        let is_success = (200..300).contains(&response.status);
        if is_success && !operation.output.fields.is_empty() {
            response.body = Body::Bytes(vec![0xa0]);
        }
    }

    fn success(&mut self, operation: &Operation, response: &mut Response) {
        response.status = match self.random.u8(0..10) {
            0 => [200, 201, 202, 204, 299][self.random.usize(..5)],
            _ => operation.http.code,
        };
        let protocol = self.plan.service.protocol;
        let is_type = |it: &Placement| matches!(it, Placement::Header(name) if name.eq_ignore_ascii_case("content-type"));
        let mut fields = operation.output.fields.iter();
        if !self.is_xml() || !fields.any(|field| is_type(&field.placement)) {
            let media_type = match protocol.uses_forms() {
                true => "text/xml",
                false => protocol.media_type(),
            };
            response.header("content-type", media_type);
        }
        let members = self.message(&operation.output, response);
        streams::check(operation, response, &mut self.random);
        let has_document = operation.http.response == BodyKind::Document;
        if self.is_xml() && has_document {
            let root = match protocol.uses_forms() {
                true => self.result(operation, &members, response),
                false => Xml::root(self.shapes, &operation.output, &members),
            };
            response.body = Body::Xml(root, None);
        }
        if self.random.u8(0..40) == 0 {
            response.body = Body::Bytes(Vec::new());
        }
    }

    /// The members of a structure, each at its place.
    fn message(&mut self, structure: &Structure, response: &mut Response) -> Json {
        let mut outputs = Outputs::new(self.shapes, self.random.u64(..));
        let members = outputs.structure(structure);
        response.body = match self.is_xml() {
            true => Body::Bytes(Vec::new()),
            false => Body::Json(members.clone(), None),
        };
        for field in &structure.fields {
            match &field.placement {
                Placement::Header(name) => {
                    if let Some(value) = outputs.header(field) {
                        // Some members share a header.
                        response.set(name, value);
                    }
                }
                Placement::PrefixHeaders(prefix) => {
                    for _ in 0..self.random.usize(0..3) {
                        let name = random::word(&mut self.random).to_lowercase();
                        let value = random::word(&mut self.random);
                        response.header(&format!("{prefix}{name}"), value);
                    }
                }
                Placement::Payload => {
                    response.body = match outputs.payload(field) {
                        Body::Json(value, _) if self.is_xml() => {
                            let xml = Xml::payload(self.shapes, &field.ty, &field.row, &value);
                            Body::Xml(xml, None)
                        }
                        body => body,
                    }
                }
                _ => {}
            }
        }
        members
    }

    /// True if documents are XML.
    fn is_xml(&self) -> bool {
        self.plan.service.protocol.uses_xml()
    }

    fn error(&mut self, operation: &Operation, response: &mut Response) {
        let random = &mut self.random;
        // Errors of other operations are unknown here.
        let known = match random.u8(0..6) {
            0 => &self.plan.service.errors,
            _ => &operation.errors,
        };
        let fault = match known.is_empty() || random.u8(0..8) == 0 {
            true => None,
            false => Some(&known[random.usize(..known.len())]),
        };
        let status = [400, 403, 404, 429, 500, 503][random.usize(..6)];
        response.status = fault.map_or(status, |fault| fault.status);
        let structure = fault.and_then(|fault| self.structure(fault));
        self.fault = structure;
        let members = structure.map(|it| (it, self.message(it, response)));
        let code = fault.map_or("SomethingElse", |fault| fault.code.as_str());
        if self.is_xml() {
            self.envelope(code, members, response);
        } else {
            self.json_error(code, response);
        }
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

    /// The members of an output in the wrappers that responses to forms have.
    fn result(&self, operation: &Operation, members: &Json, response: &Response) -> Xml {
        let name = operation.name.as_str();
        let mut root = Xml::around(&format!("{name}Response"), Vec::new());
        let namespace = "https://example.com/doc/2020-01-08/";
        root.attributes
            .push(("xmlns".to_owned(), namespace.to_owned()));
        let ids = request_id(response).into_iter();
        if self.plan.service.protocol == Protocol::AwsQuery {
            let mut result = Xml::around(&format!("{name}Result"), Vec::new());
            result.members(self.shapes, &operation.output, members);
            let ids = ids.map(|id| Xml::text("RequestId", id)).collect();
            root.elements = vec![result, Xml::around("ResponseMetadata", ids)];
        } else {
            root.members(self.shapes, &operation.output, members);
            root.elements
                .extend(ids.map(|id| Xml::text("requestId", id)));
        }
        root
    }

    /// Puts an envelope around the members of an error.
    fn envelope(
        &mut self,
        code: &str,
        members: Option<(&Structure, Json)>,
        response: &mut Response,
    ) {
        let mut error = Xml::around("Error", Vec::new());
        if self.random.u8(0..12) > 0 {
            error.elements.push(Xml::text("Code", code));
        }
        if let Some((structure, members)) = members {
            error.members(self.shapes, structure, &members);
        }
        let is_message = |it: &Xml| it.name.eq_ignore_ascii_case("message");
        if self.random.u8(0..4) > 0 && !error.elements.iter().any(is_message) {
            let text = random::xml_text(&mut self.random);
            let at = self.random.usize(0..=error.elements.len());
            error.elements.insert(at, Xml::text("Message", text));
        }
        let ids = request_id(response).map(|id| Xml::text("RequestId", id));
        let mut root = match self.plan.service.protocol {
            Protocol::Ec2Query => Xml::around("Response", vec![Xml::around("Errors", vec![error])]),
            _ => Xml::around("ErrorResponse", vec![error]),
        };
        root.elements.extend(ids);
        response.body = Body::Xml(root, None);
    }

    /// Adds code and message to an error.
    fn json_error(&mut self, code: &str, response: &mut Response) {
        if let Body::Json(Json::Object(members), _) = &mut response.body {
            let names: &[_] = &["message", "Message", "errorMessage"];
            let name = names[self.random.usize(..3)];
            let is_message = |(name, _): &(String, Json)| names.contains(&name.as_str());
            if self.random.u8(0..4) > 0 && !members.iter().any(is_message) {
                let text = random::text(&mut self.random);
                members.push((name.to_owned(), Json::String(text)));
            }
        }
        self.identify(code, response);
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
        if let Body::Xml(xml, style) = body {
            if self.random.u8(0..2) == 0 {
                for _ in 0..self.random.usize(1..4) {
                    xml.mistake(&mut self.random);
                }
            }
            if self.random.u8(0..2) == 0 {
                *style = Some(self.random.u64(..));
            }
        }
        // Official clients read over what is not XML as long as they can.
        if self.random.u8(0..16) == 0 && !self.plan.service.protocol.uses_forms() {
            let mut bytes = body.bytes();
            mutate::bytes(&mut bytes, &mut self.random);
            *body = Body::Bytes(bytes);
        }
    }
}
