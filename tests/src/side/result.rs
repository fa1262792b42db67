//! The outcome of a call.

use aws_smithy_types::retry::ProvideErrorKind;

use super::caller::kind;
use super::sdk::error::{ProvideErrorMetadata, SdkError};
use super::sdk::operation::RequestId;
use super::sdk::operation::register_job_definition::{
    RegisterJobDefinitionError, RegisterJobDefinitionOutput,
};
use crate::outcome::Outcome;

/// All that a caller can see of a result.
pub fn outcome(
    result: Result<RegisterJobDefinitionOutput, SdkError<RegisterJobDefinitionError>>,
) -> Outcome {
    match result {
        Ok(output) => Outcome {
            kind: "Ok".to_owned(),
            debug: format!("{output:?}"),
            request_id: output.request_id().map(str::to_owned),
            ..Outcome::default()
        },
        Err(error) => failure(error),
    }
}

fn failure(error: SdkError<RegisterJobDefinitionError>) -> Outcome {
    let service = error.as_service_error();
    let variant = match service {
        None => "",
        Some(RegisterJobDefinitionError::ClientException(_)) => "ClientException",
        Some(RegisterJobDefinitionError::ServerException(_)) => "ServerException",
        Some(_) => "Unhandled",
    };
    let mut outcome = Outcome {
        kind: format!("{} {variant}", kind(&error)),
        debug: format!("{:?}", error.raw_response()),
        display: vec![error.to_string()],
        code: error.code().map(str::to_owned),
        message: error.message().map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
        retryable: String::new(),
    };
    if let Some(service) = service {
        match service {
            RegisterJobDefinitionError::ClientException(inner) => {
                outcome.display.push(inner.to_string());
            }
            RegisterJobDefinitionError::ServerException(inner) => {
                outcome.display.push(inner.to_string());
            }
            _ => {}
        }
        outcome.retryable = format!(
            "{:?} {:?} {} {}",
            ProvideErrorKind::code(service),
            service.retryable_error_kind(),
            service.is_client_exception(),
            service.is_server_exception(),
        );
    }
    let root = super::sdk::Error::from(error);
    outcome.retryable += &format!(" {:?}", root.code());
    outcome
}
