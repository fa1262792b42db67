//! Streams of events of Transcribe and Bedrock: written and read by the parts that serve a client,
//! and by the clients as a whole, over HTTP in memory.

mod measure;
mod memory;
mod side;
mod stream;

use measure::case;

/// The events of one call.
pub(crate) const EVENTS: usize = 100;

/// The bytes of audio in an event: a quarter of a second at 16 kHz.
const AUDIO: usize = 8_000;

fn main() {
    let audio: Vec<u8> = (0..AUDIO).map(|at| (at * 7 % 251) as u8).collect();
    let chunk =
        br#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" word"}}"#;
    let payload = format!(
        r#"{{"bytes":"{}","p":"abcdefghijklmnopqrstuvwxyz"}}"#,
        aws_smithy_types::base64::encode(chunk)
    );
    let frames = stream::frames("chunk", payload.as_bytes());

    let bytes = [side::official::sent(&audio), side::ours::sent(&audio)];
    assert!(bytes[0] == bytes[1], "the frames that are sent differ");
    let chunks = [
        side::official::received(&frames),
        side::ours::received(&frames),
    ];
    assert_eq!(chunks, [EVENTS * chunk.len(); 2]);

    let title = format!("write an audio event of {AUDIO} bytes, without a signature");
    case(
        &title,
        &[side::official::write(&audio), side::ours::write(&audio)],
    );
    let title = format!("read a chunk of {} bytes", payload.len());
    case(
        &title,
        &[side::official::read(&frames), side::ours::read(&frames)],
    );
    let title = format!("client: send an audio event of {AUDIO} bytes, signed");
    case(
        &title,
        &[side::official::call(&audio), side::ours::call(&audio)],
    );
    let title = format!("client: receive a chunk of {} bytes", payload.len());
    case(
        &title,
        &[side::official::answer(&frames), side::ours::answer(&frames)],
    );
}
