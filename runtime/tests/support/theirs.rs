//! The same structure, read by the parts of the official SDK as its generated code does it.

use std::collections::HashMap;
use std::hash::Hash;
use std::iter::Peekable;
use std::str::FromStr;

use aws_smithy_json::deserialize::error::DeserializeError;
use aws_smithy_json::deserialize::token::{self, Token};
use aws_smithy_json::deserialize::{JsonTokenIterator, json_token_iter};
use hammersmith::primitives::{DateTime, DateTimeFormat, Number};

use crate::everything::{Choice, Color, Everything};

type Tokens<'a> = Peekable<JsonTokenIterator<'a>>;
type Theirs<T> = Result<T, DeserializeError>;

fn wrong<T>(message: &'static str) -> Theirs<T> {
    Err(DeserializeError::custom(message))
}

/// What the official parts make of a document.
pub(crate) fn theirs(document: &[u8]) -> Theirs<Everything> {
    let document = if document.is_empty() { b"{}" } else { document };
    let mut tokens = json_token_iter(document).peekable();
    token::expect_start_object(tokens.next())?;
    let all = their_members(&mut tokens, document, 0)?;
    match tokens.next() {
        None => Ok(all),
        Some(_) => wrong("more"),
    }
}

/// The key of the next member of an object; `None` at its end.
fn key<'a>(tokens: &mut Tokens<'a>) -> Theirs<Option<token::EscapedStr<'a>>> {
    match tokens.next().transpose()? {
        Some(Token::EndObject { .. }) => Ok(None),
        Some(Token::ObjectKey { key, .. }) => Ok(Some(key)),
        _ => wrong("no key"),
    }
}

fn their_members(tokens: &mut Tokens<'_>, document: &[u8], depth: u32) -> Theirs<Everything> {
    let mut all = Everything::default();
    while let Some(key) = key(tokens)? {
        match key.to_unescaped()?.as_ref() {
            "text" => all.text = text(tokens)?,
            "flag" => all.flag = token::expect_bool_or_null(tokens.next())?,
            "byte" => all.byte = number(tokens)?.map(i8::try_from).transpose()?,
            "short" => all.short = number(tokens)?.map(i16::try_from).transpose()?,
            "integer" => all.integer = number(tokens)?.map(i32::try_from).transpose()?,
            "long" => all.long = number(tokens)?.map(i64::try_from).transpose()?,
            "float" => all.float = number(tokens)?.map(|n| n.to_f32_lossy()),
            "double" => all.double = number(tokens)?.map(|n| n.to_f64_lossy()),
            "blob" => all.blob = token::expect_blob_or_null(tokens.next())?,
            "epoch" => all.epoch = time(tokens, DateTimeFormat::EpochSeconds)?,
            "date" => all.date = time(tokens, DateTimeFormat::DateTimeWithOffset)?,
            "http" => all.http = time(tokens, DateTimeFormat::HttpDate)?,
            "open" => all.open = Some(token::expect_document(tokens)?),
            "whole" => all.whole = large(tokens, document)?,
            "decimal" => all.decimal = large(tokens, document)?,
            "list" => {
                all.list = list(tokens, depth + 1, |tokens, _| text(tokens))?
                    .map(dense)
                    .transpose()?
            }
            "sparse" => {
                let item = |tokens: &mut Tokens<'_>, _| {
                    Ok(number(tokens)?.map(i32::try_from).transpose()?)
                };
                all.sparse = list(tokens, depth + 1, item)?;
            }
            "map" => {
                // A null fails at once, even where a later member has the same key.
                let value = |tokens: &mut Tokens<'_>| match number(tokens)? {
                    None => wrong("null in a map"),
                    Some(number) => Ok(number.to_f64_lossy()),
                };
                all.map = map(tokens, depth + 1, value)?;
            }
            "holes" => all.holes = map(tokens, depth + 1, text)?,
            "nested" => all.nested = nested(tokens, document, depth + 1)?.map(Box::new),
            "many" => {
                let item = |tokens: &mut Tokens<'_>, depth| nested(tokens, document, depth);
                all.many = list(tokens, depth + 1, item)?.map(dense).transpose()?;
            }
            "choice" => all.choice = choice(tokens, document, depth + 1)?,
            other => their_other_member(&mut all, other, tokens, depth)?,
        }
    }
    Ok(all)
}

