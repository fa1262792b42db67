//! Frames of event streams, compared with those of the official crate.

#![cfg(feature = "event-stream")]

use aws_smithy_eventstream::frame::{read_message_from, write_message_to};
use hammersmith::event::{Frames, encode};
use hammersmith::primitives::DateTime;
use hammersmith::primitives::event_stream::{Header, HeaderValue, Message};

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1))
            .map(|_| self.below(256) as u8)
            .collect()
    }

    fn text(&mut self, most: usize) -> String {
        let known = [":event-type", "event", "application/json", "é", "x"];
        match self.below(2) {
            0 => known[self.below(known.len())].to_owned(),
            _ => "a".repeat(1 + self.below(most)),
        }
    }

    fn value(&mut self) -> HeaderValue {
        let number = self.below(1 << 31) as i64 - (1 << 30);
        match self.below(10) {
            0 => HeaderValue::Bool(true),
            1 => HeaderValue::Bool(false),
            2 => HeaderValue::Byte(number as i8),
            3 => HeaderValue::Int16(number as i16),
            4 => HeaderValue::Int32(number as i32),
            5 => HeaderValue::Int64(number << 20),
            6 => HeaderValue::ByteArray(self.bytes(300).into()),
            7 => HeaderValue::String(self.text(300).into()),
            8 => HeaderValue::Timestamp(DateTime::from_millis(number)),
            _ => HeaderValue::Uuid(u128::from(self.0) << 40),
        }
    }

    fn message(&mut self) -> Message {
        let headers = (0..self.below(6)).map(|_| Header::new(self.text(255), self.value()));
        let headers = headers.collect();
        Message::new_from_parts(headers, self.bytes(5_000))
    }
}

/// The frame of a message, by the official crate.
fn official(message: &Message) -> Option<Vec<u8>> {
    let mut frame = Vec::new();
    write_message_to(message, &mut frame).ok().map(|()| frame)
}

/// Protects the form of frames: each byte is that of the official crate, and what is read is what
/// was written, in pieces of any length.
#[test]
fn frames_are_those_of_the_official_crate() {
    let mut random = Random(7);
    for _ in 0..300 {
        let messages: Vec<Message> = (0..1 + random.below(5)).map(|_| random.message()).collect();
        let mut bytes = Vec::new();
        for message in &messages {
            let frame = encode(message).expect("a frame");
            assert_eq!(Some(frame.to_vec()), official(message), "{message:?}");
            bytes.extend_from_slice(&frame);
        }
        let (mut frames, mut found) = (Frames::new(), Vec::new());
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            // Sometimes more than one piece before messages are taken.
            for _ in 0..1 + random.below(2) {
                let (piece, behind) = rest.split_at(random.below(rest.len() + 1));
                frames.push(piece);
                rest = behind;
            }
            while let Some(message) = frames.next_message().expect("a frame") {
                found.push(message);
            }
        }
        frames.finish().expect("whole frames");
        assert_eq!(found, messages);
    }
}

/// The message of a whole frame, as ours reads it: `None` if it is refused.
fn ours(frame: &[u8]) -> Option<Message> {
    let mut frames = Frames::new();
    frames.push(frame);
    let message = frames.next_message();
    frames.finish().ok()?;
    message.ok()?
}

/// Protects readers from frames that are wrong in any place but its checksums: ours takes what the
/// official crate takes, and neither of them panics.
#[test]
fn frames_that_are_wrong_are_refused() {
    let mut random = Random(9);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut frame = encode(&random.message()).expect("a frame").to_vec();
        for _ in 0..1 + random.below(2) {
            let at = match random.below(2) {
                0 => random.below(frame.len()),
                // Lengths, and headers.
                _ => random.below(frame.len().min(40)),
            };
            frame[at] = random.below(256) as u8;
        }
        let length = frame.len();
        let end = u32::try_from(length).expect("a short one").to_be_bytes();
        frame[..4].copy_from_slice(&end);
        let checksum = crc32fast::hash(&frame[..8]).to_be_bytes();
        frame[8..12].copy_from_slice(&checksum);
        let checksum = crc32fast::hash(&frame[..length - 4]).to_be_bytes();
        frame[length - 4..].copy_from_slice(&checksum);
        let expected = read_message_from(frame.as_slice()).ok();
        let found = ours(&frame);
        match &found {
            Some(_) => taken += 1,
            None => refused += 1,
        }
        // A header without a name, which the official crate cannot write, is refused.
        let is_nameless = |message: &Message| {
            let mut headers = message.headers().iter();
            headers.any(|header| header.name().as_bytes().is_empty())
        };
        if !expected.as_ref().is_some_and(is_nameless) {
            assert_eq!(found, expected, "{frame:02x?}");
        }
    }
    assert!(taken > 1_000 && refused > 1_000, "{taken} and {refused}");
}

/// Protects programs from headers that have no form, which official clients send or refuse as well.
#[test]
fn headers_have_a_greatest_length() {
    let text = |length: usize| "a".repeat(length);
    let cases = [
        (text(255), text(32_767), true),
        (text(256), text(1), false),
        (text(1), text(32_768), false),
        (text(1), text(70_000), false),
        (String::new(), text(1), false),
    ];
    for (name, value, is_fine) in cases {
        let header = Header::new(name.clone(), HeaderValue::String(value.clone().into()));
        let message = Message::new("").add_header(header);
        let found = encode(&message);
        assert_eq!(found.is_ok(), is_fine, "{} {}", name.len(), value.len());
        if !name.is_empty() {
            assert_eq!(found.ok().map(|it| it.to_vec()), official(&message));
        }
    }
}
