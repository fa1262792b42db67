//! Uploads and downloads one large object, through either client, or serves it.

mod body;
mod official;
mod ours;
mod server;

use std::io::Write;

type Failure = Box<dyn std::error::Error>;

/// The arguments of one transfer.
pub struct Transfer {
    pub url: String,
    /// The name of the checksum in capitals.
    pub algorithm: String,
    pub length: u64,
}

/// `serve <length>` prints the URL of a server; `<client> put|get <algorithm> <length> <url>` is
/// one transfer.
fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [client, way, algorithm, length, url] = arguments[..] else {
        let length = arguments.get(1).ok_or("a length")?.parse()?;
        return server::serve(length, |url| {
            println!("{url}");
            Ok(std::io::stdout().flush()?)
        });
    };
    let transfer = Transfer {
        url: url.to_owned(),
        algorithm: algorithm.to_owned(),
        length: length.parse()?,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match (client, way) {
        ("ours", "put") => runtime.block_on(ours::calls::put(&transfer)),
        ("ours", "get") => runtime.block_on(ours::calls::get(&transfer)),
        ("official", "put") => runtime.block_on(official::calls::put(&transfer)),
        ("official", "get") => runtime.block_on(official::calls::get(&transfer)),
        _ => Err("an unknown client or direction".into()),
    }
}
