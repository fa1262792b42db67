//! The parts of the code that are in snapshots.

use crate::fixture::code::Docs;

/// The fixtures, and the parts of their code that are about what they are for.
pub(super) const CODE: &[(&str, Docs, &[&str])] = &[
    (
        "shapes/scalars",
        Docs::Left,
        &[
            "types/scalars: pub struct Scalars",
            "types/scalars: pub fn text(&self",
            "types/scalars: pub fn flag(&self",
            "types/scalars: pub fn bytes(&self",
            "types/scalars: pub fn text(mut",
            "types/scalars: pub fn bytes(mut",
            "types/scalars: impl shape::Structure",
        ],
    ),
    (
        "shapes/collections",
        Docs::Left,
        &[
            "types/collections: pub struct Collections",
            "types/collections: pub fn grid",
            "types/collections: pub fn labels",
            "types/collections: pub fn texts(mut",
            "types/collections: pub fn sparse_labels(mut",
            "types/collections: pub fn counts(mut",
            "types/collections: impl shape::Structure",
        ],
    ),
    (
        "shapes/enums",
        Docs::Shown,
        &[
            "types/level",
            "types/pin: impl ::std::fmt::Debug",
            "types/taken: pub enum",
        ],
    ),
    (
        "shapes/presence",
        Docs::Left,
        &[
            "types/settings: pub struct Settings {",
            "types/settings: pub fn build(",
            "types/defaults: pub fn build(",
            "types/settings: impl shape::Structure",
        ],
    ),
    (
        "shapes/defaults",
        Docs::Left,
        &["types/defaults: pub fn build("],
    ),
    (
        "shapes/limits",
        Docs::Shown,
        &[
            "operation/put/input: impl shape::Structure",
            "operation/put/input: pub fn validate_input",
            "operation/put/input: pub fn build(",
        ],
    ),
    (
        "shapes/recursion",
        Docs::Left,
        &[
            "types/node: pub struct Node {",
            "types/node: pub fn next(",
            "types/node: pub fn next(mut",
            "types/expression: pub enum",
            "types/expression: impl shape::Structure",
            "types/node: impl shape::Structure",
        ],
    ),
    (
        "shapes/unions",
        Docs::Left,
        &["types/inner", "types/secrets: impl ::std::fmt::Debug"],
    ),
    (
        "shapes/sensitive",
        Docs::Left,
        &[
            "types/account: impl ::std::fmt::Debug for Account ",
            "types/credentials: impl ::std::fmt::Debug for CredentialsBuilder",
            "types/held: #[derive",
            "types/error/leak: impl ::std::fmt::Display",
        ],
    ),
    (
        "shapes/deprecated",
        Docs::Shown,
        &[
            "types/mixed: pub struct Mixed {",
            "types/old_union: pub enum",
            "types: pub use self::old_union",
        ],
    ),
    (
        "names/members",
        Docs::Shown,
        &["types/wire", "operation/move_: pub struct Move"],
    ),
    (
        "names/types",
        Docs::Left,
        &["types/option", "types/none: impl ::std::str::FromStr"],
    ),
    (
        "names/operations",
        Docs::Shown,
        &[
            "operation/assume_role_with_saml",
            "operation/get_thing: impl ::hammersmith::Operation",
            "lib",
        ],
    ),
    (
        "model/assembled",
        Docs::Shown,
        &[
            "types/shelf: pub struct Shelf {",
            "types/book: pub struct Book {",
        ],
    ),
    (
        "http/request",
        Docs::Left,
        &[
            "operation/path: const HTTP",
            "operation/path/input: impl shape::Structure",
            "operation/query: const HTTP",
            "operation/query/input: impl shape::Structure",
            "operation/simple_query: const HTTP",
            "operation/simple_query/input: impl shape::Structure",
            "operation/headers: const HTTP",
            "operation/headers/input: impl shape::Structure",
        ],
    ),
    (
        "http/response",
        Docs::Left,
        &[
            "operation/headers/output: impl shape::Structure",
            "operation/bare/output: impl shape::Structure",
        ],
    ),
    (
        "http/payload",
        Docs::Left,
        &[
            "operation/send_blob/input: impl shape::Structure",
            "operation/send_structure/input: impl shape::Structure",
            "operation/send_enum/output: impl shape::Structure",
        ],
    ),
    (
        "service/errors",
        Docs::Left,
        &[
            "error_meta: pub enum Error",
            "error_meta: impl From<super::operation::fail_less",
            "operation/fail_less: fn error",
            "operation/fail_less: pub fn is_no_members",
            "operation/fail: fn retryable_error_kind",
            "types/error/slow: pub fn retryable_error_kind",
            "types/error/slow: impl shape::Structure",
        ],
    ),
    (
        "service/endpoint",
        Docs::Left,
        &["config/endpoint: pub fn build", "config/endpoint/rules"],
    ),
    (
        "service/paths",
        Docs::Left,
        &[
            "operation/several: impl ::hammersmith::Operation",
            "operation/keys: impl ::hammersmith::Operation",
            "operation/single: impl ::hammersmith::Operation",
        ],
    ),
    (
        "service/docs",
        Docs::Shown,
        &[
            "types/documented: pub struct Documented {",
            "operation/explain/input: pub struct ExplainInput {",
        ],
    ),
    ("service/bare", Docs::Shown, &["meta"]),
];
