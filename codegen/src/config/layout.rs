//! The layout of the output.

use super::When;

/// The layout of the generated code: one file or the files of a crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A crate: a `Cargo.toml` and one file per module.
    #[default]
    Crate,
    /// One file, which a program includes as a module.
    File,
}

impl Layout {
    /// The value of the option `layout` for each variant.
    pub const WORDS: [&str; 2] = ["crate", "file"];

    /// The layout of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "crate" => Some(Self::Crate),
            "file" => Some(Self::File),
            _ => None,
        }
    }

    /// The default of [`Config::client`](crate::Config::client). A program that mounts a file uses
    /// the client; a crate leaves the choice to its features.
    pub fn default_client(self) -> When {
        match self {
            Self::Crate => When::Feature,
            Self::File => When::Always,
        }
    }

    /// The default of [`Config::fake`](crate::Config::fake), which is that of `serde`.
    pub fn default_fake(self) -> When {
        self.default_serde()
    }

    /// The default of [`Config::serde`](crate::Config::serde). A crate leaves the choice to its
    /// features.
    pub fn default_serde(self) -> When {
        match self {
            Self::Crate => When::Feature,
            Self::File => When::Never,
        }
    }
}
