//! Rules of single services that their models do not say.

pub(crate) mod s3;
