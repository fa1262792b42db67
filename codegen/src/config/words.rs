//! Options whose values are words.

use crate::diagnostic::Problem;
use crate::suggest;

/// A choice between a few words.
pub trait Words: Copy + 'static {
    /// Each choice and its word, in the order they are documented in.
    const ALL: &'static [(&'static str, Self)];

    /// What the word stands for.
    fn from_word(word: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(known, _)| *known == word);
        known.map(|(_, choice)| *choice)
    }

    /// The words.
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|(word, _)| *word).collect()
    }
}

/// When a part of the output is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always: whoever compiles the output has the runtime's feature of that name.
    Always,
    /// With the feature of that name of the crate the output is in.
    Feature,
    /// Never.
    Never,
}

impl Words for When {
    const ALL: &'static [(&'static str, Self)] = &[
        ("always", Self::Always),
        ("feature", Self::Feature),
        ("never", Self::Never),
    ];
}

/// What building an input refuses. The same checks are always there as its method `validate`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strict {
    /// Nothing, as with the official crates: the service decides.
    #[default]
    Off,
    /// What breaks the model's constraints: a required member that is not set, a length, a range,
    /// a pattern, an item that is there twice.
    On,
    /// As [`On`](Self::On), and values that an enum does not know.
    Enums,
}

impl Words for Strict {
    const ALL: &'static [(&'static str, Self)] =
        &[("off", Self::Off), ("on", Self::On), ("enums", Self::Enums)];
}

impl Words for bool {
    const ALL: &'static [(&'static str, Self)] = &[("off", false), ("on", true)];
}

/// How much the documentation of an operation says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperationDocs {
    /// A whole page: the syntax of the request, all parameters, the response, errors, examples.
    #[default]
    Full,
    /// What it does, its parameters by name, its errors.
    Summary,
    /// What it does.
    Off,
}

impl Words for OperationDocs {
    const ALL: &'static [(&'static str, Self)] = &[
        ("full", Self::Full),
        ("summary", Self::Summary),
        ("off", Self::Off),
    ];
}

/// The problem with a word that stands for no choice.
pub(super) fn unknown<T: Words>(key: &str, word: &str) -> Problem {
    let help = suggest::did_you_mean(word, T::words()).unwrap_or_else(|| {
        let quoted: Vec<String> = T::words().iter().map(|word| format!("`{word}`")).collect();
        match quoted.split_last() {
            Some((last, rest)) => format!("it is {} or {last}", rest.join(", ")),
            None => String::new(),
        }
    });
    Problem::new(format!("`{key}` cannot be `{word}`")).with_help(help)
}
