//! Bodies that are received: objects of S3.

use s3::error::DisplayErrorContext;

use crate::s3_body::{BODY, CHECKSUMS};
use crate::server::{Step, serve, serve_each};
use crate::{client, run};

/// The body that a client reads of a response, or the error at its end. A head has no status and no
/// blank line.
fn get(head: &[&str], steps: Vec<Step>) -> Result<String, String> {
    let lines = head.iter().map(|line| format!("{line}\r\n"));
    let head = format!("HTTP/1.1 200 OK\r\n{}\r\n", lines.collect::<String>());
    let (url, server) = serve(move |_, connection| {
        connection.play([&[Step::Raw(head.into_bytes())], steps.as_slice()].concat());
    });
    let read = run(read(client!(s3, &url)));
    server.join().expect("the server");
    read
}

async fn read(client: s3::Client) -> Result<String, String> {
    let call = client.get_object().bucket("a-bucket").key("a-key");
    let mut body = call.send().await.expect("a response").body;
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        match piece {
            Ok(piece) => bytes.extend_from_slice(&piece),
            Err(error) => return Err(DisplayErrorContext(&error).to_string()),
        }
    }
    assert!(body.next().await.is_none(), "nothing comes after the end");
    Ok(String::from_utf8(bytes).expect("text"))
}

fn assert_get(head: &[&str], steps: Vec<Step>, expected: Result<&str, &str>) {
    let found = get(head, steps);
    let holds = match (&found, expected) {
        (Ok(found), Ok(expected)) => found == expected,
        (Err(found), Err(expected)) => found.contains(expected),
        _ => false,
    };
    assert!(holds, "{head:?}: {found:?} in place of {expected:?}");
}

/// Protects programs from objects that are cut off: what is wrong with the connection or the length
/// is an error at the end of the body, and never its end.
#[test]
fn bodies_that_are_cut_off_are_errors() {
    let length = |length: usize| format!("content-length: {length}");
    let chunked = "transfer-encoding: chunked";
    let raw = |bytes: &[u8]| Step::Raw(bytes.to_vec());
    let piece = |bytes: &[u8]| Step::Send(bytes.to_vec());
    let ended = "end of file before message length reached";
    let cases = [
        (length(11), vec![raw(BODY)], Ok("Hello world")),
        (length(11), vec![raw(b"Hello"), Step::Break], Err(ended)),
        (length(11), vec![Step::Break], Err(ended)),
        (
            chunked.to_owned(),
            vec![piece(BODY), Step::End],
            Ok("Hello world"),
        ),
        (
            chunked.to_owned(),
            vec![piece(b"Hello"), Step::Break],
            Err("unexpected EOF"),
        ),
        (
            chunked.to_owned(),
            vec![raw(b"b\r\nHello"), Step::Break],
            Err(ended),
        ),
        (
            chunked.to_owned(),
            vec![raw(b"garbage\r\n")],
            Err("Invalid chunk size"),
        ),
        // Whoever is between the client and the service may have changed the framing.
        (
            format!("{}\r\n{chunked}", length(11)),
            vec![piece(b"Hello"), Step::End],
            Err("Expected 11 bytes but 5 bytes were received"),
        ),
        (
            format!("{}\r\n{chunked}", length(5)),
            vec![piece(BODY), Step::End],
            Err("Expected 5 bytes but 11 bytes were received"),
        ),
    ];
    for (head, steps, expected) in cases {
        assert_get(&[&head], steps, expected);
    }
}

/// Protects the next call on a connection from bytes behind a body, which belong to no response.
#[test]
fn bytes_behind_a_body_are_no_part_of_anything() {
    let (url, server) = serve_each(2, |_, _, connection| {
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHello world, this is garbage";
        connection.play(vec![Step::Raw(answer.into())]);
    });
    let client = client!(s3, &url);
    for _ in 0..2 {
        let read = run(read(client.clone()));
        assert_eq!(read.as_deref(), Ok("Hello"));
    }
    server.join().expect("the server");
}

/// Protects programs from objects that were changed: the checksum of each algorithm is checked, in
/// a header and in a trailer, and what does not fit is an error.
#[test]
fn checksums_are_checked() {
    let length = "content-length: 11";
    let mismatch = Err("body checksum mismatch");
    for (algorithm, checksum) in CHECKSUMS {
        let algorithm = algorithm.to_lowercase();
        let header = format!("x-amz-checksum-{algorithm}: {checksum}");
        let whole = |body: &[u8]| vec![Step::Raw(body.to_vec())];
        assert_get(&[length, &header], whole(BODY), Ok("Hello world"));
        assert_get(&[length, &header], whole(b"Hello World"), mismatch);

        let announced = format!("x-amz-trailer: x-amz-checksum-{algorithm}");
        let head = ["transfer-encoding: chunked", &announced];
        let with = |body: &[u8], trailer: &str| {
            let end = format!("0\r\n{trailer}\r\n\r\n");
            vec![Step::Send(body.to_vec()), Step::Raw(end.into_bytes())]
        };
        assert_get(&head, with(BODY, &header), Ok("Hello world"));
        assert_get(&head, with(b"Hello World", &header), mismatch);
    }
}

/// Protects from checksums that are not there, cannot be read, or are of something else; as in the
/// official clients, an unreadable header is passed over.
#[test]
fn odd_checksums_are_errors_or_passed_over() {
    let length = "content-length: 11";
    let whole = || vec![Step::Raw(BODY.to_vec())];
    let of_parts = "x-amz-checksum-crc32: AAAAAA==-3";
    assert_get(&[length, of_parts], whole(), Ok("Hello world"));
    let unreadable = "x-amz-checksum-crc32: !";
    assert_get(&[length, unreadable], whole(), Ok("Hello world"));
    // The first in the order of the algorithms counts.
    let two = [
        "x-amz-checksum-sha1: AAAA",
        "x-amz-checksum-crc32: i9aeUg==",
    ];
    assert_get(&[length, two[0], two[1]], whole(), Ok("Hello world"));

    let chunked = "transfer-encoding: chunked";
    let announced = "x-amz-trailer: x-amz-checksum-crc32";
    let with = |end: &str| vec![Step::Send(BODY.to_vec()), Step::Raw(end.into())];
    let wrong = with("0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n");
    let cases = [
        (
            vec![chunked, announced],
            wrong.clone(),
            Err("body checksum mismatch"),
        ),
        (
            vec![chunked, announced],
            // Some HTTP clients drop trailers.
            with("0\r\n\r\n"),
            Ok("Hello world"),
        ),
        (
            vec![chunked, announced],
            with("0\r\nx-amz-checksum-sha1: AAAA\r\n\r\n"),
            Err("the body ends without the trailer `x-amz-checksum-crc32`"),
        ),
        (
            vec![chunked, announced],
            with("0\r\nx-amz-checksum-crc32: !\r\n\r\n"),
            Err("the trailer `x-amz-checksum-crc32` is not valid base64"),
        ),
        (
            vec![chunked, announced],
            with("0\r\nx-amz"),
            Err("unexpected EOF"),
        ),
        // A trailer that nobody announced is none of this crate's, also beside a checksum.
        (vec![chunked], wrong.clone(), Ok("Hello world")),
        (
            vec![chunked, "x-amz-checksum-sha1: e1AsOh9IyGCa4hLN+2Od7jlnP14="],
            wrong,
            Ok("Hello world"),
        ),
    ];
    for (head, steps, expected) in cases {
        let steps = [steps, vec![Step::Break]].concat();
        assert_get(&head, steps, expected);
    }
}
