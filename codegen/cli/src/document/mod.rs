//! Validation of JSON documents: a walk over the text and the plan of an operation's input, side by
//! side.
//!
//! | file | task |
//! | --- | --- |
//! | `cursor.rs` | moves over the text, from one value to the next |
//! | `expected.rs` | views the plan as types and limits of values |
//! | `walk.rs` | checks structures, unions, lists and maps |
//! | `scalar.rs`, `number.rs` | check the values without members or entries |
//! | `pattern.rs`, `unique.rs` | match regular expressions, find equal entries |
//! | `problem.rs` | describes problems |
//!
//! Numbers and timestamps are read, and problems described, by the code of the runtime, so that a
//! document and an input in Rust are refused for the same reasons in the same words.

mod cursor;
mod expected;
mod number;
mod pattern;
mod problem;
mod scalar;
mod unique;
mod walk;

pub use problem::{Problem, ProblemKind};

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;

/// The meaning of a null member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// The member is unset.
    Unset,
    /// The member has a value, which is of the wrong type.
    Refused,
}

/// Checks a document against the input of an operation; returns all problems, in the order of the
/// document.
///
/// Members have their names of the model, as in the `aws` command, or their names on the wire.
/// Unknown members and unknown values of enums are problems. Nothing after a syntax error is
/// checked.
///
/// ```
/// use cargo_hammersmith::document::{self, Nulls};
/// use hammersmith_codegen::{Generator, Layout};
///
/// let batch = Generator::new().model("../../model/batch.json").run(Layout::Crate)?;
/// let plan = batch.plan();
/// let text = r#"{"jobDefinitionName": "first", "type": "box"}"#;
/// let problems = document::check(plan, &plan.operations[0], Nulls::Unset, text);
/// assert_eq!(problems[0].to_string(), "`type`: unknown value `box`");
/// assert_eq!(problems[0].span, 39..44);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(plan: &Plan, operation: &Operation, nulls: Nulls, text: &str) -> Vec<Problem> {
    if text.trim().is_empty() {
        return vec![Problem::new(String::new(), ProblemKind::Empty, 0..0)];
    }
    walk::document(plan, &operation.input, nulls, text)
}
