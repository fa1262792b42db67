//! The service: what the client, its configuration and its user agent need to know.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::model::Selected;
use crate::name;
use crate::plan::auth::{HttpAuth, Scheme, auth_schemes};
use crate::plan::context::Context;
use crate::plan::docs::Docs;
use crate::plan::operation::{Fault, Operation};
use crate::plan::page::{Link, service_links};
use crate::plan::protocol::{Protocol, is_query_compatible};
use crate::plan::special;

pub use crate::plan::special::auth_token::AuthToken;

/// Facts about the service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The id of the shape.
    pub id: String,
    /// The name of the shape.
    pub shape_name: String,
    /// The name people know it by.
    pub title: String,
    /// `sdkId` of `aws.api#service`, or the shape's name.
    pub sdk_id: String,
    /// `sdkId` in lower case without spaces: the service in user agents and retry partitions.
    pub short_name: String,
    /// The ways to authenticate requests, the best first.
    pub auth: Vec<Scheme>,
    /// The ways of HTTP among them, and those that only operations list.
    pub http_auth: HttpAuth,
    /// True if the endpoints say how requests are signed.
    pub signs_by_endpoint: bool,
    /// The name requests are signed with; `None` for services whose requests are not.
    pub signing_name: Option<String>,
    /// The prefix of the host name of the service.
    pub endpoint_prefix: String,
    /// The version of its interface.
    pub api_version: String,
    /// The protocol of requests and responses.
    pub protocol: Protocol,
    /// True if errors have the codes they had when the service spoke `awsQuery`.
    pub query_compatible: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Links to further documentation.
    pub links: Vec<Link>,
    /// Every error an operation may give, ordered by name.
    pub errors: Vec<Fault>,
    /// True if any operation of the model has an error, whether it is selected or not. The errors
    /// of the operations are one generic type otherwise: they would differ in their names alone.
    pub models_errors: bool,
    /// True if an input has an idempotency token.
    pub idempotency_tokens: bool,
    /// True if the rules of S3 hold for responses.
    pub s3: bool,
    /// The codes of errors that are transient for this service.
    pub transient_codes: Vec<String>,
    /// The headers that all requests have.
    pub headers: Vec<(String, String)>,
    /// The module of the runtime with additions to clients, if there are any.
    pub extension: Option<&'static str>,
    /// True if clients retry by the numbers of DynamoDB.
    pub retries_sooner: bool,
    /// True if the official client presigns operations.
    pub presigns: bool,
    /// The authentication tokens for its databases, if it has any.
    pub auth_token: Option<AuthToken>,
    /// True if an operation compresses its requests.
    pub compression: bool,
    /// True if an operation has a checksum of the caller's choice.
    pub checksums: bool,
    /// True if an operation sends streams in chunks.
    pub chunks: bool,
    /// True if any enum is generated.
    pub has_enums: bool,
}

impl Service {
    /// True if requests may be signed for several regions at once.
    pub fn has_sigv4a(&self) -> bool {
        self.auth.contains(&Scheme::SigV4a)
    }
}

/// Plans the facts about the service.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    selected: &Selected,
    operations: &[Operation],
    has_enums: bool,
) -> Service {
    let service = cx.service();
    let aws = service.traits.aws_service();
    let name = service.id.name().to_owned();
    let sdk_id = aws
        .as_ref()
        .map_or(name.as_str(), |aws| aws.sdk_id)
        .to_owned();
    let signing_name = service.traits.sigv4_name();
    let signing_name = signing_name.or_else(|| service.traits.sigv4a_name());
    let prefix = aws.and_then(|aws| aws.endpoint_prefix.map(str::to_owned));
    Service {
        title: service.traits.title().unwrap_or(&sdk_id).to_owned(),
        signing_name: signing_name.map(str::to_owned),
        endpoint_prefix: prefix.unwrap_or_else(|| name::snake(&sdk_id).replace('_', "")),
        api_version: cx.details().version.clone(),
        protocol: cx.protocol(),
        query_compatible: is_query_compatible(service),
        shape_name: name,
        docs: Docs::of(&service.traits),
        links: service_links(service),
        errors: all_errors(operations),
        models_errors: selected.models_errors,
        idempotency_tokens: operations
            .iter()
            .flat_map(|operation| &operation.input.fields)
            .any(|field| field.idempotency_token),
        s3: special::s3::is_s3(service),
        transient_codes: special::transient_codes(service, &cx.config().rules),
        headers: special::headers(service, &cx.details().version, &cx.config().rules),
        extension: special::extension(service),
        retries_sooner: special::dynamodb::retries_sooner(service),
        presigns: special::presigning::is_of(service),
        auth_token: special::auth_token::of(service),
        compression: operations.iter().any(|operation| operation.compresses),
        checksums: operations.iter().any(|operation| {
            let checksums = operation.checksums.as_ref();
            checksums.is_some_and(|it| it.request.is_some() || it.response.is_some())
        }),
        chunks: operations.iter().any(Operation::is_chunked),
        short_name: sdk_id.to_lowercase().replace(' ', ""),
        auth: auth_schemes(cx, None),
        http_auth: HttpAuth::of(service),
        signs_by_endpoint: special::signs_by_endpoint(service),
        has_enums,
        id: service.id.to_string(),
        sdk_id,
    }
}

fn all_errors(operations: &[Operation]) -> Vec<Fault> {
    let mut errors: Vec<Fault> = Vec::new();
    let mut known = BTreeSet::new();
    for fault in operations.iter().flat_map(|operation| &operation.errors) {
        if known.insert(&fault.ty) {
            errors.push(fault.clone());
        }
    }
    errors.sort_by(|a, b| a.ty.name.cmp(&b.ty.name));
    errors
}

/// The name, version and description of a generated crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name in `Cargo.toml`.
    pub name: String,
    /// The version.
    pub version: String,
    /// One line about it.
    pub description: String,
    /// The name the official crate for this service has.
    pub official_name: String,
    /// True if programs use little of it: all of a large service is generated.
    pub mostly_unused: bool,
}

impl Package {
    pub(crate) fn plan(service: &Service, config: &Config) -> Self {
        let official_name = name::crate_name(&service.sdk_id);
        let short = official_name.trim_start_matches("aws-sdk-");
        let package = config.package.clone().unwrap_or_default();
        let is_whole = config.operations.is_empty() && config.resources.is_empty();
        Self {
            name: package
                .name
                .unwrap_or_else(|| format!("hammersmith-{short}")),
            version: package.version.unwrap_or_else(|| "0.1.0".to_owned()),
            description: format!("Client for {}, generated by hammersmith", service.title),
            official_name,
            mostly_unused: is_whole && special::is_large(&service.id),
        }
    }
}
