//! The differences between the public APIs that are on purpose, with the reason of each.

/// Differences with one reason.
#[derive(Debug)]
pub(super) struct Known {
    /// The items: kind, path and signature, where `*` stands for any characters.
    items: &'static [&'static str],
    /// The reason.
    reason: &'static str,
}

/// Items that our crates do not have.
pub(super) const MISSING: &[Known] = &[
    Known {
        items: &[
            "assoc *::SCHEMA assoc_const",
            "assoc *::INPUT_SCHEMA assoc_const",
            "assoc *::OUTPUT_SCHEMA assoc_const",
            "method *::deserialize fn(&mut dyn ShapeDeserializer) -> *",
            "method client::Client::*registry fn() -> &'static TypeRegistry",
            "method config::Builder::*protocol *ClientProtocol*",
            "method config::Config::protocol fn(&self) -> Option<&SharedClientProtocol>",
        ],
        reason: SCHEMAS,
    },
    Known {
        items: &["method client::customize::*::presigned *CustomizablePresigned<T1>*"],
        reason: PRESIGNED,
    },
];

/// The reason for items that presign.
const PRESIGNED: &str = "requests of every operation can be presigned";

/// The reason for items that hand the shapes of a model to the runtime of official crates.
pub(super) const SCHEMAS: &str = "schemas: official crates of the newer generator hand the shapes \
     of the model to their runtime by them, and have no protocol without them";

/// The reason for items that are derived from the model, but not from this one.
pub(super) const NEWER: &str = "newer than the model";

/// Items that only our crates have.
pub(super) const BEYOND: &[Known] = &[
    Known {
        items: &[
            "impl config::endpoint::ParamsBuilder From<Settings>",
            "method config::endpoint::Params::resolve fn(&self) -> Result<Endpoint, Error>",
        ],
        reason: "endpoints can be resolved without a client",
    },
    Known {
        items: &[
            "method operation::*Input::validate fn(&self) -> Result<(), ValidationErrors>",
            "method operation::*Input::validate_with fn(&self, Options) -> *",
            "* error::ValidationErrors*",
        ],
        reason: "inputs can be validated before they are sent",
    },
    Known {
        items: &[
            "* presigning*",
            "method client::customize::CustomizableOperation::presigned *",
        ],
        reason: PRESIGNED,
    },
    Known {
        items: &[
            "method config::endpoint::InvalidParams::missing *",
            "method error::UnknownVariantError::new *",
        ],
        reason: "generated code calls them, and the documentation leaves them out",
    },
    Known {
        items: &["trait error::Explain", "traitfn error::Explain::explain *"],
        reason: "errors say in one line what happened",
    },
    Known {
        items: &[
            "impl operation::*Paginator Debug",
            "impl operation::*PaginatorItems Debug",
        ],
        reason: "paginators can be parts of types with `Debug`",
    },
    Known {
        items: &[
            "* operation::*::paginator",
            "* operation::*::paginator::*",
            "*::into_paginator *",
        ],
        reason: "operations with an idempotency token have paginators, too",
    },
    Known {
        items: &["* primitives::event_stream::Event*"],
        reason: "official crates have the types of their runtime there, whose items do not count",
    },
    Known {
        items: &["method config::Builder::*follow_region_redirects *"],
        reason: "requests to buckets of S3 in another region are sent there",
    },
    Known {
        items: &["* operation::*source_region *"],
        reason: "copies from another region have their presigned form",
    },
    Known {
        items: &["struct waiters::*", "impl waiters::*"],
        reason: "waiters can be used without a client",
    },
];

/// Items that are predicted, and that neither crate has.
pub(super) const UNPREDICTED: &[Known] = &[Known {
    items: &["* types::PublicAccessBlockConfiguration::* bool"],
    reason: "a rule of S3 Control that the prediction does not know: members without a default",
}];

/// The reason for a difference, if it is known.
pub(super) fn reason(known: &[Known], item: &str) -> Option<&'static str> {
    let is_of = |known: &&Known| known.items.iter().any(|pattern| matches(pattern, item));
    known.iter().find(is_of).map(|known| known.reason)
}

/// True if an item is of a pattern.
fn matches(pattern: &str, item: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == item,
        Some((begins, "")) => item.starts_with(begins),
        Some((begins, rest)) => item.strip_prefix(begins).is_some_and(|item| {
            let mut starts = item.char_indices().map(|(at, _)| at);
            starts.any(|at| matches(rest, &item[at..]))
        }),
    }
}
