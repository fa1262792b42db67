//! The signature in the headers of a request. Signatures in its body continue from it.

use aws_smithy_runtime_api::http::Headers;

/// The signature of a request, and the names in its scope.
pub(crate) struct Signature<'h> {
    pub(crate) region: &'h str,
    /// The name of the service.
    pub(crate) name: &'h str,
    /// In hexadecimal digits.
    pub(crate) digits: &'h str,
}

impl<'h> Signature<'h> {
    pub(crate) fn of(headers: &'h Headers) -> Option<Self> {
        // AWS4-HMAC-SHA256 Credential=key/date/region/name/aws4_request, SignedHeaders=…,
        // Signature=…
        let authorization = headers.get("authorization")?;
        let part = |name: &str| {
            let (_, rest) = authorization.split_once(name)?;
            rest.split(',').next()
        };
        let mut scope = part("Credential=")?.rsplit('/').skip(1);
        let (name, region) = (scope.next()?, scope.next()?);
        Some(Self {
            region,
            name,
            digits: part("Signature=")?,
        })
    }
}
