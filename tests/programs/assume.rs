//! Takes on a role and calls with its credentials.

use aws_config::SdkConfig;
use aws_sdk_s3::config::Credentials;
use aws_sdk_sts::error::DisplayErrorContext;

use crate::Failure;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = aws_sdk_sts::Client::new(config);
    let identity = client.get_caller_identity().send().await?;
    println!("get_caller_identity: {:?}", identity.arn());
    let assumed = client
        .assume_role()
        .role_arn("arn:aws:iam::123456789012:role/reader")
        .role_session_name("programs")
        .duration_seconds(900)
        .send()
        .await?;
    let user = assumed.assumed_role_user().ok_or("no user")?;
    println!("assume_role: {}", user.arn());
    let credentials = assumed.credentials().ok_or("no credentials")?;
    let credentials = Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        Some(credentials.session_token().to_owned()),
        Some((*credentials.expiration()).try_into()?),
        "assumed",
    );
    let as_reader = aws_sdk_sts::config::Builder::from(config).credentials_provider(credentials);
    let as_reader = aws_sdk_sts::Client::from_conf(as_reader.build());
    let identity = as_reader.get_caller_identity().send().await?;
    println!("get_caller_identity: {:?}", identity.arn());
    let refused = client.assume_role().role_arn("short").send().await;
    let error = refused.err().ok_or("a role without a session name")?;
    println!(
        "assume_role: refused {}",
        !DisplayErrorContext(&error).to_string().is_empty()
    );
    Ok(())
}
