//! Checks that the traits of an operation match its input and output.

use super::super::{
    Endpoint, Example, HostPart, Member, Operation, Paginated, Shape, ShapeId, ShapeKind, prelude,
};
use super::Check;
use super::value::{Fault, Strictness};
use crate::suggest;

const EXAMPLES: &str = "smithy.api#examples";
const PAGINATED: &str = "smithy.api#paginated";
const ENDPOINT: &str = "smithy.api#endpoint";
const CHECKSUM: &str = "aws.protocols#httpChecksum";

impl<'m> Check<'m> {
    /// Checks an operation.
    pub(super) fn operation(&mut self, shape: &'m Shape, operation: &'m Operation) {
        if let Some(http) = shape.traits.http() {
            self.labels(shape, operation, &http);
            let messages = operation.input.iter().map(|id| (id, true));
            let replies = operation.output.iter().chain(&operation.errors);
            for (id, is_input) in messages.chain(replies.map(|id| (id, false))) {
                if let Some(message) = self.sound(id) {
                    self.payload(message, is_input);
                }
            }
        }
        if let Some(endpoint) = shape.traits.endpoint() {
            self.host(shape, operation, &endpoint);
        }
        for (index, example) in shape.traits.each_example() {
            self.example(shape, operation, index, &example);
        }
        if let Some(checksum) = shape.traits.http_checksum() {
            let named = [
                ("requestAlgorithmMember", checksum.request_algorithm_member),
                (
                    "requestValidationModeMember",
                    checksum.request_validation_mode_member,
                ),
            ];
            for (key, name) in named {
                if let Some(name) = name {
                    self.field_of_input(shape, operation, CHECKSUM, key, name);
                }
            }
        }
    }

