//! Inputs of one side: none.
