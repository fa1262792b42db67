//! Tests of the protocol: the cases that a model holds for its operations and errors.

mod case;
mod events;
mod settings;
mod site;
mod value;

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::diagnostic::Problem;
use crate::model::{Locator, Selected, Shape, ShapeId};
use crate::model::{REQUEST_TESTS, RESPONSE_TESTS, RequestTest, ResponseTest, TestCase};
use crate::name;
use crate::plan::auth::Scheme;
use crate::plan::base64::unbased64;
use crate::plan::context::Context;
use crate::plan::operation::Operation;
use crate::plan::protocol::Protocol;
use crate::plan::shapes::Shapes;
use crate::plan::structure::{Structure, has_message};
use crate::plan::ty::TypeRef;

pub use case::{Case, Event, Expected, Fault, Kind, Request, Response};
pub use settings::Setting;
pub use value::{Built, EnumValue, Member, Number, Value};

use site::Site;
use value::{At, Misfit};

/// Plans the cases of the selected operations and their errors, in model order.
pub(super) fn plan(
    cx: &mut Context<'_>,
    operations: &[Operation],
    shapes: &Shapes<'_>,
    selected: &Selected,
) -> Vec<Case> {
    let model = cx.model();
    let mut planner = Planner {
        protocol: cx.protocol(),
        rules: cx.service().traits.endpoint_rules().map(|(_, rules)| rules),
        operations,
        shapes,
        locator: model.locator(),
        problems: Vec::new(),
        cases: Vec::new(),
    };
    for id in &selected.operations {
        if let Some(shape) = model.shape(id) {
            planner.operation(shape);
        }
    }
    for (shape, ty) in cx.type_shapes() {
        if shape.traits.error().is_some() {
            planner.error(shape, &ty);
        }
    }
    let Planner {
        problems,
        mut cases,
        ..
    } = planner;
    for (shape, way, problem) in problems {
        cx.add(shape, way, problem);
    }
    unique(&mut cases);
    cases
}

struct Planner<'p, 'm> {
    protocol: Protocol,
    /// The endpoint rules of the service.
    rules: Option<&'m Json>,
    operations: &'p [Operation],
    shapes: &'p Shapes<'p>,
    locator: Locator<'m>,
    /// Each with its shape, and the way to it in there.
    problems: Vec<(&'m ShapeId, Vec<String>, Problem)>,
    cases: Vec<Case>,
}

impl<'m> Planner<'_, 'm> {
    fn operation(&mut self, shape: &'m Shape) {
        let mut operations = self.operations.iter();
        let Some(operation) = operations.find(|it| it.name == shape.id.name()) else {
            return;
        };
        let case = |test: &TestCase<'_>, kind| Case {
            module: operation.module.clone(),
            symbol: operation.symbol.clone(),
            ignored: self::ignored(test, &operation.auth, &kind),
            ..named(test, kind)
        };
        let requests = shape.traits.http_request_tests();
        for (index, test) in requests.iter().enumerate() {
            let site = Site::params(&shape.id, REQUEST_TESTS, index);
            if let Some(input) = self.params(&site, &test.case, &operation.input) {
                let settings = settings::settings(&test.case, self.rules);
                let kind = Kind::Request(request(test, input, settings));
                self.cases.push(case(&test.case, kind));
            }
        }
        let responses = shape.traits.http_response_tests();
        for (index, test) in responses.iter().enumerate() {
            let site = Site::params(&shape.id, RESPONSE_TESTS, index);
            if let Some(output) = self.params(&site, &test.case, &operation.output) {
                let kind = Kind::Output(response(test, output));
                self.cases.push(case(&test.case, kind));
            }
        }
        self.events(shape, operation);
    }

    /// The cases of an error are played by the first operation that may fail with it.
    fn error(&mut self, shape: &'m Shape, ty: &TypeRef) {
        let has = |faults: &[crate::plan::operation::Fault]| faults.iter().any(|it| it.ty == *ty);
        let mut operations = self.operations.iter();
        let operation = operations.find(|operation| has(&operation.errors));
        let (Some(operation), Some(structure)) = (operation, self.shapes.structure(ty)) else {
            return;
        };
        let responses = shape.traits.http_response_tests();
        for (index, test) in responses.iter().enumerate() {
            let site = Site::params(&shape.id, RESPONSE_TESTS, index);
            let Some(expected) = self.params(&site, &test.case, structure) else {
                continue;
            };
            let fault = Fault {
                ty: ty.clone(),
                error: operation.error(),
                code: code(&test.case),
                adds_message: !has_message(shape.members()),
            };
            let kind = Kind::Error(response(test, expected), fault);
            self.cases.push(Case {
                module: operation.module.clone(),
                symbol: operation.symbol.clone(),
                ignored: ignored(&test.case, &operation.auth, &kind),
                ..named(&test.case, kind)
            });
        }
    }

    /// The parameters of a case; nothing for those of other protocols, and if they do not fit.
    fn params(
        &mut self,
        site: &Site<'m>,
        case: &TestCase<'_>,
        structure: &Structure,
    ) -> Option<Built> {
        if !self.is_ours(case) {
            return None;
        }
        let none = Map::new();
        let params = case.params.unwrap_or(&none);
        let read = |at: At<'_>| value::structure(at, structure, params);
        match site.read(self.shapes, &self.locator, read) {
            Ok(built) => Some(built),
            // A client may not have all that servers have.
            Err(_) if case.applies_to == Some("server") => None,
            Err(misfits) => {
                for misfit in misfits {
                    self.report(site, case, misfit);
                }
                None
            }
        }
    }

    /// True if a case is one of the protocol that is generated.
    fn is_ours(&self, case: &TestCase<'_>) -> bool {
        case.protocol == self.protocol.id()
    }

    fn report(&mut self, site: &Site<'m>, case: &TestCase<'_>, misfit: Misfit) {
        let short = site.trait_name.rsplit('#').next().unwrap_or_default();
        let inside = ["params"].into_iter();
        let inside: Vec<&str> = inside
            .chain(misfit.way.iter().map(String::as_str))
            .collect();
        let message = format!(
            "`{}` of the case `{}` in `{short}` of `{}` {}",
            inside.join("."),
            case.id,
            site.shape,
            misfit.message
        );
        let mut problem = Problem::new(message);
        if let Some(help) = misfit.help {
            problem = problem.with_help(help);
        }
        let way = site.way(misfit.way.iter().map(String::as_str));
        self.problems.push((site.shape, way, problem));
    }
}

