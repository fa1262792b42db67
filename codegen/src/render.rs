//! Tokens to formatted Rust.

use std::fmt;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{AttrStyle, Attribute, ImplItem, Item, Stmt, TraitItem};

use crate::diagnostic::visible;
use crate::hidden::written_out;

/// The length of the tokens that a [`RenderError`] shows, in characters.
const SHOWN: usize = 300;

/// Formats the items of a file. The lines of `header` come first, as they are and followed by a
/// blank line; an empty header adds nothing.
///
/// Items are set apart by blank lines, except runs of plain `use`, `mod`, `const` and `type`.
///
/// ```
/// # use hammersmith_codegen::write::render;
/// let tokens = "use a::B; use c::D; pub fn f() {}".parse()?;
/// assert_eq!(render("// Hi.", tokens)?, "// Hi.\n\nuse a::B;\nuse c::D;\n\npub fn f() {}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`RenderError`] if the tokens are not the items of a Rust file; it shows where they cease to be.
pub fn render(header: &str, tokens: TokenStream) -> Result<String, RenderError> {
    let mut file = match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => file,
        Err(error) => return Err(RenderError::locate(&error, tokens)),
    };
    space_items(&mut file.items, has_inner(&file.attrs));
    let body = prettyplease::unparse(&file);
    let header = header.trim_end();
    Ok(written_out(if header.is_empty() {
        body
    } else {
        format!("{header}\n\n{body}")
    }))
}

/// Puts an empty item, which prints as a blank line, between items that want one.
fn space_items(items: &mut Vec<Item>, after_attrs: bool) {
    for item in items.iter_mut() {
        match item {
            Item::Mod(module) => {
                let after_attrs = has_inner(&module.attrs);
                if let Some((_, inner)) = &mut module.content {
                    space_items(inner, after_attrs);
                }
            }
            Item::Impl(block) => {
                let blank = || ImplItem::Verbatim(TokenStream::new());
                space(&mut block.items, impl_item_kind, blank);
            }
            Item::Trait(block) => {
                let blank = || TraitItem::Verbatim(TokenStream::new());
                space(&mut block.items, trait_item_kind, blank);
            }
            _ => {}
        }
    }
    let blank = || Item::Verbatim(TokenStream::new());
    space(items, item_kind, blank);
    if after_attrs && !items.is_empty() {
        items.insert(0, blank());
    }
}

/// The items that are printed without blank lines between them, if two neighbours are of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Use { public: bool },
    Mod,
    Const,
    Type,
}

fn space<T>(items: &mut Vec<T>, kind: impl Fn(&T) -> Option<Kind>, blank: impl Fn() -> T) {
    let mut last: Option<Option<Kind>> = None;
    for item in std::mem::take(items) {
        let this = kind(&item);
        if last.is_some_and(|last| last.is_none() || last != this) {
            items.push(blank());
        }
        last = Some(this);
        items.push(item);
    }
}

/// The kind of an item that is one line; none for what takes more room.
fn item_kind(item: &Item) -> Option<Kind> {
    let (attrs, kind) = match item {
        Item::Use(item) => {
            let public = !matches!(item.vis, syn::Visibility::Inherited);
            (&item.attrs, Kind::Use { public })
        }
        Item::Mod(item) if item.content.is_none() => (&item.attrs, Kind::Mod),
        Item::Const(item) => (&item.attrs, Kind::Const),
        Item::Type(item) => (&item.attrs, Kind::Type),
        _ => return None,
    };
    plain(attrs, kind)
}

fn impl_item_kind(item: &ImplItem) -> Option<Kind> {
    match item {
        ImplItem::Const(item) => plain(&item.attrs, Kind::Const),
        ImplItem::Type(item) => plain(&item.attrs, Kind::Type),
        _ => None,
    }
}

fn trait_item_kind(item: &TraitItem) -> Option<Kind> {
    match item {
        TraitItem::Const(item) => plain(&item.attrs, Kind::Const),
        TraitItem::Type(item) => plain(&item.attrs, Kind::Type),
        _ => None,
    }
}

/// Docs and attributes take a line of their own, so their item is no longer part of a run.
fn plain(attrs: &[Attribute], kind: Kind) -> Option<Kind> {
    attrs.is_empty().then_some(kind)
}

fn has_inner(attrs: &[Attribute]) -> bool {
    attrs
        .iter()
        .any(|attr| matches!(attr.style, AttrStyle::Inner(_)))
}

/// Tokens that are not Rust: a mistake of the generator, not of its input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The message of the parser.
    pub message: String,
    /// The smallest item, member or statement that cannot be parsed, from its first token.
    pub near: String,
}

impl RenderError {
    /// Generated tokens carry no line numbers, so the place is found by parsing smaller and smaller
    /// pieces until the piece at fault has no pieces.
    fn locate(error: &syn::Error, tokens: TokenStream) -> Self {
        let mut found = Self {
            message: error.to_string(),
            near: String::new(),
        };
        let mut part = Some((Part::Items, tokens));
        while let Some((kind, tokens)) = part.take() {
            let Some((message, piece)) = kind.first_failure(tokens) else {
                break;
            };
            part = Part::inside(&piece);
            found = Self {
                message,
                near: shorten(&piece.to_string()),
            };
        }
        found
    }
}

/// A part of a group of tokens.
enum Part {
    Items,
    ImplItems,
    TraitItems,
    Statements,
}

impl Part {
    /// The part that the first block of a piece consists of, and its tokens.
    fn inside(piece: &TokenStream) -> Option<(Self, TokenStream)> {
        let mut kind = None;
        for token in piece.clone() {
            match token {
                TokenTree::Ident(word) if kind.is_none() => {
                    kind = match word.to_string().as_str() {
                        "impl" => Some(Self::ImplItems),
                        "trait" => Some(Self::TraitItems),
                        "mod" => Some(Self::Items),
                        "fn" => Some(Self::Statements),
                        _ => None,
                    };
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    return kind.map(|kind| (kind, group.stream()));
                }
                _ => {}
            }
        }
        None
    }

    /// The message and the tokens of the first piece that cannot be parsed.
    fn first_failure(&self, tokens: TokenStream) -> Option<(String, TokenStream)> {
        let mut found = None;
        let parse = |input: ParseStream| {
            found = match self {
                Self::Items => failure::<Item>(input),
                Self::ImplItems => failure::<ImplItem>(input),
                Self::TraitItems => failure::<TraitItem>(input),
                Self::Statements => failure::<Stmt>(input),
            };
            Ok(())
        };
        // This fails too, for the tokens that were left where parsing stopped.
        let _whole = parse.parse2(tokens);
        found
    }
}

/// Parses pieces up to the first that fails.
fn failure<T: Parse>(input: ParseStream) -> Option<(String, TokenStream)> {
    while !input.is_empty() {
        let start = input.cursor().token_stream();
        if let Err(error) = input.parse::<T>() {
            return Some((error.to_string(), start));
        }
    }
    None
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the generated code is not Rust: {}", self.message)?;
        if !self.near.is_empty() {
            write!(f, ", near `{}`", visible(&self.near))?;
        }
        Ok(())
    }
}

impl std::error::Error for RenderError {}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
