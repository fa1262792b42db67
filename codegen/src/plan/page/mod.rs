//! The page of an operation, as data: what to send, what comes back, what can go wrong, where to
//! read on.
//!
//! Code that prints a page, as documentation or in a terminal, walks it from [`Page::request`] and
//! [`Page::response`] through [`Member::children`]. Nothing is computed before it is asked for, and
//! nothing is copied from the plan.
//!
//! ```no_run
//! # use hammersmith_codegen::{Generator, Layout};
//! use hammersmith_codegen::plan::page::Member;
//! use hammersmith_codegen::plan::shapes::Shapes;
//!
//! fn print(members: Vec<Member<'_>>, depth: usize) {
//!     for member in members {
//!         println!("{:depth$}{}: {}", "", member.name, member.type_words());
//!         print(member.children(), depth + 2);
//!     }
//! }
//!
//! let generated = Generator::new().model("model/batch.json").run(Layout::Crate)?;
//! let plan = generated.plan();
//! let shapes = Shapes::of(plan);
//! for operation in &plan.operations {
//!     print(shapes.page(operation).request(), 0);
//! }
//! # Ok::<(), hammersmith_codegen::Error>(())
//! ```

mod example;
mod form;
mod link;
mod member;
mod retry;
mod value;
mod wire;
mod words;
mod xml;

use crate::plan::operation::{Fault, Operation};
use crate::plan::shapes::Shapes;

pub use example::{Example, ExampleError};
pub use link::Link;
pub use member::{Collection, Kind, Member, Walk};
pub use retry::Retried;
pub use wire::{Content, Message};
pub use words::{constraints, replacement, type_words};
pub use xml::Element;

pub(crate) use example::examples;
pub(crate) use link::{operation_links, service_links};
pub(crate) use value::field;

impl Shapes<'_> {
    /// The page of an operation of the same plan.
    pub fn page<'a>(&'a self, operation: &'a Operation) -> Page<'a> {
        Page {
            operation,
            shapes: self,
        }
    }
}

/// The page of one operation.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The operation: its names, documentation, HTTP binding, links and examples.
    pub operation: &'a Operation,
    shapes: &'a Shapes<'a>,
}

impl<'a> Page<'a> {
    /// The members of the input, in model order.
    pub fn request(&self) -> Vec<Member<'a>> {
        member::roots(self.shapes, &self.operation.input)
    }

    /// The members of the output, in model order.
    pub fn response(&self) -> Vec<Member<'a>> {
        member::roots(self.shapes, &self.operation.output)
    }

    /// The errors in model order: the operation's own errors before those of the service.
    pub fn errors(&self) -> &'a [Fault] {
        &self.operation.errors
    }

    /// The named types of the plan.
    pub fn shapes(&self) -> &'a Shapes<'a> {
        self.shapes
    }

    /// Every member of the input, each before those below it, computed as they are asked for.
    pub fn every_request_member(&self) -> Walk<'a> {
        Walk::new(self.request())
    }

    /// Every member of the output, each before those below it, computed as they are asked for.
    pub fn every_response_member(&self) -> Walk<'a> {
        Walk::new(self.response())
    }

    /// Every required member of the input whose holders are required, too, each before those below
    /// it, computed as they are asked for.
    pub fn every_required_member(&self) -> Walk<'a> {
        Walk::required(self.request())
    }

    /// The member of the input at `path`, if there is one.
    ///
    /// The path is one of [`Member::path`], or that with an index or nothing in place of `[]` and
    /// `{}`, or with Rust names: `volumes[]`, `volumes[0].host` and `retry_strategy.attempts` are
    /// all understood. It may lead into a recursion.
    pub fn find(&self, path: &str) -> Option<Member<'a>> {
        let mut members = self.request();
        let mut found = None;
        for part in path.split('.') {
            let name = part.split(['[', '{']).next().unwrap_or(part);
            let member = members.into_iter().find(|member| member.is_called(name))?;
            members = member.members();
            found = Some(member);
        }
        found
    }
}
