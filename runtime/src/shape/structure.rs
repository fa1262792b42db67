//! Structures and unions: the loops over their members.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;

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

    /// The place of what comes with a response, and is not a member.
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

/// The place of what comes with a response, in addition to the members of its output or error.
#[derive(Debug)]
pub enum Received<'a> {
    /// There is none.
    Nothing,
    /// The ID of the request, for an output.
    RequestId(&'a mut Option<String>),
    /// The metadata of an error.
    Error(&'a mut Option<ErrorMetadata>),
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
        Self::take(row, &mut Form::Codec(from))
    }

    #[inline]
    fn take<R: Source>(row: Row, form: &mut Form<'_, R>) -> Read<S> {
        if !begin(row, form)? {
            return Ok(None);
        }
        let mut place = Place::<S>::new();
        let read = read_all(table::<S>(), form, &mut place);
        #[cfg(feature = "serde")]
        let read = read.and_then(|()| check_required(&place, form));
        let built = place.build();
        read?;
        match built {
            Ok(value) => Ok(Some(value)),
            Err(error) => not_built(error, form).map(|()| None),
        }
    }

    fn no_payload<K: Sink>(to: &mut Binding, body: &mut K) {
        // A structure that is unset still has a body: the empty one.
        if !table::<S>().is_union() {
            to.document_payload();
            body.begin_structure(Row::nothing(), table::<S>());
            body.end_structure();
        }
    }
}

/// What reads one member of a structure, whose type is not known here.
pub trait Each<R> {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    fn read(&mut self, member: usize, from: &mut Reader<'_, R>) -> Done;
}

/// Where the members of a structure are read to: its builder.
///
/// A program would hold code that drops a builder next to that which drops what is built. So it is not
/// dropped: it has to be built in any case, also where a member could not be read.
pub(crate) struct Place<S: Structure>(ManuallyDrop<S::Builder>);

impl<S: Structure> Place<S> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self(ManuallyDrop::new(S::Builder::default()))
    }

    pub(crate) fn table(&self) -> &'static Table {
        table::<S>()
    }

    #[inline]
    pub(crate) fn received(&mut self) -> Received<'_> {
        S::received(&mut self.0)
    }

    #[inline]
    pub(crate) fn build(self) -> Result<S, BuildError> {
        S::build(self.into_builder())
    }

    #[inline]
    fn into_builder(self) -> S::Builder {
        ManuallyDrop::into_inner(self.0)
    }
}

impl<S: Structure, R: Source> Each<R> for Place<S> {
    fn read(&mut self, member: usize, from: &mut Reader<'_, R>) -> Done {
        S::read(&mut self.0, member, from)
    }
}

/// An empty structure stands for one that is missing, an unknown member for a union's.
fn miss_all<R: Source>(table: &'static Table, each: &mut dyn Each<R>) -> Done {
    if table.is_union() {
        each.read(usize::MAX, &mut Reader::new(Row::nothing(), Form::Missing))
    } else {
        stand_in(table, &Seen::default(), each)
    }
}

/// Enters a structure or union; false if it is null. One that is missing is entered as well: an empty structure
/// stands for it.
#[inline(never)]
fn begin<R: Source>(row: Row, form: &mut Form<'_, R>) -> Result<bool, Error> {
    match form {
        Form::Codec(from) => from.begin_structure(row),
        Form::Missing => Ok(true),
        Form::Text(_) | Form::Response(_) => Ok(false),
    }
}

/// Reads a structure into its builder, of which nothing is required.
#[cfg(feature = "serde")]
pub(crate) fn read_builder<S: Structure, R: Source>(from: &mut R) -> Read<S::Builder> {
    if !from.begin_structure(Row::nothing())? {
        return Ok(None);
    }
    let mut place = Place::<S>::new();
    let mut seen = Seen::default();
    let read = read_members(table::<S>(), Flags::NONE, &mut seen, from, &mut place);
    let builder = place.into_builder();
    read?;
    Ok(Some(builder))
}

