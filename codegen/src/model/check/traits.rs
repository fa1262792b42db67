//! Checks that traits are applied where they are allowed, with valid values.

use serde_json::Value;

use super::super::traits as known;
use super::super::{Shape, ShapeId, ShapeKind, ShapeType, Traits, prelude};
use super::Check;
use super::place::{self, Bearer};
use super::value::{Fault, Strictness};
use crate::suggest;

impl<'m> Check<'m> {
    /// Checks the traits of a shape and of its members.
    pub(super) fn traits_of(&mut self, shape: &'m Shape) {
        let bearer = Bearer::Shape(shape);
        self.traits(&shape.id, &shape.traits, bearer);
        self.default(&shape.id, &shape.traits, &shape.id);
        for member in shape.members() {
            let bearer = Bearer::Member {
                of: shape.shape_type(),
                target: self.sound(&member.target),
            };
            self.traits(&member.id, &member.traits, bearer);
            self.default(&member.id, &member.traits, &member.target);
        }
        let of_value = |of| Bearer::Member { of, target: None };
        match &shape.kind {
            ShapeKind::Enum(members) => {
                for member in members {
                    self.traits(&member.id, &member.traits, of_value(ShapeType::Enum));
                }
            }
            ShapeKind::IntEnum(members) => {
                for member in members {
                    self.traits(&member.id, &member.traits, of_value(ShapeType::IntEnum));
                }
            }
            _ => {}
        }
    }

    fn traits(&mut self, id: &ShapeId, traits: &'m Traits, bearer: Bearer<'m>) {
        for (name, value) in traits.iter() {
            if name.namespace() == prelude::NAMESPACE && !prelude::TRAITS.contains(&name.name()) {
                self.unknown(id, name);
                continue;
            }
            if let Some(why) = place::misplaced(name.as_str(), bearer) {
                let message = format!(
                    "the trait `{name}` is applied to `{id}`, which is {}",
                    bearer.said()
                );
                let finding = self.on_trait(id, name.as_str(), &[], message);
                finding.help(format!("apply it only to {why}"));
                continue;
            }
            match known::problems(name.as_str(), value) {
                Some(wrong) => {
                    for bad in wrong {
                        let subject = subject(name, &bad.path);
                        let way: Vec<&str> = bad.path.iter().map(String::as_str).collect();
                        let message = format!("{subject} of `{id}` {}", bad.message);
                        let finding = self.on_trait(id, name.as_str(), &way, message);
                        finding.maybe_help(bad.help);
                    }
                }
                None => self.custom(id, name, value),
            }
        }
    }

    /// An unknown trait of the prelude may be newer than this program, unless it resembles a known
    /// one.
    fn unknown(&mut self, id: &ShapeId, name: &ShapeId) {
        let near = suggest::slip(name.name(), prelude::TRAITS.iter().copied());
        if let Some(near) = near {
            let message = format!("`{id}` has the trait `{name}`, which does not exist");
            let finding = self.on_trait(id, name.as_str(), &[], message);
            finding.help(format!("did you mean `{}#{near}`?", prelude::NAMESPACE));
        }
    }

    /// A trait that the model itself defines.
    fn custom(&mut self, id: &ShapeId, name: &ShapeId, value: &Value) {
        let Some(definition) = self.sound(name) else {
            return;
        };
        if !definition.traits.has("smithy.api#trait") {
            if name.namespace() != prelude::NAMESPACE {
                let message =
                    format!("`{name}` is applied as a trait to `{id}` but is not a trait shape");
                let finding = self.on_trait(id, name.as_str(), &[], message);
                finding.help("add the trait `smithy.api#trait` to it");
            }
            return;
        }
        // A trait without content needs no check.
        if value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty) {
            return;
        }
        let faults = self.mismatches(name, value, Strictness::Trait);
        self.report_faults(id, name.as_str(), &format!("the trait `{name}`"), faults);
    }

    /// Reports mismatches, each with its path below the trait.
    pub(super) fn report_faults(
        &mut self,
        id: &ShapeId,
        name: &str,
        what: &str,
        faults: Vec<Fault>,
    ) {
        for fault in faults {
            let way: Vec<&str> = fault.way.iter().map(String::as_str).collect();
            let subject = match way.as_slice() {
                [] => format!("{what} of `{id}`"),
                way => format!("`{}` in {what} of `{id}`", way.join(".")),
            };
            let message = format!("{subject} {}", fault.message);
            let finding = self.on_trait(id, name, &way, message);
            finding.maybe_help(fault.help);
        }
    }

    /// Checks `default` against the shape it is a value of.
    fn default(&mut self, id: &ShapeId, traits: &Traits, target: &ShapeId) {
        const DEFAULT: &str = "smithy.api#default";
        let Some(value) = traits.default() else {
            return;
        };
        // `null` removes the default value of the target.
        if value.is_null() && id.member().is_some() {
            return;
        }
        let Some(shape) = self.sound(target) else {
            return;
        };
        let mut faults = self.mismatches(target, value, Strictness::Default);
        let empty = match shape.kind {
            ShapeKind::List { .. } => value.as_array().is_none_or(Vec::is_empty),
            ShapeKind::Map { .. } => value.as_object().is_none_or(serde_json::Map::is_empty),
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => {
                let kind = shape.shape_type().with_article();
                faults = vec![Fault::new(format!(
                    "is set, but {kind} cannot have a default value"
                ))];
                true
            }
            _ => true,
        };
        if !empty {
            faults.push(Fault::new(
                "must be empty, like every default value of a list or map",
            ));
        }
        self.report_faults(id, DEFAULT, "the default", faults);
    }
}

/// The path of a part of a trait, for messages: `http.uri`.
fn subject(name: &ShapeId, path: &[String]) -> String {
    let name = if name.namespace() == prelude::NAMESPACE {
        name.name()
    } else {
        name.as_str()
    };
    match path {
        [] => format!("`{name}`"),
        path => format!("`{name}.{}`", path.join(".")),
    }
}
