//! Expressions of JMESPath, as waiters have them.

mod check;
mod lex;
mod parse;

pub use parse::parse;

pub(crate) use check::{Found, check, is_list, reduced};

/// An expression. See `hammersmith::waiter::Expr`, which it becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `@`
    Current,
    /// `a.b.c`
    Path(Vec<String>),
    /// `left.right` and `left | right`
    Then(Box<Self>, Box<Self>),
    /// `[0]`
    Index(i64),
    /// `list[*].each`
    Each(Box<Self>, Box<Self>),
    /// `a.*`
    Values(Box<Self>),
    /// `a[]`
    Flatten(Box<Self>),
    /// `a[?condition]`
    Filter(Box<Self>, Box<Self>),
    /// `[a, b]`
    List(Vec<Self>),
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
    /// Null.
    Null,
    /// `a == b`
    Compare(Box<Self>, Comparison, Box<Self>),
    /// `a && b`
    And(Box<Self>, Box<Self>),
    /// `a || b`
    Or(Box<Self>, Box<Self>),
    /// `!a`
    Not(Box<Self>),
    /// `length(a)`
    Length(Box<Self>),
    /// `contains(a, b)`
    Contains(Box<Self>, Box<Self>),
    /// `keys(a)`
    Keys(Box<Self>),
}

/// A comparison of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}
