//! Data whose members the model all knows.

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::{read, value};
use crate::codec::json::Mode;
use crate::shape::Value;

/// A shape whose data has no members that the model does not know, at any depth.
///
/// Deserializing fails on the first of them, and says which one was probably meant:
/// `containerProperties.imgae: unknown member; did you mean "image"?`. `__type`, which services add
/// to what they send, is let pass. The members of documents are anybody's.
///
/// ```ignore
/// use hammersmith::serde::DenyUnknown;
///
/// let DenyUnknown(input): DenyUnknown<RegisterJobDefinitionInput> = serde_json::from_str(&text)?;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DenyUnknown<T>(pub T);

impl<T> DenyUnknown<T> {
    /// The shape itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for DenyUnknown<T> {
    fn from(shape: T) -> Self {
        Self(shape)
    }
}

impl<T: Serialize> Serialize for DenyUnknown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Value> Deserialize<'de> for DenyUnknown<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Mode::KnownData, value, deserializer).map(Self)
    }
}
