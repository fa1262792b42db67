//! Presigns requests with a client and with a signer, and prints one line for each: what it is, its
//! method, URL, headers and body, between tabs.

use std::time::{Duration, SystemTime};

use hammersmith::Operation;
use hammersmith::endpoint::Settings;
use hammersmith::presigning::{PresignedRequest, PresigningConfig};
use hammersmith::sign::{Credentials, Signer};

use crate::Failure;

/// The time at which the requests become valid, which the signatures depend on.
const NOW: Duration = Duration::from_secs(1_764_000_000);

const VALIDITY: Duration = Duration::from_secs(600);

fn signer(url: Option<&str>) -> Signer {
    let keys = Credentials::new("AKIDEXAMPLE", "secret", None, None, "live");
    let mut settings = Settings::new().region("us-east-1");
    settings.endpoint = url.map(str::to_owned);
    Signer::with_settings(settings, keys).time(SystemTime::UNIX_EPOCH + NOW)
}

fn fields(request: &PresignedRequest) -> String {
    let mut headers: Vec<String> = request
        .headers()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    headers.sort();
    let body = String::from_utf8_lossy(request.body().unwrap_or_default()).into_owned();
    let (method, uri) = (request.method(), request.uri());
    format!("{method}\t{uri}\t{}\t{body}", headers.join("|"))
}

/// Prints the request of a client, which has to be that of a signer.
fn print<O: Operation>(
    what: &str,
    by_client: &PresignedRequest,
    signer: &Signer,
    input: &O::Input,
) -> Result<(), Failure> {
    let by_client = fields(by_client);
    let by_signer = fields(&signer.presigned::<O>(input, VALIDITY)?);
    if by_client != by_signer {
        return Err(format!("{what}: {by_client}\nis not\n{by_signer}").into());
    }
    println!("{what}\t{by_client}");
    Ok(())
}

/// Presigns a request of a client, which then goes to `print`.
macro_rules! presign {
    ($what:literal, $operation:ty, $request:expr, $url:expr, $($set:tt)*) => {{
        let config = PresigningConfig::builder().start_time(SystemTime::UNIX_EPOCH + NOW);
        let config = config.expires_in(VALIDITY).build()?;
        let request = $request $($set)*;
        let input = <<$operation as Operation>::Input>::builder() $($set)*;
        let presigned = request.customize().presigned(config).await?;
        print::<$operation>($what, &presigned, &signer($url), &input.build()?)?;
    }};
}

/// Requests for a server at `url`, and for AWS.
pub async fn print_all(url: &str) -> Result<(), Failure> {
    use dynamodb::operation::list_tables::ListTables;
    use polly::operation::synthesize_speech::SynthesizeSpeech;
    use s3::operation::get_object::GetObject;
    use s3::operation::put_object::PutObject;
    use sts::operation::get_caller_identity::GetCallerIdentity;

    let local = Some(url);
    let objects = client!(s3, local);
    let key = "a b/\u{e9}+=&?.txt";
    presign!("put", PutObject, objects.put_object(), local, .bucket("presigned").key(key)
        .content_type("text/plain").metadata("note", "two  words"));
    presign!("get", GetObject, objects.get_object(), local, .bucket("presigned").key(key)
        .range("bytes=3-8"));
    presign!("tables", ListTables, client!(dynamodb, local).list_tables(), local, .limit(5));
    presign!(
        "caller",
        GetCallerIdentity,
        client!(sts, local).get_caller_identity(),
        local,
    );
    presign!(
        "sts",
        GetCallerIdentity,
        client!(sts, None).get_caller_identity(),
        None,
    );
    let text = "Gr\u{fc}\u{df} & <b>dich</b>+1";
    presign!("polly", SynthesizeSpeech, client!(polly, None).synthesize_speech(), None, .text(text)
        .voice_id("Vicki".into()).output_format("mp3".into())
        .lexicon_names("a").lexicon_names("b"));
    Ok(())
}
