//! Calls that the client makes again and again: for each page, and to wait.
#![cfg(feature = "client")]

mod client_service;

use std::future::Future;
use std::time::Duration;

use aws_smithy_async::future::pagination_stream::PaginationStream;

use client_service::mini::client::Client;
use client_service::mini::config::retry::RetryConfig;
use client_service::mini::operation::put_thing::{
    PutThing, PutThingError, PutThingInput, PutThingOutput,
};
use client_service::{Answer, Network, Sent, client, settings};
use hammersmith::client::error::SdkError;
use hammersmith::client::{Call, items, pages, rt::WaiterError, wait};
use hammersmith::error::BuildError;
use hammersmith::pagination::{Paginated, PaginatedItems};
use hammersmith::waiter::{Acceptor, Expr, Matcher, State, Waiter};

/// What is put is the token, and what was made is the next one.
impl Paginated for PutThing {
    type Token = String;

    fn token(input: &mut PutThingInput) -> &mut Option<String> {
        &mut input.name
    }

    fn next_token(output: &PutThingOutput) -> Option<&String> {
        output.text.as_ref()
    }
}

impl PaginatedItems for PutThing {
    type Items = Vec<char>;

    fn items(output: PutThingOutput) -> Option<Vec<char>> {
        output.text.map(|text| text.chars().collect())
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(future)
}

fn call(network: &Network) -> Call {
    client(network).call()
}

fn input() -> Result<PutThingInput, BuildError> {
    Ok(PutThingInput {
        name: Some("first".to_owned()),
        token: None,
    })
}

const fn made(text: &'static str) -> Answer {
    Answer::Response(200, "", text)
}

type Page = Result<PutThingOutput, SdkError<PutThingError>>;

/// All pages, with errors as their kind.
fn collect(mut stream: PaginationStream<Page>) -> Vec<String> {
    block_on(async move {
        let mut found = Vec::new();
        while let Some(page) = stream.next().await {
            found.push(match page {
                Ok(page) => page.text.unwrap_or_default(),
                Err(SdkError::ConstructionFailure(_)) => "no request".to_owned(),
                Err(_) => "an error".to_owned(),
            });
        }
        found
    })
}

/// True if the user agent names that feature.
fn has_feature(sent: &Sent, feature: &str) -> bool {
    let agent = sent.header("x-amz-user-agent");
    let metrics = agent.split(" m/").nth(1).unwrap_or_default();
    let metrics = metrics.split(' ').next().unwrap_or_default();
    metrics.split(',').any(|metric| metric == feature)
}

/// Protects paging through a client: what is sent for which page, where it ends, and that the user
/// agent says that it is paging.
#[test]
fn pages_follow_one_another() {
    let cases: [(&[Answer], bool, &[&str], usize); 5] = [
        (
            &[made("ab"), made("cd"), made("")],
            true,
            &["ab", "cd", ""],
            3,
        ),
        (&[made("ab"), made("ab"), made("c")], true, &["ab", "ab"], 2),
        (
            &[made("ab"), made("ab"), made("")],
            false,
            &["ab", "ab", ""],
            3,
        ),
        (
            &[made("ab"), Answer::Response(400, "", "")],
            true,
            &["ab", "an error"],
            2,
        ),
        (&[made("")], true, &[""], 1),
    ];
    for (answers, stop, expected, requests) in cases {
        let network = Network::new(answers);
        let found = collect(pages::<PutThing>(call(&network), input(), stop));
        assert_eq!(found, expected);
        let sent = network.sent();
        assert_eq!(sent.len(), requests, "{expected:?}");
        assert_eq!(sent[0].body, "first");
        for (sent, page) in sent.iter().skip(1).zip(expected) {
            assert_eq!(sent.body, *page);
        }
        for sent in sent {
            assert!(has_feature(&sent, "C"), "{sent:?}");
        }
    }
}

/// Protects an input that cannot be built: it is the one item of the stream, and nothing is sent.
#[test]
fn an_input_that_cannot_be_built_is_an_item() {
    let network = Network::ok();
    let error = BuildError::missing_field("name", "it is needed");
    let found = collect(pages::<PutThing>(call(&network), Err(error), true));
    assert_eq!(found, ["no request"]);
    assert!(network.sent().is_empty());
}

/// Protects laziness: nothing is sent before a page is asked for, and no more pages than are.
#[test]
fn a_page_is_sent_for_when_it_is_asked_for() {
    let network = Network::new(&[made("ab"), made("cd"), made("")]);
    let mut stream = pages::<PutThing>(call(&network), input(), true);
    assert!(network.sent().is_empty());
    block_on(async {
        stream.next().await.unwrap().unwrap();
        assert_eq!(network.sent().len(), 1);
        stream.next().await.unwrap().unwrap();
        assert_eq!(network.sent().len(), 2);
    });
}

/// Protects items: those of all pages in order, and then the error, if one ends them.
#[test]
fn items_of_all_pages() {
    let network = Network::new(&[made("ab"), made("c"), made("")]);
    let stream = items::<PutThing>(pages::<PutThing>(call(&network), input(), true));
    let found = block_on(stream.try_collect()).unwrap();
    assert_eq!(found, ['a', 'b', 'c']);

    let network = Network::new(&[made("ab"), Answer::Response(400, "", "")]);
    let mut stream = items::<PutThing>(pages::<PutThing>(call(&network), input(), true));
    block_on(async {
        assert_eq!(stream.try_next().await.unwrap(), Some('a'));
        assert_eq!(stream.try_next().await.unwrap(), Some('b'));
        stream.try_next().await.unwrap_err();
        assert!(stream.next().await.is_none());
    });
}

/// Waits until `done` has been made.
struct Done;

impl Waiter for Done {
    type Operation = PutThing;

