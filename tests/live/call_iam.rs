//! Creates a role with a policy, reads both back, and asks for a role that does not exist.

use iam::Client;
use iam::error::ProvideErrorMetadata;
use iam::operation::get_role::GetRoleError;
use iam::types::Tag;

use crate::Failure;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"*"}]}"#;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let tag = Tag::builder().key("colour").value("blue & green").build()?;
    let create = client.create_role().role_name("reader").path("/live/");
    let create = create.assume_role_policy_document(TRUST).tags(tag);
    let created = create.send().await?;
    let role = created.role().ok_or("no role")?;
    println!("iam create_role: {}, {:?}", role.arn(), role.tags());
    let put = client.put_role_policy().role_name("reader");
    let put = put.policy_name("read").policy_document(POLICY);
    put.send().await?;

    let policy = client.get_role_policy().role_name("reader");
    let policy = policy.policy_name("read").send().await?;
    // IAM escapes documents as in a URL.
    let names_action = policy.policy_document().contains("s3%3AGet%2A");
    println!(
        "iam get_role_policy: {}, {names_action}",
        policy.policy_name()
    );
    let listed = client.list_roles().path_prefix("/live/").send().await?;
    for role in listed.roles() {
        let is_dated = role.create_date().secs() > 0;
        println!("iam list_roles: {} {is_dated}", role.role_name());
    }
    println!("iam list_roles: truncated {}", listed.is_truncated());

    let missing = client.get_role().role_name("missing").send().await;
    let error = missing.err().ok_or("the role exists")?.into_service_error();
    let kind = match &error {
        GetRoleError::NoSuchEntityException(_) => "NoSuchEntityException",
        _ => "another error",
    };
    let (code, message) = (error.code(), error.message());
    println!("iam get_role: {kind}, {code:?} {message:?}");
    Ok(())
}
