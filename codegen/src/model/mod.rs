//! Smithy models, independent of Rust.
//!
//! [`load()`] reads models and returns a [`Model`]: files are merged, `apply` statements applied,
//! mixins flattened, Smithy 1.0 is upgraded to 2.0, and everything is checked. [`select()`] reduces
//! a model to some operations of one service and the shapes they reach.
//!
//! ```
//! use hammersmith_codegen::model::{self, Selection, Source};
//!
//! let text = r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "com.example#Shop": {
//!             "type": "service",
//!             "operations": [{ "target": "com.example#Buy" }]
//!         },
//!         "com.example#Buy": {
//!             "type": "operation",
//!             "input": { "target": "com.example#BuyInput" }
//!         },
//!         "com.example#BuyInput": {
//!             "type": "structure",
//!             "members": {
//!                 "amount": {
//!                     "target": "smithy.api#Integer",
//!                     "traits": { "smithy.api#range": { "min": 1 } }
//!                 }
//!             }
//!         }
//!     }
//! }"#;
//! let model = model::load(&[Source::Text {
//!     name: "shop.json".to_owned(),
//!     text: text.to_owned(),
//! }])?;
//! let selected = model::select(&model, &Selection::default())?;
//! assert_eq!(selected.service, "com.example#Shop");
//!
//! let amount: model::ShapeId = "com.example#BuyInput$amount".parse().unwrap();
//! let amount = selected.model.member(&amount).unwrap();
//! assert_eq!(amount.traits.range().unwrap().min, Some(1.into()));
//! # Ok::<(), hammersmith_codegen::diagnostic::Problems>(())
//! ```

mod assemble;
mod check;
mod closure;
mod id;
mod load;
mod prelude;
mod print;
mod select;
mod shape;
mod traits;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::diagnostic::{Problem, Problems};
use load::locate::SourceText;
use load::report::Report;

pub use closure::OperationBinding;
pub(crate) use id::is_identifier;
pub use id::{InvalidShapeId, ShapeId};
pub use load::Source;
pub(crate) use load::locate::Locator;
pub use select::{Selected, Selection, select};
pub use shape::{
    EnumMember, IntEnumMember, Member, Operation, Resource, Service, Shape, ShapeKind, ShapeType,
};
pub(crate) use traits::decode::what_is;
pub use traits::{
    Acceptor, AwsQueryError, AwsService, ClientContextParam, Deprecated, Endpoint, EventTest,
    Example, ExampleError, Expected, Fault, HostPart, Http, HttpApiKeyAuth, HttpChecksum, Length,
    Matcher, Paginated, QueryLiteral, Range, RequestTest, ResponseTest, Retryable, TestCase,
    TestEvent, TimestampFormat, Traits, UriPattern, UriSegment, Waiter, WaiterState, XmlNamespace,
};

pub(crate) use traits::{EVENT_TESTS, REQUEST_TESTS, RESPONSE_TESTS, acceptor_syntax, waiter};

/// A model: a consistent set of shapes.
///
/// Immutable. Iteration is in the order of the files. Two models are equal if their shapes and
/// metadata are equal, regardless of their files.
#[derive(Clone)]
pub struct Model {
    shapes: Vec<Shape>,
    /// The shapes of the prelude, which every model has.
    prelude: Arc<Vec<Shape>>,
    /// The index of each shape; those of the prelude follow `shapes`.
    places: HashMap<ShapeId, usize>,
    metadata: Map<String, Value>,
    files: Vec<PathBuf>,
    texts: Arc<Vec<SourceText>>,
}

/// Reads and merges models.
///
/// # Errors
///
/// All problems at once. If files cannot be read or are not Smithy JSON, only these are reported;
/// otherwise, all problems with the shapes.
pub fn load(sources: &[Source]) -> Result<Model, Problems> {
    let (texts, mut problems) = load::read(sources);
    let mut report = Report::default();
    let documents = match load::parse(&texts.texts, &mut report) {
        Ok(documents) if problems.is_empty() => documents,
        incomplete => {
            // Whatever is wrong with the shapes may come from what is missing,
            // except what is wrong with their form.
            problems.extend(incomplete.err().unwrap_or_default());
            problems.extend(report.into_problems(&texts.texts));
            return Err(problems);
        }
    };
    let assembled = assemble::assemble(documents, &mut report);
    let model = Model {
        prelude: Arc::new(prelude::shapes()),
        places: HashMap::new(),
        shapes: assembled.shapes,
        metadata: assembled.metadata,
        files: texts.watched,
        texts: Arc::new(texts.texts),
    }
    .indexed();
    check::check(&model, &assembled.broken, &mut report);
    if report.is_empty() {
        Ok(model)
    } else {
        Err(report.into_problems(&model.texts))
    }
}

