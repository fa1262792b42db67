//! `#[inline]` on every function, so that compiling the generated code makes no machine code.
//!
//! A program calls a few of the functions of a client, and they are compiled with the program. For
//! those nobody calls, checking them is all the work there is. Nor does it take many to lose that:
//! for a single one, rustc has to read what generic code each of the dependencies holds compiled,
//! which takes about a tenth of the memory that compiling a client takes.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// Marks the functions among the items of a module, and in their `impl` blocks.
pub(crate) fn inline(tokens: TokenStream) -> TokenStream {
    let mut item = Item::default();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "fn" => {
                // Otherwise it is the type of a pointer to a function.
                if matches!(tokens.peek(), Some(TokenTree::Ident(_))) {
                    item.mark();
                }
                item.push(ident.into());
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                item.push(punct.into());
                item.end();
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let is_impl = item.starts_with("impl");
                item.push(if is_impl {
                    methods(group)
                } else {
                    group.into()
                });
                item.end();
            }
            TokenTree::Group(group) => {
                let is_attribute = item.starts_with("#");
                item.push(group.into());
                if is_attribute {
                    item.end();
                }
            }
            other => item.push(other),
        }
    }
    item.done()
}

fn methods(block: Group) -> TokenTree {
    let (delimiter, span, stream) = (block.delimiter(), block.span(), block.stream());
    // The stream gives its tokens away only if nobody else has them.
    drop(block);
    let mut marked = Group::new(delimiter, inline(stream));
    marked.set_span(span);
    marked.into()
}

/// The items so far, and the tokens of the one that has begun. An attribute counts as an item, for
/// what is put in front of the item has to come after it.
#[derive(Default)]
struct Item {
    before: Vec<TokenTree>,
    tokens: Vec<TokenTree>,
}

impl Item {
    fn push(&mut self, token: TokenTree) {
        self.tokens.push(token);
    }

    fn starts_with(&self, text: &str) -> bool {
        match self.tokens.first() {
            Some(TokenTree::Ident(ident)) => ident == text,
            Some(TokenTree::Punct(punct)) => text.starts_with(punct.as_char()),
            _ => false,
        }
    }

    fn mark(&mut self) {
        self.before.extend(quote!(#[inline]));
    }

    fn end(&mut self) {
        self.before.append(&mut self.tokens);
    }

    fn done(mut self) -> TokenStream {
        self.end();
        self.before.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::inline;

    /// One function without it costs those who compile the output a tenth more memory.
    #[test]
    fn marks_every_function() {
        let cases = [
            ("fn f() {}", "#[inline] fn f() {}"),
            (
                "/// Docs.\n #[allow(deprecated)] pub(crate) const fn f<T: Fn()>(t: T) -> [u8; 2] { [0; 2] }",
                "/// Docs.\n #[allow(deprecated)] #[inline] pub(crate) const fn f<T: Fn()>(t: T) -> [u8; 2] { [0; 2] }",
            ),
            (
                "#[cfg(x)] impl<T> S<T> where T: U { const N: [u8; 1] = [0]; type A = fn(u8); fn f(self) {} pub fn g() {} }",
                "#[cfg(x)] impl<T> S<T> where T: U { const N: [u8; 1] = [0]; type A = fn(u8); #[inline] fn f(self) {} #[inline] pub fn g() {} }",
            ),
            // Items other than functions of a module or an `impl` stay as they are.
            (
                "use a::{B, C}; static F: fn() = f; struct S { f: fn(u8) } trait T { fn f(); } m! { fn f }",
                "use a::{B, C}; static F: fn() = f; struct S { f: fn(u8) } trait T { fn f(); } m! { fn f }",
            ),
            (
                "fn f() { fn g() {} } fn h() {}",
                "#[inline] fn f() { fn g() {} } #[inline] fn h() {}",
            ),
        ];
        for (from, to) in cases {
            let tokens = |text: &str| -> proc_macro2::TokenStream {
                text.parse().expect("the case is Rust")
            };
            assert_eq!(
                inline(tokens(from)).to_string(),
                tokens(to).to_string(),
                "{from}"
            );
        }
    }
}
