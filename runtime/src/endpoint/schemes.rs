//! The auth schemes that an endpoint names. Rules return them typed; a resolver of a program may
//! put them into the property `authSchemes`, as older ones do.

use std::fmt;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

/// The auth schemes of an endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Schemes<'a> {
    /// The endpoint does not name any, so all are allowed.
    Any,
    Typed(&'a [EndpointAuthScheme]),
    Documents(&'a [Document]),
}

/// One auth scheme of an endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme<'a> {
    Typed(&'a EndpointAuthScheme),
    Document(&'a Document),
}

/// A part of the auth schemes with the wrong type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrongType {
    name: &'static str,
    expected: &'static str,
}

impl fmt::Display for WrongType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, expected } = self;
        write!(f, "`{name}` of the endpoint is not {expected}")
    }
}

impl std::error::Error for WrongType {}

impl<'a> Schemes<'a> {
    pub(crate) fn of(endpoint: &'a Endpoint) -> Result<Self, WrongType> {
        let typed = endpoint.auth_schemes();
        if !typed.is_empty() {
            return Ok(Self::Typed(typed));
        }
        match endpoint.properties().get("authSchemes") {
            None => Ok(Self::Any),
            Some(Document::Array(documents)) => Ok(Self::Documents(documents)),
            Some(_) => Err(WrongType {
                name: "authSchemes",
                expected: "a list",
            }),
        }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Scheme<'a>> {
        let (typed, documents) = match self {
            Self::Any => ([].as_slice(), [].as_slice()),
            Self::Typed(typed) => (typed, [].as_slice()),
            Self::Documents(documents) => ([].as_slice(), documents),
        };
        let typed = typed.iter().map(Scheme::Typed);
        typed.chain(documents.iter().map(Scheme::Document))
    }

    /// The names, in the order in which the endpoint prefers them.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.iter().filter_map(Scheme::name)
    }
}

impl<'a> Scheme<'a> {
    /// `None` if a document has no name.
    pub(crate) fn name(self) -> Option<&'a str> {
        match self {
            Self::Typed(scheme) => Some(scheme.name()),
            Self::Document(scheme) => scheme.as_object()?.get("name")?.as_string(),
        }
    }

    #[cfg(feature = "sign")]
    fn get(self, key: &str) -> Option<&'a Document> {
        match self {
            Self::Typed(scheme) => scheme.get(key),
            Self::Document(scheme) => scheme.as_object()?.get(key),
        }
    }

    /// A property that is a string.
    #[cfg(feature = "sign")]
    pub(crate) fn string(self, name: &'static str) -> Result<Option<&'a str>, WrongType> {
        let read = |value: &'a Document| {
            value.as_string().ok_or(WrongType {
                name,
                expected: "a string",
            })
        };
        self.get(name).map(read).transpose()
    }

    /// A property that is a bool.
    #[cfg(feature = "sign")]
    pub(crate) fn bool(self, name: &'static str) -> Result<Option<bool>, WrongType> {
        let read = |value: &Document| {
            value.as_bool().ok_or(WrongType {
                name,
                expected: "a bool",
            })
        };
        self.get(name).map(read).transpose()
    }
}
