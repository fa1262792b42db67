//! The names of shapes.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// The absolute ID of a shape, `namespace#Name`, or of a member, `namespace#Name$member`.
///
/// Cheap to clone. Ordering, equality and hash are those of the string, so a map with ID keys can
/// be looked up with a `&str`.
///
/// ```
/// use hammersmith_codegen::model::ShapeId;
///
/// let id: ShapeId = "com.example#Shop$name".parse()?;
/// assert_eq!(id.namespace(), "com.example");
/// assert_eq!(id.name(), "Shop");
/// assert_eq!(id.member(), Some("name"));
/// assert_eq!(id.container().as_str(), "com.example#Shop");
/// assert!("Shop".parse::<ShapeId>().is_err());
/// # Ok::<(), hammersmith_codegen::model::InvalidShapeId>(())
/// ```
#[derive(Clone)]
pub struct ShapeId {
    text: Arc<str>,
    /// The position of `#`.
    hash: usize,
    /// The position of `$`, or the length of the string.
    dollar: usize,
}

impl ShapeId {
    /// Creates an ID without checking its form.
    pub(crate) fn trusted(text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let dollar = text.find('$').unwrap_or(text.len());
        let hash = text.find('#').unwrap_or(0);
        Self { text, hash, dollar }
    }

    /// The namespace, before `#`.
    pub fn namespace(&self) -> &str {
        self.text.get(..self.hash).unwrap_or_default()
    }

    /// The name of the shape, without namespace and member.
    pub fn name(&self) -> &str {
        self.text
            .get(self.hash + 1..self.dollar)
            .unwrap_or_default()
    }

    /// The name of the member, if this is the ID of a member.
    pub fn member(&self) -> Option<&str> {
        self.text.get(self.dollar + 1..)
    }

    /// The whole ID.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The ID of a member of this shape.
    #[must_use]
    pub fn with_member(&self, member: &str) -> ShapeId {
        let container = self.text.get(..self.dollar).unwrap_or_default();
        Self {
            text: format!("{container}${member}").into(),
            hash: self.hash,
            dollar: self.dollar,
        }
    }

    /// The ID of the containing shape; the ID itself if it is not the ID of a member.
    #[must_use]
    pub fn container(&self) -> ShapeId {
        match self.text.get(..self.dollar) {
            Some(text) if text.len() < self.text.len() => Self {
                text: text.into(),
                hash: self.hash,
                dollar: self.dollar,
            },
            _ => self.clone(),
        }
    }
}

/// True for an identifier of Smithy: letters, digits and underscores. It starts with a letter, or
/// with underscores and then a letter or digit.
pub(crate) fn is_identifier(text: &str) -> bool {
    let name = text.trim_start_matches('_');
    let starts = if name.len() < text.len() {
        |c: char| c.is_ascii_alphanumeric()
    } else {
        |c: char| c.is_ascii_alphabetic()
    };
    name.starts_with(starts) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The help for a name that is not an identifier.
pub(crate) const IDENTIFIER: &str = "a name consists of letters, digits and `_`, and starts with a letter, or \
     with `_` and then a letter or digit";

fn is_id(text: &str) -> bool {
    let Some((namespace, rest)) = text.split_once('#') else {
        return false;
    };
    let (name, member) = match rest.split_once('$') {
        Some((name, member)) => (name, Some(member)),
        None => (rest, None),
    };
    namespace.split('.').all(is_identifier)
        && is_identifier(name)
        && member.is_none_or(is_identifier)
}

impl FromStr for ShapeId {
    type Err = InvalidShapeId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_id(text) {
            Ok(Self::trusted(text))
        } else {
            Err(InvalidShapeId(text.to_owned()))
        }
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.text)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl PartialEq for ShapeId {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for ShapeId {}

impl PartialEq<str> for ShapeId {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}

impl PartialEq<&str> for ShapeId {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

impl Ord for ShapeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl PartialOrd for ShapeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for ShapeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// A string that is not an absolute shape ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidShapeId(String);

impl fmt::Display for InvalidShapeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` is not an absolute shape ID; expected `namespace#Name` or `namespace#Name$member`",
            self.0
        )
    }
}

impl std::error::Error for InvalidShapeId {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: which strings are shape IDs.
    #[test]
    fn takes_ids_and_nothing_else() {
        for good in [
            "a#B",
            "a.b_c.d1#_B2",
            "a#B$c",
            "__a#b$__c",
            "a#_1",
            "a#_1$__2X",
            "_1._2#_3_",
        ] {
            assert!(good.parse::<ShapeId>().is_ok(), "{good}");
        }
        for bad in [
            "", "#", "a", "a#", "#B", "a..b#C", ".a#B", "a#B$", "a#B$c$d", "a#B#C", "a #B", "1a#B",
            "a#1", "a#_", "a#B$__", "_#B", "ä#B", "a#B-C", "a#B$c#d", "a#_-",
        ] {
            let error = bad.parse::<ShapeId>().expect_err(bad);
            assert!(error.to_string().contains(&format!("`{bad}`")));
        }
    }

    /// Protects: the parts of IDs, and IDs made of parts.
    #[test]
    fn has_parts() {
        let id: ShapeId = "a.b#C".parse().unwrap();
        let member = id.with_member("d");
        assert_eq!((id.namespace(), id.name(), id.member()), ("a.b", "C", None));
        assert_eq!(member, "a.b#C$d");
        assert_eq!(
            (member.namespace(), member.name(), member.member()),
            ("a.b", "C", Some("d"))
        );
        assert_eq!(member.container(), id);
        assert_eq!(id.container(), id);
        assert_eq!(member.with_member("e"), "a.b#C$e");
        assert_eq!(format!("{id}|{id:?}|{id:>6}"), "a.b#C|a.b#C| a.b#C");
        // Without these parts, which is possible only for unchecked IDs.
        let odd = ShapeId::trusted("odd");
        assert_eq!((odd.namespace(), odd.member()), ("", None));
    }

    /// Protects: maps with ID keys can be looked up with strings.
    #[test]
    fn hashes_and_orders_as_text() {
        let ids: std::collections::BTreeSet<ShapeId> = ["b#A", "a#B", "a#B$c"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let ordered: Vec<&str> = ids.iter().map(ShapeId::as_str).collect();
        assert_eq!(ordered, ["a#B", "a#B$c", "b#A"]);
        let hashed: std::collections::HashSet<ShapeId> = ids.into_iter().collect();
        assert!(hashed.contains("a#B$c"));
    }
}
