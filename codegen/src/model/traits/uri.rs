//! The path and query of `smithy.api#http`.

use std::fmt;

/// A path with labels in it, and the query parameters that are always sent.
///
/// ```
/// use hammersmith_codegen::model::{UriPattern, UriSegment};
///
/// let uri: UriPattern = "/shops/{shop}/files/{path+}?list".parse()?;
/// assert_eq!(uri.segments[1], UriSegment::Label("shop".to_owned()));
/// assert_eq!(uri.segments[3], UriSegment::Greedy("path".to_owned()));
/// assert_eq!(uri.query[0].name, "list");
/// assert_eq!(uri.query[0].value, None);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// The segments of the path. Empty for `/`. As everywhere in Smithy, a trailing slash adds no
    /// segment.
    pub segments: Vec<UriSegment>,
    /// The query parameters of the pattern itself, in order.
    pub query: Vec<QueryLiteral>,
    text: String,
}

/// A segment of a path: the characters between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriSegment {
    /// A literal segment.
    Literal(String),
    /// The value of the member of that name, slashes escaped.
    Label(String),
    /// The value of the member of that name, slashes kept.
    Greedy(String),
}

/// A query parameter that is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryLiteral {
    /// The name, before `=`.
    pub name: String,
    /// The value, after `=`, if there is one.
    pub value: Option<String>,
}

impl UriPattern {
    /// The names of the labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            UriSegment::Literal(_) => None,
            UriSegment::Label(name) | UriSegment::Greedy(name) => Some(name.as_str()),
        })
    }
}

impl fmt::Display for UriPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.text)
    }
}

impl std::str::FromStr for UriPattern {
    /// The problem, as a sentence without its subject.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        let Some(path) = path.strip_prefix('/') else {
            return Err(format!("is `{text}`, which does not start with `/`"));
        };
        if text.contains('#') {
            return Err(format!("is `{text}`, which has a fragment (`#`)"));
        }
        let pattern = UriPattern {
            segments: segments(path)?,
            query: literals(query.unwrap_or_default())?,
            text: text.to_owned(),
        };
        check_labels(&pattern)?;
        Ok(pattern)
    }
}

fn segments(path: &str) -> Result<Vec<UriSegment>, String> {
    let path = path.trim_end_matches('/');
    if path.is_empty() {
        return Ok(Vec::new());
    }
    path.split('/').map(segment).collect()
}

fn segment(text: &str) -> Result<UriSegment, String> {
    let inner = text.strip_prefix('{').and_then(|t| t.strip_suffix('}'));
    let Some(inner) = inner else {
        if text.is_empty() {
            return Err("has an empty segment (`//`)".to_owned());
        }
        if text.contains(['{', '}']) {
            return Err(format!(
                "has the segment `{text}`; a label must be a whole segment"
            ));
        }
        return Ok(UriSegment::Literal(text.to_owned()));
    };
    let (name, greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    if !super::super::id::is_identifier(name) {
        return Err(format!(
            "has the label `{text}`, which is not a valid member name"
        ));
    }
    Ok(if greedy {
        UriSegment::Greedy(name.to_owned())
    } else {
        UriSegment::Label(name.to_owned())
    })
}

fn literals(query: &str) -> Result<Vec<QueryLiteral>, String> {
    let mut literals: Vec<QueryLiteral> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        if part.contains(['{', '}']) {
            return Err(format!(
                "has a label in its query (`{part}`); use `httpQuery` on a member instead"
            ));
        }
        let (name, value) = match part.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (part, None),
        };
        if literals.iter().any(|literal| literal.name == name) {
            return Err(format!("has the duplicate query parameter `{name}`"));
        }
        literals.push(QueryLiteral {
            name: name.to_owned(),
            value,
        });
    }
    Ok(literals)
}

fn check_labels(pattern: &UriPattern) -> Result<(), String> {
    let mut seen = Vec::new();
    let mut greedy = false;
    for segment in &pattern.segments {
        let name = match segment {
            UriSegment::Literal(_) => continue,
            UriSegment::Label(name) | UriSegment::Greedy(name) => name,
        };
        if seen.contains(&name) {
            return Err(format!("has the duplicate label `{{{name}}}`"));
        }
        if greedy {
            return Err(format!(
                "has the label `{{{name}}}` after a greedy label, which must be the last"
            ));
        }
        greedy = matches!(segment, UriSegment::Greedy(_));
        seen.push(name);
    }
    Ok(())
}
