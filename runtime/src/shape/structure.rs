//! Structures and unions: the loops over their members.

use std::marker::PhantomData;

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::operation::BuildError;

use super::parse::parse;
use super::{
    Done, Error, Flags, Form, Kind, Members, Read, Reader, Row, Sink, Source, Table, Top, Value,
};
use crate::http::Binding;

/// A structure or union, as it describes itself.
///
/// Generated code implements this.
pub trait Structure: Sized {
    /// What members are read into: the builder of a structure; of a union, the option of it.
    type Builder: Default;

    /// How many rows the members and what they hold have.
    type Rows: Rows;

    /// The members, in the order of the model: one line each, with its names and traits.
    const MEMBERS: &'static str;

    /// Hands the members that are set to `to`, in the order in which they are sent.
    fn write<K: Sink>(&self, to: &mut Members<'_, K>);

    /// Reads the member at that place of the table.
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

    /// True if the builder lacks that member, and the structure requires it or has a default for it.
    fn lacks(builder: &Self::Builder, member: usize) -> bool {
        let _ = (builder, member);
        false
    }

    /// Takes what came with a response, and is not a member.
    fn received(builder: &mut Self::Builder, what: Received) {
        let _ = (builder, what);
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

/// What has a table.
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
/// It is made where a program uses it: a crate of many types does not pay for those that nobody uses.
#[inline]
pub fn table<S: Structure>() -> &'static Table {
    <<S::Rows as Rows>::TableOf<S> as TableOf>::TABLE
}

/// What comes with a response, in addition to the members of its output or error.
#[derive(Clone, Debug)]
pub enum Received {
    /// The ID of the request, for an output.
    RequestId(Option<String>),
    /// The metadata of an error.
    Error(ErrorMetadata),
}

/// The variant of a union that has been read.
///
/// # Errors
///
/// Fails if there is none.
pub fn chosen<U>(variant: Option<U>) -> Result<U, BuildError> {
    variant.ok_or_else(|| BuildError::other("a union without a member"))
}

/// How structures and unions are written and read.
#[derive(Debug)]
pub enum StructureKind {}

impl<S: Structure> Value for S {
    type Kind = StructureKind;
}

// `Box` is fundamental: a crate may implement `Structure` for one, so that `Value` has to come from here.
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

impl<S: Structure> Kind<S> for StructureKind {
    fn write<K: Sink>(value: &S, row: Row, to: &mut K) {
        to.begin_structure(row, table::<S>());
        value.write(&mut Members::new(table::<S>(), to, Top::Plain));
        to.end_structure();
    }

    fn read<R: Source>(row: Row, from: &mut R) -> Read<S> {
        if !from.begin_structure(row)? {
            return Ok(None);
        }
        read_begun(from)
    }

    fn no_payload<K: Sink>(to: &mut Binding, body: &mut K) {
        // A structure that is unset still has a body: the empty one.
        if !table::<S>().is_union() {
            to.document_payload();
            body.begin_structure(Row::nothing(), table::<S>());
            body.end_structure();
        }
    }

    #[cold]
    #[inline(never)]
    fn missing<R: Source>() -> Option<S> {
        let mut builder = S::Builder::default();
        let each: Each<'_, R> = &mut |member, from| S::read(&mut builder, member, from);
        miss_all(table::<S>(), each).ok()?;
        S::build(builder).ok()
    }
}

/// An empty structure stands for one that is missing, an unknown member for a union's.
fn miss_all<R: Source>(table: &'static Table, each: Each<'_, R>) -> Done {
    if table.is_union() {
        each(usize::MAX, &mut Reader::new(Row::nothing(), Form::Missing))
    } else {
        stand_in(table, &Seen::default(), each)
    }
}

/// Reads the members of a structure that has been entered, and builds it.
#[inline]
fn read_begun<S: Structure, R: Source>(from: &mut R) -> Read<S> {
    let mut builder = S::Builder::default();
    read_all(table::<S>(), from, &mut |member, from| {
        S::read(&mut builder, member, from)
    })?;
    #[cfg(feature = "serde")]
    if !from.stands_in() {
        check_required::<S, R>(&builder, from)?;
    }
    match S::build(builder) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(not_built(error, from)),
    }
}

/// Reads a structure into its builder, of which nothing is required.
#[cfg(feature = "serde")]
pub(crate) fn read_builder<S: Structure, R: Source>(from: &mut R) -> Read<S::Builder> {
    if !from.begin_structure(Row::nothing())? {
        return Ok(None);
    }
    let mut builder = S::Builder::default();
    let mut seen = Seen::default();
    read_members(
        table::<S>(),
        Flags::NONE,
        &mut seen,
        from,
        &mut |member, from| S::read(&mut builder, member, from),
    )?;
    Ok(Some(builder))
}

/// Reads all members of a structure or union that has been entered. The part of it that is the same for all.
fn read_all<R: Source>(table: &'static Table, from: &mut R, each: Each<'_, R>) -> Done {
    if table.is_union() {
        return read_variant(table, from, each);
    }
    let mut seen = Seen::default();
    read_members(table, Flags::NONE, &mut seen, from, each)?;
    if from.stands_in() {
        stand_in(table, &seen, each)?;
    }
    Ok(())
}

#[cold]
fn not_built<R: Source>(error: BuildError, from: &R) -> Error {
    if from.stands_in() {
        from.fail(format!("a required member is missing: {error}"))
    } else {
        from.fail(error.to_string())
    }
}

#[cfg(feature = "serde")]
#[cold]
fn check_required<S: Structure, R: Source>(builder: &S::Builder, from: &R) -> Done {
    let missing = |(member, row): &(usize, Row)| {
        row.has(Flags::REQUIRED) && !row.has(Flags::DEFAULT) && S::lacks(builder, *member)
    };
    match table::<S>().rows().enumerate().find(missing) {
        None => Ok(()),
        Some((_, row)) => {
            let name = row.escaped_json_name();
            Err(from.fail(format!("the required member \"{name}\" is missing")))
        }
    }
}

/// Writes the members of a structure between braces, or what else the format has.
#[cfg(feature = "serde")]
pub(crate) fn write_members<S: Structure, K: Sink>(value: &S, to: &mut K, top: Top<'_>) {
    to.begin_structure(Row::nothing(), table::<S>());
    value.write(&mut Members::new(table::<S>(), to, top));
    to.end_structure();
}

/// Which members a structure has been given.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    few: u128,
    /// Those that have no bit in `few`.
    more: Vec<usize>,
}

