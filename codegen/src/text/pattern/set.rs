//! Sets of characters.

/// The number of characters of other scripts that are tried.
const OTHERS: usize = 64;

/// The characters that match at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    pub(super) items: Vec<Item>,
    pub(super) negated: bool,
}

/// A part of a set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// From one character to another.
    Range(char, char),
    /// `\d`
    Digit,
    /// `\w`
    Word,
    /// `\s`
    Space,
    /// A Unicode property, by the first letter of its category; of letters also by the second.
    Property(char, Option<char>),
    /// Any of these.
    Any(Vec<char>),
    /// All but this.
    Not(Box<Item>),
}

impl Set {
    /// A single character.
    pub(super) fn of(c: char) -> Self {
        Self::item(Item::Range(c, c))
    }

    /// The characters that one item matches.
    pub(super) fn item(item: Item) -> Self {
        Self {
            items: vec![item],
            negated: false,
        }
    }

    /// `.`: anything in a line.
    pub(super) fn any() -> Self {
        let breaks = ['\n', '\r', '\u{2028}', '\u{2029}'];
        Self {
            items: breaks.map(|c| Item::Range(c, c)).into(),
            negated: true,
        }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        self.items.iter().any(|item| item.contains(c)) != self.negated
    }

    /// Characters of the set, those that read well first.
    pub(super) fn choices(&self) -> Vec<char> {
        let letters = ('a'..='z').chain('0'..='9').chain('A'..='Z');
        let readable = "stringSTRING1234567890".chars().chain(letters);
        let printable = readable.chain("-_./:@".chars()).chain(' '..='~');
        // Sets without ASCII are made of ranges.
        let others = self.items.iter().filter_map(|item| match item {
            Item::Range(start, _) => Some(*start),
            _ => None,
        });
        let others = others.take(OTHERS);
        let mut choices: Vec<char> = Vec::new();
        for c in printable.chain(others).chain(['ä', '→', '\t', '\n']) {
            if self.contains(c) && !choices.contains(&c) {
                choices.push(c);
            }
        }
        choices
    }
}

impl Item {
    fn contains(&self, c: char) -> bool {
        match self {
            Item::Range(start, end) => (*start..=*end).contains(&c),
            Item::Digit => c.is_ascii_digit(),
            Item::Word => is_word(c),
            Item::Space => c.is_whitespace() || c == '\u{feff}',
            Item::Property(category, kind) => has_property(c, *category, *kind),
            Item::Any(known) => known.contains(&c),
            Item::Not(item) => !item.contains(c),
        }
    }
}

/// True if `\w` matches the character.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// True if a character is of a Unicode category, as far as the standard library knows.
fn has_property(c: char, category: char, kind: Option<char>) -> bool {
    const SYMBOLS: &str = "$+<=>^`|~";
    match (category, kind) {
        ('L', Some('u')) => c.is_uppercase(),
        ('L', Some('l')) => c.is_lowercase(),
        ('L', _) => c.is_alphabetic(),
        ('N', Some('d')) => c.is_ascii_digit(),
        ('N', _) => c.is_numeric(),
        ('Z', _) => c.is_whitespace() && !c.is_control(),
        ('P', _) => c.is_ascii_punctuation() && !SYMBOLS.contains(c),
        ('S', _) => SYMBOLS.contains(c),
        ('C', _) => c.is_control(),
        _ => false,
    }
}
