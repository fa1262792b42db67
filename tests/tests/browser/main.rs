//! The documentation in a browser: feature `browser`.
//!
//! `tests/README.md` says what each module protects.

mod page;
