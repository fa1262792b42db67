use super::*;
use quote::quote;

/// Blank lines must come and go with the items only: text in docs and literals stays as it is.
#[test]
fn items_are_set_apart_and_text_is_left_alone() {
    let tokens = quote! {
        #![allow(deprecated)]
        use ::std::fmt;
        use ::std::io;
        pub use self::x::X;
        mod x;
        /// Documented.
        mod y;
        const A: u8 = 1;
        const B: &str = "one\nfn two() {}\nfn three() {}";
        /// S.
        ///
        /// ```text
        /// fn in_docs() {}
        /// fn in_docs() {}
        /// ```
        pub struct S { pub a: u8 }
        impl S {
            type T = u8;
            type U = u8;
            pub fn r#type(&self) -> &str { "a" }
            /// Two.
            pub fn two(&self) {}
        }
        pub mod inner {
            //! Inner docs.
            pub trait T { fn a(); fn b(); }
            fn f() {}
        }
    };
    insta::assert_snapshot!(render("// @generated\n", tokens).unwrap(), @r#"
// @generated

#![allow(deprecated)]

use ::std::fmt;
use ::std::io;

pub use self::x::X;

mod x;

/// Documented.
mod y;

const A: u8 = 1;
const B: &str = "one\nfn two() {}\nfn three() {}";

/// S.
///
/// ```text
/// fn in_docs() {}
/// fn in_docs() {}
/// ```
pub struct S {
    pub a: u8,
}

impl S {
    type T = u8;
    type U = u8;

    pub fn r#type(&self) -> &str {
        "a"
    }

    /// Two.
    pub fn two(&self) {}
}

pub mod inner {
    //! Inner docs.

    pub trait T {
        fn a();

        fn b();
    }

    fn f() {}
}
"#);
}

/// A mistake in one of a hundred methods has to be found without reading all of them.
#[test]
fn the_error_shows_the_smallest_piece_at_fault() {
    for (tokens, near) in [
        (quote! { fn ok() {} struct 3; }, "struct 3 ;"),
        (
            quote! { impl S { fn ok() {} fn bad(x) {} } },
            "fn bad (x) { }",
        ),
        (
            quote! { mod m { fn f() { let a = 1; let = 2; } } },
            "let = 2 ;",
        ),
        (quote! { fn f() { let a = 1 2; } }, "let a = 1 2 ;"),
    ] {
        let error = render("", tokens).unwrap_err();
        assert_eq!(error.near, near);
        assert!(error.to_string().contains(near), "{error}");
    }
}

#[test]
fn a_long_piece_is_cut() {
    let names = (0..500).map(|n| quote::format_ident!("é{n}"));
    let error = render("", quote! { struct 3 (#(#names),*); }).unwrap_err();
    assert_eq!(error.near.chars().count(), SHOWN + 2);
}

/// Protects: what rustc refuses in comments is written out, and JSON in comments stays the same
/// JSON. Literals are escaped where they are made.
#[test]
fn nothing_is_hidden() {
    for (hidden, shown) in [
        ("\u{202a}", "\\u202a"),
        ("\u{202e}", "\\u202e"),
        ("\u{2066}", "\\u2066"),
        ("\u{2069}", "\\u2069"),
        ("\r", "\\u000d"),
        ("\u{1b}[31m", "\\u001b[31m"),
        ("\u{7f}", "\\u007f"),
        ("\u{9b}", "\\u009b"),
        ("\t", "\t"),
        ("\u{200d}é", "\u{200d}é"),
    ] {
        let docs = format!(" a{hidden}b");
        let page = format!(" c{hidden}d");
        let tokens = quote! { #![doc = #page] #[doc = #docs] const A: &str = #docs; };
        let text = render("", tokens).unwrap();
        assert!(text.contains(&format!("//! c{shown}d")), "{text}");
        assert!(text.contains(&format!("/// a{shown}b")), "{text}");
        let literal = text.split("const").nth(1).unwrap_or_default();
        assert!(shown == hidden || !literal.contains(hidden), "{text}");
    }
}
