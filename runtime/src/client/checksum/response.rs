//! The checksum of a response, which is checked while its body is read.

use std::mem;

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

use crate::checksum::Algorithm;
use crate::client::error::BoxError;
use crate::client::presigning::Presigning;

use super::checked::{Checked, Expected};
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
        "ResponseChecksumInterceptor"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let when = config.load::<ResponseChecksumValidation>();
        let only_required = matches!(when, Some(ResponseChecksumValidation::WhenRequired));
        // Whoever sends the request may not know what to do with the checksum.
        if !only_required && Presigning::of(config).is_none() {
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
                SdkBody::from_body_1_x(Checked::new(body, algorithm, expected.clone()))
            });
        }
        Ok(())
    }
}

/// The checksum that the head of a response has or announces: of several, the first in the order of
/// the algorithms.
fn found(headers: &Headers, known: &[&str]) -> Option<(Algorithm, Expected)> {
    let known = |algorithm: &Algorithm| {
        let mut names = known.iter();
        names.any(|known| known.eq_ignore_ascii_case(algorithm.name()))
    };
    let algorithms = || Algorithm::ALL.into_iter().filter(known);
    let in_header = algorithms().find_map(|of| Some((of, headers.get(of.header())?)));
    let Some((algorithm, value)) = in_header else {
        let mut announced = algorithms().filter(|of| is_announced(headers, of.header()));
        return announced.next().map(|of| (of, Expected::Trailer));
    };
    if is_of_parts(value) {
        // As the official clients say it, since filters of logs know the text.
        tracing::warn!(
            "This checksum is a part-level checksum which can't be validated by the Rust SDK. \
             Disable checksum validation for this request to fix this warning."
        );
        return None;
    }
    match base64::decode(value) {
        Ok(checksum) => Some((algorithm, Expected::Header(checksum.into()))),
        Err(_) => {
            tracing::error!(
                "Checksum received from server could not be base64 decoded. No checksum \
                 validation will be performed."
            );
            None
        }
    }
}

/// True if the head of a response announces that trailer.
fn is_announced(headers: &Headers, trailer: &str) -> bool {
    let lists = headers.get_all("x-amz-trailer");
    let mut names = lists
        .chain(headers.get_all("trailer"))
        .flat_map(|list| list.split(','));
    names.any(|name| name.trim().eq_ignore_ascii_case(trailer))
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
    use aws_smithy_runtime_api::http::Headers;

    use super::{Algorithm, Expected, found, is_of_parts};

    /// Protects the choice among the checksums of a response, which is that of the official
    /// clients: of those that the model lists, CRC64NVME, CRC32C, CRC32, SHA1, SHA256; and that a
    /// checksum in a header goes before one that is announced.
    #[test]
    fn the_checksum_is_chosen_in_the_order_of_algorithms() {
        let header = |name: &'static str| (name, "AAAA");
        let crc32 = header("x-amz-checksum-crc32");
        let sha256 = header("x-amz-checksum-sha256");
        let sha1 = header("x-amz-checksum-sha1");
        let crc32c = header("x-amz-checksum-crc32c");
        let nvme = header("x-amz-checksum-crc64nvme");
        let xxhash = header("x-amz-checksum-xxhash3");
        let md5 = header("x-amz-checksum-md5");
        let trailer = ("x-amz-trailer", "x-other, x-amz-checksum-sha512");
        let standard = ("trailer", "X-Amz-Checksum-CRC32");
        let all = [
            "crc32",
            "CRC32C",
            "CRC64NVME",
            "SHA1",
            "SHA256",
            "XXHASH3",
            "MD5",
            "SHA512",
        ];
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], Option<Algorithm>);
        let cases: [Case<'_>; 11] = [
            (
                &[sha256, sha1, crc32, crc32c, nvme],
                &all,
                Some(Algorithm::Crc64Nvme),
            ),
            (
                &[sha256, sha1, crc32, crc32c],
                &all,
                Some(Algorithm::Crc32c),
            ),
            (&[sha256, sha1, crc32], &all, Some(Algorithm::Crc32)),
            (&[sha256, sha1], &all, Some(Algorithm::Sha1)),
            (&[md5, xxhash, sha256], &all, Some(Algorithm::Sha256)),
            (&[md5, xxhash], &all, Some(Algorithm::XxHash3)),
            (&[trailer, md5], &all, Some(Algorithm::Md5)),
            (&[trailer], &all, Some(Algorithm::Sha512)),
            (&[trailer, standard], &all, Some(Algorithm::Crc32)),
            (&[crc32, sha256], &["SHA256"], Some(Algorithm::Sha256)),
            (&[crc32, trailer], &["MD5"], None),
        ];
        for (given, known, expected) in cases {
            let mut headers = Headers::new();
            for (name, value) in given {
                headers.insert(name.to_string(), value.to_string());
            }
            let found = found(&headers, known);
            let of_header = expected.is_some_and(|of| headers.contains_key(of.header()));
            let is_header = matches!(found, Some((_, Expected::Header(_))));
            assert_eq!(is_header, of_header, "{given:?}");
            assert_eq!(found.map(|(of, _)| of), expected, "{given:?}");
        }
    }

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
