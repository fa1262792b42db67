//! The span around a call, by which programs find it in their logs.
#![cfg(feature = "client")]

mod client_service;

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use client_service::{Network, client};

/// Keeps every span that is opened at `max` or above.
#[derive(Clone)]
struct Spans {
    max: Level,
    seen: Arc<Mutex<Vec<String>>>,
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = match field.name() {
            "sdk_invocation_id" => format!("{} digits", format!("{value:?}").len()),
            _ => format!("{value:?}"),
        };
        self.0.push_str(&format!(" {}={value}", field.name()));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.level() <= &self.max
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        let mut fields = Fields(format!("{} {}", metadata.target(), metadata.name()));
        span.record(&mut fields);
        let mut seen = self.seen.lock().unwrap();
        seen.push(fields.0);
        Id::from_u64(seen.len() as u64)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn spans(max: Level) -> Vec<String> {
    let spans = Spans {
        max,
        seen: Arc::default(),
    };
    tracing::subscriber::with_default(spans.clone(), || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime
            .block_on(client(&Network::ok()).put_thing().send())
            .unwrap();
    });
    spans.seen.lock().unwrap().clone()
}

/// Name, target and fields are those of official clients; below debug level there is no span.
#[test]
fn a_call_has_a_span() {
    assert_eq!(
        spans(Level::DEBUG)[0],
        "client_span::client_service::mini::operation::put_thing::fluent Mini.PutThing \
         rpc.service=\"Mini\" rpc.method=\"PutThing\" sdk_invocation_id=7 digits \
         rpc.system=\"aws-api\""
    );
    assert_eq!(spans(Level::INFO), Vec::<String>::new());
}
