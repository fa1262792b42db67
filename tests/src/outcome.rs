//! What became of a call, in a form that is the same for both crates.

/// All that a caller can see of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// `Ok`, or the variant of `SdkError` and the one of the operation's error.
    pub kind: String,
    /// `Debug` of the output or the error.
    ///
    /// Empty where the error has another one inside that is private to the crate, as an error of
    /// the JSON parser: what such an error says is up to each crate.
    pub debug: String,
    /// `Display` of the error, then of the operation's error, then of the service's.
    pub display: Vec<String>,
    /// The error's code.
    pub code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// The request id, of outputs too.
    pub request_id: Option<String>,
    /// Whether each error has a source, from the outermost in; as long as the chain is.
    pub sources: usize,
    /// How the retry classifiers see it.
    pub retryable: String,
}
