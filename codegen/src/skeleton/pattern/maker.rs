//! Texts from patterns.

use super::Node;
use super::matcher::is_found;
use super::set::Set;
use crate::skeleton::text::plain;

/// What people take for a placeholder, in the letters that a set may be limited to.
const WORDS: [&str; 3] = ["string", "STRING", "1234567890"];

/// How long a part is that may be as long as it likes.
const LENGTH: usize = 6;

/// A word of lower and upper case, with a digit and a sign.
const MIXED: &str = "String-1";

/// How many times chance decides between ways, where nothing simple matches.
const CHANCES: usize = 256;

/// Makes texts until one matches and has the right length.
pub(super) fn text(node: &Node, min: usize, max: usize, nth: usize) -> Option<String> {
    let shorter = (0..LENGTH).rev();
    let longer = LENGTH + 1..=min.clamp(LENGTH, 2048);
    let lengths = [LENGTH].into_iter().chain(shorter).chain(longer);
    // The plain word first: it reads best. A mixed one is what rules on passwords want.
    let mixed = MIXED.chars().cycle().take(min.clamp(MIXED.len(), 4096));
    let plain = [plain(min, max, nth), mixed.collect()].into_iter();
    let once = lengths.map(|length| (length, 0));
    // Parts of several characters that have to come more often, to reach a length.
    let often = (2..=min.clamp(8, 256)).map(|times| (LENGTH, times));
    let made = once.chain(often).flat_map(|(length, times)| {
        let ways = [(false, 0), (true, 0), (false, 1), (true, 1), (true, 2)];
        let ways = ways.into_iter();
        ways.map(move |(optional, way)| Maker::new(length, times, optional, Way::The(way), nth))
    });
    let chances = (1..=CHANCES).map(|seed| Maker::new(LENGTH, 0, false, Way::Chance(seed), nth));
    let made = made.chain(chances).map(|maker| maker.make(node));
    plain
        .chain(made)
        .filter_map(|text| {
            let mut letters: Vec<char> = text.chars().collect();
            // Where the end is open, anything may follow.
            while letters.len() < min && !ends(node) {
                letters.push('s');
            }
            ((min..=max).contains(&letters.len()) && is_found(node, &letters)).then_some(letters)
        })
        .map(String::from_iter)
        .next()
}

/// Whether a pattern says where the text ends.
fn ends(node: &Node) -> bool {
    match node {
        Node::End => true,
        Node::Sequence(parts) | Node::Either(parts) => parts.iter().any(ends),
        Node::Group(_, node) | Node::Repeat { node, .. } => ends(node),
        _ => false,
    }
}

struct Maker {
    /// How long a part is that may be as long as it likes.
    length: usize,
    /// How often a part of several characters comes at least, where it may.
    times: usize,
    /// Whether parts are there that may be left out.
    optional: bool,
    /// Which of several ways to go.
    way: Way,
    /// Which text to make.
    nth: usize,
    groups: Vec<(usize, String)>,
    text: String,
}

/// How to choose between several ways.
#[derive(Clone, Copy)]
enum Way {
    /// That one every time, or the last.
    The(usize),
    /// Another one each time, as a number says that changes with each choice.
    Chance(usize),
}

impl Way {
    fn choose(&mut self, among: usize) -> usize {
        match self {
            Way::The(way) => (*way).min(among.saturating_sub(1)),
            Way::Chance(seed) => {
                // The usual constants of a linear congruential generator; its high bits are good.
                *seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
                (*seed >> 16) % among.max(1)
            }
        }
    }
}

impl Maker {
    fn new(length: usize, times: usize, optional: bool, way: Way, nth: usize) -> Self {
        Self {
            length,
            times,
            optional,
            way,
            nth,
            groups: Vec::new(),
            text: String::new(),
        }
    }

    fn make(mut self, node: &Node) -> String {
        self.add(node);
        self.text
    }

    fn add(&mut self, node: &Node) {
        match node {
            Node::One(set) => {
                let word = self.word(set);
                self.text.extend(word.first());
            }
            Node::Sequence(parts) => parts.iter().for_each(|part| self.add(part)),
            Node::Either(ways) => {
                // One that is nothing at all is what nobody means.
                let full = ways.iter().filter(|way| !is_empty(way));
                let full: Vec<&Node> = full.collect();
                // One that says where the text ends may be what is meant after all.
                let ways = match self.way {
                    Way::The(_) => full,
                    Way::Chance(_) => ways.iter().collect(),
                };
                if let Some(way) = ways.get(self.way.choose(ways.len())) {
                    self.add(way);
                }
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max),
            Node::Group(number, node) => {
                let start = self.text.len();
                self.add(node);
                let text = self.text.get(start..).unwrap_or_default().to_owned();
                self.groups.push((*number, text));
            }
            Node::Back(number) => {
                let known = self.groups.iter().rev().find(|(group, _)| group == number);
                if let Some((_, text)) = known.cloned() {
                    self.text += &text;
                }
            }
            Node::Start | Node::End | Node::Boundary(_) | Node::Ahead(..) => {}
        }
    }

    fn repeat(&mut self, node: &Node, min: usize, max: Option<usize>) {
        let max = max.unwrap_or(usize::MAX);
        if let Node::One(set) = node {
            let count = match (min, max) {
                (0, 1) => usize::from(self.optional),
                _ => self.length.clamp(min, max.max(min)).min(4096),
            };
            let word = self.word(set);
            let letters = word.iter().cycle().take(count);
            return self.text.extend(letters);
        }
        let least = self.times.max(usize::from(self.optional));
        let count = least.clamp(min, max.max(min)).min(4096);
        for _ in 0..count {
            self.add(node);
        }
    }

    /// Letters of a set, which are repeated to fill it.
    fn word(&self, set: &Set) -> Vec<char> {
        let words = WORDS.iter().map(|word| word.chars().collect::<Vec<char>>());
        let mut fitting = words.filter(|word| word.iter().all(|c| set.contains(*c)));
        let mut word = fitting.next().unwrap_or_default();
        if word.is_empty() {
            // A sign at the start is what patterns exclude more often than a letter.
            word.extend(set.choices().iter().take(1));
        }
        if self.nth > 0 {
            let choices = set.choices();
            let other = choices.get(self.nth % choices.len().max(1));
            if let (Some(first), Some(other)) = (word.first_mut(), other) {
                *first = *other;
            }
        }
        word
    }
}

/// Whether a part holds no characters.
fn is_empty(node: &Node) -> bool {
    match node {
        Node::One(_) | Node::Back(_) => false,
        Node::Sequence(parts) => parts.iter().all(is_empty),
        Node::Either(ways) => ways.iter().all(is_empty),
        Node::Repeat { node, max, .. } => *max == Some(0) || is_empty(node),
        Node::Group(_, node) => is_empty(node),
        Node::Start | Node::End | Node::Boundary(_) | Node::Ahead(..) => true,
    }
}
