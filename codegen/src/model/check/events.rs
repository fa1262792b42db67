//! Checks of events: the members of a union that is a stream, and what stands in their messages.

use super::super::{Member, Shape, ShapeKind};
use super::Check;

impl<'m> Check<'m> {
    /// Checks that the members of a stream of events are structures.
    pub(super) fn events(&mut self, union: &'m Shape) {
        if !union.traits.streaming() {
            return;
        }
        for member in union.members() {
            let Some(target) = self.sound(&member.target) else {
                continue;
            };
            if matches!(target.kind, ShapeKind::Structure { .. }) {
                continue;
            }
            let message = format!(
                "`{}` is an event, but targets {}",
                member.id,
                target.shape_type().with_article()
            );
            let finding = self.report.on_shape(&member.id, &[], message);
            finding.help(
                "use a structure, whose member may be the payload: `smithy.api#eventPayload`",
            );
        }
    }

    /// Checks that an event with a payload has no members left for the payload.
    pub(super) fn event_payload(&mut self, shape: &'m Shape) {
        const PAYLOAD: &str = "smithy.api#eventPayload";
        let mut members = shape.members();
        let Some(payload) = members.find(|member| member.traits.event_payload()) else {
            return;
        };
        if payload.traits.event_header() {
            let message = format!(
                "`{}` has both `smithy.api#eventHeader` and `{PAYLOAD}`",
                payload.id
            );
            self.on_trait(&payload.id, PAYLOAD, &[], message);
        }
        let is_left = |member: &&Member| !member.traits.event_header() && member.id != payload.id;
        for member in shape.members().filter(is_left) {
            let message = format!(
                "`{}` is part of the payload, but `{}` is already the whole payload",
                member.id, payload.id
            );
            let finding = self.report.on_shape(&member.id, &[], message);
            finding.help(format!(
                "make it a header: `smithy.api#eventHeader`; or remove `{PAYLOAD}`"
            ));
        }
    }
}
