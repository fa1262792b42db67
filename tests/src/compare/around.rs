//! The parts around a call: the settings of the client, and the interceptors that run.

use serde_json::Value;

/// The number of settings that `compare/situations.rs` has.
const SITUATIONS: u64 = 6;

/// The settings of a case: those without a change for half of them.
pub(super) fn situation(number: u64) -> u64 {
    // Operations come in turn, so that each has to meet all settings.
    match number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 {
        it if it % 2 == 0 => 0,
        it => it / 2 % SITUATIONS,
    }
}

/// Interceptors of which one of the clients does the work elsewhere, or has them on all operations.
const ELSEWHERE: &[&str] = &[
    "AcceptHeaderInterceptor",
    "GlacierAccountIdAutofillInterceptor",
    "GlacierApiVersionInterceptor",
    "IdempotencyTokenInterceptor",
    "Route53ResourceIdInterceptor",
    "S3ExpiresInterceptor",
    "TelemetryInputCaptureInterceptor",
];

/// Interceptors of features that the official clients leave to the program.
const MORE: &[&str] = &[
    "CopyFromRegion",
    "Crc32OfDynamoDb",
    "Md5OfSqs",
    "RegionRedirects",
];

/// The names of the interceptors of an operation, without the operation's name in front, which
/// official ones have.
pub(super) fn interceptors(operation: &str, answer: &Value) -> Value {
    let names = answer["interceptors"].as_array();
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    let names = names.map(|name| name.strip_prefix(operation).unwrap_or(name));
    let names = names.filter(|name| !ELSEWHERE.contains(name) && !MORE.contains(name));
    names.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{SITUATIONS, situation};

    /// Protects that no setting is left out, and that an operation meets more than one.
    #[test]
    fn cases_meet_all_settings() {
        let all: BTreeSet<_> = (0..200).map(situation).collect();
        assert_eq!(all.len() as u64, SITUATIONS);
        let own: BTreeSet<_> = (0..40).map(|round| situation(round * 100)).collect();
        assert!(own.len() > 2, "{own:?}");
    }
}
