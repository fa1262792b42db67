//! The tokens of an expression.

use std::fmt;

use super::Comparison;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A member, quoted or not.
    Name(String),
    /// A string in single quotes, or JSON in backticks.
    Literal(serde_json::Value),
    /// An integer, as in `[0]`.
    Integer(i64),
    Compare(Comparison),
    And,
    Or,
    Not,
    Pipe,
    Dot,
    Star,
    At,
    Comma,
    /// `[`
    Open,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    /// `]`
    Close,
    /// `(`
    Call,
    /// `)`
    EndCall,
    End,
}

/// The tokens whose text is always the same, the longer ones first.
fn fixed() -> [(&'static str, Token); 22] {
    [
        ("&&", Token::And),
        ("||", Token::Or),
        ("==", Token::Compare(Comparison::Equal)),
        ("!=", Token::Compare(Comparison::NotEqual)),
        ("<=", Token::Compare(Comparison::AtMost)),
        (">=", Token::Compare(Comparison::AtLeast)),
        ("[]", Token::Flatten),
        ("[?", Token::Filter),
        ("<", Token::Compare(Comparison::Less)),
        (">", Token::Compare(Comparison::Greater)),
        ("!", Token::Not),
        ("|", Token::Pipe),
        (".", Token::Dot),
        ("*", Token::Star),
        ("@", Token::At),
        (",", Token::Comma),
        ("[", Token::Open),
        ("]", Token::Close),
        ("(", Token::Call),
        (")", Token::EndCall),
        // They mean something, but nothing that is carried.
        ("{", Token::Name("{".to_owned())),
        ("&", Token::Name("&".to_owned())),
    ]
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Literal(value) => write!(f, "{value}"),
            Self::Integer(number) => write!(f, "{number}"),
            other => {
                let text = fixed().into_iter().find(|(_, token)| token == other);
                f.write_str(text.map_or("", |(text, _)| text))
            }
        }
    }
}

/// Splits an expression into its tokens, or says what is wrong with it.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let fixed = fixed();
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let found = fixed.iter().find(|(start, _)| rest.starts_with(start));
        if let Some((start, token)) = found {
            if let Token::Name(start) = token {
                return Err(format!("`{start}` is not supported"));
            }
            tokens.push(token.clone());
            rest = &rest[start.len()..];
        } else if matches!(first, '\'' | '`' | '"') {
            let (content, after) = quoted(&rest[1..], first)?;
            tokens.push(literal(&content, first)?);
            rest = after;
        } else {
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            tokens.push(plain(text, first)?);
            rest = after;
        }
        rest = rest.trim_start();
    }
    tokens.push(Token::End);
    Ok(tokens)
}

/// The text up to the next `quote` without a backslash in front of it, and the text behind that. In
/// single quotes and backticks, a quote within loses its backslash; in a name, JSON reads it.
fn quoted(text: &str, quote: char) -> Result<(String, &str), String> {
    let (mut content, mut escaped) = (String::new(), false);
    for (place, c) in text.char_indices() {
        match (escaped, c) {
            (false, c) if c == quote => return Ok((content, &text[place + c.len_utf8()..])),
            (false, '\\') => escaped = true,
            (false, c) => content.push(c),
            (true, c) => {
                if c != quote || quote == '"' {
                    content.push('\\');
                }
                content.push(c);
                escaped = false;
            }
        }
    }
    Err(format!("missing closing {quote}"))
}

fn literal(content: &str, quote: char) -> Result<Token, String> {
    let json = |text: &str| {
        let read = serde_json::from_str::<serde_json::Value>(text);
        read.map_err(|_| format!("`{text}` is not JSON"))
    };
    match quote {
        '\'' => Ok(Token::Literal(content.into())),
        '"' => match json(&format!("\"{content}\""))? {
            serde_json::Value::String(name) => Ok(Token::Name(name)),
            _ => Err(format!("`{content}` is not a name")),
        },
        _ => Ok(Token::Literal(json(content.trim())?)),
    }
}

/// A name or an integer.
fn plain(text: &str, first: char) -> Result<Token, String> {
    if first.is_ascii_digit() || first == '-' {
        let number = text.parse();
        return number
            .map(Token::Integer)
            .map_err(|_| format!("`{text}` is not an integer"));
    }
    if text.is_empty() || text.contains('-') {
        let unknown = if text.is_empty() {
            first.to_string()
        } else {
            text.to_owned()
        };
        return Err(format!("invalid token `{unknown}`"));
    }
    Ok(Token::Name(text.to_owned()))
}
