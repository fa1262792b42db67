//! The traits of rows, as bits.

/// The set of traits of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flags(pub(super) u32);

impl Flags {
    pub(crate) const REQUIRED: Self = Self(1);
    pub(crate) const DEFAULT: Self = Self(1 << 1);
    pub(crate) const SENSITIVE: Self = Self(1 << 2);
    pub(crate) const UNIQUE: Self = Self(1 << 3);
    pub(crate) const LENGTH: Self = Self(1 << 4);
    pub(crate) const RANGE: Self = Self(1 << 5);
    pub(crate) const PATTERN: Self = Self(1 << 6);
    pub(crate) const NAMED: Self = Self(1 << 7);
    pub(crate) const JSON_NAME: Self = Self(1 << 8);
    pub(crate) const EPOCH_SECONDS: Self = Self(1 << 9);
    pub(crate) const DATE_TIME: Self = Self(1 << 10);
    pub(crate) const HTTP_DATE: Self = Self(1 << 11);
    pub(crate) const MEDIA_TYPE: Self = Self(1 << 12);
    pub(crate) const HOST_LABEL: Self = Self(1 << 13);
    pub(crate) const TOKEN: Self = Self(1 << 14);
    /// Set for IDs of Route 53, which have prefixes that paths do not.
    pub(crate) const ROUTE53_ID: Self = Self(1 << 15);
    pub(crate) const LABEL: Self = Self(1 << 16);
    pub(crate) const QUERY: Self = Self(1 << 17);
    pub(crate) const QUERY_PARAMS: Self = Self(1 << 18);
    pub(crate) const HEADER: Self = Self(1 << 19);
    /// A header of the message that is an event, in which nothing is bound to HTTP.
    pub(crate) const EVENT_HEADER: Self = Self::HEADER;
    pub(crate) const PREFIX_HEADERS: Self = Self(1 << 20);
    pub(crate) const PAYLOAD: Self = Self(1 << 21);
    /// The payload of the message that is an event.
    pub(crate) const EVENT_PAYLOAD: Self = Self::PAYLOAD;
    pub(crate) const STATUS: Self = Self(1 << 22);
    /// Set for a table of which some members stand in the document.
    pub(crate) const BODY: Self = Self(1 << 23);
    /// Set if the name has escapes.
    pub(crate) const ESCAPED: Self = Self(1 << 24);
    pub(crate) const XML_NAME: Self = Self(1 << 25);
    pub(crate) const XML_NAMESPACE: Self = Self(1 << 26);
    pub(crate) const XML_ATTRIBUTE: Self = Self(1 << 27);
    pub(crate) const XML_FLATTENED: Self = Self(1 << 28);
    pub(crate) const EC2_NAME: Self = Self(1 << 29);
    /// Set if a number is a string in JSON.
    pub(crate) const AS_STRING: Self = Self(1 << 30);
    /// Any trait that takes a member out of the document in the body.
    pub(crate) const BOUND: Self = Self(0x7f << 16);
    /// Any trait that puts a member in a part of the request other than that document.
    pub(crate) const ANYWHERE: Self = Self(Self::BOUND.0 | Self::HOST_LABEL.0);
    pub(crate) const NONE: Self = Self(0);

    /// True if the row has any of these traits.
    #[inline]
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
