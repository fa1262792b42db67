//! Shows how far an upload is, by a body around the body, and writes a download to a file.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::BoxError;
use aws_sdk_s3::primitives::{ByteStream, SdkBody};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::AsyncWriteExt;

use crate::Failure;
use crate::stream::{File, content};

const BUCKET: &str = "progress-bucket";
const SIZE: usize = 200_000;

/// A body that counts what passes.
struct Counted {
    inner: SdkBody,
    count: Arc<AtomicU64>,
}

impl Body for Counted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Body::poll_frame(Pin::new(&mut self.inner), cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let length = frame.data_ref().map_or(0, Bytes::len);
            self.count.fetch_add(length as u64, Ordering::SeqCst);
        }
        polled
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.inner)
    }
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let client = Client::new(config);
    client.create_bucket().bucket(BUCKET).send().await?;
    let file = File::new("progress", SIZE)?;
    let count = Arc::new(AtomicU64::new(0));
    let counting = Arc::clone(&count);
    let put = client.put_object().bucket(BUCKET).key("file");
    let put = put.body(ByteStream::from_path(&file.0).await?);
    let sent = put
        .customize()
        .map_request(move |mut request| {
            let inner = std::mem::replace(request.body_mut(), SdkBody::taken());
            let count = Arc::clone(&counting);
            *request.body_mut() = SdkBody::from_body_1_x(Counted { inner, count });
            Ok::<_, std::convert::Infallible>(request)
        })
        .send()
        .await?;
    let count = count.load(Ordering::SeqCst);
    println!("put_object: {} of {SIZE} bytes, {:?}", count, sent.e_tag());

    let got = client
        .get_object()
        .bucket(BUCKET)
        .key("file")
        .send()
        .await?;
    let (total, mut body) = (got.content_length(), got.body);
    let target = File::new("download", 0)?;
    let mut writer = tokio::fs::File::create(&target.0).await?;
    let mut received = 0;
    while let Some(piece) = body.try_next().await? {
        received += piece.len();
        writer.write_all(&piece).await?;
    }
    writer.flush().await?;
    println!("get_object: {received} of {total:?} bytes");
    let is_same = std::fs::read(&target.0)? == content(SIZE);
    println!("get_object: the same {is_same}");
    Ok(())
}
