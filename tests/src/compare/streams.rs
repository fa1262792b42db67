//! Bodies of responses that are streams, and their checksums.

use fastrand::Rng;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;

use super::responses::{Body, Response};

/// The header with the CRC-32 of a body.
const CRC32: &str = "x-amz-checksum-crc32";

/// A function that takes the stream out of an output, as an expression.
pub(super) fn taken(output: &Structure) -> String {
    let mut fields = output.fields.iter();
    match fields.find(|field| field.ty == Type::Stream) {
        Some(field) => format!("|it| Some(std::mem::take(&mut it.{}))", field.name.ident),
        None => "|_| None".to_owned(),
    }
}

/// Gives half of the streams that clients check their CRC-32, which is wrong now and then.
pub(super) fn check(operation: &Operation, response: &mut Response, random: &mut Rng) {
    let checksums = operation
        .checksums
        .as_ref()
        .and_then(|it| it.response.as_ref());
    let (Some(_), Body::Bytes(bytes)) = (checksums, &response.body) else {
        return;
    };
    if random.bool() {
        let checksum = crc32fast::hash(bytes) ^ u32::from(random.u8(0..8) == 0);
        let checksum = aws_smithy_types::base64::encode(checksum.to_be_bytes());
        response.set(CRC32, checksum);
    }
}
