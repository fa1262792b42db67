//! Whether a text matches.

use super::Node;
use super::set::is_word;

/// How many steps a match may take before it is given up.
const STEPS: usize = 200_000;

/// Whether the pattern is found anywhere in the text.
pub(super) fn is_found(node: &Node, text: &[char]) -> bool {
    let mut matcher = Matcher {
        text,
        groups: Vec::new(),
        steps: STEPS,
    };
    (0..=text.len()).any(|at| matcher.matches(&mut vec![Task::Node(node)], at))
}

/// What is left to match.
#[derive(Clone)]
enum Task<'n> {
    Node(&'n Node),
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

struct Matcher<'t> {
    text: &'t [char],
    groups: Vec<(usize, usize, usize)>,
    steps: usize,
}

impl Matcher<'_> {
    /// Matches the tasks, the last one first.
    fn matches(&mut self, tasks: &mut Vec<Task<'_>>, mut at: usize) -> bool {
        while let Some(task) = tasks.pop() {
            let Some(left) = self.steps.checked_sub(1) else {
                return false;
            };
            self.steps = left;
            match task {
                Task::Close(number, from) => self.groups.push((number, from, at)),
                Task::More {
                    node,
                    done,
                    from,
                    min,
                    max,
                } => {
                    // A part that matched nothing matches nothing again.
                    let stuck = done > min && from == at;
                    let again = max.is_none_or(|max| done < max) && !stuck;
                    if again && self.again(tasks, node, done, at, (min, max)) {
                        return true;
                    }
                    if done < min || stuck {
                        return false;
                    }
                }
                Task::Node(node) => match self.step(node, tasks, at) {
                    Step::Next(next) => at = next,
                    Step::Done(found) => return found,
                },
            }
        }
        true
    }

    fn again<'n>(
        &mut self,
        tasks: &[Task<'n>],
        node: &'n Node,
        done: usize,
        from: usize,
        (min, max): (usize, Option<usize>),
    ) -> bool {
        let mut more = tasks.to_vec();
        more.push(Task::More {
            node,
            done: done + 1,
            from,
            min,
            max,
        });
        more.push(Task::Node(node));
        self.branch(&mut more, from)
    }

    /// Tries a way; what it remembers of groups is forgotten where it leads nowhere.
    fn branch(&mut self, tasks: &mut Vec<Task<'_>>, at: usize) -> bool {
        let known = self.groups.len();
        let found = self.matches(tasks, at);
        if !found {
            self.groups.truncate(known);
        }
        found
    }

    fn step<'n>(&mut self, node: &'n Node, tasks: &mut Vec<Task<'n>>, at: usize) -> Step {
        let here = |holds: bool| match holds {
            true => Step::Next(at),
            false => Step::Done(false),
        };
        match node {
            Node::One(set) => match self.text.get(at) {
                Some(c) if set.contains(*c) => Step::Next(at + 1),
                _ => Step::Done(false),
            },
            Node::Sequence(parts) => {
                tasks.extend(parts.iter().rev().map(Task::Node));
                Step::Next(at)
            }
            Node::Either(ways) => Step::Done(ways.iter().any(|way| {
                let mut tasks = tasks.clone();
                tasks.push(Task::Node(way));
                self.branch(&mut tasks, at)
            })),
            Node::Repeat { node, min, max } => {
                tasks.push(Task::More {
                    node,
                    done: 0,
                    from: at,
                    min: *min,
                    max: *max,
                });
                Step::Next(at)
            }
            Node::Group(number, node) => {
                tasks.push(Task::Close(*number, at));
                tasks.push(Task::Node(node));
                Step::Next(at)
            }
            Node::Back(number) => self.back(*number, at),
            Node::Start => here(at == 0),
            Node::End => here(at == self.text.len()),
            Node::Boundary(negated) => {
                let word = |at: Option<usize>| {
                    let c = at.and_then(|at| self.text.get(at));
                    c.is_some_and(|c| is_word(*c))
                };
                here((word(at.checked_sub(1)) != word(Some(at))) != *negated)
            }
            Node::Ahead(node, negated) => {
                let found = self.branch(&mut vec![Task::Node(node)], at);
                here(found != *negated)
            }
        }
    }

    fn back(&self, number: usize, at: usize) -> Step {
        let mut last_first = self.groups.iter().rev();
        let Some((_, from, to)) = last_first.find(|(group, ..)| *group == number) else {
            return Step::Next(at);
        };
        let known = self.text.get(*from..*to).unwrap_or_default();
        let end = at + known.len();
        match self.text.get(at..end) == Some(known) {
            true => Step::Next(end),
            false => Step::Done(false),
        }
    }
}

enum Step {
    Next(usize),
    Done(bool),
}
