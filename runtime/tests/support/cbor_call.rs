//! The structure in requests and responses in CBOR.

#![allow(dead_code, reason = "each test uses what it needs")]

use hammersmith::Operation;
use hammersmith::error::BuildError;
use hammersmith::http::Response;
use hammersmith::protocol::RpcV2Cbor;

use crate::call::{Call, Failure, Nothing};
use crate::everything::Everything;

pub(crate) fn written(value: &Everything) -> Result<Vec<u8>, BuildError> {
    Call::<RpcV2Cbor, Everything, Nothing>::serialize(value).map(|request| request.body)
}

pub(crate) fn read(document: &[u8]) -> Result<Everything, Box<Failure>> {
    let response = Response::new(200, document);
    Call::<RpcV2Cbor, Nothing, Everything>::parse(&response).map_err(Box::new)
}

/// A document from hexadecimal digits; spaces separate them for people.
pub(crate) fn bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(|byte| *byte != b' ').collect();
    let pairs = digits
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

/// A map with one member, `name`, and what comes behind that in hexadecimal digits.
pub(crate) fn member(name: &str, value: &str) -> Vec<u8> {
    let mut document = vec![0xa1, 0x60 | name.len() as u8];
    document.extend(name.bytes());
    document.extend(bytes(value));
    document
}

/// The text of a failure, without the part that every failure to read a response has.
pub(crate) fn failure(document: &[u8]) -> String {
    let text = match read(document) {
        Ok(all) => panic!("{document:02x?} is read as {all:?}"),
        Err(error) => error.to_string(),
    };
    let start = "the response cannot be read: invalid CBOR document";
    text.strip_prefix(start).unwrap_or(&text).to_owned()
}
