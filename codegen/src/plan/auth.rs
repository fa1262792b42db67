//! The ways to authenticate requests.

use crate::config::Rule;
use crate::model::Shape;
use crate::plan::context::Context;
use crate::plan::special::{s3, signs_by_endpoint};

/// The schemes of the service, or those of one of its operations.
///
/// Schemes that the runtime cannot sign with are left out.
pub(crate) fn auth_schemes(cx: &Context<'_>, operation: Option<&Shape>) -> Vec<String> {
    let service = cx.service();
    if operation.is_some_and(|operation| cx.rules.has(Rule::Unsigned, &operation.id)) {
        return vec!["noAuth".to_owned()];
    }
    let own = operation.and_then(|operation| operation.traits.auth());
    let named = own.clone().or_else(|| service.traits.auth());
    let has = |scheme: &str| match &named {
        Some(named) => named.contains(&scheme),
        None => service.traits.has(scheme),
    };
    let mut schemes: Vec<String> = Vec::new();
    if has("aws.auth#sigv4") {
        schemes.push("sigv4".to_owned());
        let is_added = own.is_none() && signs_by_endpoint(service);
        if is_added || has("aws.auth#sigv4a") {
            schemes.push("sigv4a".to_owned());
        }
    }
    let optional = operation.is_some_and(|operation| operation.traits.optional_auth());
    let may_be_anonymous = own.is_none() && s3::is_s3(service);
    if schemes.is_empty() || optional || may_be_anonymous {
        schemes.push("noAuth".to_owned());
    }
    schemes
}
