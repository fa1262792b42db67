//! Options with a fixed set of values.

use crate::diagnostic::Problem;
use crate::suggest;

/// An option with a fixed set of values, each with a name.
pub trait Words: Copy + 'static {
    /// The name of each value, in the order of the documentation.
    const ALL: &'static [(&'static str, Self)];

    /// The value with that name.
    fn from_word(word: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(known, _)| *known == word);
        known.map(|(_, choice)| *choice)
    }

    /// The names of all values.
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|(word, _)| *word).collect()
    }
}

/// When a part of the output is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always. The crate that compiles the output enables the runtime's feature of that name.
    Always,
    /// With the feature of that name of the crate that contains the output.
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

/// The checks that building an input makes. The method `validate` of an input always makes all of
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strict {
    /// None, as in the official crates: the service validates the input.
    #[default]
    Off,
    /// The constraints of the model: required members, lengths, ranges, patterns and unique items.
    On,
    /// As [`On`](Self::On), and unknown enum values.
    Enums,
}

impl Words for Strict {
    const ALL: &'static [(&'static str, Self)] =
        &[("off", Self::Off), ("on", Self::On), ("enums", Self::Enums)];
}

impl Words for bool {
    const ALL: &'static [(&'static str, Self)] = &[("off", false), ("on", true)];
}

/// The extent of the documentation of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperationDocs {
    /// A page: the syntax of the request, all parameters, the response, errors and examples.
    #[default]
    Full,
    /// A description, the names of the parameters, and the errors.
    Summary,
    /// The documentation of the model alone.
    Off,
}

impl Words for OperationDocs {
    const ALL: &'static [(&'static str, Self)] = &[
        ("full", Self::Full),
        ("summary", Self::Summary),
        ("off", Self::Off),
    ];
}

/// The problem with an invalid value.
pub(super) fn unknown<T: Words>(key: &str, word: &str) -> Problem {
    let help = suggest::did_you_mean(word, T::words()).unwrap_or_else(|| {
        let quoted: Vec<String> = T::words().iter().map(|word| format!("`{word}`")).collect();
        match quoted.split_last() {
            Some((last, rest)) => format!("use {} or {last}", rest.join(", ")),
            None => String::new(),
        }
    });
    Problem::new(format!("invalid value `{word}` for `{key}`")).with_help(help)
}
