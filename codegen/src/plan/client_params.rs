//! Parameters of the endpoint rules that the model makes settings of the client.

use crate::markdown;
use crate::name::{self, Name};
use crate::plan::context::Context;
use crate::plan::endpoint::{Endpoint, ParameterKind};

/// A parameter that is a setting of the client.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientParam {
    /// The name of the parameter in the model.
    pub parameter: String,
    /// The method that sets it.
    pub method: Name,
    /// The method that sets or clears it.
    pub set: Name,
    /// Its type.
    pub kind: ParameterKind,
    /// Its documentation.
    pub docs: String,
}

/// Plans the settings of `smithy.rules#clientContextParams`. `is_taken` is true for the names of
/// other settings.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    endpoint: &Endpoint,
    is_taken: impl Fn(&str) -> bool,
) -> Vec<ClientParam> {
    let service = cx.service();
    let mut params = Vec::new();
    for param in service.traits.client_context_params() {
        let mut known = endpoint.parameters.iter();
        let Some(parameter) = known.find(|known| known.name == param.name) else {
            let (id, name) = (&service.id, param.name);
            let message = format!(
                "`smithy.rules#clientContextParams` of `{id}`: the endpoint rules have no parameter `{name}`"
            );
            cx.problem(&service.id, message, Some("name a parameter of the rules"));
            continue;
        };
        let method = name::parameter(param.name);
        if is_taken(method.plain()) {
            let (id, name) = (&service.id, param.name);
            let message = format!(
                "`smithy.rules#clientContextParams` of `{id}`: `{name}` has the name of another setting of the client"
            );
            cx.problem(
                &service.id,
                message,
                Some("give the parameter another name"),
            );
            continue;
        }
        params.push(ClientParam {
            parameter: param.name.to_owned(),
            method,
            set: name::parameter_setter(param.name),
            kind: parameter.kind,
            docs: param
                .documentation
                .map(markdown::to_markdown)
                .unwrap_or_default(),
        });
    }
    params
}
