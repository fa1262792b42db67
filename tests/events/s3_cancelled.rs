//! Pages and waiting that nobody waits for any more.

use std::time::Duration;

use s3::Client;
use s3::client::Waiters;
use s3::primitives::ByteStream;
use tokio::runtime::Handle;

use crate::server::{Step, serve_each};
use crate::{client, run};

/// The time after which a future is dropped.
const AFTER: Duration = Duration::from_millis(300);

/// A page after which there is another one.
const PAGE: &str = "<ListBucketResult><IsTruncated>true</IsTruncated>\
                    <NextContinuationToken>n</NextContinuationToken>\
                    <Contents><Key>k</Key></Contents></ListBucketResult>";

/// Asserts that no task is left of what was dropped, as soon as tasks have had a turn. A connection
/// that is kept is a task, and so is the pool that looks after it.
async fn assert_tasks(kept: usize) {
    let tasks = || Handle::current().metrics().num_alive_tasks();
    for _ in 0..100 {
        if tasks() == kept {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(tasks(), kept);
}

/// Drops a future in the middle.
async fn give_up<T>(future: impl Future<Output = T>) {
    let result = tokio::time::timeout(AFTER, future).await;
    assert!(result.is_err(), "it is over");
}

async fn get(client: &Client) {
    let get = client.get_object().bucket("b").key("k").send();
    let body: ByteStream = get.await.expect("a response").body;
    let bytes = body.collect().await.expect("a body").into_bytes();
    assert_eq!(bytes, "next");
}

/// Protects programs that give up paging and waiting, within a call and between calls: nothing of
/// it goes on, and the client serves the next call.
#[test]
fn pages_and_waiting_can_be_given_up() {
    // A first page, a second one that does not come, and the next call.
    let (url, server) = serve_each(3, |number, _, connection| match number {
        0 => connection.respond("200 OK", "connection: close\r\n", PAGE),
        1 => connection.play(vec![Step::Wait(AFTER * 2)]),
        _ => connection.respond("200 OK", "", "next"),
    });
    run(async {
        let client = client!(s3, &url);
        let list = client.list_objects_v2().bucket("b");
        let mut pages = list.into_paginator().send();
        pages.next().await.expect("a page").expect("no error");
        give_up(pages.next()).await;
        drop(pages);
        assert_tasks(0).await;
        get(&client).await;
    });
    server.join().expect("the server");

    // A poll that is not answered, and the next call.
    let (url, server) = serve_each(2, |number, _, connection| match number {
        0 => connection.play(vec![Step::Wait(AFTER * 2)]),
        _ => connection.respond("200 OK", "", "next"),
    });
    run(async {
        let client = client!(s3, &url);
        let wait = client.wait_until_object_exists().bucket("b").key("k");
        give_up(wait.wait(Duration::from_secs(60))).await;
        assert_tasks(0).await;
        get(&client).await;
    });
    server.join().expect("the server");

    // A poll after which the waiter pauses for seconds, and the next call.
    let (url, server) = serve_each(2, |number, _, connection| match number {
        0 => connection.respond("404 Not Found", "connection: close\r\n", ""),
        _ => connection.respond("200 OK", "", "next"),
    });
    run(async {
        let client = client!(s3, &url);
        let wait = client.wait_until_object_exists().bucket("b").key("k");
        give_up(wait.wait(Duration::from_secs(60))).await;
        assert_tasks(0).await;
        get(&client).await;
    });
    server.join().expect("the server");
}