impl Model {
    /// Fills in the index of each shape.
    fn indexed(mut self) -> Self {
        let all = self.shapes.iter().chain(self.prelude.iter());
        self.places = all
            .enumerate()
            .map(|(place, shape)| (shape.id.clone(), place))
            .collect();
        self
    }

    /// The same model with other shapes.
    fn with_shapes(&self, shapes: Vec<Shape>) -> Self {
        Self {
            shapes,
            prelude: Arc::clone(&self.prelude),
            places: HashMap::new(),
            metadata: self.metadata.clone(),
            files: self.files.clone(),
            texts: Arc::clone(&self.texts),
        }
        .indexed()
    }

    /// The shape with that ID, including shapes of the prelude (`smithy.api#String`).
    pub fn shape(&self, id: &ShapeId) -> Option<&Shape> {
        self.by_text(id.as_str())
    }

    fn by_text(&self, id: &str) -> Option<&Shape> {
        let place = *self.places.get(id)?;
        let in_prelude = || self.prelude.get(place.checked_sub(self.shapes.len())?);
        self.shapes.get(place).or_else(in_prelude)
    }

    /// The position of a shape in model order. `None` for the prelude.
    fn place(&self, id: &ShapeId) -> Option<usize> {
        let place = *self.places.get(id)?;
        (place < self.shapes.len()).then_some(place)
    }

    /// The member with that ID, of a list, map, structure or union.
    pub fn member(&self, id: &ShapeId) -> Option<&Member> {
        self.shape(&id.container())?.member(id.member()?)
    }

    /// The shape that a member targets. `None` only for members of another
    /// model.
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.shape(&member.target)
    }

    /// All shapes except those of the prelude, in model order.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.iter()
    }

    /// All services, in model order.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        let shapes = self.shapes.iter();
        shapes.filter(|shape| matches!(shape.kind, ShapeKind::Service(_)))
    }

    /// The files that were read and the directories that were searched. A build watches these for
    /// changes.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The metadata of all files together.
    pub fn metadata(&self) -> &Map<String, Value> {
        &self.metadata
    }

    /// The operations of a service, including those of its resources at any depth: each once, in
    /// model order. Empty if the service does not exist.
    pub fn service_operations(&self, service: &ShapeId) -> Vec<OperationBinding> {
        closure::operations(self, service)
    }

    /// The operations of a resource, including those of its child resources: each once, in model
    /// order. Empty if the resource does not exist.
    pub fn resource_operations(&self, resource: &ShapeId) -> Vec<OperationBinding> {
        closure::operations_of_resource(self, resource)
    }

    /// The model as Smithy JSON AST 2.0, which loads as an equal model.
    pub fn to_ast_json(&self) -> Value {
        print::ast(self)
    }

    /// A problem with a shape or member, including its file and line.
    ///
    /// For later stages, which find problems in models that are valid Smithy.
    pub fn problem(&self, shape: &ShapeId, message: impl Into<String>) -> Problem {
        self.locator().problem(shape, Vec::new(), message)
    }

    /// Returns a locator for the files of the model. A locator parses each file at most once.
    pub(crate) fn locator(&self) -> Locator<'_> {
        Locator::new(&self.texts)
    }

    /// The names of the files, as the user named them.
    fn file_names(&self) -> impl Iterator<Item = &Path> {
        self.texts.iter().map(|text| text.name.as_path())
    }
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.shapes == other.shapes && self.metadata == other.metadata
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Model")
            .field("files", &self.files)
            .field("shapes", &self.shapes.len())
            .finish_non_exhaustive()
    }
}
