//! The generated client does what the official one does; what links the runtime crates of AWS.
//!
//! `tests/README.md` says what each module protects.

mod around;
mod drop_in;
mod endpoint;
mod endpoints;
mod environment;
mod failures;
mod fake;
mod faults;
mod metrics;
mod mocks;
mod nesting;
mod presigning;
mod replies;
mod responses;
mod schemes;
mod serde;
mod sign;
mod values;
mod wire;

#[path = "../signed/mod.rs"]
mod signed;

// A structure with members of every type, which the tests of the runtime have, too.
#[path = "../../../runtime/tests/support/call.rs"]
mod call;
#[path = "../../../runtime/tests/support/everything.rs"]
mod everything;
