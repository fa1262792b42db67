//! The parameters of the endpoint rules that an operation sets.

use serde_json::Value;

use crate::model::{Shape, ShapeKind};
use crate::name;
use crate::plan::context::Context;
use crate::plan::operation::{EndpointParam, EndpointValue};
use crate::plan::path;
use crate::plan::structure::{self, Structure};
use crate::plan::ty::Type;

/// The parameters that `@staticContextParams`, `@contextParam` and `@operationContextParams` set, in
/// that order: a later one replaces an earlier one.
pub(crate) fn plan(cx: &mut Context<'_>, shape: &Shape, input: &Structure) -> Vec<EndpointParam> {
    let modelled = match &shape.kind {
        ShapeKind::Operation(operation) => operation.input.as_ref(),
        _ => None,
    };
    let input_shape = modelled.and_then(|id| cx.model().shape(id));
    let mut params = fixed(shape);
    params.extend(bound(input_shape, input));
    for (parameter, text) in shape.traits.operation_context_params() {
        match along(cx, input_shape, parameter, text) {
            Ok(value) => params.push(set(parameter, value)),
            Err(why) => {
                let message = format!(
                    "`smithy.rules#operationContextParams` of `{}`: the path `{text}` of `{parameter}` cannot be followed: {why}",
                    shape.id
                );
                cx.problem(&shape.id, message, Some(HELP));
            }
        }
    }
    params
}

/// What a path may be made of.
const HELP: &str = "use members of the input, `[*]` for the items of a list, `keys(…)` of a map, and \
                    `[a, b][]` for several paths at once";

fn set(parameter: &str, value: EndpointValue) -> EndpointParam {
    EndpointParam {
        method: name::parameter_setter(parameter),
        value,
    }
}

/// The values that the model fixes.
fn fixed(shape: &Shape) -> Vec<EndpointParam> {
    let fixed = shape.traits.static_context_params();
    let fixed = fixed.into_iter().filter_map(|(parameter, value)| {
        let value = match (value.as_str(), value.as_bool()) {
            (Some(text), _) => EndpointValue::Text(text.to_owned()),
            (None, Some(flag)) => EndpointValue::Boolean(flag),
            (None, None) => return None,
        };
        Some(set(parameter, value))
    });
    fixed.collect()
}

/// The values of members that are bound to a parameter.
fn bound(shape: Option<&Shape>, input: &Structure) -> Vec<EndpointParam> {
    let members = shape.map(structure::members).unwrap_or_default();
    let bound = members
        .iter()
        .zip(&input.fields)
        .filter_map(|(member, field)| {
            let parameter = member.traits.context_param()?;
            let name = field.name.ident.clone();
            let value = if field.required && field.ty == Type::String {
                EndpointValue::Required(name)
            } else {
                EndpointValue::Field(name)
            };
            Some(set(parameter, value))
        });
    bound.collect()
}

/// The value that a path leads to, if the parameter can hold it.
fn along(
    cx: &Context<'_>,
    input: Option<&Shape>,
    parameter: &str,
    text: &str,
) -> Result<EndpointValue, String> {
    let input = input.ok_or("the operation has no input")?;
    let path = path::plan(cx, input, text)?;
    let rules = cx.service().traits.endpoint_rule_set();
    let known = rules.and_then(|rules| rules.get("parameters")?.get(parameter));
    let Some(known) = known else {
        return Err(format!(
            "the endpoint rules have no parameter `{parameter}`"
        ));
    };
    let kind = known
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let (wanted, found) = match path.single {
        true => ("string", "one string"),
        false => ("stringArray", "several strings"),
    };
    if !kind.eq_ignore_ascii_case(wanted) {
        return Err(format!(
            "it leads to {found}, but the parameter has the type `{kind}`"
        ));
    }
    Ok(EndpointValue::Path(path))
}
