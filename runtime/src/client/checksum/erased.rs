//! The checksums of an operation with its types erased.

use aws_smithy_runtime_api::client::interceptors::context::Input;

use crate::checksum::Checksums;
use crate::client::operation::ClientOperation;

/// The checksums of an operation with its types erased.
#[derive(Debug)]
pub(crate) struct ErasedChecksums {
    pub(crate) md5: bool,
    pub(crate) tree_hash: bool,
    pub(crate) required: bool,
    pub(crate) chunked: bool,
    /// The header that names the algorithm; empty if requests have none.
    pub(crate) header: &'static str,
    pub(crate) algorithm: fn(&Input) -> Option<String>,
    /// The algorithms of responses; empty if they have no checksums.
    pub(crate) algorithms: &'static [&'static str],
    pub(crate) is_enabled: fn(&Input) -> bool,
    pub(crate) enable: fn(&mut Input),
}

pub(crate) const fn erased_checksums<O: ClientOperation>() -> ErasedChecksums {
    let checksums = match O::CHECKSUMS {
        Some(checksums) => checksums,
        None => Checksums::new(),
    };
    ErasedChecksums {
        md5: checksums.md5,
        tree_hash: checksums.tree_hash,
        required: checksums.required,
        chunked: checksums.chunked,
        header: match checksums.request {
            Some(request) => request.header,
            None => "",
        },
        algorithm: |input| {
            let request = O::CHECKSUMS?.request?;
            (request.algorithm)(input.downcast_ref()?).map(str::to_owned)
        },
        algorithms: match checksums.response {
            Some(response) => response.algorithms,
            None => &[],
        },
        is_enabled: |input| {
            let response = O::CHECKSUMS.and_then(|checksums| checksums.response);
            let input = input.downcast_ref();
            response
                .zip(input)
                .is_some_and(|(response, input)| (response.is_enabled)(input))
        },
        enable: |input| {
            let response = O::CHECKSUMS.and_then(|checksums| checksums.response);
            if let Some((response, input)) = response.zip(input.downcast_mut()) {
                (response.enable)(input);
            }
        },
    }
}
