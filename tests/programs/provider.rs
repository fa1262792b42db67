//! Credentials: of a role that is assumed where it is needed, and of a provider of one's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_config::sts::AssumeRoleProvider;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_sts::Client;
use aws_sdk_sts::config::{Credentials, IdentityCache};
use aws_sdk_sts::error::{DisplayErrorContext, SdkError};

use crate::Failure;

/// Counts how often it is asked, and takes on a role each time.
#[derive(Clone, Debug)]
struct Assuming {
    client: Client,
    lifetime: Duration,
    count: Arc<AtomicUsize>,
}

impl Assuming {
    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        let assume = self.client.assume_role().role_session_name("own");
        let role = format!("arn:aws:iam::123456789012:role/own-{number}");
        let assumed = assume.role_arn(role).send().await;
        let assumed = assumed.map_err(CredentialsError::provider_error)?;
        let keys = assumed.credentials();
        let keys = keys.ok_or_else(|| CredentialsError::unhandled("no credentials"))?;
        Ok(Credentials::new(
            keys.access_key_id(),
            keys.secret_access_key(),
            Some(keys.session_token().to_owned()),
            Some(SystemTime::now() + self.lifetime),
            "own",
        ))
    }
}

impl ProvideCredentials for Assuming {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.assume())
    }
}

/// A provider without credentials, which returns an error.
#[derive(Debug)]
struct Nothing;

impl ProvideCredentials for Nothing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let error = CredentialsError::not_loaded("the vault is closed");
        future::ProvideCredentials::ready(Err(error))
    }
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let own = config.credentials_provider().ok_or("no credentials")?;
    let role = AssumeRoleProvider::builder("arn:aws:iam::123456789012:role/configured")
        .session_name("programs")
        .session_length(Duration::from_secs(900))
        .configure(config)
        .build_from_provider(own)
        .await;
    let settings = aws_sdk_sts::config::Builder::from(config).credentials_provider(role);
    whoami("role", &Client::from_conf(settings.build())).await?;

    let assuming = |lifetime| Assuming {
        client: Client::new(config),
        lifetime,
        count: Arc::default(),
    };
    // Keys that hold, and keys that are about to expire: they are asked for again.
    for (name, lifetime) in [("an hour", 3600), ("a second", 1)] {
        let provider = assuming(Duration::from_secs(lifetime));
        let settings = aws_sdk_sts::config::Builder::from(config)
            .credentials_provider(provider.clone())
            .identity_cache(IdentityCache::lazy().build());
        let client = Client::from_conf(settings.build());
        whoami(name, &client).await?;
        whoami(name, &client).await?;
        println!(
            "{name}: asked {} times",
            provider.count.load(Ordering::SeqCst)
        );
    }
    let provider = assuming(Duration::from_secs(3600));
    let settings = aws_sdk_sts::config::Builder::from(config)
        .credentials_provider(provider.clone())
        .identity_cache(IdentityCache::no_cache());
    let client = Client::from_conf(settings.build());
    whoami("no cache", &client).await?;
    whoami("no cache", &client).await?;
    println!(
        "no cache: asked {} times",
        provider.count.load(Ordering::SeqCst)
    );

    let settings = aws_sdk_sts::config::Builder::from(config).credentials_provider(Nothing);
    let refused = Client::from_conf(settings.build());
    let error = refused.get_caller_identity().send().await.err();
    let error = error.ok_or("a call without credentials")?;
    let is_sent = !matches!(error, SdkError::DispatchFailure(_));
    let text = DisplayErrorContext(&error).to_string();
    println!(
        "nothing: sent {is_sent}, says why {}",
        text.contains("the vault is closed")
    );
    Ok(())
}

async fn whoami(name: &str, client: &Client) -> Result<(), Failure> {
    let identity = client.get_caller_identity().send().await?;
    println!("{name}: {:?}", identity.arn());
    Ok(())
}
