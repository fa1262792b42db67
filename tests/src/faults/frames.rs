//! Frames of event streams, as a service sends them.

/// A frame with these headers, which are strings, and that payload.
pub fn frame(headers: &[(&str, &str)], payload: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for (name, value) in headers {
        head.push(u8::try_from(name.len()).expect("a short name"));
        head.extend(name.as_bytes());
        // The type of a string.
        head.push(7);
        let length = u16::try_from(value.len()).expect("a short value");
        head.extend(length.to_be_bytes());
        head.extend(value.as_bytes());
    }
    let length = |length: usize| u32::try_from(length).expect("a short frame").to_be_bytes();
    // A prelude of 12 bytes, and the checksum of the message.
    let mut frame = length(16 + head.len() + payload.len()).to_vec();
    frame.extend(length(head.len()));
    frame.extend(crc32fast::hash(&frame).to_be_bytes());
    frame.extend(head);
    frame.extend(payload);
    frame.extend(crc32fast::hash(&frame).to_be_bytes());
    frame
}

/// The frame of an event, of that media type, or of none.
pub fn event(name: &str, media_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut headers = vec![(":message-type", "event"), (":event-type", name)];
    if !media_type.is_empty() {
        headers.push((":content-type", media_type));
    }
    frame(&headers, payload)
}

/// A chunk of a body of unknown length.
pub fn chunk(bytes: &[u8]) -> Vec<u8> {
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend(bytes);
    chunk.extend(b"\r\n");
    chunk
}
