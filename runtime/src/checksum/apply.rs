//! Checksums of bodies in memory, as headers.

use aws_smithy_types::base64;
use aws_smithy_types::error::operation::BuildError;
use md5::{Digest, Md5};

use super::Checksums;
use super::algorithm::Algorithm;
use crate::http::Request;
use crate::special::glacier;

/// The start of the names of headers with a checksum.
const ALGORITHM_PREFIX: &str = "x-amz-checksum-";

/// The value of the header `content-md5`.
pub(crate) fn content_md5(body: &[u8]) -> String {
    base64::encode(Md5::digest(body))
}

/// True if a header is a checksum.
pub(crate) fn is_set(name: &str) -> bool {
    name.get(..ALGORITHM_PREFIX.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(ALGORITHM_PREFIX))
}

/// The name and value of the header with a checksum.
fn header_of(algorithm: Algorithm, body: &[u8]) -> (&'static str, String) {
    let mut checksum = algorithm.start();
    checksum.update(body);
    (algorithm.header(), base64::encode(checksum.finalize()))
}

/// Adds the headers with the checksums of a request's body, of which all bytes are there.
///
/// # Errors
///
/// Fails if the algorithm is not known.
pub(crate) fn apply<I>(
    checksums: &Checksums<I>,
    input: &I,
    request: &mut Request,
) -> Result<(), BuildError> {
    if checksums.md5 {
        let md5 = content_md5(&request.body);
        let is_md5 = |name: &str| name.eq_ignore_ascii_case("content-md5");
        request.headers.retain(|(name, _)| !is_md5(name));
        request.headers.push(("content-md5".into(), md5));
    }
    if checksums.tree_hash {
        glacier::set_hashes(request);
    }
    let Some(of_request) = &checksums.request else {
        return Ok(());
    };
    if request.headers.iter().any(|(name, _)| is_set(name)) {
        return Ok(());
    }
    let algorithm = match (of_request.algorithm)(input) {
        Some(name) => Algorithm::of(name)
            .map_err(|error| BuildError::invalid_field("checksum_algorithm", error))?,
        None => {
            let default = Algorithm::DEFAULT;
            let name = default.name().to_owned();
            request.headers.push((of_request.header.into(), name));
            default
        }
    };
    let (name, value) = header_of(algorithm, &request.body);
    request.headers.push((name.into(), value));
    Ok(())
}