fn their_other_member(
    all: &mut Everything,
    key: &str,
    tokens: &mut Tokens<'_>,
    depth: u32,
) -> Theirs<()> {
    match key {
        "color" => all.color = text(tokens)?.map(Color),
        "byColor" => {
            let flag = |tokens: &mut Tokens<'_>, _| token::expect_bool_or_null(tokens.next());
            let value = |tokens: &mut Tokens<'_>| match list(tokens, depth + 2, flag)? {
                None => wrong("null in a map"),
                Some(items) => dense(items),
            };
            all.by_color = map(tokens, depth + 1, value)?;
        }
        "times" => {
            let item =
                |tokens: &mut Tokens<'_>, _| time(tokens, DateTimeFormat::DateTimeWithOffset);
            all.times = list(tokens, depth + 1, item)?.map(dense).transpose()?;
        }
        "documents" => {
            let item = |tokens: &mut Tokens<'_>, _| token::expect_document(tokens).map(Some);
            all.documents = list(tokens, depth + 1, item)?.map(dense).transpose()?;
        }
        "blobs" => {
            let value = |tokens: &mut Tokens<'_>| match token::expect_blob_or_null(tokens.next())? {
                None => wrong("null in a map"),
                Some(blob) => Ok(blob),
            };
            all.blobs = map(tokens, depth + 1, value)?;
        }
        "\"odd\n" => all.odd = text(tokens)?,
        "c\"alled" => all.renamed = number(tokens)?.map(i32::try_from).transpose()?,
        _ => token::skip_value(tokens)?,
    }
    Ok(())
}

fn text(tokens: &mut Tokens<'_>) -> Theirs<Option<String>> {
    let text = token::expect_string_or_null(tokens.next())?;
    Ok(text
        .map(|text| text.to_unescaped().map(|text| text.into_owned()))
        .transpose()?)
}

fn number(tokens: &mut Tokens<'_>) -> Theirs<Option<Number>> {
    token::expect_number_or_null(tokens.next())
}

fn time(tokens: &mut Tokens<'_>, format: DateTimeFormat) -> Theirs<Option<DateTime>> {
    token::expect_timestamp_or_null(tokens.next(), format)
}

fn large<T: FromStr>(tokens: &mut Tokens<'_>, document: &[u8]) -> Theirs<Option<T>> {
    match token::expect_number_as_string_or_null(tokens.next(), document)? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).or_else(|_| wrong("no large number")),
    }
}

fn check(depth: u32) -> Theirs<()> {
    if depth >= 128 {
        wrong("too deep")
    } else {
        Ok(())
    }
}

fn list<'a, T>(
    tokens: &mut Tokens<'a>,
    depth: u32,
    mut item: impl FnMut(&mut Tokens<'a>, u32) -> Theirs<Option<T>>,
) -> Theirs<Option<Vec<Option<T>>>> {
    check(depth)?;
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => return Ok(None),
        Some(Token::StartArray { .. }) => {}
        _ => return wrong("no list"),
    }
    let mut items = Vec::new();
    while !matches!(tokens.peek(), Some(Ok(Token::EndArray { .. }))) {
        items.push(item(tokens, depth + 1)?);
    }
    tokens.next();
    Ok(Some(items))
}

fn dense<T>(items: Vec<Option<T>>) -> Theirs<Vec<T>> {
    let items: Option<Vec<T>> = items.into_iter().collect();
    items.map_or_else(|| wrong("null in a list"), Ok)
}

fn map<'a, K: Eq + Hash + for<'t> From<&'t str>, T>(
    tokens: &mut Tokens<'a>,
    depth: u32,
    mut value: impl FnMut(&mut Tokens<'a>) -> Theirs<T>,
) -> Theirs<Option<HashMap<K, T>>> {
    check(depth)?;
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => return Ok(None),
        Some(Token::StartObject { .. }) => {}
        _ => return wrong("no map"),
    }
    let mut entries = HashMap::new();
    while let Some(key) = key(tokens)? {
        let key = K::from(key.to_unescaped()?.as_ref());
        entries.insert(key, value(tokens)?);
    }
    Ok(Some(entries))
}

fn nested(tokens: &mut Tokens<'_>, document: &[u8], depth: u32) -> Theirs<Option<Everything>> {
    check(depth)?;
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => Ok(None),
        Some(Token::StartObject { .. }) => their_members(tokens, document, depth).map(Some),
        _ => wrong("no structure"),
    }
}

fn choice(tokens: &mut Tokens<'_>, document: &[u8], depth: u32) -> Theirs<Option<Choice>> {
    check(depth)?;
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => return Ok(None),
        Some(Token::StartObject { .. }) => {}
        _ => return wrong("no union"),
    }
    let mut found = None;
    while let Some(key) = key(tokens)? {
        if matches!(tokens.peek(), Some(Ok(Token::ValueNull { .. }))) {
            tokens.next();
            continue;
        }
        let key = key.to_unescaped()?;
        if key == "__type" {
            token::skip_value(tokens)?;
            continue;
        }
        if found.is_some() {
            return wrong("two members");
        }
        found = match key.as_ref() {
            "text" => text(tokens)?.map(Choice::Text),
            "number" => number(tokens)?
                .map(i32::try_from)
                .transpose()?
                .map(Choice::Number),
            "deep" => nested(tokens, document, depth + 1)?
                .map(Box::new)
                .map(Choice::Deep),
            _ => {
                token::skip_value(tokens)?;
                Some(Choice::Unknown)
            }
        };
    }
    found.map_or_else(|| wrong("no member"), |found| Ok(Some(found)))
}
