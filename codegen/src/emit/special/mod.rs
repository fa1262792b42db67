//! The parts of the code that only single services have.

pub(crate) mod s3;
