//! Flattening of mixins.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::load::report::Report;
use super::super::{Member, Resource, Service, ShapeId, Traits};
use super::apply;
use super::draft::{Draft, Entity, OperationDraft};
use super::{Drafts, near};

const MIXIN: &str = "smithy.api#mixin";

/// Flattens all shapes: first those without mixins, then those whose mixins are flat.
pub(super) fn flatten(drafts: &mut Drafts, broken: &mut HashSet<ShapeId>, report: &mut Report) {
    check(drafts, broken, report);
    // For each shape, the shapes that wait for it; and how many it waits for.
    let mut waiting: HashMap<ShapeId, Vec<usize>> = HashMap::new();
    let mut missing: Vec<usize> = Vec::with_capacity(drafts.list.len());
    let mut ready: Vec<usize> = Vec::new();
    for (place, draft) in drafts.list.iter().enumerate() {
        for mixin in &draft.mixins {
            waiting.entry(mixin.clone()).or_default().push(place);
        }
        missing.push(draft.mixins.len());
        if draft.mixins.is_empty() {
            ready.push(place);
        }
    }
    while let Some(place) = ready.pop() {
        let Some(id) = flatten_one(drafts, place, report) else {
            continue;
        };
        for next in waiting.remove(&id).unwrap_or_default() {
            let Some(count) = missing.get_mut(next) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                ready.push(next);
            }
        }
    }
    circles(drafts, broken, report);
}

/// Reports and removes invalid mixins.
fn check(drafts: &mut Drafts, broken: &mut HashSet<ShapeId>, report: &mut Report) {
    for place in 0..drafts.list.len() {
        let Some(draft) = drafts.list.get(place) else {
            continue;
        };
        let mut good: Vec<ShapeId> = Vec::new();
        let mut lost = false;
        for (index, mixin) in draft.mixins.iter().enumerate() {
            if good.contains(mixin) {
                let message = format!("`{}` has the duplicate mixin `{mixin}`", draft.id);
                report.on_shape(&draft.id, &["mixins", &index.to_string()], message);
            } else if broken.contains(mixin) {
                lost = true;
            } else if check_one(drafts, draft, index, report) {
                good.push(mixin.clone());
            } else {
                lost = true;
            }
        }
        let id = draft.id.clone();
        if lost {
            // Its members are unknown, so nothing can be reported about them.
            broken.insert(id);
        }
        if let Some(draft) = drafts.list.get_mut(place) {
            draft.mixins = good;
        }
    }
}

fn check_one(drafts: &Drafts, draft: &Draft, index: usize, report: &mut Report) -> bool {
    let id = &draft.id;
    let Some(mixin) = draft.mixins.get(index) else {
        return false;
    };
    let index = index.to_string();
    let way = ["mixins", index.as_str()];
    let Some(found) = drafts.get(mixin) else {
        let message = format!("`{id}` has the mixin `{mixin}`, which does not exist");
        let mixins = drafts.list.iter().filter(|draft| draft.traits.has(MIXIN));
        let help = report.suggest(|| near(mixin, mixins.map(|draft| &draft.id)));
        report.on_shape(id, &way, message).maybe_help(help);
        return false;
    };
    if !found.traits.has(MIXIN) {
        let message = format!("`{mixin}` is used as a mixin by `{id}` but is not a mixin");
        let finding = report.on_shape(id, &way, message);
        finding.help("add the trait `smithy.api#mixin` to it");
        return false;
    }
    if found.shape_type != draft.shape_type {
        let message = format!(
            "`{id}` is {}, but its mixin `{mixin}` is {}",
            draft.shape_type.with_article(),
            found.shape_type.with_article()
        );
        report.on_shape(id, &way, message);
        return false;
    }
    true
}

/// Reports the shapes that wait for each other.
fn circles(drafts: &mut Drafts, broken: &mut HashSet<ShapeId>, report: &mut Report) {
    let stuck: Vec<ShapeId> = drafts
        .list
        .iter()
        .filter(|draft| !draft.mixins.is_empty())
        .map(|draft| draft.id.clone())
        .collect();
    for id in &stuck {
        broken.insert(id.clone());
        // Only shapes on a cycle, not all shapes that wait for them.
        let mut seen = HashSet::new();
        let mut next = vec![id.clone()];
        while let Some(mixin) = next.pop() {
            let mixins = drafts.get(&mixin).map(|d| d.mixins.as_slice());
            for mixin in mixins.unwrap_or_default() {
                if seen.insert(mixin.clone()) {
                    next.push(mixin.clone());
                }
            }
        }
        if seen.contains(id) {
            let message = format!("`{id}` is a mixin of itself");
            report.on_shape(id, &["mixins"], message);
        }
    }
}

