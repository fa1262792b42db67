//! Checks the HTTP bindings of the members of a structure.

use std::collections::HashMap;

use super::super::{Http, Member, Operation, Shape, ShapeKind, ShapeType};
use super::Check;
use crate::suggest;

const LABEL: &str = "smithy.api#httpLabel";
const HTTP: &str = "smithy.api#http";

/// Traits that exclude each other on a member.
const PLACES: [&str; 7] = [
    LABEL,
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpHeader",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpPayload",
    "smithy.api#httpResponseCode",
];

/// Traits that only one member of a structure may have.
const ONCE: [&str; 4] = [
    "smithy.api#httpQueryParams",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpPayload",
    "smithy.api#httpResponseCode",
];

impl<'m> Check<'m> {
    /// Checks the HTTP bindings of the members of a structure.
    pub(super) fn bindings(&mut self, shape: &'m Shape) {
        for member in shape.members() {
            let mut places = PLACES.into_iter().filter(|name| member.traits.has(name));
            if let (Some(first), Some(second)) = (places.next(), places.next()) {
                let message = format!("`{}` has both `{first}` and `{second}`", member.id);
                let finding = self.on_trait(&member.id, second, &[], message);
                finding.help("bind the member to one location only");
            }
            self.contents(member);
        }
        for name in ONCE {
            let mut bound = shape.members().filter(|m| m.traits.has(name));
            if let (Some(first), Some(second)) = (bound.next(), bound.next()) {
                let message = format!(
                    "`{}` and `{}` both have the trait `{name}`",
                    first.id, second.id
                );
                self.on_trait(&second.id, name, &[], message);
            }
        }
        self.twice(shape, "smithy.api#httpHeader", |m| {
            Some(m.traits.http_header()?.to_ascii_lowercase())
        });
        self.twice(shape, "smithy.api#httpQuery", |m| {
            m.traits.http_query().map(str::to_owned)
        });
    }

    /// Reports members that are bound to the same location.
    fn twice(&mut self, shape: &'m Shape, name: &str, place: impl Fn(&Member) -> Option<String>) {
        let mut known: HashMap<String, &Member> = HashMap::new();
        for member in shape.members() {
            let Some(place) = place(member) else {
                continue;
            };
            match known.get(&place) {
                Some(first) => {
                    let message = format!(
                        "`{}` is bound to `{place}`, to which `{}` is already bound",
                        member.id, first.id
                    );
                    self.on_trait(&member.id, name, &[], message);
                }
                None => {
                    known.insert(place, member);
                }
            }
        }
    }

    /// Checks the elements of lists and maps that are bound to queries and headers.
    fn contents(&mut self, member: &'m Member) {
        let Some(target) = self.sound(&member.target) else {
            return;
        };
        let scalar = |shape: &Shape| {
            let found = shape.shape_type();
            found.is_number()
                || found.is_text()
                || matches!(found, ShapeType::Boolean | ShapeType::Timestamp)
        };
        let names = ["smithy.api#httpHeader", "smithy.api#httpQuery"];
        if let ShapeKind::List { member: element } = &target.kind
            && let Some(name) = names.into_iter().find(|name| member.traits.has(name))
            && let Some(element) = self.sound(&element.target).filter(|e| !scalar(e))
        {
            let message = format!(
                "the trait `{name}` is applied to `{}`, which is a list of {}s",
                member.id,
                element.shape_type()
            );
            let finding = self.on_trait(&member.id, name, &[], message);
            finding.help("use a list of strings, numbers, booleans or timestamps");
        }
        let ShapeKind::Map { value, .. } = &target.kind else {
            return;
        };
        let Some(value) = self.sound(&value.target) else {
            return;
        };
        let is_text = value.shape_type().is_text();
        let is_list = || match &value.kind {
            ShapeKind::List { member } => self
                .sound(&member.target)
                .is_none_or(|element| element.shape_type().is_text()),
            _ => false,
        };
        let wrong = if member.traits.has("smithy.api#httpPrefixHeaders") && !is_text {
            Some(("smithy.api#httpPrefixHeaders", "strings"))
        } else if member.traits.http_query_params() && !is_text && !is_list() {
            Some(("smithy.api#httpQueryParams", "strings or lists of strings"))
        } else {
            None
        };
        if let Some((name, wanted)) = wrong {
            let message = format!(
                "the trait `{name}` is applied to `{}`, which is a map of {}s",
                member.id,
                value.shape_type()
            );
            let finding = self.on_trait(&member.id, name, &[], message);
            finding.help(format!("use a map whose values are {wanted}"));
        }
    }

    /// Checks the path of an operation against its input.
    pub(super) fn labels(&mut self, shape: &'m Shape, operation: &'m Operation, http: &Http) {
        let input = operation.input.as_ref();
        let input = match input {
            Some(id) => match self.sound(id) {
                Some(input) => Some(input),
                None => return,
            },
            None => None,
        };
        let members: Vec<&Member> = input.into_iter().flat_map(Shape::members).collect();
        for label in http.uri.labels() {
            let Some(member) = members.iter().find(|member| member.name() == label) else {
                let message = match input {
                    Some(input) => format!(
                        "the path of `{}` has the label `{{{label}}}`, but its input `{}` has no \
                         member of that name",
                        shape.id, input.id
                    ),
                    None => format!(
                        "the path of `{}` has the label `{{{label}}}`, but the operation has no input",
                        shape.id
                    ),
                };
                let names = members.iter().map(|member| member.name());
                let help = self.report.suggest(|| suggest::did_you_mean(label, names));
                let finding = self.on_trait(&shape.id, HTTP, &["uri"], message);
                finding.maybe_help(help);
                continue;
            };
            if !member.traits.http_label() {
                let message = format!(
                    "`{}` is the label `{{{label}}}` of `{}` but is missing the trait `{LABEL}`",
                    member.id, shape.id
                );
                self.report.on_shape(&member.id, &[], message);
            }
        }
        for member in members.iter().filter(|member| member.traits.http_label()) {
            let name = member.name();
            if !http.uri.labels().any(|label| label == name) {
                let message = format!(
                    "`{}` has the trait `{LABEL}`, but the path of `{}`, `{}`, has no label \
                     `{{{name}}}`",
                    member.id, shape.id, http.uri
                );
                let labels = http.uri.labels();
                let help = self.report.suggest(|| suggest::did_you_mean(name, labels));
                let finding = self.on_trait(&member.id, LABEL, &[], message);
                finding.maybe_help(help);
            }
            if !member.traits.required() {
                let message = format!(
                    "`{}` is part of a path but is missing the trait `smithy.api#required`",
                    member.id
                );
                self.on_trait(&member.id, LABEL, &[], message);
            }
        }
    }

    /// Checks that a message with a payload has no members left for the body.
    pub(super) fn payload(&mut self, shape: &'m Shape, is_input: bool) {
        const PAYLOAD: &str = "smithy.api#httpPayload";
        let Some(payload) = shape.members().find(|member| member.traits.http_payload()) else {
            return;
        };
        let placed = |member: &&Member| PLACES.iter().any(|name| member.traits.has(name));
        // Members in the prefix of the host are not in the body.
        let in_host = |member: &&Member| is_input && member.traits.host_label();
        for member in shape.members().filter(|m| !placed(m) && !in_host(m)) {
            let message = format!(
                "`{}` is bound to the body, but `{}` is already the whole body",
                member.id, payload.id
            );
            let finding = self.report.on_shape(&member.id, &[], message);
            finding.help(format!(
                "bind it elsewhere, e.g. with `smithy.api#httpHeader`, or remove `{PAYLOAD}`"
            ));
        }
    }
}
