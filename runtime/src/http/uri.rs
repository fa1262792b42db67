//! Paths with labels in them, and percent-encoding.

use aws_smithy_types::error::operation::BuildError;

/// The bytes that stand for themselves in a label or a query: letters, digits and `-._~`.
pub(crate) const LABEL: fn(u8) -> bool =
    |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');

/// Those of [`LABEL`], and the slash.
const GREEDY_LABEL: fn(u8) -> bool = |byte| LABEL(byte) || byte == b'/';

/// Appends the text with every byte that is not `plain` as `%XX`.
pub(crate) fn percent_encode(out: &mut String, text: &str, plain: fn(u8) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.reserve(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 0xf)]));
        }
    }
}

/// A path that is put together from fixed parts and members of an input.
///
/// ```
/// use hammersmith::http::Path;
///
/// let path = Path::new()
///     .literal("/v1/")
///     .label("name", Some("a b/c"))
///     .literal("/files/")
///     .greedy_label("key", Some("x/y z"))
///     .finish()?;
/// assert_eq!(path, "/v1/a%20b%2Fc/files/x/y%20z");
///
/// let missing = Path::new().literal("/v1/").label("name", Some("")).finish();
/// assert_eq!(missing.unwrap_err().to_string(), "name was missing: cannot be empty or unset");
/// # Ok::<(), hammersmith::error::BuildError>(())
/// ```
#[derive(Debug, Default)]
pub struct Path {
    text: String,
    missing: Option<&'static str>,
}

impl Path {
    /// An empty path.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a fixed part as it is.
    #[must_use]
    pub fn literal(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Appends a member as one segment: slashes in it are encoded.
    #[must_use]
    pub fn label(self, member: &'static str, value: Option<&str>) -> Self {
        self.encoded(member, value, LABEL)
    }

    /// Appends a member as one or more segments: slashes in it stay.
    #[must_use]
    pub fn greedy_label(self, member: &'static str, value: Option<&str>) -> Self {
        self.encoded(member, value, GREEDY_LABEL)
    }

    fn encoded(mut self, member: &'static str, value: Option<&str>, plain: fn(u8) -> bool) -> Self {
        match value {
            Some(value) if !value.is_empty() => percent_encode(&mut self.text, value, plain),
            _ => self.missing = self.missing.or(Some(member)),
        }
        self
    }

    /// The whole path.
    ///
    /// # Errors
    ///
    /// Fails with the first member that was unset or empty.
    pub fn finish(self) -> Result<String, BuildError> {
        match self.missing {
            None => Ok(self.text),
            Some(member) => Err(BuildError::missing_field(
                member,
                "cannot be empty or unset",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Signatures are computed over the encoded text: one byte more or less encoded, and the service refuses.
    #[test]
    fn encodes_all_but_unreserved_characters() {
        let all: String = (0..=0x7fu8).map(char::from).collect();
        let mut encoded = String::new();
        percent_encode(&mut encoded, &all, LABEL);
        let plain: String = {
            let mut rest = encoded.as_str();
            let mut plain = String::new();
            while let Some(first) = rest.chars().next() {
                let length = if first == '%' { 3 } else { 1 };
                if length == 1 {
                    plain.push(first);
                }
                rest = &rest[length..];
            }
            plain
        };
        let unreserved = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
        assert_eq!(plain, unreserved);
        assert!(encoded.starts_with("%00%01"), "{encoded}");
        assert!(encoded.ends_with("%7B%7C%7D~%7F"), "{encoded}");
    }

    #[test]
    fn encodes_utf8_by_the_byte() {
        let mut encoded = String::new();
        percent_encode(&mut encoded, "é€😀", LABEL);
        assert_eq!(encoded, "%C3%A9%E2%82%AC%F0%9F%98%80");
    }
}
