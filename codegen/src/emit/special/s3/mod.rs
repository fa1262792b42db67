//! The parts of the code that only S3 has.

pub(crate) mod express;