impl Seen {
    /// Notes whether the member is set now: a second value may be null.
    #[inline]
    pub(crate) fn set(&mut self, member: usize, found: bool) {
        match one_bit(member) {
            Some(bit) if found => self.few |= bit,
            Some(bit) => self.few &= !bit,
            None => self.set_more(member, found),
        }
    }

    #[cold]
    fn set_more(&mut self, member: usize, found: bool) {
        self.more.retain(|other| *other != member);
        if found {
            self.more.push(member);
        }
    }

    pub(crate) fn contains(&self, member: usize) -> bool {
        match one_bit(member) {
            Some(bit) => self.few & bit != 0,
            None => self.more.contains(&member),
        }
    }
}

/// The bit of a member; `None` for those that come so late that a number has none for them.
#[inline]
fn one_bit(member: usize) -> Option<u128> {
    1u128.checked_shl(member.try_into().ok()?)
}

/// What reads one member of a structure, whose type is not known here.
pub(crate) type Each<'a, R> = &'a mut dyn FnMut(usize, &mut Reader<'_, R>) -> Done;

/// Reads the members of a structure that has been entered, up to its end. Members with any of the flags
/// `elsewhere` are read over.
pub(crate) fn read_members<R: Source>(
    table: &'static Table,
    elsewhere: Flags,
    seen: &mut Seen,
    from: &mut R,
    each: Each<'_, R>,
) -> Done {
    let mut next = 0;
    while let Some(member) = from.next_member(table, next)? {
        match table.row(member) {
            Some(row) if !row.has(elsewhere) => {
                next = member + 1;
                let mut reader = Reader::new(row, Form::Codec(&mut *from));
                each(member, &mut reader)?;
                let found = reader.found;
                seen.set(member, found);
            }
            _ => from.skip()?,
        }
    }
    Ok(())
}

/// Gives the required members that are missing a value that stands for them.
pub(crate) fn stand_in<R: Source>(table: &'static Table, seen: &Seen, each: Each<'_, R>) -> Done {
    if !table.flags().any(Flags::REQUIRED) {
        return Ok(());
    }
    for (member, row) in table.rows().enumerate() {
        // A member with a default gets that when the structure is built.
        if row.has(Flags::REQUIRED) && !row.has(Flags::DEFAULT) && !seen.contains(member) {
            let mut reader = Reader::new(row, Form::Missing);
            each(member, &mut reader)?;
        }
    }
    Ok(())
}

/// Reads the one member of a union that has been entered.
fn read_variant<R: Source>(table: &'static Table, from: &mut R, each: Each<'_, R>) -> Done {
    let mut any = false;
    while let Some(member) = from.next_member(table, 0)? {
        // Services send null for the members that are unset.
        if from.null()? {
            continue;
        }
        if any {
            let name = table.union_name();
            return Err(from.fail(format!("two members in the union `{name}`")));
        }
        any = true;
        let row = table.row(member).unwrap_or_else(Row::nothing);
        let mut reader = Reader::new(row, Form::Codec(&mut *from));
        each(member, &mut reader)?;
        if !reader.found {
            return Err(reader.fail("null where a value has to be".to_owned()));
        }
    }
    if any {
        return Ok(());
    }
    let name = table.union_name();
    Err(from.fail(format!("no member in the union `{name}`")))
}
