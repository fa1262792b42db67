//! Reading of objects of the AST, with reports of entries of the wrong type.

use std::borrow::Cow;

use super::node::Node;
use super::report::{Finding, Report};
use crate::suggest;

/// The path to a value, copied only when a problem is reported.
#[derive(Clone, Copy)]
pub(crate) struct Way<'p> {
    /// The last key. `None` for the document itself.
    step: Option<&'p str>,
    before: Option<&'p Way<'p>>,
    file: usize,
}

impl<'p> Way<'p> {
    /// The path to the document itself.
    pub(crate) fn root(file: usize) -> Self {
        Self {
            step: None,
            before: None,
            file,
        }
    }

    pub(crate) fn down<'q>(&'q self, step: &'q str) -> Way<'q> {
        Way {
            step: Some(step),
            before: Some(self),
            file: self.file,
        }
    }

    pub(crate) fn file(&self) -> usize {
        self.file
    }

    fn steps(&self) -> Vec<String> {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(way) = next {
            steps.extend(way.step.map(str::to_owned));
            next = way.before;
        }
        steps.reverse();
        steps
    }

    /// Reports a problem at the end of this path.
    pub(crate) fn report<'r>(
        &self,
        report: &'r mut Report,
        message: impl Into<String>,
    ) -> &'r mut Finding {
        report.in_file(self.file, self.steps(), message)
    }
}

/// The entries of an object, taken out one by one.
pub(crate) struct Fields<'a> {
    entries: Vec<(Cow<'a, str>, Node<'a>)>,
    /// The keys that were requested, whether present or not.
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(entries: Vec<(Cow<'a, str>, Node<'a>)>) -> Self {
        Self {
            entries,
            known: Vec::new(),
        }
    }

    /// Reads the entries of an object, or reports a value of another type.
    pub(crate) fn of(
        node: Node<'a>,
        what: &str,
        way: &Way<'_>,
        report: &mut Report,
    ) -> Option<Self> {
        match node {
            Node::Object(entries) => Some(Self::new(entries)),
            other => {
                let message = format!("{what} must be an object, not {}", other.what());
                way.report(report, message);
                None
            }
        }
    }

    /// Takes out an entry. Of duplicate keys, which are reported elsewhere, it takes the last one.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.known.push(key);
        let place = self.entries.iter().rposition(|(known, _)| known == key)?;
        Some(self.entries.remove(place).1)
    }

    /// Takes out a string.
    pub(crate) fn text(
        &mut self,
        key: &'static str,
        way: &Way<'_>,
        report: &mut Report,
    ) -> Option<Cow<'a, str>> {
        match self.take(key)? {
            Node::Text(text) => Some(text),
            other => {
                let message = format!("`{key}` must be a string, not {}", other.what());
                way.down(key).report(report, message);
                None
            }
        }
    }

    /// Takes out an object's entries.
    pub(crate) fn entries(
        &mut self,
        key: &'static str,
        way: &Way<'_>,
        report: &mut Report,
    ) -> Vec<(Cow<'a, str>, Node<'a>)> {
        match self.take(key) {
            None => Vec::new(),
            Some(Node::Object(entries)) => entries,
            Some(other) => {
                let message = format!("`{key}` must be an object, not {}", other.what());
                way.down(key).report(report, message);
                Vec::new()
            }
        }
    }

    /// Takes out the elements of an array.
    pub(crate) fn list(
        &mut self,
        key: &'static str,
        way: &Way<'_>,
        report: &mut Report,
    ) -> Vec<Node<'a>> {
        match self.take(key) {
            None => Vec::new(),
            Some(Node::List(list)) => list,
            Some(other) => {
                let message = format!("`{key}` must be an array, not {}", other.what());
                way.down(key).report(report, message);
                Vec::new()
            }
        }
    }

    /// Reports entries that resemble a requested key. Other unknown entries are ignored, since
    /// newer versions of Smithy may add keys.
    pub(crate) fn finish(self, what: &str, way: &Way<'_>, report: &mut Report) {
        for (key, _) in &self.entries {
            // A requested key that is still present is a duplicate.
            if self.known.iter().any(|known| known == key) {
                continue;
            }
            if let Some(meant) = suggest::slip(key, self.known.iter().copied()) {
                let message = format!("{what} has no property `{key}`");
                let finding = way.down(key).report(report, message);
                finding.help(format!("did you mean `{meant}`?"));
            }
        }
    }
}
