//! Texts that match a pattern of a model, best effort.
//!
//! Patterns are regular expressions of ECMA 262, and a text satisfies one that is found anywhere in
//! it. What is made is looked at with a matcher, so a text is given only if it does match; patterns
//! that use what is rare in models (lookbehind, named groups) have none.

mod maker;
mod matcher;
mod parse;
mod set;
mod steps;

use set::Set;
use steps::Steps;

/// The steps that a pattern is worth. Nearly all patterns of AWS need less than a tenth.
const STEPS: usize = 1_000_000;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    /// One character of a set.
    One(Set),
    /// Parts behind each other.
    Sequence(Vec<Node>),
    /// One of several parts.
    Either {
        ways: Vec<Node>,
        /// The places of those that hold characters.
        full: Vec<usize>,
    },
    /// A part several times; without a maximum, any number.
    Repeat {
        node: Box<Node>,
        min: usize,
        max: Option<usize>,
    },
    /// A part whose text is remembered under a number.
    Group(usize, Box<Node>),
    /// The text of a group.
    Back(usize),
    /// The beginning of the text.
    Start,
    /// The end of the text.
    End,
    /// Between a letter and what is none; or, negated, elsewhere.
    Boundary(bool),
    /// A lookahead: what follows matches this; or, negated, does not.
    Ahead(Box<Node>, bool),
}

impl Node {
    /// True if it holds no characters.
    fn is_empty(&self) -> bool {
        match self {
            Node::One(_) | Node::Back(_) => false,
            Node::Sequence(parts) => parts.iter().all(Node::is_empty),
            Node::Either { full, .. } => full.is_empty(),
            Node::Repeat { node, max, .. } => *max == Some(0) || node.is_empty(),
            Node::Group(_, node) => node.is_empty(),
            Node::Start | Node::End | Node::Boundary(_) | Node::Ahead(..) => true,
        }
    }
}

/// A text of `min` to `max` characters that matches `pattern`; another one for each number `nth`,
/// where the pattern leaves a choice. `None` if none is found with the work that a pattern is
/// worth.
pub(super) fn text(pattern: &str, min: usize, max: usize, nth: usize) -> Option<String> {
    let node = parse::parse(pattern)?;
    maker::text(&node, min, max, nth, &mut Steps::new(STEPS))
}

#[cfg(test)]
mod tests;
