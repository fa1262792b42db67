//! From the text of a pattern to its parts.

use std::iter::Peekable;
use std::str::Chars;

use super::Node;
use super::set::{Item, Set};

/// Reads a pattern. `None` if it has something that is not known here, or makes no sense.
pub(super) fn parse(pattern: &str) -> Option<Node> {
    let mut parser = Parser {
        chars: pattern.chars().peekable(),
        groups: 0,
        depth: 0,
        parts: 0,
    };
    let node = parser.either()?;
    parser.chars.next().is_none().then_some(node)
}

/// The deepest nesting of groups: functions that walk over a pattern are recursive.
const DEEPEST: usize = 50;

/// The most parts of a pattern.
const PARTS: usize = 10_000;

/// The most counts behind each other.
const COUNTS: usize = 4;

struct Parser<'p> {
    chars: Peekable<Chars<'p>>,
    groups: usize,
    /// The groups around.
    depth: usize,
    /// The parts so far, and the items of sets.
    parts: usize,
}

impl Parser<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        self.chars.next_if_eq(&wanted).is_some()
    }

    fn either(&mut self) -> Option<Node> {
        let mut ways = vec![self.sequence()?];
        while self.eat('|') {
            self.count()?;
            ways.push(self.sequence()?);
        }
        match ways.len() {
            1 => ways.pop(),
            _ => {
                let is_full = |place: &usize| ways.get(*place).is_some_and(|way| !way.is_empty());
                let full = (0..ways.len()).filter(is_full).collect();
                Some(Node::Either { ways, full })
            }
        }
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(c) = self.chars.next_if(|c| !matches!(c, '|' | ')')) {
            let part = self.atom(c)?;
            parts.push(self.repeated(part)?);
            self.count()?;
        }
        Some(Node::Sequence(parts))
    }

    /// Counts a part. `None` if there are too many.
    fn count(&mut self) -> Option<()> {
        self.parts += 1;
        (self.parts <= PARTS).then_some(())
    }

    fn atom(&mut self, c: char) -> Option<Node> {
        Some(match c {
            '^' => Node::Start,
            '$' => Node::End,
            '.' => Node::One(Set::any()),
            '(' => return self.group(),
            '[' => Node::One(self.set()?),
            '\\' => return self.escape(),
            '*' | '+' | '?' => return None,
            c => Node::One(Set::of(c)),
        })
    }

    fn group(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let node = if !self.eat('?') {
            self.groups += 1;
            let number = self.groups;
            Node::Group(number, Box::new(self.either()?))
        } else {
            match self.chars.next()? {
                ':' => self.either()?,
                '=' => Node::Ahead(Box::new(self.either()?), false),
                '!' => Node::Ahead(Box::new(self.either()?), true),
                _ => return None,
            }
        };
        self.depth -= 1;
        self.eat(')').then_some(node)
    }

    /// Reads the repetition behind a part, if there is one.
    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (min, max) = match self.chars.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(node),
            _ => return Some(node),
        };
        self.chars.next();
        let node = self.finish(node, min, max);
        // `x*{2}` is not ECMA 262, but there are models that have the like.
        self.counted(node)
    }

    /// The counts behind a part: one, or none. `x{2}{3}` is not ECMA 262, but there are models that
    /// have it.
    fn counted(&mut self, mut node: Node) -> Option<Node> {
        for _ in 0..COUNTS {
            if self.chars.peek() != Some(&'{') {
                return Some(node);
            }
            let (min, max) = self.limits()?;
            node = self.finish(node, min, max);
        }
        None
    }

    /// The contents of braces.
    fn limits(&mut self) -> Option<(usize, Option<usize>)> {
        let mut ahead = self.chars.clone();
        ahead.next();
        let text: String = ahead.by_ref().take_while(|c| *c != '}').collect();
        let (min, max) = match text.split_once(',') {
            None => (text.parse().ok(), text.parse().ok()),
            Some((min, "")) => (min.parse().ok(), None),
            Some((min, max)) => (min.parse().ok(), Some(max.parse().ok()?)),
        };
        self.chars = ahead;
        Some((min?, max))
    }

    fn finish(&mut self, node: Node, min: usize, max: Option<usize>) -> Node {
        // Lazy or possessive or neither: it is the same for what matches.
        let _ = self.eat('?') || self.eat('+');
        let node = Box::new(node);
        Node::Repeat { node, min, max }
    }

    fn escape(&mut self) -> Option<Node> {
        let c = self.chars.next()?;
        Some(match c {
            'b' => Node::Boundary(false),
            'B' => Node::Boundary(true),
            'A' => Node::Start,
            'z' | 'Z' => Node::End,
            '1'..='9' => Node::Back(usize::try_from(c.to_digit(10)?).ok()?),
            c => Node::One(Set::item(self.escaped(c)?)),
        })
    }

    /// The meaning of a letter behind a backslash, in sets and elsewhere.
    fn escaped(&mut self, c: char) -> Option<Item> {
        let not = |item| Item::Not(Box::new(item));
        let character = match c {
            'd' => return Some(Item::Digit),
            'D' => return Some(not(Item::Digit)),
            'w' => return Some(Item::Word),
            'W' => return Some(not(Item::Word)),
            's' => return Some(Item::Space),
            'S' => return Some(not(Item::Space)),
            'p' => return self.property(),
            'P' => return self.property().map(not),
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' => '\0',
            'x' => self.hexadecimal(2)?,
            'u' if self.eat('{') => {
                let text: String = self.chars.by_ref().take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(&text, 16).ok()?)?
            }
            'u' => self.hexadecimal(4)?,
            c if c.is_ascii_alphanumeric() => return None,
            c => c,
        };
        Some(Item::Range(character, character))
    }

    fn property(&mut self) -> Option<Item> {
        if !self.eat('{') {
            return Some(Item::Property(self.chars.next()?, None));
        }
        let name: String = self.chars.by_ref().take_while(|c| *c != '}').collect();
        let name = name.trim_start_matches("Is");
        let mut letters = name.chars();
        Some(match name {
            "Alnum" => Item::Word,
            "XDigit" | "AHex" => {
                let hexadecimal = "0123456789abcdefABCDEF".chars();
                Item::Any(hexadecimal.collect())
            }
            "ASCII" => Item::Range('\0', '\x7f'),
            "Print" | "Graph" => Item::Range(' ', '~'),
            "Alpha" | "Letter" => Item::Property('L', None),
            "Digit" => Item::Digit,
            "Punct" => Item::Property('P', None),
            "Space" => Item::Space,
            "Upper" => Item::Property('L', Some('u')),
            "Lower" => Item::Property('L', Some('l')),
            _ if name.len() <= 2 => Item::Property(letters.next()?, letters.next()),
            _ => return None,
        })
    }

    /// A character by its number, half of a surrogate pair too: the nearest that there is.
    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let text: String = self.chars.by_ref().take(digits).collect();
        let number = u32::from_str_radix(&text, 16).ok()?;
        match number {
            0xd800..=0xdbff => Some('\u{d7ff}'),
            0xdc00..=0xdfff => Some('\u{10ffff}'),
            number => char::from_u32(number),
        }
    }

    fn set(&mut self) -> Option<Set> {
        let mut set = Set {
            items: Vec::new(),
            negated: self.eat('^'),
        };
        loop {
            let first = match self.chars.next()? {
                ']' => return Some(set),
                '\\' => self.in_set()?,
                c => Item::Range(c, c),
            };
            let mut ahead = self.chars.clone();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']');
            let item = match first {
                Item::Range(start, _) if is_range => {
                    self.chars.next();
                    let end = match self.chars.next()? {
                        '\\' => self.in_set()?,
                        c => Item::Range(c, c),
                    };
                    match end {
                        Item::Range(end, _) if start <= end => Item::Range(start, end),
                        Item::Range(..) => return None,
                        // `[a-\w]`: the dash stands for itself.
                        class => {
                            set.items.push(Item::Range(start, start));
                            set.items.push(Item::Range('-', '-'));
                            class
                        }
                    }
                }
                other => other,
            };
            set.items.push(item);
            self.count()?;
        }
    }

    fn in_set(&mut self) -> Option<Item> {
        match self.chars.next()? {
            'b' => Some(Item::Range('\u{8}', '\u{8}')),
            c => self.escaped(c),
        }
    }
}
