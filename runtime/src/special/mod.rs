//! Rules of single services that their models do not say.
//!
//! What is public here is for generated code alone.

pub mod s3;
