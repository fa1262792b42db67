//! The same structure, read by the parts of the official SDK as its generated code does it; but
//! values that the official SDK changes without a word are exact, or refused: numbers that do not
//! fit, and fractions of seconds.

use std::collections::HashMap;
use std::hash::Hash;
use std::iter::Peekable;
use std::str::FromStr;

use aws_smithy_json::deserialize::error::DeserializeError;
use aws_smithy_json::deserialize::token::{self, Token};
use aws_smithy_json::deserialize::{JsonTokenIterator, json_token_iter};
use hammersmith::primitives::{DateTime, DateTimeFormat, Document, Number};

use crate::everything::{Choice, Color, Everything};

type Tokens<'a> = Peekable<JsonTokenIterator<'a>>;
type Theirs<T> = Result<T, DeserializeError>;

fn wrong<T>(message: &'static str) -> Theirs<T> {
    Err(DeserializeError::custom(message))
}

/// Reads a JSON body with the official parsers.
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
            "long" => all.long = number(tokens)?.map(long).transpose()?,
            "float" => all.float = number(tokens)?.map(float).transpose()?,
            "double" => all.double = number(tokens)?.map(|n| n.to_f64_lossy()),
            "blob" => all.blob = token::expect_blob_or_null(tokens.next())?,
            "epoch" => all.epoch = epoch_seconds(tokens, document)?,
            "date" => all.date = time(tokens, DateTimeFormat::DateTimeWithOffset)?,
            "http" => all.http = time(tokens, DateTimeFormat::HttpDate)?,
            "open" => all.open = Some(open(tokens)?),
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
            let item = |tokens: &mut Tokens<'_>, _| open(tokens).map(Some);
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
    if let Some(Ok(Token::ValueString { value, .. })) = tokens.peek()
        && let Ok(text) = value.to_unescaped()
        && text.contains(|c: char| c.is_ascii_digit())
    {
        return wrong("a number that is too large is read as infinite");
    }
    token::expect_number_or_null(tokens.next())
}

fn long(number: Number) -> Theirs<i64> {
    match number {
        Number::Float(value) if value.abs() >= TOO_LARGE => wrong("read as the least or greatest"),
        number => Ok(i64::try_from(number)?),
    }
}

/// 2^63.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

fn float(number: Number) -> Theirs<f32> {
    match number.to_f32_lossy() {
        value if value.is_infinite() && number.to_f64_lossy().is_finite() => wrong("infinite"),
        value => Ok(value),
    }
}

fn open(tokens: &mut Tokens<'_>) -> Theirs<Document> {
    fn is_finite(document: &Document) -> bool {
        match document {
            Document::Object(members) => members.values().all(is_finite),
            Document::Array(items) => items.iter().all(is_finite),
            Document::Number(number) => number.to_f64_lossy().is_finite(),
            _ => true,
        }
    }
    let document = token::expect_document(tokens)?;
    if is_finite(&document) {
        Ok(document)
    } else {
        wrong("infinite")
    }
}

/// Seconds by the official parser of strings, which is exact, and takes no exponents.
fn epoch_seconds(tokens: &mut Tokens<'_>, document: &[u8]) -> Theirs<Option<DateTime>> {
    let start = match tokens.peek() {
        Some(Ok(token)) => token.offset().0,
        _ => 0,
    };
    let value = match token::expect_number_or_null(tokens.next())? {
        None => return Ok(None),
        Some(Number::Float(value)) if value.is_finite() && value.abs() < TOO_LARGE => value,
        Some(Number::Float(_)) => return wrong("no time"),
        Some(number) => return Ok(Some(DateTime::from_secs(i64::try_from(number)?))),
    };
    let text: String = document[start..]
        .iter()
        .map(|byte| char::from(*byte))
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'))
        .collect();
    let text = if text.contains(['e', 'E']) || text.starts_with("-.") {
        value.to_string()
    } else {
        text
    };
    let (seconds, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let text = format!("{seconds}.{:0<9.9}", fraction);
    match DateTime::from_str(&text, DateTimeFormat::EpochSeconds) {
        Ok(time) => Ok(Some(time)),
        Err(_) => wrong("no time"),
    }
}

fn time(tokens: &mut Tokens<'_>, format: DateTimeFormat) -> Theirs<Option<DateTime>> {
    let time = text(tokens)?.map(|text| DateTime::from_str(&text, format));
    time.transpose().or_else(|_| wrong("no time"))
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
