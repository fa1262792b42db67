//! Checksums of requests.

use aws_smithy_types::base64;

use super::call::Call;
use super::refusal::Refusal;
use crate::checksum::{Algorithm, content_md5};

/// Refuses a body that does not have the checksums that the headers or trailers of its request say.
pub(super) fn check(call: &Call<'_>) -> Result<(), Refusal> {
    if call.is_decompressed || call.has_events {
        // They are those of other bytes.
        return Ok(());
    }
    for algorithm in Algorithm::ALL {
        let header = algorithm.header();
        compare(call, header, || {
            let mut checksum = algorithm.start();
            checksum.update(call.body());
            base64::encode(checksum.finalize())
        })?;
    }
    compare(call, "content-md5", || content_md5(call.body()))
}

fn compare(
    call: &Call<'_>,
    header: &'static str,
    compute: impl FnOnce() -> String,
) -> Result<(), Refusal> {
    let Some(sent) = call.parts.header(header) else {
        return Ok(());
    };
    let computed = compute();
    match sent == computed {
        true => Ok(()),
        false => Err(Refusal::checksum(header, &computed, sent)),
    }
}
