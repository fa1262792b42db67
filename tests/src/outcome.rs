//! The outcome of a call, in a form that is the same for both crates.

/// All that a caller can see of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// `Ok`, or the variant of `SdkError` and the one of the operation's error.
    pub kind: String,
    /// `Debug` of the output, or of the response that became an error.
    pub debug: String,
    /// `Display` of the error, then of the error structure where it is one of the model. What
    /// errors of operations and of the service say is what ours are better at.
    pub display: Vec<String>,
    /// The error's code.
    pub code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// The request id, of outputs too.
    pub request_id: Option<String>,
    /// The verdict of the retry classifiers, and the kind that the service's error has.
    pub retryable: String,
}
