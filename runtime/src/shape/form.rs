//! The origin of the value of a member.

use crate::http::Response;

/// The origin of a value.
#[derive(Debug)]
pub enum Form<'a, R> {
    /// A document.
    Codec(&'a mut R),
    /// Nowhere: a required member is missing, and something has to stand for it.
    Missing,
    /// A string that has been read already: the message of an error.
    Text(&'a str),
    /// A part of a response other than its document.
    Response(Outside<'a>),
}

/// A part of a response other than its document.
#[derive(Clone, Copy, Debug)]
pub enum Outside<'a> {
    /// The headers that have the name.
    Header(&'a Response<'a>, &'a str),
    /// The headers whose names start with the prefix.
    PrefixHeaders(&'a Response<'a>, &'a str),
    /// The status.
    Status(u16),
    /// The body.
    Payload(&'a [u8]),
    /// The decoded values of a label or of a query parameter of a request.
    #[cfg(feature = "fake")]
    Texts(&'a [&'a str]),
    /// The decoded query parameters of a request.
    #[cfg(feature = "fake")]
    Entries(&'a [(&'a str, &'a str)]),
}
