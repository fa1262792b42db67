//! Inputs of one side.

use super::input::input;
use super::sdk::operation::register_job_definition::RegisterJobDefinitionInput;
use crate::source::{Source, Style};

/// An input with every member set.
pub fn largest() -> RegisterJobDefinitionInput {
    input(&mut Source::new(Style::Full))
        .build()
        .expect("an input")
}
