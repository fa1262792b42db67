//! Structures and unions: the loops that read their members.

use std::mem::ManuallyDrop;

use aws_smithy_types::error::operation::BuildError;

use super::{
    Done, Error, Flags, Form, Read, Reader, Received, Row, Seen, Source, Structure, Table, table,
};

/// Reads a structure or union, or what stands for it.
#[inline]
pub(super) fn structure<S: Structure, R: Source>(row: Row, form: &mut Form<'_, R>) -> Read<S> {
    if !begin(row, form)? {
        return Ok(None);
    }
    let mut place = Place::<S>::new();
    let read = read_all(table::<S>(), form, &mut place);
    #[cfg(any(feature = "serde", feature = "fake"))]
    let read = read.and_then(|()| check_required(&place, form));
    let built = place.build();
    read?;
    match built {
        Ok(value) => Ok(Some(value)),
        Err(error) => not_built(error, form).map(|()| None),
    }
}

/// Reads one member of a structure whose type is not known to the caller.
pub trait Each<R> {
    /// Reads the member at that index of the table.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    fn read(&mut self, member: usize, from: &mut Reader<'_, R>) -> Done;
}

/// The builder of a structure, into which its members are read.
///
/// A program would hold code that drops a builder next to that which drops what is built. So it is
/// not dropped: it has to be built in any case, also where a member could not be read.
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

/// Enters a structure or union; false if it is null. One that is missing is entered as well: an
/// empty structure stands for it.
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

/// Reads all members of a structure or union that has been entered. The part of it that is the same
/// for all.
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
    } else if R::HIDES_EMPTY {
        empty(table, &seen, each)?;
    }
    Ok(())
}

/// A member that is missing stays unset if what stands for it cannot be built.
#[cold]
#[inline(never)]
fn not_built<R: Source>(error: BuildError, form: &Form<'_, R>) -> Done {
    match form {
        Form::Codec(from) if from.stands_in() => {
            Err(from.fail(format!("a required member is missing: {error}")))
        }
        Form::Codec(from) => Err(from.fail(error.to_string())),
        _ => Ok(()),
    }
}

#[cfg(any(feature = "serde", feature = "fake"))]
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
            Err(from.missing(name))
        }
    }
}

/// Reads the members of a structure that has been entered, up to its end. Members with any of the
/// flags `elsewhere` are read over.
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

/// Sets the required lists and maps that have no form on the wire if they are empty.
pub(crate) fn empty<R: Source>(table: &'static Table, seen: &Seen, each: &mut dyn Each<R>) -> Done {
    if !table.flags().any(Flags::REQUIRED) {
        return Ok(());
    }
    for (member, row) in table.rows().enumerate() {
        let is_hidden = row.has(Flags::REQUIRED) && row.has(Flags::XML_FLATTENED);
        if is_hidden && !seen.contains(member) {
            each.read(member, &mut Reader::new(row, Form::Missing))?;
        }
    }
    Ok(())
}

/// Reads the one member of a union that has been entered; of several, the last, where the format
/// allows them.
fn read_variant<R: Source>(table: &'static Table, from: &mut R, each: &mut dyn Each<R>) -> Done {
    let mut any = false;
    while let Some(member) = from.next_member(table, 0)? {
        // Services send null for the members that are unset.
        if from.null()? {
            continue;
        }
        if any && !R::LAST_VARIANT {
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
