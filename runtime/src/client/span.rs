//! The tracing span around a call, whose name holds those of service and operation.
//!
//! `tracing` wants two `static`s for each name of a span. Its macros lay them out together with the
//! code that fills the span, for each name anew; here that code is there once.

use tracing::callsite::{Callsite, DefaultCallsite, Identifier};
use tracing::field::{FieldSet, Value};
use tracing::metadata::{Kind, LevelFilter, Metadata};
use tracing::{Level, dispatcher, level_filters};

const FIELDS: &[&str] = &[
    "rpc.service",
    "rpc.method",
    "sdk_invocation_id",
    "rpc.system",
];

/// The place in a program that the spans of an operation come from; made by
/// [`operation_span!`](crate::operation_span).
#[derive(Clone, Copy, Debug)]
pub struct Span(&'static DefaultCallsite);

impl Span {
    #[doc(hidden)]
    #[inline]
    pub const fn new(callsite: &'static DefaultCallsite) -> Self {
        Self(callsite)
    }

    /// Opens the span of one call, or none where nobody listens.
    pub(crate) fn open(self, service: &str, operation: &str) -> tracing::Span {
        let level = Level::DEBUG;
        if level > level_filters::STATIC_MAX_LEVEL || level > LevelFilter::current() {
            return tracing::Span::none();
        }
        let interest = self.0.interest();
        let metadata = self.0.metadata();
        let enabled = interest.is_always()
            || !interest.is_never() && dispatcher::get_default(|to| to.enabled(metadata));
        if !enabled {
            return tracing::Span::none();
        }
        self.fill(service, operation)
    }

    fn fill(self, service: &str, operation: &str) -> tracing::Span {
        let metadata: &'static Metadata<'static> = self.0.metadata();
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
}

#[doc(hidden)]
pub const fn metadata(
    name: &'static str,
    target: &'static str,
    callsite: &'static DefaultCallsite,
) -> Metadata<'static> {
    let fields = FieldSet::new(FIELDS, Identifier(callsite));
    Metadata::new(
        name,
        target,
        Level::DEBUG,
        None,
        None,
        Some(target),
        fields,
        Kind::SPAN,
    )
}

/// The place in the program that spans of this name come from: a [`Span`].
///
/// The target of the spans is the module that the macro is used in.
///
/// ```
/// use hammersmith::client::Span;
///
/// fn span() -> Span {
///     hammersmith::operation_span!("Batch.RegisterJobDefinition")
/// }
/// # span();
/// ```
#[macro_export]
macro_rules! operation_span {
    ($name:expr) => {{
        static METADATA: $crate::client::rt::Metadata<'static> =
            $crate::client::rt::metadata($name, ::core::module_path!(), &CALLSITE);
        static CALLSITE: $crate::client::rt::DefaultCallsite =
            $crate::client::rt::DefaultCallsite::new(&METADATA);
        $crate::client::Span::new(&CALLSITE)
    }};
}
