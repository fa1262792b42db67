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

    /// Offers members by the names they have in the model. Those that are unset or that nobody
    /// asked for are left out.
    pub fn strings(&mut self, members: &[(&'static str, &Option<String>)]) {
        for (member, value) in members {
            if let Some(value) = value
                .as_ref()
                .filter(|_| self.requested.should_capture(member))
            {
                self.captured.insert(*member, value.as_str());
            }
        }
    }

    pub(crate) fn finish(self) -> CapturedTelemetryAttributes {
        self.captured
    }
}
