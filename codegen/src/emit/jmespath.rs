//! Expressions of JMESPath, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::ident;
use crate::plan::jmespath::{Comparison, Expr};

/// The expression as a value of `hammersmith::waiter::Expr`, whose module is imported.
pub(crate) fn expr(expr: &Expr) -> TokenStream {
    let one = |name: &str, of: &Expr| {
        let (name, of) = (ident(name), self::expr(of));
        quote!(waiter::Expr::#name(&#of))
    };
    let two = |name: &str, left: &Expr, right: &Expr| {
        let (name, left, right) = (ident(name), self::expr(left), self::expr(right));
        quote!(waiter::Expr::#name(&#left, &#right))
    };
    match expr {
        Expr::Current => quote!(waiter::Expr::Current),
        Expr::Path(names) => quote!(waiter::Expr::Path(&[#(#names),*])),
        Expr::Then(first, second) => two("Then", first, second),
        Expr::Index(index) => {
            let index = proc_macro2::Literal::i64_unsuffixed(*index);
            quote!(waiter::Expr::Index(#index))
        }
        Expr::Each(list, each) => two("Each", list, each),
        Expr::Values(map) => one("Values", map),
        Expr::Flatten(list) => one("Flatten", list),
        Expr::Filter(list, condition) => two("Filter", list, condition),
        Expr::List(several) => {
            let several = several.iter().map(self::expr);
            quote!(waiter::Expr::List(&[#(#several),*]))
        }
        Expr::Text(text) => quote!(waiter::Expr::Text(#text)),
        Expr::Number(number) => {
            let number = proc_macro2::Literal::f64_unsuffixed(*number);
            quote!(waiter::Expr::Number(#number))
        }
        Expr::Flag(flag) => quote!(waiter::Expr::Flag(#flag)),
        Expr::Null => quote!(waiter::Expr::Null),
        Expr::Compare(left, how, right) => two(comparison(*how), left, right),
        Expr::And(left, right) => two("And", left, right),
        Expr::Or(left, right) => two("Or", left, right),
        Expr::Not(of) => one("Not", of),
        Expr::Length(of) => one("Length", of),
        Expr::Contains(place, what) => two("Contains", place, what),
        Expr::Keys(of) => one("Keys", of),
    }
}

fn comparison(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "Equal",
        Comparison::NotEqual => "NotEqual",
        Comparison::Less => "Less",
        Comparison::AtMost => "AtMost",
        Comparison::Greater => "Greater",
        Comparison::AtLeast => "AtLeast",
    }
}
