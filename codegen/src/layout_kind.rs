//! The ways to spread generated code over files.

use crate::config::When;

/// How the code is spread over files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A crate: a `Cargo.toml`, and a file for every module.
    #[default]
    Crate,
    /// One file, to be mounted as a module.
    File,
}

impl Layout {
    /// The words for each, as options have them.
    pub const WORDS: [&str; 2] = ["crate", "file"];

    /// The layout that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "crate" => Some(Self::Crate),
            "file" => Some(Self::File),
            _ => None,
        }
    }

    /// Whether the client is part of the output, where nobody says so: whoever mounts a file wants
    /// one, and a crate leaves it to its features.
    pub fn default_client(self) -> When {
        match self {
            Self::Crate => When::Feature,
            Self::File => When::Always,
        }
    }

    /// Whether types implement the traits of `serde`, where nobody says so: a crate leaves it to its
    /// features.
    pub fn default_serde(self) -> When {
        match self {
            Self::Crate => When::Feature,
            Self::File => When::Never,
        }
    }
}
