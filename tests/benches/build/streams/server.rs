//! A server that drops what it is sent, and sends zeros.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::Failure;

/// Serves an object of that many zeros, one connection after the other, until it is killed.
pub fn serve(length: u64, ready: impl FnOnce(&str) -> Result<(), Failure>) -> Result<(), Failure> {
    let piece = vec![0; 256 * 1024];
    let mut crc = crc32fast::Hasher::new();
    pieces(length, piece.len(), |length| {
        crc.update(&piece[..length]);
        Ok(())
    })?;
    let crc = aws_smithy_types::base64::encode(crc.finalize().to_be_bytes());
    let listener = TcpListener::bind("127.0.0.1:0")?;
    ready(&format!("http://{}", listener.local_addr()?))?;
    for stream in listener.incoming() {
        // A client that is gone is not the server's failure.
        if let Err(error) = answer(stream?, length, &crc, &piece) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

/// Calls `each` with the lengths of the pieces of a whole.
fn pieces(
    length: u64,
    most: usize,
    mut each: impl FnMut(usize) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut left = length;
    while left > 0 {
        let length = left.min(most as u64);
        each(length as usize)?;
        left -= length;
    }
    Ok(())
}

fn answer(stream: TcpStream, length: u64, crc: &str, piece: &[u8]) -> Result<(), Failure> {
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let (mut method, mut sent) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim_end().is_empty() {
            break;
        }
        if method.is_empty() {
            method = line;
        } else if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            sent = value.trim().parse()?;
        }
    }
    if method.starts_with("PUT") {
        let trailer = drain(&mut reader, sent)?;
        if !trailer.contains("x-amz-checksum-") {
            return Err("a body without a checksum".into());
        }
        writer.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")?;
        return Ok(());
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nx-amz-checksum-crc32: {crc}\r\n\
         connection: close\r\n\r\n"
    );
    writer.write_all(head.as_bytes())?;
    pieces(length, piece.len(), |length| {
        writer.write_all(&piece[..length])
    })?;
    Ok(())
}

/// Reads a body of that length, and returns its end.
fn drain(reader: &mut impl Read, length: u64) -> Result<String, Failure> {
    let mut buffer = vec![0; 256 * 1024];
    let end = length.min(256);
    pieces(length - end, buffer.len(), |length| {
        reader.read_exact(&mut buffer[..length])
    })?;
    let mut last = vec![0; end as usize];
    reader.read_exact(&mut last)?;
    Ok(String::from_utf8_lossy(&last).into_owned())
}
