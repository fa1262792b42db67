//! Detection of names that clash.

use std::collections::BTreeMap;
use std::fmt;

use super::reserved::MemberName;

/// A namespace in which every name must be unique: the types of a module, the variants of an enum,
/// the methods of a builder.
///
/// ```
/// # use hammersmith_codegen::name::{Scope, type_name};
/// let mut types = Scope::default();
/// assert!(types.claim(&type_name("DBCluster"), "com.example#DBCluster").is_ok());
/// assert!(types.claim(&type_name("DbCluster"), "com.example#DbCluster").is_err());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The owner of each name: the source of the first claim; `None` for generated code.
    owners: BTreeMap<String, Option<String>>,
}

impl Scope {
    /// A scope in which generated code has names of its own.
    pub fn with<'n>(own: impl IntoIterator<Item = &'n str>) -> Self {
        let owners = own.into_iter().map(|name| (name.to_owned(), None));
        Self {
            owners: owners.collect(),
        }
    }

    /// Claims `name` for `source`, the string by which a reader finds it in the model (a shape ID).
    ///
    /// # Errors
    ///
    /// [`NameError::Taken`] if another source has the name, [`NameError::Own`] if generated code
    /// has it, [`NameError::Unusable`] if it is not a Rust identifier. Claiming a name again for
    /// the same source is allowed.
    pub fn claim(&mut self, name: &str, source: &str) -> Result<(), NameError> {
        if !is_identifier(name) {
            return Err(NameError::Unusable {
                name: name.into(),
                source: source.into(),
            });
        }
        match self.owners.get(name) {
            Some(None) => Err(NameError::Own {
                name: name.into(),
                source: source.into(),
            }),
            Some(Some(first)) if first != source => Err(NameError::Taken {
                name: name.into(),
                first: first.clone(),
                second: source.into(),
            }),
            Some(Some(_)) => Ok(()),
            None => {
                self.owners.insert(name.into(), Some(source.into()));
                Ok(())
            }
        }
    }

    /// Claims all names that a structure member has in its builder: a member `foo` clashes with one
    /// named `setFoo`.
    ///
    /// # Errors
    ///
    /// As [`Scope::claim`].
    pub fn claim_member(&mut self, name: &MemberName, source: &str) -> Result<(), NameError> {
        self.claim(name.ident.plain(), source)?;
        self.claim(name.set.plain(), source)?;
        self.claim(name.get.plain(), source)
    }
}

/// True if the word has the form of a Rust identifier.
fn is_identifier(word: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let leads = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    leads && word.chars().all(legal) && word.chars().any(|c| c != '_')
}

/// The reason why a name of the model cannot be used in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Two sources have the same Rust name.
    Taken {
        /// The name of both.
        name: String,
        /// The source that has it.
        first: String,
        /// The source that claimed it second.
        second: String,
    },
    /// Generated code has the name.
    Own {
        /// The name.
        name: String,
        /// The source that claimed it.
        source: String,
    },
    /// The name cannot be converted to a Rust identifier.
    Unusable {
        /// The remaining name; may be empty.
        name: String,
        /// The source that claimed it.
        source: String,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken {
                name,
                first,
                second,
            } => {
                write!(
                    f,
                    "`{first}` and `{second}` would both be named `{name}` in Rust"
                )
            }
            Self::Own { name, source } => {
                write!(
                    f,
                    "`{source}` would be named `{name}` in Rust, which the generated API already uses"
                )
            }
            Self::Unusable { name, source } if name.is_empty() => {
                write!(f, "`{source}` has no letter or digit for a Rust name")
            }
            Self::Unusable { name, source } => {
                write!(
                    f,
                    "`{source}` would be named `{name}`, which is not a Rust identifier"
                )
            }
        }
    }
}

impl std::error::Error for NameError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::{Kind, member, pascal, snake, variant};

    #[test]
    fn a_clash_names_both_sides() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim(&variant("FOO_BAR"), "ns#E$FOO_BAR"), Ok(()));
        assert_eq!(scope.claim(&variant("FOO_BAR"), "ns#E$FOO_BAR"), Ok(()));
        let clash = scope.claim(&variant("FooBar"), "ns#E$FooBar").unwrap_err();
        assert_eq!(
            clash,
            NameError::Taken {
                name: "FooBar".into(),
                first: "ns#E$FOO_BAR".into(),
                second: "ns#E$FooBar".into()
            }
        );
        let said = "`ns#E$FOO_BAR` and `ns#E$FooBar` would both be named `FooBar` in Rust";
        assert_eq!(clash.to_string(), said);
    }

    #[test]
    fn members_clash_by_any_of_their_names() {
        for (one, other) in [
            ("foo", "Foo"),
            ("foo", "setFoo"),
            ("getFoo", "foo"),
            ("build", "buildValue"),
            ("type", "Type"),
        ] {
            let mut scope = Scope::default();
            assert_eq!(
                scope.claim_member(&member(one, Kind::Plain), one),
                Ok(()),
                "{one}"
            );
            assert!(
                scope
                    .claim_member(&member(other, Kind::Plain), other)
                    .is_err(),
                "{one} and {other}"
            );
        }
    }

    /// Protects names of the generated API from names in the option `rename`.
    #[test]
    fn own_names_are_taken() {
        let mut scope = Scope::with(["build"]);
        let said = "`ns#S$x` would be named `build` in Rust, which the generated API already uses";
        assert_eq!(
            scope.claim("build", "ns#S$x").unwrap_err().to_string(),
            said
        );
        assert_eq!(scope.claim("built", "ns#S$x"), Ok(()));
    }

    #[test]
    fn what_rust_cannot_say_is_reported() {
        for name in ["", "_", "__", "-", "1a", "a-b", "é", "r#"] {
            let got = Scope::default().claim(name, "ns#S$x");
            assert!(
                matches!(got, Err(NameError::Unusable { .. })),
                "{name}: {got:?}"
            );
        }
        assert!(Scope::default().claim(&pascal("__"), "x").is_err());
        assert!(Scope::default().claim(&snake("--"), "x").is_err());
    }
}
