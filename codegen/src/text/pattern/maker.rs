//! Texts from patterns.

use super::Node;
use super::matcher::is_found;
use super::set::Set;
use super::steps::Steps;
use crate::text::plain;

/// The words that people recognize as placeholders, in the letters that a set may be limited to.
const WORDS: [&str; 3] = ["string", "STRING", "1234567890"];

/// The length of a part without a maximum.
const LENGTH: usize = 6;

/// A word of lower and upper case, with a digit and a sign.
const MIXED: &str = "String-1";

/// The number of attempts with random choices, where nothing simple matches.
const CHANCES: usize = 256;

/// The most steps for one string.
const PART: usize = 200_000;

/// Makes texts until one matches and has the right length, or the steps are used up.
pub(super) fn text(
    node: &Node,
    min: usize,
    max: usize,
    nth: usize,
    steps: &mut Steps,
) -> Option<String> {
    let ends = ends(node);
    let shorter = (0..LENGTH).rev();
    let longer = LENGTH + 1..=min.clamp(LENGTH, 2048);
    let lengths = [LENGTH].into_iter().chain(shorter).chain(longer);
    let once = lengths.map(|length| (length, 0));
    // Parts of several characters that have to come more often, to reach a length.
    let often = (2..=min.clamp(8, 256)).map(|times| (LENGTH, times));
    let made = once.chain(often).flat_map(|(length, times)| {
        let ways = [(false, 0), (true, 0), (false, 1), (true, 1), (true, 2)];
        let ways = ways.into_iter();
        ways.map(move |(optional, way)| Maker::new(length, times, optional, Way::The(way), nth))
    });
    let chances = (1..=CHANCES).map(|seed| Maker::new(LENGTH, 0, false, Way::Chance(seed), nth));
    let made = made.chain(chances);
    // The plain word first: it reads best. A mixed one is what rules on passwords want.
    let mixed = MIXED.chars().cycle().take(min.clamp(MIXED.len(), 4096));
    let plain = [plain(min, max, nth), mixed.collect()].into_iter();
    for text in plain {
        let mut part = steps.part(PART);
        let found = fitting(node, text.chars().collect(), (min, max), ends, &mut part);
        steps.give_back(part);
        if found.is_some() {
            return found;
        }
    }
    for maker in made {
        let mut part = steps.part(PART);
        let letters = maker.make(node, &mut part);
        let found = fitting(node, letters, (min, max), ends, &mut part);
        steps.give_back(part);
        if found.is_some() || steps.is_over() {
            return found;
        }
    }
    None
}

/// The text, if it matches and has the right length.
fn fitting(
    node: &Node,
    mut letters: Vec<char>,
    (min, max): (usize, usize),
    ends: bool,
    steps: &mut Steps,
) -> Option<String> {
    // Where the end is open, anything may follow.
    if letters.len() < min && !ends {
        letters.resize(min, 's');
    }
    let fits = (min..=max).contains(&letters.len());
    (fits && is_found(node, &letters, steps)).then(|| letters.into_iter().collect())
}

/// True if a pattern says where the text ends.
fn ends(node: &Node) -> bool {
    match node {
        Node::End => true,
        Node::Sequence(parts) | Node::Either { ways: parts, .. } => parts.iter().any(ends),
        Node::Group(_, node) | Node::Repeat { node, .. } => ends(node),
        _ => false,
    }
}

struct Maker {
    /// The length of a part without a maximum.
    length: usize,
    /// The least number of repetitions of a part of several characters, where it may repeat.
    times: usize,
    /// True if parts are there that may be left out.
    optional: bool,
    /// The choice between alternatives.
    way: Way,
    /// The number of the string to make.
    nth: usize,
    groups: Vec<(usize, Vec<char>)>,
    text: Vec<char>,
}

/// A way to choose between alternatives.
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
            text: Vec::new(),
        }
    }

    /// Makes a text. It is cut short where the steps end.
    fn make(mut self, node: &Node, steps: &mut Steps) -> Vec<char> {
        self.add(node, steps);
        self.text
    }

    // As deep as the pattern, and the parser limits that.
    fn add(&mut self, node: &Node, steps: &mut Steps) {
        if !steps.take(1) {
            return;
        }
        match node {
            Node::One(set) => {
                let word = self.word(set, steps);
                self.text.extend(word.first());
            }
            Node::Sequence(parts) => parts.iter().for_each(|part| self.add(part, steps)),
            Node::Either { ways, full } => {
                // One that is nothing at all is what nobody means. One that says where the text
                // ends may be what is meant after all.
                let way = match self.way {
                    Way::The(_) => full.get(self.way.choose(full.len())).copied(),
                    Way::Chance(_) => Some(self.way.choose(ways.len())),
                };
                if let Some(way) = way.and_then(|way| ways.get(way)) {
                    self.add(way, steps);
                }
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, steps),
            Node::Group(number, node) => {
                let start = self.text.len();
                self.add(node, steps);
                let text = self.text.get(start..).unwrap_or_default().to_vec();
                steps.take(text.len() / 16);
                self.groups.push((*number, text));
            }
            Node::Back(number) => {
                steps.take(self.groups.len() / 16);
                let known = self.groups.iter().rev().find(|(group, _)| group == number);
                if let Some((_, text)) = known
                    && steps.take(text.len())
                {
                    self.text.extend(text);
                }
            }
            Node::Start | Node::End | Node::Boundary(_) | Node::Ahead(..) => {}
        }
    }

    fn repeat(&mut self, node: &Node, min: usize, max: Option<usize>, steps: &mut Steps) {
        let max = max.unwrap_or(usize::MAX);
        if let Node::One(set) = node {
            let count = match (min, max) {
                (0, 1) => usize::from(self.optional),
                _ => self.length.clamp(min, max.max(min)).min(4096),
            };
            let word = self.word(set, steps);
            if steps.take(count) {
                let letters = word.iter().cycle().take(count);
                self.text.extend(letters);
            }
            return;
        }
        let least = self.times.max(usize::from(self.optional));
        let count = least.clamp(min, max.max(min)).min(4096);
        for _ in 0..count {
            self.add(node, steps);
            if steps.is_over() {
                break;
            }
        }
    }

    /// Letters of a set, which are repeated to fill it.
    fn word(&self, set: &Set, steps: &mut Steps) -> Vec<char> {
        steps.take(set.items.len() * 8);
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
