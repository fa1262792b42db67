//! Writes and reads a parameter, and asks for one that does not exist.

use ssm::Client;
use ssm::error::ProvideErrorMetadata;
use ssm::operation::get_parameter::GetParameterError;
use ssm::types::ParameterType;

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let put = client.put_parameter().name("/live/colour");
    let put = put.value("blue\n\u{1f535}").description("a colour");
    let put = put.r#type(ParameterType::String).send().await?;
    println!("ssm put_parameter: version {}", put.version());
    let got = client.get_parameter().name("/live/colour").send().await?;
    let got = got.parameter().ok_or("no parameter")?;
    let (value, kind, version) = (got.value(), got.r#type(), got.version());
    println!("ssm get_parameter: {value:?} {kind:?} {version}");
    let dated = got.last_modified_date().is_some();
    println!("ssm get_parameter: has a date {dated}");

    let missing = client.get_parameter().name("/live/missing").send().await;
    let error = missing.err().ok_or("the parameter exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        GetParameterError::ParameterNotFound(_) => "ParameterNotFound",
        _ => "another error",
    };
    let (code, message) = (error.code(), error.message());
    println!("ssm get_parameter: {kind}, {code:?} {message:?}");
    Ok(())
}
