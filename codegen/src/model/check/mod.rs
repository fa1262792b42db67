//! Looking for what is wrong with a model whose shapes are complete.

use std::collections::HashSet;

use super::load::report::Report;
use super::{Model, ShapeId};

/// Checks everything.
pub(crate) fn check(_model: &Model, _broken: &HashSet<ShapeId>, _report: &mut Report) {}
