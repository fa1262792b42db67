//! `apply` statements: traits that are applied to shapes from outside.

use std::collections::HashSet;

use super::super::load::report::Report;
use super::super::{ShapeId, Traits, prelude};
use super::draft::{Draft, Statement};
use super::merge::merge_traits;
use super::{Drafts, near};

/// Applies all statements. Those for members that come from mixins wait in the draft until the
/// mixins are flattened.
pub(super) fn statements(
    statements: Vec<Statement>,
    drafts: &mut Drafts,
    broken: &HashSet<ShapeId>,
    report: &mut Report,
) {
    for statement in statements {
        let container = statement.target.container();
        if broken.contains(&container) {
            continue;
        }
        match drafts.get_mut(&container) {
            Some(draft) => to_shape(draft, statement, report),
            None => stray(&statement, drafts, report),
        }
    }
}

fn to_shape(draft: &mut Draft, statement: Statement, report: &mut Report) {
    let from = statement.spot();
    let id = statement.target;
    let Some(name) = id.member() else {
        merge_traits(&id, &mut draft.traits, statement.traits, from, report);
        return;
    };
    if let Some(member) = draft.members.iter_mut().find(|m| m.name() == name) {
        merge_traits(&id, &mut member.traits, statement.traits, from, report);
        return;
    }
    match draft.later.iter_mut().find(|(known, _)| known == name) {
        Some((_, traits)) => merge_traits(&id, traits, statement.traits, from, report),
        None => draft.later.push((name.to_owned(), statement.traits)),
    }
}

/// Reports a statement whose target does not exist.
fn stray(statement: &Statement, drafts: &Drafts, report: &mut Report) {
    let id = &statement.target;
    if prelude::defines(&id.container()) {
        let message = format!(
            "traits are applied to `{id}`, which is a shape of the prelude and cannot be changed"
        );
        report.at(statement.spot(), message).shape(id);
        return;
    }
    let message = format!("traits are applied to `{id}`, which does not exist");
    let ids = drafts.list.iter().map(|draft| &draft.id);
    let help = report.suggest(|| near(&id.container(), ids));
    let finding = report.at(statement.spot(), message).shape(id);
    finding.maybe_help(help);
}

/// Applies waiting traits to members that come from mixins. They replace the traits of the mixins.
pub(super) fn waiting(draft: &mut Draft, report: &mut Report) {
    for (name, traits) in std::mem::take(&mut draft.later) {
        match draft.members.iter_mut().find(|m| m.name() == name) {
            Some(member) => replace(&mut member.traits, traits),
            None => {
                let id = draft.id.with_member(&name);
                let message = format!("traits are applied to `{id}`, which does not exist");
                let names = draft.members.iter().map(|member| member.name());
                let help = report.suggest(|| crate::suggest::did_you_mean(&name, names));
                report.on_shape(&id, &[], message).maybe_help(help);
            }
        }
    }
}

/// Sets traits and replaces existing values.
pub(super) fn replace(known: &mut Traits, new: Traits) {
    for (name, value) in new {
        known.insert(name, value);
    }
}
