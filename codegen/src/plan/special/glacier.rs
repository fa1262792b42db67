//! The rules of Amazon Glacier: the version of the service in a header, an account ID that need
//! not be set, and hashes of what is uploaded.

use crate::model::{Member, Shape};
use crate::plan::row_trait::RowTrait;

const SERVICE: &str = "com.amazonaws.glacier#Glacier";

/// The operations whose requests have the hashes of their bodies.
const UPLOADS: [&str; 2] = [
    "com.amazonaws.glacier#UploadArchive",
    "com.amazonaws.glacier#UploadMultipartPart",
];

/// The account of the credentials.
const OWN_ACCOUNT: &str = "-";

fn is_glacier(service: &Shape) -> bool {
    service.id.as_str() == SERVICE
}

/// The header of all requests, with the version of the model.
pub(crate) fn header(service: &Shape, version: &str) -> Option<(String, String)> {
    is_glacier(service).then(|| ("x-amz-glacier-version".to_owned(), version.to_owned()))
}

/// The trait of an account ID in the path, which is that of the credentials if it is unset.
pub(crate) fn account_id(service: &Shape, member: &Member) -> Option<RowTrait> {
    let is_account = is_glacier(service) && member.name() == "accountId";
    is_account.then(|| RowTrait::OrElse(OWN_ACCOUNT.to_owned()))
}

/// True if requests of the operation have the tree hash of their body, and its SHA-256.
pub(crate) fn has_tree_hash(operation: &Shape) -> bool {
    UPLOADS.contains(&operation.id.as_str())
}
