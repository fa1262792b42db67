//! Members of an input that telemetry may record when the caller requests them by name.

use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

/// Takes up the members of an input that were asked for.
#[derive(Debug)]
pub struct Capture<'a> {
    requested: &'a RequestedTelemetryAttributes,
    captured: CapturedTelemetryAttributes,
}

impl<'a> Capture<'a> {
    pub(crate) fn new(requested: &'a RequestedTelemetryAttributes) -> Self {
        Self {
            requested,
            captured: CapturedTelemetryAttributes::default(),
        }
    }

    /// Offers a member by the name it has in the model. A member that is unset or that nobody asked
    /// for is left out.
    pub fn string(&mut self, member: &'static str, value: Option<&str>) {
        if let Some(value) = value.filter(|_| self.requested.should_capture(member)) {
            self.captured.insert(member, value);
        }
    }

    pub(crate) fn finish(self) -> CapturedTelemetryAttributes {
        self.captured
    }
}
