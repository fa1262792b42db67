//! Collection of problems, before their lines are known.

use super::super::ShapeId;
use super::locate::{Locator, Place, SourceText, Spot};
use crate::diagnostic::{Problem, Problems};

/// The number of problems with a suggestion.
const SUGGESTIONS: usize = 100;

/// A problem with the spot from which its location is found.
#[derive(Debug)]
pub(crate) struct Finding {
    spot: Spot,
    shape: Option<ShapeId>,
    message: String,
    help: Option<String>,
    /// Another location, which the help names after these words.
    other: Option<(&'static str, Spot)>,
}

impl Finding {
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds help, if there is any.
    pub(crate) fn maybe_help(&mut self, help: Option<String>) -> &mut Self {
        self.help = help.or(self.help.take());
        self
    }

    /// Sets the shape that the problem is about.
    pub(crate) fn shape(&mut self, shape: &ShapeId) -> &mut Self {
        self.shape = Some(shape.clone());
        self
    }

    /// Adds another location to the help, e.g. "the other one is at".
    pub(crate) fn other(&mut self, words: &'static str, spot: Spot) -> &mut Self {
        self.other = Some((words, spot));
        self
    }
}

/// All problems so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// A suggestion, for the first problems only: each one compares all names.
    pub(crate) fn suggest(&self, near: impl FnOnce() -> Option<String>) -> Option<String> {
        (self.findings.len() < SUGGESTIONS).then(near).flatten()
    }

    fn add(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        // The previous line has pushed it.
        &mut self.findings[last]
    }

    /// Reports a problem at a location in a file.
    pub(crate) fn in_file(
        &mut self,
        file: usize,
        way: Vec<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.at(Spot::InFile { file, way }, message)
    }

    /// Reports a problem.
    pub(crate) fn at(&mut self, spot: Spot, message: impl Into<String>) -> &mut Finding {
        self.add(Finding {
            spot,
            shape: None,
            message: message.into(),
            help: None,
            other: None,
        })
    }

    /// Reports a problem with a shape or member, at the end of a path.
    pub(crate) fn on_shape(
        &mut self,
        id: &ShapeId,
        way: &[&str],
        message: impl Into<String>,
    ) -> &mut Finding {
        let spot = Spot::OnShape {
            id: id.clone(),
            way: way.iter().map(|step| (*step).to_owned()).collect(),
        };
        self.at(spot, message).shape(id)
    }

    /// Finds the locations, and sorts the problems by them.
    pub(crate) fn into_problems(self, texts: &[SourceText]) -> Problems {
        let locator = Locator::new(texts);
        let mut placed: Vec<(Option<Place>, Problem)> = Vec::new();
        for finding in self.findings {
            let place = locator.find(&finding.spot);
            let mut problem = Problem::new(finding.message);
            if let Some(shape) = finding.shape {
                problem = problem.on_shape(shape);
            }
            let other = finding.other.and_then(|(words, spot)| {
                let place = locator.find(&spot)?;
                let name = texts.get(place.file)?.name.display().to_string();
                Some(format!("{words} {name}:{}", place.line))
            });
            if let Some(help) = other.or(finding.help) {
                problem = problem.with_help(help);
            }
            placed.push((place.clone(), locator.placed(problem, place.as_ref())));
        }
        // A stable sort, so that problems at one location keep their order.
        placed.sort_by(|(left, _), (right, _)| {
            let key = |place: &Option<Place>| place.as_ref().map(|p| (p.file, p.line));
            key(left).cmp(&key(right))
        });
        placed.dedup_by(|(_, left), (_, right)| left == right);
        placed.into_iter().map(|(_, problem)| problem).collect()
    }
}
