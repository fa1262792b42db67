//! Rules and waiters that the options add to a model.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::config::{Config, Rule};
use crate::diagnostic::{Problem, Problems};
use crate::model::{self, Member, Model, Selected, Shape, ShapeId, ShapeKind};
use crate::plan::special::RuleTable;
use crate::suggest;

/// The rules of the options, and those of official clients. Names that match nothing are left out;
/// see [`unmatched`].
pub(crate) fn rules(selected: &Selected, config: &Config) -> RuleTable {
    let mut own = BTreeSet::new();
    for (rule, name) in &config.rules.rules {
        if let Ok(id) = find(&selected.model, &selected.service, *rule, name) {
            own.insert((*rule, id));
        }
    }
    RuleTable::new(own)
}

/// The waiters of the options that call an operation of that part of the model.
pub(crate) fn waiters<'c>(
    (model, service): (&Model, &ShapeId),
    config: &'c Config,
    called: &ShapeId,
) -> Vec<model::Waiter<'c>> {
    let waiters = config.waiters.iter();
    let own = waiters.filter(|(_, waiter)| {
        operation(model, service, waiter.operation()).is_ok_and(|id| id == *called)
    });
    // Wrong ones are reported by `unmatched`.
    own.filter_map(|(name, waiter)| waiter.decoded(name).ok())
        .collect()
}

/// Reports the waiters and rules that apply to nothing that is generated, and invalid ones.
pub(crate) fn unmatched(selected: &Selected, config: &Config) -> Problems {
    let mut problems = Problems::new();
    let (model, service) = (&selected.model, &selected.service);
    for (name, waiter) in &config.waiters {
        problems.extend(waiter.decoded(name).err().unwrap_or_default());
        let wanted = waiter.operation();
        if let Err(help) = operation(model, service, wanted) {
            let message = format!(
                "`waiters.{name}` calls `{wanted}`, which is not an operation that is generated"
            );
            problems.push(Problem::new(message).with_help(help));
        }
    }
    problems.extend(config.rules.check().err().unwrap_or_default());
    for (rule, name) in &config.rules.rules {
        if let Err(help) = find(model, service, *rule, name) {
            let (rule, what) = (rule.word(), kind(*rule));
            let message =
                format!("`rules.{rule}` names `{name}`, which is not {what} that is generated");
            problems.push(Problem::new(message).with_help(help));
        }
    }
    problems
}

fn kind(rule: Rule) -> &'static str {
    match rule {
        rule if rule.is_for_operations() => "an operation",
        Rule::Optional => "a service, a structure or a member of a structure",
        Rule::WithoutDefault => "a shape or a member of a structure with a default",
        Rule::Transient => "an error",
        _ => "a shape or member",
    }
}

/// The ID that a rule is for, or help. Those for which it would have no effect do not match.
fn find(model: &Model, service: &ShapeId, rule: Rule, name: &str) -> Result<ShapeId, String> {
    if rule.is_for_operations() {
        return operation(model, service, name);
    }
    let mut known: Vec<&ShapeId> = Vec::new();
    for shape in model.shapes() {
        if holds_for(rule, shape) {
            known.push(&shape.id);
        }
        let members = shape.members();
        let members = members.filter(|member| holds_for_member(model, rule, shape, member));
        known.extend(members.map(|member| &member.id));
    }
    matching(&known, service.namespace(), name)
}

/// True if a rule that is not for operations changes something where it names the shape.
fn holds_for(rule: Rule, shape: &Shape) -> bool {
    match (&shape.kind, rule) {
        (ShapeKind::Operation(_) | ShapeKind::Resource(_), _) => false,
        (ShapeKind::Service(_), _) => rule == Rule::Optional,
        (_, Rule::Transient) => shape.traits.error().is_some(),
        (_, Rule::WithoutDefault) => has_default(shape.traits.default()),
        (ShapeKind::Structure { .. }, _) => true,
        _ => rule != Rule::Optional,
    }
}

/// True if a rule changes something where it names the member of the shape.
fn holds_for_member(model: &Model, rule: Rule, shape: &Shape, member: &Member) -> bool {
    let is_field = matches!(shape.kind, ShapeKind::Structure { .. });
    match rule {
        Rule::Transient => false,
        Rule::Optional => is_field,
        Rule::WithoutDefault => {
            let of_target = || model.shape(&member.target)?.traits.default();
            is_field && has_default(member.traits.default().or_else(of_target))
        }
        _ => true,
    }
}

/// True if that is a default: `null` is that of a member that has none although its target has one.
fn has_default(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_null())
}

/// The operation of that name, or help. Only operations that are generated are in the model.
fn operation(model: &Model, service: &ShapeId, name: &str) -> Result<ShapeId, String> {
    let operations = model.shapes();
    let operations = operations.filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)));
    let known: Vec<&ShapeId> = operations.map(|shape| &shape.id).collect();
    matching(&known, service.namespace(), name).map_err(|help| {
        if known.len() > 1 || help.starts_with("did you mean") {
            help
        } else {
            "add it to `operations`".to_owned()
        }
    })
}

/// The ID of that name, with or without its namespace; help if it does not exist.
fn matching(known: &[&ShapeId], namespace: &str, name: &str) -> Result<ShapeId, String> {
    let short = |id: &ShapeId| match id.as_str().split_once('#') {
        Some((_, rest)) => rest.to_owned(),
        None => id.as_str().to_owned(),
    };
    let is_wanted = |id: &&&ShapeId| id.as_str() == name;
    let of_service = |id: &&&ShapeId| id.namespace() == namespace && short(id) == name;
    let of_another = |id: &&&ShapeId| short(id) == name;
    let found = known.iter().find(is_wanted);
    let found = found.or_else(|| known.iter().find(of_service));
    if let Some(id) = found.or_else(|| known.iter().find(of_another)) {
        return Ok((*id).clone());
    }
    let names: Vec<String> = known.iter().map(|id| short(id)).collect();
    let wanted = name.split_once('#').map_or(name, |(_, name)| name);
    let near = suggest::did_you_mean(wanted, names.iter().map(String::as_str));
    Err(near.unwrap_or_else(|| "use a name or an ID of the selected part of the model".to_owned()))
}
