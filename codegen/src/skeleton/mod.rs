//! Inputs to start from: every member of an operation's input with a value that the model allows.
//!
//! ```
//! # use hammersmith_codegen::{Generator, Layout, skeleton};
//! # let model = r#"{"smithy": "2.0", "shapes": {
//! #   "com.example#Shop": {"type": "service", "version": "1",
//! #     "operations": [{"target": "com.example#Buy"}],
//! #     "traits": {"aws.protocols#restJson1": {}}},
//! #   "com.example#Buy": {"type": "operation", "input": {"target": "com.example#BuyInput"},
//! #     "output": {"target": "smithy.api#Unit"},
//! #     "traits": {"smithy.api#http": {"method": "POST", "uri": "/buy"}}},
//! #   "com.example#BuyInput": {"type": "structure", "members": {
//! #     "item": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
//! #     "count": {"target": "smithy.api#Integer",
//! #       "traits": {"smithy.api#range": {"min": 1}}}}}}}"#;
//! let generated = Generator::new().model_text("shop.json", model).run(Layout::Crate)?;
//! let operation = &generated.plan().operations[0];
//! let input = skeleton::input(generated.plan(), operation, skeleton::Members::All);
//! assert_eq!(input.to_json().to_string(), r#"{"item":"string","count":1}"#);
//! # Ok::<(), hammersmith_codegen::Error>(())
//! ```
//!
//! The same plan gives the same skeleton. Where a structure holds itself, the inner one is left
//! out. Texts satisfy patterns as far as the generator understands them.

mod json;
mod rust;
mod sample;
mod walk;

use serde_json::Value;

use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::render::RenderError;

use sample::Sample;

/// The members that a skeleton has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// All, deprecated ones too, as in the skeletons that the AWS CLI prints.
    All,
    /// Those that the model demands, of the input and of every structure in it.
    Required,
}

/// An input to start from.
#[derive(Clone, Debug)]
pub struct Skeleton<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
    input: Sample<'p>,
    is_cut: bool,
}

/// The skeleton of an operation's input.
pub fn input<'p>(plan: &'p Plan, operation: &'p Operation, members: Members) -> Skeleton<'p> {
    let (input, is_cut) = walk::input(plan, operation, members);
    Skeleton {
        plan,
        operation,
        input,
        is_cut,
    }
}

impl Skeleton<'_> {
    /// True if the model demands more than fits into a skeleton: members, entries of lists and
    /// maps, or characters of strings are missing.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The input as JSON, as `aws --cli-input-json` takes it: members under the names of the model,
    /// those too that do not travel in the body; blobs as base64.
    pub fn to_json(&self) -> Value {
        json::value(&self.input)
    }

    /// The input as Rust: a function that builds it, against the generated crate of that name.
    ///
    /// # Errors
    ///
    /// [`RenderError`] only, which is a defect of the generator.
    pub fn to_rust(&self, crate_name: &str) -> Result<String, RenderError> {
        rust::function(self.plan, self.operation, &self.input, crate_name)
    }
}

#[cfg(test)]
mod tests;
