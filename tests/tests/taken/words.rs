//! The words that models can be named after, and that mean something else already.

use std::collections::BTreeSet;

use hammersmith_codegen::{Generator, Layout, OperationDocs, When};
use proc_macro2::{TokenStream, TokenTree};

const KEYWORDS: &str = "Self abstract as async await become box break const continue crate do dyn else enum \
    extern false final fn for gen if impl in let loop macro match mod move mut override priv pub raw ref \
    return safe self static struct super trait true try type typeof union unsafe unsized use virtual where \
    while yield";

const PRELUDE: &str = "AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err \
    ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Hash HashMap Infallible Into \
    IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Send Sized Some String \
    Sync ToOwned ToString TryFrom TryInto Unpin Vec alloc assert bool cfg char concat core derive drop f32 \
    f64 format i128 i16 i32 i64 i8 include isize matches panic std str u128 u16 u32 u64 u8 usize vec";

/// Names that become digits, or nothing but digits and underscores.
const DIGITS: &str = "_0 _1a __2_ _3B A4 a5b";

/// All of them, each once.
pub(super) fn all() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in [KEYWORDS, PRELUDE, DIGITS] {
        words.extend(text.split_whitespace().map(str::to_owned));
    }
    let model = super::super::fixture::folder().join("names/api");
    let generated = Generator::new()
        .model(model)
        .docs(OperationDocs::Off)
        .client(When::Always)
        .serde(When::Always)
        .run(Layout::File);
    collect(
        generated.expect("the fixture is right").tokens(),
        &mut words,
    );
    // Without these, identifiers are looked for in the wrong place.
    for word in [
        "from_conf",
        "as_input",
        "customize",
        "send_with",
        "retryable_error_kind",
        "CustomizableOperation",
    ] {
        assert!(words.contains(word), "there is no `{word}` among {words:?}");
    }
    words.retain(|word| word.contains(|c: char| c.is_ascii_alphanumeric()));
    words
}

/// Every identifier in tokens.
fn collect(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                words.insert(word.trim_start_matches("r#").to_owned());
            }
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
