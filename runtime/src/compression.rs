//! Compressed requests: what the trait `smithy.api#requestCompression` of a model says.

/// Requests with smaller bodies are sent as they are, in bytes.
#[cfg(feature = "compression")]
pub(crate) const MIN_SIZE: u32 = 10 * 1024;

/// Compresses the body of a request, unless it is small.
///
/// # Errors
///
/// Fails if the body cannot be compressed.
#[cfg(feature = "compression")]
pub(crate) fn apply(
    request: &mut crate::http::Request,
) -> Result<(), aws_smithy_types::error::operation::BuildError> {
    use aws_smithy_compression::body::compress::CompressedBody;
    use aws_smithy_compression::{CompressionAlgorithm, CompressionOptions};
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::operation::BuildError;

    if request.body.len() < MIN_SIZE as usize {
        return Ok(());
    }
    let gzip = CompressionAlgorithm::Gzip.into_impl_http_body_1_x(&CompressionOptions::default());
    let body = SdkBody::from(std::mem::take(&mut request.body));
    let body = CompressedBody::new(body, gzip).into_compressed_sdk_body();
    let body = body.map_err(BuildError::other)?;
    request.body = body.bytes().unwrap_or_default().to_vec();
    let length = request.body.len().to_string();
    for (name, value) in &mut request.headers {
        if name.eq_ignore_ascii_case("content-length") {
            value.clone_from(&length);
        }
    }
    // An encoding of the caller comes first, as it was applied first.
    let is_encoding = |(name, _): &&mut (_, String)| {
        let name: &std::borrow::Cow<'_, str> = name;
        name.eq_ignore_ascii_case("content-encoding")
    };
    match request.headers.iter_mut().find(is_encoding) {
        Some((_, own)) => own.push_str(", gzip"),
        None => request
            .headers
            .push(("content-encoding".into(), "gzip".into())),
    }
    Ok(())
}
