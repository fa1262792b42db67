//! The parts of the code that only single services have.

pub(crate) mod auth_token;
pub(crate) mod presigning;
pub(crate) mod s3;