/// Reads all members of a structure or union that has been entered. The part of it that is the same for all.
fn read_all<R: Source>(
    table: &'static Table,
    form: &mut Form<'_, R>,
    each: &mut dyn Each<R>,
) -> Done {
    let Form::Codec(from) = form else {
        return miss_all(table, each);
    };
    let from = &mut **from;
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

/// A member that is missing stays unset if what stands for it cannot be built.
#[cold]
#[inline(never)]
fn not_built<R: Source>(error: BuildError, form: &Form<'_, R>) -> Done {
    match form {
        Form::Codec(from) if from.stands_in() => Err(Error::build(error)),
        Form::Codec(from) => Err(from.fail(error.to_string())),
        _ => Ok(()),
    }
}

#[cfg(feature = "serde")]
#[cold]
fn check_required<S: Structure, R: Source>(place: &Place<S>, form: &Form<'_, R>) -> Done {
    let Form::Codec(from) = form else {
        return Ok(());
    };
    if from.stands_in() {
        return Ok(());
    }
    let missing = |(member, row): &(usize, Row)| {
        row.has(Flags::REQUIRED) && !row.has(Flags::DEFAULT) && S::lacks(&place.0, *member)
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
    few: [u64; 2],
    more: Vec<u64>,
}

impl Seen {
    /// Notes whether the member is set now: a second value may be null.
    pub(crate) fn set(&mut self, member: usize, found: bool) {
        let word = member / 64;
        if found && word >= self.few.len() && self.more.len() + self.few.len() <= word {
            self.more.resize(word + 1 - self.few.len(), 0);
        }
        let word = match word.checked_sub(self.few.len()) {
            None => self.few.get_mut(word),
            Some(word) => self.more.get_mut(word),
        };
        let bit = 1 << (member % 64);
        if let Some(word) = word {
            *word = if found { *word | bit } else { *word & !bit };
        }
    }

    pub(crate) fn contains(&self, member: usize) -> bool {
        let word = member / 64;
        let word = match word.checked_sub(self.few.len()) {
            None => self.few.get(word),
            Some(word) => self.more.get(word),
        };
        word.is_some_and(|word| word >> (member % 64) & 1 == 1)
    }
}

/// Reads the members of a structure that has been entered, up to its end. Members with any of the flags
/// `elsewhere` are read over.
pub(crate) fn read_members<R: Source>(
    table: &'static Table,
    elsewhere: Flags,
    seen: &mut Seen,
    from: &mut R,
    each: &mut dyn Each<R>,
) -> Done {
    let mut next = 0;
    while let Some(member) = from.next_member(table, next)? {
        match table.row(member) {
            Some(row) if !row.has(elsewhere) => {
                next = member + 1;
                let mut reader = Reader::new(row, Form::Codec(&mut *from));
                each.read(member, &mut reader)?;
                let found = reader.found;
                seen.set(member, found);
            }
            _ => from.skip()?,
        }
    }
    Ok(())
}

/// Gives the required members that are missing a value that stands for them.
pub(crate) fn stand_in<R: Source>(
    table: &'static Table,
    seen: &Seen,
    each: &mut dyn Each<R>,
) -> Done {
    if !table.flags().any(Flags::REQUIRED) {
        return Ok(());
    }
    for (member, row) in table.rows().enumerate() {
        // A member with a default gets that when the structure is built.
        if row.has(Flags::REQUIRED) && !row.has(Flags::DEFAULT) && !seen.contains(member) {
            let mut reader = Reader::new(row, Form::Missing);
            each.read(member, &mut reader)?;
        }
    }
    Ok(())
}

/// Reads the one member of a union that has been entered.
fn read_variant<R: Source>(table: &'static Table, from: &mut R, each: &mut dyn Each<R>) -> Done {
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
        each.read(member, &mut reader)?;
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
