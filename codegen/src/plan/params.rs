//! The parameters of the endpoint rules that an operation sets.

use serde_json::Value;

use crate::model::{Operation, Shape};
use crate::name::{self, Name};
use crate::plan::context::Context;
use crate::plan::path::{self, Path};
use crate::plan::special;
use crate::plan::structure::{self, Structure};
use crate::plan::ty::Type;

/// A parameter of the endpoint rules that an operation sets.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointParam {
    /// The method of the parameters that sets it.
    pub method: Name,
    /// The source of the value.
    pub value: EndpointValue,
}

/// The source of the value of an endpoint parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum EndpointValue {
    /// The input, from this field.
    Field(Name),
    /// The input, from this field, which is a boolean.
    Copied(Name),
    /// The input, from this field, which holds an enum: its string.
    Enumeration(Name),
    /// The input, from this field, which is a string that has to be set.
    Required(Name),
    /// The model: a string.
    Text(String),
    /// The model: a boolean.
    Boolean(bool),
    /// The model: several strings.
    Texts(Vec<String>),
    /// The input, along this path.
    Path(Path),
}

impl EndpointValue {
    /// True if the value depends on the input.
    pub fn is_from_input(&self) -> bool {
        match self {
            Self::Field(_)
            | Self::Copied(_)
            | Self::Enumeration(_)
            | Self::Required(_)
            | Self::Path(_) => true,
            Self::Text(_) | Self::Boolean(_) | Self::Texts(_) => false,
        }
    }
}

/// The parameters that `@staticContextParams`, `@contextParam` and `@operationContextParams` set,
/// in that order: a later one replaces an earlier one.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    shape: &Shape,
    operation: &Operation,
    input: &Structure,
) -> Vec<EndpointParam> {
    let modelled = operation.input.as_ref();
    let input_shape = modelled.and_then(|id| cx.model().shape(id));
    let mut params = Vec::new();
    // Without rules, nothing depends on parameters.
    if cx.service().traits.endpoint_rules().is_some() {
        params.extend(fixed(cx, shape));
        params.extend(bound(cx, input_shape, input));
    }
    if let Some(value) = special::machine_learning::endpoint(shape, input) {
        params.push(set("Endpoint", value));
    }
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

/// The help for a path that is not valid.
const HELP: &str = "use members of the input, `[*]` for the items of a list, `keys(…)` of a map, and \
                    `[a, b][]` for several paths at once";

fn set(parameter: &str, value: EndpointValue) -> EndpointParam {
    EndpointParam {
        method: name::parameter_setter(parameter),
        value,
    }
}

/// The values that the model fixes.
fn fixed(cx: &mut Context<'_>, shape: &Shape) -> Vec<EndpointParam> {
    let mut params = Vec::new();
    for (parameter, value) in shape.traits.static_context_params() {
        let found = match value {
            Value::String(text) => Some(("string", EndpointValue::Text(text.clone()))),
            Value::Bool(value) => Some(("boolean", EndpointValue::Boolean(*value))),
            Value::Array(items) => {
                let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
                let texts: Option<Vec<String>> = texts.collect();
                texts.map(|texts| ("stringArray", EndpointValue::Texts(texts)))
            }
            _ => None,
        };
        match checked(cx, parameter, found) {
            Ok(value) => params.push(set(parameter, value)),
            Err(why) => {
                let message = format!(
                    "`smithy.rules#staticContextParams` of `{}`: `{parameter}` cannot be set to `{value}`: {why}",
                    shape.id
                );
                cx.problem(&shape.id, message, Some(VALUE_HELP));
            }
        }
    }
    params
}

/// The values of members that are bound to a parameter.
fn bound(cx: &mut Context<'_>, shape: Option<&Shape>, input: &Structure) -> Vec<EndpointParam> {
    let members = shape.map(structure::members).unwrap_or_default();
    let mut params = Vec::new();
    for (member, field) in members.iter().zip(&input.fields) {
        let Some(parameter) = member.traits.context_param() else {
            continue;
        };
        let name = field.name.ident.clone();
        let found = match &field.ty {
            Type::String if field.required => Some(("string", EndpointValue::Required(name))),
            Type::String => Some(("string", EndpointValue::Field(name))),
            Type::Enumeration(_) => Some(("string", EndpointValue::Enumeration(name))),
            Type::Boolean => Some(("boolean", EndpointValue::Copied(name))),
            Type::List {
                element,
                sparse: false,
            } if **element == Type::String => Some(("stringArray", EndpointValue::Field(name))),
            _ => None,
        };
        match checked(cx, parameter, found) {
            Ok(value) => params.push(set(parameter, value)),
            Err(why) => {
                let message = format!(
                    "`smithy.rules#contextParam` of `{}`: `{parameter}` cannot be set: {why}",
                    member.id
                );
                cx.problem(&member.id, message, Some(VALUE_HELP));
            }
        }
    }
    params
}

/// The help for a value that no parameter takes.
const VALUE_HELP: &str = "parameters are set to strings, booleans or lists of strings";

/// The value of a parameter, if the parameter is of its type.
fn checked(
    cx: &Context<'_>,
    parameter: &str,
    found: Option<(&str, EndpointValue)>,
) -> Result<EndpointValue, String> {
    let wanted = kind(cx, parameter)?;
    match found {
        Some((kind, value)) if wanted.eq_ignore_ascii_case(kind) => Ok(value),
        Some((kind, _)) => Err(format!(
            "the value has the type `{kind}`, but the parameter has the type `{wanted}`"
        )),
        None => Err(format!("the value is not of the type `{wanted}`")),
    }
}

/// The type of a parameter of the endpoint rules.
fn kind<'m>(cx: &Context<'m>, parameter: &str) -> Result<&'m str, String> {
    let rules = cx.service().traits.endpoint_rules();
    let known = rules.and_then(|(_, rules)| rules.get("parameters")?.get(parameter));
    match known {
        Some(known) => Ok(known
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()),
        None => Err(format!(
            "the endpoint rules have no parameter `{parameter}`"
        )),
    }
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
    let kind = kind(cx, parameter)?;
    let (wanted, found) = if path.single {
        ("string", "one string")
    } else {
        ("stringArray", "several strings")
    };
    if !kind.eq_ignore_ascii_case(wanted) {
        return Err(format!(
            "it leads to {found}, but the parameter has the type `{kind}`"
        ));
    }
    Ok(EndpointValue::Path(path))
}
