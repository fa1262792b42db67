//! Rules and waiters that the options add to a model.

use std::collections::BTreeSet;

use crate::config::{Config, Rule};
use crate::diagnostic::{Problem, Problems};
use crate::model::{self, Selected, ShapeId, ShapeKind};
use crate::plan::special::RuleTable;
use crate::suggest;

/// The rules of the options, and those of official clients. Names that match nothing are left out;
/// see [`unmatched`].
pub(crate) fn rules(selected: &Selected, config: &Config) -> RuleTable {
    let mut own = BTreeSet::new();
    for (rule, name) in &config.rules.rules {
        if let Ok(id) = find(selected, *rule, name) {
            own.insert((*rule, id));
        }
    }
    RuleTable::new(own)
}

/// The waiters of the options that call an operation.
pub(crate) fn waiters<'c>(config: &'c Config, operation: &ShapeId) -> Vec<model::Waiter<'c>> {
    let waiters = config.waiters.iter();
    let own = waiters.filter(|(_, waiter)| is_named(operation, waiter.operation()));
    // Wrong ones are reported by `unmatched`.
    own.filter_map(|(name, waiter)| waiter.decoded(name).ok())
        .collect()
}

/// Reports the waiters and rules that apply to nothing that is generated, and invalid ones.
pub(crate) fn unmatched(selected: &Selected, config: &Config) -> Problems {
    let mut problems = Problems::new();
    for (name, waiter) in &config.waiters {
        problems.extend(waiter.decoded(name).err().unwrap_or_default());
        let wanted = waiter.operation();
        if let Err(help) = operation(selected, wanted) {
            let message = format!(
                "`waiters.{name}` calls `{wanted}`, which is not an operation that is generated"
            );
            problems.push(Problem::new(message).with_help(help));
        }
    }
    problems.extend(config.rules.check().err().unwrap_or_default());
    for (rule, name) in &config.rules.rules {
        if let Err(help) = find(selected, *rule, name) {
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
        Rule::Optional => "a service, structure or member",
        Rule::Transient => "an error",
        _ => "a shape or member",
    }
}

/// True if `name` is the ID or the name of the shape.
fn is_named(id: &ShapeId, name: &str) -> bool {
    id.as_str() == name || id.name() == name
}

/// The ID that a rule is for, or help.
fn find(selected: &Selected, rule: Rule, name: &str) -> Result<ShapeId, String> {
    if rule.is_for_operations() {
        return operation(selected, name);
    }
    let mut known: Vec<&ShapeId> = Vec::new();
    for shape in selected.model.shapes() {
        let is_error = shape.traits.error().is_some();
        let fits = match (&shape.kind, rule) {
            (ShapeKind::Operation(_) | ShapeKind::Resource(_), _) => false,
            (ShapeKind::Service(_), _) => rule == Rule::Optional,
            (_, Rule::Transient) => is_error,
            (ShapeKind::Structure { .. }, _) => true,
            _ => rule != Rule::Optional,
        };
        if fits {
            known.push(&shape.id);
        }
        if rule != Rule::Transient {
            known.extend(shape.members().map(|member| &member.id));
        }
    }
    matching(&known, selected.service.namespace(), name)
}

fn operation(selected: &Selected, name: &str) -> Result<ShapeId, String> {
    let known: Vec<&ShapeId> = selected.operations.iter().collect();
    matching(&known, selected.service.namespace(), name).map_err(|help| {
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