/// Flattens a shape whose mixins are all flat.
fn flatten_one(drafts: &mut Drafts, place: usize, report: &mut Report) -> Option<ShapeId> {
    let draft = drafts.list.get(place)?;
    if draft.mixins.is_empty() {
        let draft = drafts.list.get_mut(place)?;
        apply::waiting(draft, report);
        return Some(draft.id.clone());
    }
    let mixins: Vec<&Draft> = draft
        .mixins
        .iter()
        .filter_map(|id| drafts.get(id))
        .collect();
    let mut traits = Traits::new();
    for mixin in &mixins {
        apply::replace(&mut traits, inherited(mixin));
    }
    apply::replace(&mut traits, draft.traits.clone());
    let members = members(draft, &mixins, report);
    let entity = mixins
        .iter()
        .map(|mixin| mixin.entity.clone())
        .chain([draft.entity.clone()])
        .reduce(join)
        .unwrap_or(Entity::None);
    let draft = drafts.list.get_mut(place)?;
    draft.traits = traits;
    draft.members = members;
    draft.entity = entity;
    draft.mixins.clear();
    apply::waiting(draft, report);
    Some(draft.id.clone())
}

/// The traits that users of a mixin inherit: all but `mixin` itself and those it calls local.
fn inherited(mixin: &Draft) -> Traits {
    let value = mixin.traits.get(MIXIN);
    let local = value.and_then(|value| value.get("localTraits")?.as_array());
    let mut traits = mixin.traits.clone();
    traits.remove(MIXIN);
    for id in local.into_iter().flatten().filter_map(Value::as_str) {
        traits.remove(id);
    }
    traits
}

/// The members of mixins in their order, then those of the shape itself. A repeated member keeps
/// its position and adds its traits.
fn members(draft: &Draft, mixins: &[&Draft], report: &mut Report) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for source in mixins.iter().copied().chain([draft]) {
        for member in &source.members {
            let known = places.get(member.name()).copied();
            match known.and_then(|place| members.get_mut(place)) {
                None => {
                    places.insert(member.name().to_owned(), members.len());
                    members.push(Member {
                        id: draft.id.with_member(member.name()),
                        target: member.target.clone(),
                        traits: member.traits.clone(),
                    });
                }
                Some(known) if known.target == member.target => {
                    apply::replace(&mut known.traits, member.traits.clone());
                }
                Some(known) => {
                    let message = format!(
                        "`{}` targets `{}`, but its mixin targets `{}`",
                        known.id, member.target, known.target
                    );
                    report.on_shape(&known.id, &["target"], message);
                }
            }
        }
    }
    members
}

/// Adds the properties of a service, operation or resource to those collected so far.
fn join(known: Entity, more: Entity) -> Entity {
    match (known, more) {
        (Entity::Service(known), Entity::Service(more)) => {
            Entity::Service(join_services(known, more))
        }
        (Entity::Operation(known), Entity::Operation(more)) => Entity::Operation(OperationDraft {
            input: more.input.or(known.input),
            output: more.output.or(known.output),
            errors: union(known.errors, more.errors),
        }),
        (Entity::Resource(known), Entity::Resource(more)) => {
            Entity::Resource(Box::new(join_resources(*known, *more)))
        }
        (_, more) => more,
    }
}

fn join_services(known: Service, more: Service) -> Service {
    let mut rename = known.rename;
    rename.extend(more.rename);
    Service {
        version: if more.version.is_empty() {
            known.version
        } else {
            more.version
        },
        operations: union(known.operations, more.operations),
        resources: union(known.resources, more.resources),
        errors: union(known.errors, more.errors),
        rename,
    }
}

fn join_resources(known: Resource, more: Resource) -> Resource {
    Resource {
        identifiers: union_named(known.identifiers, more.identifiers),
        properties: union_named(known.properties, more.properties),
        create: more.create.or(known.create),
        put: more.put.or(known.put),
        read: more.read.or(known.read),
        update: more.update.or(known.update),
        delete: more.delete.or(known.delete),
        list: more.list.or(known.list),
        operations: union(known.operations, more.operations),
        collection_operations: union(known.collection_operations, more.collection_operations),
        resources: union(known.resources, more.resources),
    }
}

fn union(mut known: Vec<ShapeId>, more: Vec<ShapeId>) -> Vec<ShapeId> {
    for id in more {
        if !known.contains(&id) {
            known.push(id);
        }
    }
    known
}

fn union_named(
    mut known: Vec<(String, ShapeId)>,
    more: Vec<(String, ShapeId)>,
) -> Vec<(String, ShapeId)> {
    for (name, id) in more {
        match known.iter_mut().find(|(there, _)| *there == name) {
            Some((_, old)) => *old = id,
            None => known.push((name, id)),
        }
    }
    known
}
