//! The option `rename`: names that the caller gives to shapes and members.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Selected, Service, ShapeId, ShapeKind};
use crate::name;
use crate::plan::reach::Reach;
use crate::suggest;

/// Everything that has a Rust name, and whether that is the name of a type or variant.
struct Nameable(BTreeMap<ShapeId, bool>);

impl Nameable {
    fn of(selected: &Selected, service: &Service) -> Self {
        let model = &selected.model;
        let mut all = BTreeMap::new();
        let mut holders: Vec<ShapeId> = Vec::new();
        for id in Reach::of(model, &selected.operations, &service.errors).types {
            all.insert(id.clone(), true);
            holders.push(id);
        }
        for id in &selected.operations {
            all.insert(id.clone(), true);
            if let Some(ShapeKind::Operation(it)) = model.shape(id).map(|shape| &shape.kind) {
                holders.extend(it.input.iter().chain(&it.output).cloned());
            }
        }
        for shape in holders.iter().filter_map(|id| model.shape(id)) {
            match &shape.kind {
                ShapeKind::Enum(members) => {
                    all.extend(members.iter().map(|member| (member.id.clone(), true)));
                }
                kind => {
                    let is_union = matches!(kind, ShapeKind::Union { .. });
                    all.extend(shape.members().map(|member| (member.id.clone(), is_union)));
                }
            }
        }
        Self(all)
    }
}

/// Reads the names that the options give, by the shapes and members they are for. Those that are
/// for nothing are left out; see [`unmatched`].
pub(crate) fn given(
    selected: &Selected,
    service: &Service,
    config: &Config,
) -> Result<BTreeMap<ShapeId, String>, Problems> {
    if config.rename.is_empty() {
        return Ok(BTreeMap::new());
    }
    let nameable = Nameable::of(selected, service);
    let mut given = BTreeMap::new();
    let mut problems = Problems::new();
    for (id, name) in &config.rename {
        let Some((id, is_type)) = nameable.0.get_key_value(id.as_str()) else {
            continue;
        };
        if name::is_conventional(name, *is_type) {
            _ = given.insert(id.clone(), name.clone())
        } else {
            problems.push(unconventional(id, name, *is_type))
        }
    }
    problems.into_result(given)
}

fn unconventional(id: &ShapeId, name: &str, is_type: bool) -> Problem {
    let problem = Problem::new(format!("`rename` cannot name `{id}` `{name}` in Rust"));
    let near = name::conventional(name, is_type);
    problem.with_help(if name::is_keyword(name) {
        format!("`{name}` is a keyword; choose another name")
    } else if name::is_conventional(&near, is_type) {
        format!("did you mean `{near}`?")
    } else {
        let example = if is_type { "JobState" } else { "job_state" };
        format!("choose a name of letters and digits, e.g. `{example}`")
    })
}

/// Reports the names that are given to nothing that is generated.
pub(crate) fn unmatched(
    selected: &Selected,
    service: &Service,
    config: &Config,
) -> Result<(), Problems> {
    if config.rename.is_empty() {
        return Ok(());
    }
    let nameable = Nameable::of(selected, service);
    let unmatched = config.rename.keys();
    let unmatched = unmatched.filter(|id| !nameable.0.contains_key(id.as_str()));
    let problems = unmatched.map(|id| nothing(selected, &nameable, id));
    Problems::from_iter(problems).into_result(())
}

fn nothing(selected: &Selected, nameable: &Nameable, id: &str) -> Problem {
    let wanted = ShapeId::trusted(id);
    let shape = selected.model.shape(&wanted);
    if let Some(shape) = shape {
        let by = selected.operations.iter().find(|operation| {
            let shape = selected.model.shape(operation).map(|shape| &shape.kind);
            let Some(ShapeKind::Operation(it)) = shape else {
                return false;
            };
            [&it.input, &it.output]
                .iter()
                .any(|io| io.as_ref() == Some(&wanted))
        });
        return match by {
            Some(operation) => Problem::new(format!(
                "`rename` names `{id}`, whose Rust name is that of the operation `{operation}`"
            ))
            .with_help("rename the operation"),
            None => Problem::new(format!(
                "`rename` names `{id}`, which is {} and has no name in Rust",
                shape.shape_type().with_article()
            )),
        };
    }
    let problem = Problem::new(format!(
        "`rename` names `{id}`, which is not the ID of a shape or member that is generated"
    ));
    // Namespaces would make all IDs look alike.
    let name = |id: &'_ str| {
        id.split_once('#')
            .map_or(id.to_owned(), |(_, name)| name.to_owned())
    };
    let known: Vec<(String, &str)> = nameable
        .0
        .keys()
        .map(|id| (name(id.as_str()), id.as_str()))
        .collect();
    let near = suggest::closest(&name(id), known.iter().map(|(name, _)| name.as_str()), 3);
    let is_near = |(name, _): &&(String, &str)| near.contains(&name.as_str());
    let mut near: Vec<&str> = known.iter().filter(is_near).map(|(_, id)| *id).collect();
    near.truncate(3);
    problem.with_help(suggest::question(&near).unwrap_or_else(|| {
        "use an absolute ID, `namespace#Shape` or `namespace#Shape$member`".to_owned()
    }))
}