/// A case without its operation.
fn named(test: &TestCase<'_>, kind: Kind) -> Case {
    Case {
        id: test.id.to_owned(),
        name: name::module(test.id),
        docs: test.documentation.map(str::to_owned),
        module: String::new(),
        symbol: String::new(),
        ignored: None,
        is_client: test.applies_to != Some("server"),
        is_server: test.applies_to != Some("client"),
        kind,
    }
}

/// The reason why a case cannot be expressed as a test.
fn ignored(test: &TestCase<'_>, auth: &[Scheme], kind: &Kind) -> Option<String> {
    if let Some(scheme) = test.auth_scheme {
        let known = Scheme::of_trait(scheme);
        if !known.is_some_and(|known| auth.contains(&known)) {
            return Some(format!("the client does not authenticate by `{scheme}`"));
        }
    }
    let params = test.vendor_params.filter(|params| !params.is_empty())?;
    match kind {
        Kind::Error(..) if test.vendor_params_shape == Some(ERROR_CODE_PARAMS) => None,
        Kind::Request(request) if !request.settings.is_empty() => None,
        _ => {
            let names: Vec<String> = params.keys().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            Some(format!("vendor parameters are not applied: {names}"))
        }
    }
}

/// The vendor parameters that name the code of an error.
const ERROR_CODE_PARAMS: &str = "aws.protocoltests.config#ErrorCodeParams";

fn code(test: &TestCase<'_>) -> Option<String> {
    let is_code = test.vendor_params_shape == Some(ERROR_CODE_PARAMS);
    let params = test.vendor_params.filter(|_| is_code)?;
    params.get("code").and_then(Json::as_str).map(str::to_owned)
}

fn request(test: &RequestTest<'_>, input: Built, settings: Option<Vec<Setting>>) -> Request {
    let case = &test.case;
    Request {
        input,
        method: test.method.to_owned(),
        path: test.uri.to_owned(),
        // The rules find the host by the settings.
        host: test.host.filter(|_| settings.is_none()).map(str::to_owned),
        settings: settings.unwrap_or_default(),
        resolved_host: test.resolved_host.map(str::to_owned),
        query: owned(&test.query_params),
        forbid_query: owned(&test.forbid_query_params),
        require_query: owned(&test.require_query_params),
        headers: headers(case),
        forbid_headers: owned(&case.forbid_headers),
        require_headers: owned(&case.require_headers),
        body: body(case),
    }
}

/// The body of a case and its media type.
fn body(case: &TestCase<'_>) -> Option<(String, String)> {
    let media_type = case.body_media_type.unwrap_or_default();
    let body = case.body?;
    Some((media_type.to_owned(), body.to_owned()))
}

fn response(test: &ResponseTest<'_>, expected: Built) -> Response {
    let case = &test.case;
    Response {
        status: test.code,
        headers: headers(case),
        body: received(case),
        written: body(case),
        forbid_headers: owned(&case.forbid_headers),
        expected,
    }
}

/// The body of a response, which stands in base64 in a model if it is not text.
fn received(case: &TestCase<'_>) -> Vec<u8> {
    let body = case.body.unwrap_or_default();
    let is_cbor = case.protocol == Protocol::RpcV2Cbor.id();
    let bytes = if is_cbor { unbased64(body) } else { None };
    bytes.unwrap_or_else(|| body.as_bytes().to_vec())
}

fn headers(case: &TestCase<'_>) -> Vec<(String, String)> {
    let headers = case.headers.iter();
    headers
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// Tells apart cases of one name: an ID may be used once for each direction.
fn unique(cases: &mut [Case]) {
    let count = |cases: &[Case], name: &str| cases.iter().filter(|it| it.name == name).count();
    let twice: Vec<bool> = cases
        .iter()
        .map(|case| count(cases, &case.name) > 1)
        .collect();
    let mut taken = BTreeSet::new();
    for (case, twice) in cases.iter_mut().zip(twice) {
        if twice {
            case.name += match case.kind {
                Kind::Request(_) | Kind::Event(Event { is_sent: true, .. }) => "_request",
                _ => "_response",
            };
        }
        while !taken.insert(case.name.clone()) {
            case.name.push('_');
        }
    }
}
