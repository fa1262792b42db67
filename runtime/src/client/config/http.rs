//! Requests and responses, as interceptors and HTTP clients see them.

pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
