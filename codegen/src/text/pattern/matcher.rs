//! Matching a string against a pattern.
//!
//! There is no recursion but into lookaheads: what is left to match is a list in memory, and so are
//! the ways that have not been tried.

use super::Node;
use super::set::is_word;
use super::steps::Steps;

/// True if the pattern is found anywhere in the text. False too if there are not enough steps to
/// find out.
pub(super) fn is_found(node: &Node, text: &[char], steps: &mut Steps) -> bool {
    let mut matcher = Matcher {
        text,
        groups: Vec::new(),
        tasks: Vec::new(),
        ways: Vec::new(),
        steps,
    };
    (0..=text.len()).any(|at| matcher.matches(node, at))
}

/// A part of what is left to match.
#[derive(Clone, Copy)]
enum Task<'n> {
    Node(&'n Node),
    /// All of these.
    All(&'n [Node]),
    /// One of these.
    Either(&'n [Node]),
    /// More of a part that was there `done` times, the last time from `from`.
    More {
        node: &'n Node,
        done: usize,
        from: usize,
        min: usize,
        max: Option<usize>,
    },
    /// The end of a group that began at a place.
    Close(usize, usize),
}

/// The rest to match: the index of a task, plus one, and what follows it; or [`NOTHING`].
type Rest = usize;

const NOTHING: Rest = 0;

/// A way that has not been tried, and what was known where it began.
struct Way {
    rest: Rest,
    at: usize,
    tasks: usize,
    groups: usize,
}

struct Matcher<'t, 'n> {
    text: &'t [char],
    groups: Vec<(usize, usize, usize)>,
    /// Tasks, each with what follows it.
    tasks: Vec<(Task<'n>, Rest)>,
    ways: Vec<Way>,
    steps: &'t mut Steps,
}

impl<'n> Matcher<'_, 'n> {
    /// True if the node matches at a place.
    fn matches(&mut self, node: &'n Node, at: usize) -> bool {
        let (tasks, ways) = (self.tasks.len(), self.ways.len());
        let groups = self.groups.len();
        let mut state = Some((self.before(Task::Node(node), NOTHING), at));
        let found = loop {
            state = match state {
                Some((NOTHING, _)) => break true,
                Some((rest, at)) => self.step(rest, at),
                None if self.ways.len() > ways => self.ways.pop().map(|way| {
                    self.tasks.truncate(way.tasks);
                    self.groups.truncate(way.groups);
                    (way.rest, way.at)
                }),
                None => break false,
            };
            if !self.steps.take(1) {
                break false;
            }
        };
        self.tasks.truncate(tasks);
        self.ways.truncate(ways);
        if !found {
            self.groups.truncate(groups);
        }
        found
    }

    /// The rest to match, with a task in front.
    fn before(&mut self, task: Task<'n>, rest: Rest) -> Rest {
        self.tasks.push((task, rest));
        self.tasks.len()
    }

    /// Remembers another way.
    fn or(&mut self, rest: Rest, at: usize) {
        self.ways.push(Way {
            rest,
            at,
            tasks: self.tasks.len(),
            groups: self.groups.len(),
        });
    }

    /// Does the first task. Returns what is left and where, or nothing if this way leads nowhere.
    fn step(&mut self, rest: Rest, at: usize) -> Option<(Rest, usize)> {
        let (task, rest) = *self.tasks.get(rest.checked_sub(1)?)?;
        match task {
            Task::Close(number, from) => {
                self.groups.push((number, from, at));
                Some((rest, at))
            }
            Task::All([]) => Some((rest, at)),
            Task::All([first, others @ ..]) => {
                let rest = self.before(Task::All(others), rest);
                Some((self.before(Task::Node(first), rest), at))
            }
            Task::Either([]) => None,
            Task::Either([first, others @ ..]) => {
                if !others.is_empty() {
                    let others = self.before(Task::Either(others), rest);
                    self.or(others, at);
                }
                Some((self.before(Task::Node(first), rest), at))
            }
            Task::More {
                node,
                done,
                from,
                min,
                max,
            } => {
                // A part that matched nothing matches nothing again.
                let stuck = done > min && from == at;
                let enough = done >= min && !stuck;
                if stuck || max.is_some_and(|max| done >= max) {
                    return enough.then_some((rest, at));
                }
                if enough {
                    self.or(rest, at);
                }
                let more = Task::More {
                    node,
                    done: done + 1,
                    from: at,
                    min,
                    max,
                };
                let rest = self.before(more, rest);
                Some((self.before(Task::Node(node), rest), at))
            }
            Task::Node(node) => self.node(node, rest, at),
        }
    }

    fn node(&mut self, node: &'n Node, rest: Rest, at: usize) -> Option<(Rest, usize)> {
        let here = |holds: bool| holds.then_some((rest, at));
        match node {
            Node::One(set) => {
                self.steps.take(set.items.len() / 4);
                let c = self.text.get(at)?;
                set.contains(*c).then_some((rest, at + 1))
            }
            Node::Sequence(parts) => Some((self.before(Task::All(parts), rest), at)),
            Node::Either { ways, .. } => Some((self.before(Task::Either(ways), rest), at)),
            Node::Repeat { node, min, max } => {
                let more = Task::More {
                    node,
                    done: 0,
                    from: at,
                    min: *min,
                    max: *max,
                };
                Some((self.before(more, rest), at))
            }
            Node::Group(number, node) => {
                let rest = self.before(Task::Close(*number, at), rest);
                Some((self.before(Task::Node(node), rest), at))
            }
            Node::Back(number) => self.back(*number, rest, at),
            Node::Start => here(at == 0),
            Node::End => here(at == self.text.len()),
            Node::Boundary(negated) => {
                let word = |at: Option<usize>| {
                    let c = at.and_then(|at| self.text.get(at));
                    c.is_some_and(|c| is_word(*c))
                };
                here((word(at.checked_sub(1)) != word(Some(at))) != *negated)
            }
            // As deep as the pattern, and the parser limits that.
            Node::Ahead(node, negated) => here(self.matches(node, at) != *negated),
        }
    }

    fn back(&mut self, number: usize, rest: Rest, at: usize) -> Option<(Rest, usize)> {
        self.steps.take(self.groups.len() / 16);
        let mut last_first = self.groups.iter().rev();
        let Some((_, from, to)) = last_first.find(|(group, ..)| *group == number) else {
            return Some((rest, at));
        };
        let known = self.text.get(*from..*to).unwrap_or_default();
        self.steps.take(known.len() / 16);
        let end = at + known.len();
        (self.text.get(at..end)? == known).then_some((rest, end))
    }
}
