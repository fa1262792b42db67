//! Structures and unions.

use std::marker::PhantomData;

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::operation::BuildError;

use super::parse::parse;
use super::{Done, Members, Reader, Sink, Source, Table};

/// A structure or union, as it describes itself.
///
/// Generated code implements this.
pub trait Structure: Sized {
    /// The type that members are read into: the builder of a structure, the `Option` of a union.
    type Builder: Default;

    /// The number of rows of the members and of the values they contain.
    type Rows: Rows;

    /// The members, in the order of the model: one line each, with its names and traits.
    const MEMBERS: &'static str;

    /// Hands the members that are set to `to`, in the order in which they are sent.
    fn write<K: Sink>(&self, to: &mut Members<'_, K>);

    /// Reads the member at that index of the table.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    fn read<R: Source>(
        builder: &mut Self::Builder,
        member: usize,
        from: &mut Reader<'_, R>,
    ) -> Done;

    /// Builds what has been read.
    ///
    /// # Errors
    ///
    /// Fails if a member is missing that the structure requires.
    fn build(builder: Self::Builder) -> Result<Self, BuildError>;

    /// True if the builder lacks that member, and the structure requires it or has a default for
    /// it.
    fn lacks(builder: &Self::Builder, member: usize) -> bool {
        let _ = (builder, member);
        false
    }

    /// The field for the part of a response that is not a member.
    fn received(builder: &mut Self::Builder) -> Received<'_> {
        let _ = builder;
        Received::Nothing
    }
}

/// The number of rows of a table, as a type: [`RowCount`].
pub trait Rows {
    /// The table of a structure with that number of rows.
    type TableOf<S: Structure>: TableOf;
}

/// The number of rows of a table.
#[derive(Debug)]
pub struct RowCount<const N: usize>;

/// A structure and the number of its rows.
#[derive(Debug)]
pub struct Counted<S, const N: usize>(PhantomData<S>);

/// A type that has a table.
pub trait TableOf {
    /// The table.
    const TABLE: &'static Table;
}

impl<const N: usize> Rows for RowCount<N> {
    type TableOf<S: Structure> = Counted<S, N>;
}

impl<S: Structure, const N: usize> TableOf for Counted<S, N> {
    const TABLE: &'static Table = &parse::<N>(S::MEMBERS);
}

/// The table of a structure or union.
///
/// It is made where a program uses it: a crate of many types does not pay for those that nobody
/// uses.
#[inline]
pub fn table<S: Structure>() -> &'static Table {
    <<S::Rows as Rows>::TableOf<S> as TableOf>::TABLE
}

/// The field for a part of a response other than the members of its output or error.
#[derive(Debug)]
pub enum Received<'a> {
    /// No such field.
    Nothing,
    /// The ID of the request, for an output.
    RequestId(&'a mut Option<String>),
    /// The two IDs of a request to S3, for an output.
    RequestIds(&'a mut Option<String>, &'a mut Option<String>),
    /// The metadata of an error.
    Error(&'a mut Option<ErrorMetadata>),
}

/// The variant of a union that has been read.
///
/// # Errors
///
/// Fails if there is none.
pub fn chosen<U>(variant: Option<U>) -> Result<U, BuildError> {
    variant.ok_or_else(|| BuildError::other("a union has no member set"))
}

// `Box` is fundamental: a crate may implement `Structure` for one, so that `Value` has to come from
// here.
impl<S: Structure> Structure for Box<S> {
    type Builder = S::Builder;

    type Rows = S::Rows;

    const MEMBERS: &'static str = S::MEMBERS;

    #[inline]
    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        (**self).write(to);
    }

    #[inline]
    fn read<R: Source>(
        builder: &mut Self::Builder,
        member: usize,
        from: &mut Reader<'_, R>,
    ) -> Done {
        S::read(builder, member, from)
    }

    #[inline]
    fn build(builder: Self::Builder) -> Result<Self, BuildError> {
        S::build(builder).map(Self::new)
    }

    #[inline]
    fn lacks(builder: &Self::Builder, member: usize) -> bool {
        S::lacks(builder, member)
    }
}
