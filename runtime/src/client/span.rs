//! The tracing span around a call, whose name holds those of service and operation.
//!
//! `tracing` wants a callsite for each name of a span, and its macros lay one out, with the code
//! that fills the span, for each name anew. Here that code is there once, and a callsite is made
//! when the first span of its name is opened: programs that nobody traces have none.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing::callsite::{self, Callsite, Identifier};
use tracing::field::{FieldSet, Value};
use tracing::metadata::{Kind, LevelFilter, Metadata};
use tracing::subscriber::Interest;
use tracing::{Level, dispatcher, level_filters};

const FIELDS: &[&str] = &[
    "rpc.service",
    "rpc.method",
    "sdk_invocation_id",
    "rpc.system",
];

/// The name of the spans of an operation, and their target.
///
/// ```
/// use hammersmith::client::Span;
///
/// let span = Span::new("Batch.RegisterJobDefinition", module_path!());
/// # let _ = span;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    name: &'static str,
    target: &'static str,
}

impl Span {
    /// Spans with this name. Their target is the path of a module.
    #[inline]
    pub const fn new(name: &'static str, target: &'static str) -> Self {
        Self { name, target }
    }

    /// Opens the span of one call, or none where nobody listens.
    pub(crate) fn open(self, service: &str, operation: &str) -> tracing::Span {
        let level = Level::DEBUG;
        if level > level_filters::STATIC_MAX_LEVEL || level > LevelFilter::current() {
            return tracing::Span::none();
        }
        let site = self.site();
        match site.metadata.get() {
            Some(metadata) if site.enabled(metadata) => fill(metadata, service, operation),
            _ => tracing::Span::none(),
        }
    }

    /// The callsite of these spans: that of their first, for subscribers tell spans apart by it.
    fn site(self) -> &'static Site {
        static SITES: Mutex<Vec<(Span, &Site)>> = Mutex::new(Vec::new());
        let mut sites = SITES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, site)) = sites.iter().find(|(span, _)| *span == self) {
            return site;
        }
        // As long-lived as a `static`, and as many as the program has operations.
        let site: &'static Site = Box::leak(Box::new(Site::new()));
        site.metadata.get_or_init(|| metadata(self, site));
        sites.push((self, site));
        drop(sites);
        // Subscribers are asked what they make of it, and may do anything meanwhile.
        callsite::register(site);
        site
    }
}

fn fill(metadata: &'static Metadata<'_>, service: &str, operation: &str) -> tracing::Span {
    // Seven digits tell the calls of a log apart.
    let invocation = fastrand::u32(1_000_000..10_000_000);
    let mut fields = metadata.fields().iter();
    let mut next = || fields.next();
    let (Some(a), Some(b), Some(c), Some(d)) = (next(), next(), next(), next()) else {
        return tracing::Span::none();
    };
    let values: [_; 4] = [
        (&a, Some(&service as &dyn Value)),
        (&b, Some(&operation as &dyn Value)),
        (&c, Some(&invocation as &dyn Value)),
        (&d, Some(&"aws-api" as &dyn Value)),
    ];
    tracing::Span::new(metadata, &metadata.fields().value_set(&values))
}

const fn metadata(span: Span, site: &'static Site) -> Metadata<'static> {
    Metadata::new(
        span.name,
        span.target,
        Level::DEBUG,
        None,
        None,
        Some(span.target),
        FieldSet::new(FIELDS, Identifier(site)),
        Kind::SPAN,
    )
}

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

/// A callsite that is made while the program runs.
struct Site {
    metadata: OnceLock<Metadata<'static>>,
    interest: AtomicU8,
}

impl Site {
    const fn new() -> Self {
        Self {
            metadata: OnceLock::new(),
            interest: AtomicU8::new(SOMETIMES),
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        match self.interest.load(Ordering::Relaxed) {
            NEVER => false,
            ALWAYS => true,
            _ => dispatcher::get_default(|to| to.enabled(metadata)),
        }
    }
}

impl Callsite for Site {
    fn set_interest(&self, interest: Interest) {
        let interest = match interest {
            interest if interest.is_never() => NEVER,
            interest if interest.is_always() => ALWAYS,
            _ => SOMETIMES,
        };
        self.interest.store(interest, Ordering::Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        static BLANK: Site = Site::new();
        static UNKNOWN: Metadata<'static> = metadata(Span::new("", ""), &BLANK);
        // It is set before anybody hears of the callsite.
        self.metadata.get().unwrap_or(&UNKNOWN)
    }
}
