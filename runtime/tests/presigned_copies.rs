//! Presigned requests that copy from another region, of a client and of a signer.
#![cfg(all(feature = "client", feature = "sign"))]

mod client_service;

use std::time::{Duration, SystemTime};

use client_service::mini::config::endpoint::Params;
use client_service::mini::operation::put_thing::{PutThingError, PutThingOutput};
use client_service::{Network, client};
use hammersmith::client::{ClientOperation, Span};
use hammersmith::endpoint::{InvalidParams, Settings};
use hammersmith::error::BuildError;
use hammersmith::http::Http;
use hammersmith::presigning::PresigningConfig;
use hammersmith::protocol::{AwsQuery, ErrorReader};
use hammersmith::shape::{Done, Members, Reader, RowCount, Sink, Source, Structure};
use hammersmith::sign::{Credentials, Signer};
use hammersmith::{Operation, PresignedCopy, ServiceInfo, Signing};

/// An input with the region that it copies from.
#[derive(Clone, Debug, Default)]
struct CopyInput {
    source_region: Option<String>,
}

impl Structure for CopyInput {
    type Builder = Self;
    type Rows = RowCount<1>;

    const MEMBERS: &'static str = r#""SourceRegion": source_region"#;

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        to.put(0, &self.source_region);
    }

    fn read<R: Source>(_: &mut Self, _: usize, from: &mut Reader<'_, R>) -> Done {
        from.skip()
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        Ok(builder)
    }
}

/// A copy of that name, as Amazon EC2 or Amazon RDS has it.
struct Copying<const EC2: bool>;

impl<const EC2: bool> Operation for Copying<EC2> {
    type Input = CopyInput;
    type Output = PutThingOutput;
    type Error = PutThingError;
    type EndpointParams = Params;
    type Protocol = AwsQuery;

    const NAME: &'static str = "CopyThing";
    const SERVICE: &'static ServiceInfo = &client_service::mini::meta::SERVICE;
    const HTTP: Http = Http::new("POST", "/");
    const SIGNING: Signing = Signing::new().presigned_copy(match EC2 {
        true => PresignedCopy::Ec2,
        false => PresignedCopy::Rds,
    });

    fn error(from: &mut ErrorReader<'_, AwsQuery>) -> PutThingError {
        PutThingError::Unhandled(from.unhandled())
    }

    fn endpoint_params(_: &CopyInput, settings: Settings) -> Result<Params, InvalidParams> {
        let region = settings.region.unwrap_or_default();
        Ok(Params {
            endpoint: Some(format!("https://mini.{region}.example.com")),
            region: Some(region),
            bucket: None,
            account: None,
            no_sessions: None,
        })
    }
}

impl<const EC2: bool> ClientOperation for Copying<EC2> {
    const SPAN: Span = Span::new("Mini.CopyThing", module_path!());
}

/// The URLs of the client and of the signer.
async fn presigned<const EC2: bool>() -> [String; 2] {
    let (start, validity) = (SystemTime::UNIX_EPOCH, Duration::from_secs(60));
    let config = PresigningConfig::builder().start_time(start);
    let config = config.expires_in(validity).build().unwrap();
    let call = client(&Network::ok()).call();
    let input = CopyInput {
        source_region: Some("us-east-1".to_owned()),
    };
    let call = call.presign::<Copying<EC2>>(config, Ok(input.clone()));
    let signer = Signer::new(
        "eu-west-1",
        Credentials::new("AKID", "wJalrXUtn", None, None, "test"),
    );
    let signed = signer
        .time(start)
        .presigned::<Copying<EC2>>(&input, validity);
    [call.await.unwrap(), signed.unwrap()].map(|request| request.uri().to_owned())
}

/// Protects copies from another region that others send: the URL holds the presigned form for that
/// region, as the body of a request that is sent does.
#[test]
fn copies_are_complete() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    for (urls, sent, parameter, end) in [
        (
            runtime.block_on(presigned::<false>()),
            "Action=CopyThing&Version=",
            "PreSignedUrl",
            "",
        ),
        (
            runtime.block_on(presigned::<true>()),
            "Action=CopyThing&Version=&SourceRegion=us-east-1",
            "PresignedUrl",
            "&DestinationRegion=eu-west-1",
        ),
    ] {
        let [client, signer] = urls;
        assert_eq!(client, signer);
        let begin = format!(
            "https://mini.eu-west-1.example.com/?{sent}&{parameter}=\
             https%3A%2F%2Fmini.us-east-1.example.com%2F%3FAction%3DCopyThing%26"
        );
        let (query, _) = client.split_once("&X-Amz-").unwrap();
        assert!(query.starts_with(&begin), "{client}");
        assert!(query.ends_with(end), "{client}");
        assert!(query.contains("%26DestinationRegion%3Deu-west-1%26X-Amz-Algorithm"));
        assert!(query.contains("us-east-1%252Fmini-signing%252Faws4_request"));
        assert_eq!(client.matches("&X-Amz-Signature=").count(), 1, "{client}");
    }
}
