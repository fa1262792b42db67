//! The description that a generated type has of itself, which depends on no protocol or format.
//!
//! Generated structures and unions implement [`Structure`], generated enums [`Value`]. A structure
//! has a [`Table`] with one row per member: its names and the traits of the model.
//! [`Structure::write`] hands each member to a [`Sink`], [`Structure::read`] takes one from a
//! [`Source`]. Codecs, protocols, validation and serde work on them, and are written once, in this
//! crate.

mod argument;
mod builder;
mod collection;
mod enumeration;
mod flags;
mod form;
mod kind;
mod members;
mod named;
mod number;
mod parse;
mod read;
mod reader;
pub mod rows;
mod scalar;
mod seen;
mod sink;
mod source;
mod stream;
mod structure;
mod structure_kind;
mod table;
mod xml;

pub use builder::fmt_builder;
pub use enumeration::{EnumerationKind, known};
pub use kind::{Kind, Value};
pub use members::Members;
pub use number::BigNumberKind;
pub use reader::Reader;
pub use scalar::ScalarKind;
pub use sink::Sink;
pub use source::{Done, Read, Source};
pub use stream::{StreamKind, StreamOf};
pub use structure::{Counted, Received, RowCount, Rows, Structure, TableOf, chosen, table};
pub use structure_kind::StructureKind;
pub use table::{Entry, Row, Table};

pub(crate) use flags::Flags;
pub(crate) use form::{Form, Outside};
pub(crate) use members::Top;
#[cfg(feature = "fake")]
pub(crate) use read::empty;
pub(crate) use read::{Each, Place, read_members, stand_in};
pub(crate) use seen::Seen;
#[cfg(feature = "serde")]
pub(crate) use {read::read_builder, structure_kind::write_members};

pub use crate::codec::Error;
