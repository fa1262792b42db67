//! Comparisons with boto3 and botocore, and calls of moto. They install packages of PyPI: feature
//! `python`.
//!
//! `tests/README.md` says what each module protects.

mod boto3;
mod botocore;
mod examples;
mod fake;
mod jmespath;
mod live;
mod sign;
mod skeleton;
mod validate;

#[path = "../signed/mod.rs"]
mod signed;
