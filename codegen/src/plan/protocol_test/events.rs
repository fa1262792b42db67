//! The cases of event streams: events and errors as messages, and what comes before them.

use serde_json::Map;

use super::site::Site;
use super::value::{self, At, Built};
use super::{Case, Event, Expected, Fault, Kind, Planner, named, request, response};
use crate::model::{EVENT_TESTS, EventTest, Shape, TestEvent};
use crate::plan::operation::Operation;
use crate::plan::ty::{Events, Type};

impl<'m> Planner<'_, 'm> {
    /// The cases of the streams of an operation.
    pub(super) fn events(&mut self, shape: &'m Shape, operation: &Operation) {
        let tests = shape.traits.event_stream_tests();
        for (index, test) in tests.iter().enumerate() {
            if !self.is_ours(&test.case) || test.case.applies_to == Some("server") {
                continue;
            }
            let number = index.to_string();
            let site = |steps: &[&str]| {
                let steps = [&[number.as_str()], steps].concat();
                Site::new(&shape.id, EVENT_TESTS, &steps)
            };
            let mut kinds: Vec<Kind> = Vec::new();
            if let Some(test) = &test.request
                && let Some(input) = self.params(
                    &site(&["initialRequestParams"]),
                    &test.case,
                    &operation.input,
                )
            {
                kinds.push(Kind::Request(request(test, input, None)));
            }
            let initial = site(&["initialResponseParams"]);
            kinds.extend(self.initial_response(&initial, test, operation));
            for (index, event) in test.events.iter().enumerate() {
                let site = site(&["events", &index.to_string(), "params"]);
                match self.event(&site, test, event, operation) {
                    Ok(event) => kinds.extend(event.map(Kind::Event)),
                    Err(misfits) => {
                        for misfit in misfits {
                            self.report(&site, &test.case, misfit);
                        }
                    }
                }
            }
            self.cases.extend(kinds.into_iter().map(|kind| Case {
                module: operation.module.clone(),
                symbol: operation.symbol.clone(),
                is_server: false,
                ..named(&test.case, kind)
            }));
        }
    }

    fn initial_response(
        &mut self,
        site: &Site<'m>,
        test: &EventTest<'_>,
        operation: &Operation,
    ) -> Option<Kind> {
        let initial = test.response.as_ref()?;
        let Some(failure) = test.failure else {
            let output = self.params(site, &initial.case, &operation.output)?;
            return Some(Kind::Output(response(initial, output)));
        };
        let mut faults = operation.errors.iter();
        let fault = faults.find(|it| failure.is_some_and(|id| id.ends_with(&it.shape_name)));
        let Some(fault) = fault else {
            // Nothing is expected of it.
            let nothing = Built {
                ty: operation.output.ty.clone(),
                fallible: false,
                streams: true,
                members: Vec::new(),
            };
            return Some(Kind::Failure(response(initial, nothing)));
        };
        let structure = self.shapes.structure(&fault.ty)?;
        // No case says more of an error than its message.
        let expected = message(initial.case.body.unwrap_or_default());
        let at = At::new(self.shapes, &|_, _| None);
        let expected = value::structure(at, structure, &expected).ok()?;
        let fault = Fault {
            ty: fault.ty.clone(),
            error: operation.error(),
            code: None,
            adds_message: false,
        };
        Some(Kind::Error(response(initial, expected), fault))
    }

    fn event(
        &self,
        site: &Site<'m>,
        test: &EventTest<'_>,
        event: &TestEvent<'_>,
        operation: &Operation,
    ) -> Result<Option<Event>, Vec<value::Misfit>> {
        let structure = match event.is_sent {
            true => &operation.input,
            false => &operation.output,
        };
        let Some(Type::Events(stream)) = structure.events().map(|field| &field.ty) else {
            return Ok(None);
        };
        Ok(Some(Event {
            expected: site.read(self.shapes, &self.locator, |at| {
                self.expected(at, test, event, stream)
            })?,
            union: stream.union.clone(),
            is_sent: event.is_sent,
            bytes: event.bytes.to_owned(),
        }))
    }

    fn expected(
        &self,
        at: At<'_>,
        test: &EventTest<'_>,
        event: &TestEvent<'_>,
        stream: &Events,
    ) -> Result<Expected, Vec<value::Misfit>> {
        let union = self.shapes.union(&stream.union);
        let faults = union.and_then(|union| union.events.as_ref());
        let mut faults = faults.into_iter().flat_map(|events| &events.faults);
        let params = event.params.and_then(|params| params.iter().next());
        if let Some((name, params)) = params
            && test.failure != Some(None)
            && let Some((_, fault)) = faults.find(|(member, _)| member == name)
            && let Some(structure) = self.shapes.structure(&fault.ty)
        {
            let none = Map::new();
            let params = params.as_object().unwrap_or(&none);
            let built = value::structure(at.below(name), structure, params)?;
            return Ok(Expected::Error(stream.error.clone(), built));
        }
        match event.params {
            Some(params) if test.failure.is_none() => {
                Ok(Expected::Event(value::union(at, &stream.union, params)?))
            }
            _ => Ok(Expected::Failure),
        }
    }
}

/// The members of a body that is a JSON document.
fn message(body: &str) -> Map<String, serde_json::Value> {
    serde_json::from_str(body).unwrap_or_default()
}
