//! Builders that hold the structure itself.

use std::fmt::{self, Write};

/// Shows the structure that a builder holds under the name of the builder.
///
/// # Errors
///
/// Fails if the formatter does.
pub fn fmt_builder(f: &mut fmt::Formatter<'_>, name: &str, built: &dyn fmt::Debug) -> fmt::Result {
    f.write_str(name)?;
    let is_alternate = f.alternate();
    let mut rest = BehindName {
        f,
        has_passed: false,
    };
    if is_alternate {
        write!(rest, "{built:#?}")
    } else {
        write!(rest, "{built:?}")
    }
}

/// Passes on what comes behind the name of a structure.
struct BehindName<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    has_passed: bool,
}

impl Write for BehindName<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.has_passed {
            return self.f.write_str(text);
        }
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let rest = text.trim_start_matches(is_name);
        self.has_passed = !rest.is_empty();
        self.f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    #[expect(dead_code, reason = "shown by `Debug`")]
    struct Held {
        name: Option<&'static str>,
    }

    struct Builder(Held);

    impl fmt::Debug for Builder {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt_builder(f, "HeldBuilder", &self.0)
        }
    }

    /// Protects logs: a builder shows its members under its own name, on one line and on many.
    #[test]
    fn builders_have_their_own_names() {
        let builder = Builder(Held { name: Some("Held") });
        let line = r#"HeldBuilder { name: Some("Held") }"#;
        assert_eq!(format!("{builder:?}"), line);
        let lines = "Some(\n    HeldBuilder {\n        name: Some(\n            \"Held\",\n        ),\n    },\n)";
        assert_eq!(format!("{:#?}", Some(builder)), lines);
    }
}
