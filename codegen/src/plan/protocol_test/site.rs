//! The location of a test case in the model.

use serde_json::Number;

use super::value::At;
use crate::model::{Locator, ShapeId};
use crate::plan::shapes::Shapes;

/// The location of the parameters of a case in the model.
pub(super) struct Site<'m> {
    pub(super) shape: &'m ShapeId,
    pub(super) trait_name: &'static str,
    /// The steps from the trait to the parameters.
    params: Vec<String>,
}

impl<'m> Site<'m> {
    /// The parameters of the case with that index in a trait.
    pub(super) fn params(shape: &'m ShapeId, trait_name: &'static str, index: usize) -> Self {
        Self::new(shape, trait_name, &[&index.to_string(), "params"])
    }

    pub(super) fn new(shape: &'m ShapeId, trait_name: &'static str, steps: &[&str]) -> Self {
        Self {
            shape,
            trait_name,
            params: steps.iter().map(|&step| step.to_owned()).collect(),
        }
    }

    /// The way from the shape to a value in the parameters.
    pub(super) fn way<'s>(&self, inside: impl IntoIterator<Item = &'s str>) -> Vec<String> {
        let mut way = vec!["traits".to_owned(), self.trait_name.to_owned()];
        way.extend(self.params.iter().cloned());
        way.extend(inside.into_iter().map(str::to_owned));
        way
    }

    /// Reads the parameters, whose numbers have all the digits that they have in the model.
    pub(super) fn read<T>(
        &self,
        shapes: &Shapes<'_>,
        locator: &Locator<'_>,
        read: impl FnOnce(At<'_>) -> T,
    ) -> T {
        let digits = |inside: &[&str], number: &Number| {
            let way = self.way(inside.iter().copied());
            locator.digits(self.shape, &way, number).map(str::to_owned)
        };
        read(At::new(shapes, &digits))
    }
}