    /// Reports a missing member of the input.
    fn field_of_input(
        &mut self,
        shape: &Shape,
        operation: &Operation,
        name: &str,
        key: &str,
        wanted: &str,
    ) -> Option<&'m Member> {
        let input = match &operation.input {
            Some(id) => Some(self.sound(id)?),
            None => None,
        };
        let found = input.and_then(|input| input.member(wanted));
        if found.is_none() {
            let what = short(name);
            let message = match input {
                Some(input) => format!(
                    "`{what}.{key}` of `{}` refers to `{wanted}`, but its input `{}` has no member of that name",
                    shape.id, input.id
                ),
                None => format!(
                    "`{what}.{key}` of `{}` refers to `{wanted}`, but the operation has no input",
                    shape.id
                ),
            };
            let names = input.into_iter().flat_map(Shape::members).map(Member::name);
            let help = self.report.suggest(|| suggest::did_you_mean(wanted, names));
            let finding = self.on_trait(&shape.id, name, &[key], message);
            finding.maybe_help(help);
        }
        found
    }

    fn host(&mut self, shape: &'m Shape, operation: &'m Operation, endpoint: &Endpoint<'_>) {
        const KEY: &str = "hostPrefix";
        for part in &endpoint.parts {
            let HostPart::Label(label) = part else {
                continue;
            };
            let found = self.field_of_input(shape, operation, ENDPOINT, KEY, label);
            if let Some(member) = found.filter(|member| !member.traits.host_label()) {
                let message = format!(
                    "`{}` is part of the host of `{}` but is missing the trait \
                     `smithy.api#hostLabel`",
                    member.id, shape.id
                );
                self.report.on_shape(&member.id, &[], message);
            }
        }
    }

    fn example(
        &mut self,
        shape: &'m Shape,
        operation: &'m Operation,
        index: usize,
        example: &Example<'_>,
    ) {
        let at = |key: &str| vec![index.to_string(), key.to_owned()];
        let input = if example.allow_constraint_errors {
            Strictness::LaxExample
        } else {
            Strictness::Example
        };
        let parts = [
            ("input", &operation.input, example.input, input),
            (
                "output",
                &operation.output,
                example.output,
                Strictness::LaxExample,
            ),
        ];
        for (key, target, value, strictness) in parts {
            let Some(value) = value else {
                continue;
            };
            let unit = ShapeId::trusted(prelude::UNIT);
            let target = target.as_ref().unwrap_or(&unit);
            let faults = self.mismatches(target, value, strictness);
            self.example_faults(shape, example, &at(key), faults);
        }
        let Some(error) = &example.error else {
            return;
        };
        let way = at("error");
        if self.exists_as_error(operation, &error.shape_id) {
            if let Some(content) = error.content {
                let faults = self.mismatches(&error.shape_id, content, Strictness::LaxExample);
                let way: Vec<String> = way.into_iter().chain(["content".to_owned()]).collect();
                self.example_faults(shape, example, &way, faults);
            }
        } else {
            let message = format!(
                "is `{}`, which is not an error of `{}`",
                error.shape_id, shape.id
            );
            let mut fault = Fault::new(message);
            let errors = operation.errors.iter();
            let near = suggest::closest(error.shape_id.name(), errors.map(|id| id.name()), 3);
            fault.help = suggest::question(&near);
            fault.way = vec!["shapeId".to_owned()];
            self.example_faults(shape, example, &way, vec![fault]);
        }
    }

    fn exists_as_error(&self, operation: &Operation, error: &ShapeId) -> bool {
        let of_services = self.model.services().filter_map(Shape::as_service);
        let mut all = operation
            .errors
            .iter()
            .chain(of_services.flat_map(|service| &service.errors));
        all.any(|known| known == error)
    }

    fn example_faults(
        &mut self,
        shape: &Shape,
        example: &Example<'_>,
        way: &[String],
        faults: Vec<Fault>,
    ) {
        for fault in faults {
            let whole: Vec<&str> = way.iter().chain(&fault.way).map(String::as_str).collect();
            let inside = whole.get(1..).unwrap_or_default().join(".");
            let message = format!(
                "`{inside}` in the example \"{}\" of `{}` {}",
                example.title, shape.id, fault.message
            );
            let finding = self.on_trait(&shape.id, EXAMPLES, &whole, message);
            finding.maybe_help(fault.help);
        }
    }

    /// Checks that the members used for pagination exist. Settings that the operation leaves out
    /// come from its service.
    pub(super) fn pagination(&mut self, shape: &'m Shape, service: Option<Paginated<'_>>) {
        let Some(operation) = shape.as_operation() else {
            return;
        };
        let Some(own) = shape.traits.paginated() else {
            return;
        };
        let service = service.unwrap_or_default();
        let input_token = own.input_token.or(service.input_token);
        let output_token = own.output_token.or(service.output_token);
        let named = [
            ("inputToken", input_token),
            ("pageSize", own.page_size.or(service.page_size)),
        ];
        for (key, name) in named {
            if let Some(name) = name {
                self.field_of_input(shape, operation, PAGINATED, key, name);
            }
        }
        let named = [
            ("outputToken", output_token),
            ("items", own.items.or(service.items)),
        ];
        for (key, way) in named {
            if let Some(way) = way {
                self.way_in_output(shape, operation, key, way);
            }
        }
        for (key, token) in [("inputToken", input_token), ("outputToken", output_token)] {
            if token.is_none() {
                let message = format!("`paginated` of `{}` is missing `{key}`", shape.id);
                let finding = self.on_trait(&shape.id, PAGINATED, &[], message);
                finding.help("add it here or to the trait of the service");
            }
        }
    }

    /// Resolves a path of names separated by dots in the output.
    fn way_in_output(&mut self, shape: &Shape, operation: &Operation, key: &str, way: &str) {
        let Some(output) = &operation.output else {
            let message = format!(
                "`paginated.{key}` of `{}` refers to `{way}`, but the operation has no output",
                shape.id
            );
            self.on_trait(&shape.id, PAGINATED, &[key], message);
            return;
        };
        let mut next = self.sound(output);
        for name in way.split('.') {
            let Some(found) = next else {
                return;
            };
            let Some(member) = found.member(name) else {
                let message = format!(
                    "`paginated.{key}` of `{}` refers to `{way}`, but `{}` has no member `{name}`",
                    shape.id, found.id
                );
                let help = match &found.kind {
                    ShapeKind::Structure { members } => {
                        suggest::did_you_mean(name, members.iter().map(Member::name))
                    }
                    _ => None,
                };
                let finding = self.on_trait(&shape.id, PAGINATED, &[key], message);
                finding.maybe_help(help);
                return;
            };
            next = self.sound(&member.target);
        }
    }
}

fn short(name: &str) -> &str {
    name.strip_prefix("smithy.api#").unwrap_or(name)
}
