//! The names of a service's crate.

/// The short name of a service, from the `sdkId` of its `aws.api#service` trait: lower case, no
/// spaces, and neither `service` nor `api` at its end (`batch`, `transcribestreaming`).
pub fn service_slug(sdk_id: &str) -> String {
    let name: String = sdk_id.to_lowercase().split_whitespace().collect();
    let name = name.strip_suffix("service").unwrap_or(&name);
    name.strip_suffix("api").unwrap_or(name).to_owned()
}

/// The name of the official crate of a service, from its `sdkId`.
///
/// ```
/// # use hammersmith_codegen::name::{crate_name, lib_name};
/// assert_eq!(crate_name("Transcribe Streaming"), "aws-sdk-transcribestreaming");
/// assert_eq!(lib_name(&crate_name("Batch")), "aws_sdk_batch");
/// ```
pub fn crate_name(sdk_id: &str) -> String {
    format!("aws-sdk-{}", service_slug(sdk_id))
}

/// The name of a crate in Rust code.
pub fn lib_name(crate_name: &str) -> String {
    crate_name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_named_like_the_official_ones() {
        for (sdk_id, expected) in [
            ("Batch", "aws-sdk-batch"),
            ("Transcribe Streaming", "aws-sdk-transcribestreaming"),
            ("Config Service", "aws-sdk-config"),
            ("Lex Model Building Service", "aws-sdk-lexmodelbuilding"),
            ("ApiGatewayManagementApi", "aws-sdk-apigatewaymanagement"),
            ("Service Catalog", "aws-sdk-servicecatalog"),
            ("SSO OIDC", "aws-sdk-ssooidc"),
        ] {
            assert_eq!(crate_name(sdk_id), expected, "{sdk_id}");
        }
        assert_eq!(lib_name("hammersmith-batch"), "hammersmith_batch");
    }
}
