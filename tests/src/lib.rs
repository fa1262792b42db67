//! Shared parts of the tests of the workspace.
//!
//! [`official`] and [`ours`] are the same source files over two crates, `aws-sdk-batch` and
//! `hammersmith-batch`: code written for the one compiles with the other, and what they give can be
//! compared. What is compared is in [`wire`], independent of both.

#![allow(
    clippy::duplicate_mod,
    reason = "the files of `side` are compiled once for each crate, on purpose"
)]

pub mod around;
pub mod botocore;
pub mod browser;
pub mod compare;
pub mod endpoints;
pub mod example;
pub mod fakes;
pub mod faults;
pub mod golden;
pub mod live;
pub mod metrics;
pub mod moto;
pub mod official;
pub mod ours;
pub mod outcome;
pub mod packages;
pub mod parity;
pub mod paths;
pub mod programs;
pub mod protocol;
pub mod python;
pub mod rustdoc;
pub mod services;
pub mod shared;
pub mod source;
pub mod wire;
pub mod workspace;

pub use hammersmith_sweep::corpus;
