//! Merging of files.

use serde_json::{Map, Value};

use super::super::load::locate::Spot;
use super::super::load::report::Report;
use super::super::{ShapeId, ShapeType, Traits};
use super::Drafts;
use super::draft::Draft;

/// Merges the drafts of all files. A shape may be defined more than once if all definitions are
/// equal.
pub(super) fn drafts(list: Vec<Draft>, report: &mut Report) -> Drafts {
    let mut merged = Drafts::default();
    for draft in list {
        match merged.get_mut(&draft.id) {
            None => merged.push(draft),
            // A duplicate key, which has been reported.
            Some(known) if known.file == draft.file => *known = draft,
            Some(known) if known.equals(&draft) => {}
            Some(known) if known.has_form_of(&draft) => add_traits(known, draft, report),
            Some(known) => conflict(known, &draft, report),
        }
    }
    merged
}

fn conflict(known: &Draft, draft: &Draft, report: &mut Report) {
    let id = &draft.id;
    let message = if known.shape_type == draft.shape_type {
        format!("duplicate shape `{id}`: the definitions differ")
    } else {
        format!(
            "duplicate shape `{id}`: it is defined as {} and as {}",
            known.shape_type.with_article(),
            draft.shape_type.with_article()
        )
    };
    let way = vec!["shapes".to_owned(), id.to_string()];
    let finding = report.in_file(draft.file, way.clone(), message).shape(id);
    finding.other(
        "the other definition is at",
        Spot::InFile {
            file: known.file,
            way,
        },
    );
}

/// Adds the traits of a definition that is otherwise equal.
fn add_traits(known: &mut Draft, draft: Draft, report: &mut Report) {
    let file = draft.file;
    let from = |way: &[&str]| -> Spot {
        let front = ["shapes", draft.id.as_str()].into_iter();
        let way = front.chain(way.iter().copied());
        Spot::InFile {
            file,
            way: way.map(str::to_owned).collect(),
        }
    };
    merge_traits(
        &draft.id,
        &mut known.traits,
        draft.traits,
        from(&[]),
        report,
    );
    for member in draft.members {
        let same = known.members.iter_mut().find(|m| m.id == member.id);
        if let Some(same) = same {
            let from = match draft.shape_type {
                ShapeType::List | ShapeType::Map => from(&[member.name()]),
                _ => from(&["members", member.name()]),
            };
            merge_traits(&member.id, &mut same.traits, member.traits, from, report);
        }
    }
}

/// Adds the traits from `from` to those of a shape or member. The same trait may occur twice if
/// its values are the same, or if both are lists, which are then joined.
pub(super) fn merge_traits(
    id: &ShapeId,
    known: &mut Traits,
    new: Traits,
    from: Spot,
    report: &mut Report,
) {
    for (name, value) in new {
        match known.get(name.as_str()) {
            None => known.push(name, value),
            Some(old) if *old == value => {}
            Some(Value::Array(old)) if value.is_array() => {
                let mut joined = old.clone();
                if let Value::Array(more) = value {
                    joined.extend(more);
                }
                known.insert(name, Value::Array(joined));
            }
            Some(_) => {
                let message = format!("conflicting values for the trait `{name}` of `{id}`");
                let way = vec!["traits".to_owned(), name.to_string()];
                let other = Spot::OnShape {
                    id: id.clone(),
                    way: way.clone(),
                };
                let finding = report.at(from.below(way), message).shape(id);
                finding.other("the other value is at", other);
            }
        }
    }
}

/// Merges the metadata of all files.
pub(super) fn metadata(
    all: Vec<(usize, Map<String, Value>)>,
    report: &mut Report,
) -> Map<String, Value> {
    let mut merged: Map<String, Value> = Map::new();
    for (file, map) in all {
        for (key, value) in map {
            match merged.get_mut(&key) {
                None => {
                    merged.insert(key, value);
                }
                Some(known) if *known == value => {}
                Some(Value::Array(known)) if value.is_array() => {
                    if let Value::Array(more) = value {
                        known.extend(more);
                    }
                }
                Some(_) => {
                    let message = format!("conflicting values for the metadata `{key}`");
                    let way = vec!["metadata".to_owned(), key];
                    report.in_file(file, way, message);
                }
            }
        }
    }
    merged
}
