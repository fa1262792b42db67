//! The ways to authenticate requests.

use std::collections::BTreeSet;

use crate::config::Rule;
use crate::model::{Model, Shape, ShapeId};
use crate::plan::context::Context;
use crate::plan::special::{bedrock, s3, signs_by_endpoint};

/// A way to authenticate requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Signature Version 4.
    SigV4,
    /// Signature Version 4A: the same for several regions at once.
    SigV4a,
    /// A key in a header or query parameter.
    ApiKey,
    /// A user name and a password.
    Basic,
    /// A token.
    Bearer,
    /// The answer to a challenge, by a user name and a password.
    Digest,
    /// Nothing.
    None,
}

/// The schemes that are traits.
const SCHEMES: [(&str, Scheme); 6] = [
    ("aws.auth#sigv4", Scheme::SigV4),
    ("aws.auth#sigv4a", Scheme::SigV4a),
    ("smithy.api#httpApiKeyAuth", Scheme::ApiKey),
    ("smithy.api#httpBasicAuth", Scheme::Basic),
    ("smithy.api#httpBearerAuth", Scheme::Bearer),
    ("smithy.api#httpDigestAuth", Scheme::Digest),
];

/// The traits of the namespace `aws.auth` that are not schemes.
const OTHERS: [&str; 1] = ["aws.auth#unsignedPayload"];

impl Scheme {
    /// The scheme of a trait.
    pub(crate) fn of_trait(id: &str) -> Option<Self> {
        let mut all = SCHEMES.iter();
        all.find(|(known, _)| *known == id)
            .map(|(_, scheme)| *scheme)
    }

    /// True if it is one of HTTP, which is not specific to AWS.
    pub fn is_http(self) -> bool {
        match self {
            Self::ApiKey | Self::Basic | Self::Bearer | Self::Digest => true,
            Self::SigV4 | Self::SigV4a | Self::None => false,
        }
    }
}

/// The schemes of HTTP that a service has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpAuth {
    /// The schemes, whether its list names them or not.
    pub schemes: Vec<Scheme>,
    /// The place of keys, if it has any.
    pub api_key: Option<ApiKey>,
    /// The end of the name of the environment variable with a token for the service.
    pub token_variable: Option<&'static str>,
}

/// The place of a key in requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The name of the header or query parameter.
    pub name: String,
    /// True for a query parameter.
    pub in_query: bool,
    /// The word in front of the key in the header.
    pub scheme: Option<String>,
}

impl HttpAuth {
    pub(crate) fn of(service: &Shape) -> Self {
        let schemes = SCHEMES.iter().filter(|(id, _)| service.traits.has(id));
        let schemes = schemes.map(|(_, scheme)| *scheme);
        let api_key = service.traits.http_api_key_auth();
        Self {
            schemes: schemes.filter(|scheme| scheme.is_http()).collect(),
            api_key: api_key.map(|key| ApiKey {
                name: key.name.to_owned(),
                in_query: key.in_query,
                scheme: key.scheme.map(str::to_owned),
            }),
            token_variable: bedrock::token_variable(service),
        }
    }

    /// True if the service has no scheme of HTTP.
    pub fn is_empty(&self) -> bool {
        self.schemes.is_empty() && self.token_variable.is_none()
    }

    /// True if it has this scheme.
    pub fn has(&self, scheme: Scheme) -> bool {
        self.schemes.contains(&scheme)
    }

    /// True if requests may answer challenges.
    pub fn has_digest(&self) -> bool {
        self.has(Scheme::Digest)
    }

    /// True if it has tokens as identities.
    pub fn has_tokens(&self) -> bool {
        let token = self.has(Scheme::ApiKey) || self.has(Scheme::Bearer);
        token || self.token_variable.is_some()
    }

    /// True if it has user names with passwords as identities.
    pub fn has_logins(&self) -> bool {
        self.has(Scheme::Basic) || self.has(Scheme::Digest)
    }
}

/// The schemes of the service, or those of one of its operations, the best first.
pub(crate) fn auth_schemes(cx: &Context<'_>, operation: Option<&Shape>) -> Vec<Scheme> {
    if operation.is_some_and(|operation| cx.rules.has(Rule::Unsigned, &operation.id)) {
        return vec![Scheme::None];
    }
    let service = cx.service();
    let (_, named) = effective(cx.model(), service, operation);
    let known = named.into_iter().filter_map(Scheme::of_trait);
    let mut schemes: Vec<Scheme> = known.collect();
    let is_own = operation.is_some_and(|operation| operation.traits.auth().is_some());
    let is_signed = schemes.contains(&Scheme::SigV4) && !schemes.contains(&Scheme::SigV4a);
    if is_signed && !is_own && signs_by_endpoint(service) {
        schemes.push(Scheme::SigV4a);
    }
    let optional = operation.is_some_and(|operation| operation.traits.optional_auth());
    let may_be_anonymous = !is_own && s3::is_s3(service);
    if schemes.is_empty() || optional || may_be_anonymous {
        schemes.push(Scheme::None);
    }
    schemes
}

/// The shape that says how the service or an operation is authenticated, and the IDs of the traits.
fn effective<'m>(
    model: &Model,
    service: &'m Shape,
    operation: Option<&'m Shape>,
) -> (&'m Shape, Vec<&'m str>) {
    let own = operation.and_then(|operation| Some((operation, operation.traits.auth()?)));
    own.or_else(|| Some((service, service.traits.auth()?)))
        .unwrap_or_else(|| (service, applied(model, service)))
}

/// The IDs of the traits of a service that are schemes, in the order that they have without a list.
fn applied<'m>(model: &Model, service: &'m Shape) -> Vec<&'m str> {
    let is_scheme = |id: &ShapeId| {
        let of_aws = id.namespace() == "aws.auth" && !OTHERS.contains(&id.as_str());
        let definition = || model.shape(id);
        of_aws
            || Scheme::of_trait(id.as_str()).is_some()
            || definition().is_some_and(|shape| shape.traits.has("smithy.api#authDefinition"))
    };
    let ids = service.traits.iter().map(|(id, _)| id);
    let ids: BTreeSet<&str> = ids
        .filter(|id| is_scheme(id))
        .map(ShapeId::as_str)
        .collect();
    ids.into_iter().collect()
}

/// Reports the schemes of operations that are not supported, once for each shape that lists them.
pub(crate) fn check<'m>(cx: &mut Context<'m>, operations: impl Iterator<Item = &'m Shape>) {
    let mut seen = BTreeSet::new();
    for operation in operations {
        if cx.rules.has(Rule::Unsigned, &operation.id) {
            continue;
        }
        let service = cx.service();
        let (shape, named) = effective(cx.model(), service, Some(operation));
        let unknown = named
            .into_iter()
            .filter(|id| Scheme::of_trait(id).is_none());
        for id in unknown {
            if !seen.insert((&shape.id, id)) {
                continue;
            }
            let own = &shape.id;
            let message =
                format!("`{own}` authenticates by `{id}`, which this version does not support");
            let help = if *own == service.id {
                "name the schemes that clients may use in `smithy.api#auth` of the service"
            } else {
                "remove it from `smithy.api#auth` of the operation, or leave the operation out: \
                 `operations = [...]`"
            };
            cx.problem(own, message, Some(help));
        }
    }
}
