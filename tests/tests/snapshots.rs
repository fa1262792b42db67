//! The plan and the printed code of small models, one for each kind of shape and feature.
//!
//! `compile.rs` compiles and runs the same code, so a snapshot that changes has to be looked at for
//! what callers see: names, types, and how much code there is.

mod fixture;

use fixture::code::{self, Docs};
use fixture::summary;
use hammersmith_codegen::Client;

/// The fixtures, and the parts of their code that are about what they are for.
const CODE: &[(&str, Docs, &[&str])] = &[];

fn settings(case: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{case}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Protects every decision: names, types, optionality, boxes, wire names, places in the message.
#[test]
fn plans() {
    for case in fixture::cases() {
        let generated = fixture::generate(&case, Client::Never, None);
        settings(&case).bind(|| insta::assert_snapshot!("plan", summary::plan(generated.plan())));
    }
}

/// Protects the text that people read and compilers compile.
#[test]
fn printed_code() {
    for (case, docs, parts) in CODE {
        let generated = fixture::generate(case, Client::Never, None);
        settings(case).bind(|| insta::assert_snapshot!("code", code::parts(&generated, parts, *docs)));
    }
}
