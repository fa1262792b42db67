//! The checksum of a response, which is checked while its body is read.

use std::mem;

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::validate;
use aws_smithy_checksums::http::CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::checksum_config::ResponseChecksumValidation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use crate::client::error::BoxError;

use super::erased::ErasedChecksums;

/// Asks for the checksum of the response, and checks it.
#[derive(Debug)]
pub(crate) struct ResponseChecksum(pub(crate) &'static ErasedChecksums);

/// True if the checksum of a response is checked.
#[derive(Debug)]
struct IsChecked(bool);

impl Storable for IsChecked {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for ResponseChecksum {
    fn name(&self) -> &'static str {
        "ResponseChecksum"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let when = config.load::<ResponseChecksumValidation>();
        let only_required = matches!(when, Some(ResponseChecksumValidation::WhenRequired));
        if !only_required {
            (self.0.enable)(context.input_mut());
        }
        let is_checked = !only_required || (self.0.is_enabled)(context.input());
        let state = config.interceptor_state();
        state.store_put(IsChecked(is_checked));
        state.store_append(if only_required {
            SmithySdkFeature::FlexibleChecksumsResWhenRequired
        } else {
            SmithySdkFeature::FlexibleChecksumsResWhenSupported
        });
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !config.load::<IsChecked>().is_some_and(|is| is.0) {
            return Ok(());
        }
        let response = context.response_mut();
        if let Some((algorithm, expected)) = found(response.headers(), self.0.algorithms) {
            let body = mem::replace(response.body_mut(), SdkBody::taken());
            *response.body_mut() = body.map(move |body| {
                let checksum = algorithm.into_impl();
                let expected = expected.clone().into();
                SdkBody::from_body_1_x(validate::ChecksumBody::new(body, checksum, expected))
            });
        }
        Ok(())
    }
}

/// The checksum in the headers of a response: of several, the one that takes the least time.
fn found(headers: &Headers, known: &[&str]) -> Option<(ChecksumAlgorithm, Vec<u8>)> {
    let mut algorithms = CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER
        .iter()
        .filter(|name| known.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .filter_map(|name| name.parse::<ChecksumAlgorithm>().ok());
    let (algorithm, value) = algorithms.find_map(|algorithm| {
        let value = headers.get(algorithm.into_impl().header_name())?;
        Some((algorithm, value))
    })?;
    if is_of_parts(value) {
        // As the official clients say it, since filters of logs know the text.
        tracing::warn!(
            "This checksum is a part-level checksum which can't be validated by the Rust SDK. \
             Disable checksum validation for this request to fix this warning."
        );
        return None;
    }
    match base64::decode(value) {
        Ok(checksum) => Some((algorithm, checksum)),
        Err(_) => {
            tracing::error!(
                "Checksum received from server could not be base64 decoded. No checksum \
                 validation will be performed."
            );
            None
        }
    }
}

/// True if a checksum is one of the checksums of parts: it ends with a hyphen and their number.
fn is_of_parts(checksum: &str) -> bool {
    let Some((before, parts)) = checksum.rsplit_once('-') else {
        return false;
    };
    let is_number = !parts.is_empty() && parts.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !before.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_of_parts;

    /// Protects that a checksum of parts is never taken for one of the whole, which would fail
    /// every download of an object that was uploaded in parts, and the reverse, which would check
    /// nothing.
    #[test]
    fn checksums_of_parts_have_their_number() {
        let cases = [
            ("abcd-1", true),
            ("abcd==-10000", true),
            ("C9A5A6878D97B48CC965C1E41859F034-14", true),
            ("abcd==", false),
            ("", false),
            ("abcd==-", false),
            ("abcd==--11", false),
            ("abcd==-134!#{!#", false),
        ];
        for (checksum, expected) in cases {
            assert_eq!(is_of_parts(checksum), expected, "{checksum}");
        }
    }
}