    const ACCEPTORS: &'static [Acceptor] = &[
        Acceptor::new(State::Success, Matcher::Text(Expr::Path(&["text"]), "done")),
        Acceptor::new(
            State::Failure,
            Matcher::Text(Expr::Path(&["text"]), "broken"),
        ),
        Acceptor::new(State::Retry, Matcher::Error(&["Missing"])),
    ];
}

/// Protects waiting: what ends it and how, after how many calls, and that the user agent says that
/// it is waiting.
#[test]
fn waiting_ends_with_the_response_that_says_so() {
    const MISSING: Answer = Answer::Response(404, "Missing", "");
    let cases: [(&[Answer], &str, usize); 5] = [
        (&[made("done")], "done", 1),
        (&[made("no"), MISSING, made("done")], "done", 3),
        (&[made("no"), made("broken")], "failure", 2),
        (
            &[made("no"), Answer::Response(400, "Other", "")],
            "operation",
            2,
        ),
        (&[MISSING, Answer::Broken], "operation", 4),
    ];
    for (answers, expected, calls) in cases {
        let network = Network::new(answers);
        let waited = wait::<Done>(call(&network), input(), Duration::from_secs(300));
        let found = match block_on(waited) {
            Ok(poll) => poll.into_result().unwrap().text.unwrap_or_default(),
            Err(WaiterError::FailureState(_)) => "failure".to_owned(),
            Err(WaiterError::OperationFailed(_)) => "operation".to_owned(),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(found, expected);
        let sent = network.sent();
        assert_eq!(sent.len(), calls, "{answers:?}");
        assert!(sent.iter().all(|sent| has_feature(sent, "B")), "{sent:?}");
    }
}

/// Protects waiting that cannot begin, and that has no time: both end, and neither panics.
#[test]
fn waiting_that_has_no_chance_is_an_error() {
    let network = Network::new(&[made("no")]);
    let error = BuildError::missing_field("name", "it is needed");
    let waited = wait::<Done>(call(&network), Err(error), Duration::from_secs(1));
    assert!(matches!(
        block_on(waited),
        Err(WaiterError::ConstructionFailure(_))
    ));
    assert!(network.sent().is_empty());
    let waited = wait::<Done>(call(&network), input(), Duration::ZERO);
    assert!(matches!(
        block_on(waited),
        Err(WaiterError::ExceededMaxWait(_))
    ));
}

/// Protects clients with settings that cannot work: paging and waiting end with that error at once.
#[test]
fn settings_that_cannot_work_end_both() {
    let network = Network::new(&[made("no")]);
    let config = settings(&network).retry_config(RetryConfig::standard().with_max_attempts(0));
    let call = Client::from_conf(config.build()).call();
    let found = collect(pages::<PutThing>(call.clone(), input(), true));
    assert_eq!(found, ["no request"]);
    let waited = block_on(wait::<Done>(call, input(), Duration::from_secs(1)));
    assert!(matches!(waited, Err(WaiterError::ConstructionFailure(_))));
    assert!(network.sent().is_empty());
}
