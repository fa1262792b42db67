//! The official crate, `aws-sdk-batch`.

pub use aws_sdk_batch as sdk;

#[path = "../side/around.rs"]
pub mod around;
#[path = "../side/caller.rs"]
pub mod caller;
#[path = "../side/client.rs"]
pub mod client;
#[path = "../side/endpoint.rs"]
pub mod endpoint;
#[path = "../side/examples.rs"]
pub mod examples;
#[path = "../side/faults.rs"]
pub mod faults;
#[path = "../side/input.rs"]
pub mod input;
#[path = "../side/program.rs"]
pub mod program;
#[path = "../side/result.rs"]
pub mod result;
#[path = "../side/situations.rs"]
pub mod situations;
