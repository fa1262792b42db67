//! The checksums of an operation's requests and responses.

use crate::model::{HttpChecksum, Shape};
use crate::name::Name;
use crate::plan::context::Context;
use crate::plan::http::Placement;
use crate::plan::special::glacier;
use crate::plan::structure::Structure;

/// The trait that requires the header `content-md5`.
const MD5: &str = "smithy.api#httpChecksumRequired";

/// The checksums of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checksums {
    /// True if requests have the header `content-md5`.
    pub md5: bool,
    /// True if the service refuses requests without a checksum.
    pub required: bool,
    /// True if requests have the hashes that Glacier wants.
    pub tree_hash: bool,
    /// True if a stream is sent in chunks, with its checksum behind the last.
    pub chunked: bool,
    /// The checksum of requests, if they have one.
    pub request: Option<RequestChecksum>,
    /// The checksum of responses, if they have one.
    pub response: Option<ResponseChecksum>,
}

/// The checksum of requests.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestChecksum {
    /// The header that names the algorithm.
    pub header: String,
    /// The member that names it.
    pub algorithm: Name,
    /// True if the member is of a generated enum.
    pub is_enum: bool,
}

/// The checksum of responses.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseChecksum {
    /// The algorithms that the service may use.
    pub algorithms: Vec<String>,
    /// The member that asks for a checksum.
    pub mode: Name,
}

/// Plans the checksums of `operation`; `None` if it has none.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    operation: &Shape,
    input: &Structure,
) -> Option<Checksums> {
    let traits = &operation.traits;
    let flexible = traits.http_checksum();
    let flexible = flexible.map(|checksum| of_trait(cx, operation, input, &checksum));
    let mut checksums = flexible.unwrap_or_default();
    // The specification has it for required checksums whose algorithm no member names.
    checksums.md5 = traits.has(MD5) || (checksums.required && checksums.request.is_none());
    checksums.tree_hash = glacier::has_tree_hash(operation);
    (checksums != Checksums::default()).then_some(checksums)
}

fn of_trait(
    cx: &mut Context<'_>,
    operation: &Shape,
    input: &Structure,
    checksum: &HttpChecksum<'_>,
) -> Checksums {
    let mut member = |name: Option<&str>| {
        let name = name?;
        let field = input.fields.iter().find(|field| field.member == name);
        if field.is_none() {
            let id = &operation.id;
            let message = format!(
                "`aws.protocols#httpChecksum` of `{id}` names the member `{name}`, which its input lacks"
            );
            cx.problem(id, message, Some("name a member of the input"));
        }
        field
    };
    let algorithm = member(checksum.request_algorithm_member);
    let mode = member(checksum.request_validation_mode_member);
    let request = algorithm.and_then(|field| match &field.placement {
        // Without a header there is nothing that tells the service of the algorithm.
        Placement::Header(header) => Some(RequestChecksum {
            header: header.clone(),
            algorithm: field.name.ident.clone(),
            is_enum: field.ty.is_enumeration(),
        }),
        _ => None,
    });
    Checksums {
        md5: false,
        tree_hash: false,
        required: checksum.request_checksum_required,
        chunked: request.is_some() && input.stream().is_some(),
        request,
        response: mode.map(|field| ResponseChecksum {
            algorithms: checksum
                .response_algorithms
                .iter()
                .map(ToString::to_string)
                .collect(),
            mode: field.name.ident.clone(),
        }),
    }
}
