//! Nested values of options: `{ Name = { key = "text", list = [1, true] } }`.

use hammersmith_codegen::diagnostic::Problem;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use serde_json::{Map, Value};
use syn::ext::IdentExt;
use syn::{LitInt, LitStr};

use crate::parts::{Text, pair, split};

/// Reads the braces of an option, and notes the places of its keys.
pub(crate) fn table(
    group: &Group,
    texts: &mut Vec<Text>,
    option: &str,
) -> Result<Value, syn::Error> {
    let entries = entries(group)?;
    for (name, _, span) in &entries {
        texts.push(Text {
            key: option.to_owned(),
            value: format!("{option}.{}", name.replace('_', "-")),
            span: *span,
        });
    }
    let entries = entries.into_iter().map(|(name, value, _)| (name, value));
    Ok(Value::Object(entries.collect::<Map<_, _>>()))
}

/// The place of the key that a problem names, if it names one of a nested option.
pub(crate) fn span(problem: &Problem, texts: &[Text]) -> Option<Span> {
    let is_named = |text: &&Text| {
        let begins = [".", "`"].map(|end| format!("`{}{end}", text.value));
        begins.iter().any(|it| problem.message.contains(it))
    };
    let mut nested = texts
        .iter()
        .filter(|text| text.value.starts_with(&format!("{}.", text.key)));
    nested.find(is_named).map(|text| text.span)
}

fn entries(group: &Group) -> Result<Vec<(String, Value, Span)>, syn::Error> {
    let entries = split(group.stream()).into_iter().map(|item| {
        let around = item.first().map_or(group.span(), TokenTree::span);
        let wrong = || syn::Error::new(around, "expected `key = value`");
        let (name, inner) = pair(&item).ok_or_else(wrong)?;
        let name = match name {
            [TokenTree::Ident(name)] => name.unraw().to_string(),
            [TokenTree::Literal(literal)] => {
                let literal: LitStr = syn::parse2(TokenTree::from(literal.clone()).into())?;
                literal.value()
            }
            _ => return Err(wrong()),
        };
        Ok((name, value(inner, around)?, around))
    });
    entries.collect()
}

fn value(tokens: &[TokenTree], around: Span) -> Result<Value, syn::Error> {
    match tokens {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
            let entries = entries(group)?.into_iter();
            let entries = entries.map(|(name, value, _)| (name, value));
            Ok(Value::Object(entries.collect::<Map<_, _>>()))
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let items = split(group.stream()).into_iter();
            let items = items.map(|item| value(&item, group.span()));
            Ok(Value::Array(items.collect::<Result<_, _>>()?))
        }
        // An argument that another macro passes on.
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            value(&inside, around)
        }
        [TokenTree::Ident(word)] if word == "true" || word == "false" => {
            Ok(Value::Bool(word == "true"))
        }
        [TokenTree::Literal(literal)] => {
            let tokens: TokenStream = TokenTree::from(literal.clone()).into();
            if literal.to_string().contains('"') {
                return Ok(syn::parse2::<LitStr>(tokens)?.value().into());
            }
            Ok(syn::parse2::<LitInt>(tokens)?.base10_parse::<u64>()?.into())
        }
        _ => {
            let message = "expected a string, an integer, `true`, `false`, `[…]` or `{…}`";
            let span = tokens.first().map_or(around, TokenTree::span);
            Err(syn::Error::new(span, message))
        }
    }
}
