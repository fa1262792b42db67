//! The kind of structures and unions.

use super::read::structure;
use super::{Form, Kind, Members, Read, Row, Sink, Source, Structure, Top, Value, table};
use crate::http::Binding;

/// The kind of structures and unions.
#[derive(Debug)]
pub enum StructureKind {}

impl<S: Structure> Value for S {
    type Kind = StructureKind;
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
        structure(row, form)
    }

    fn no_payload<K: Sink>(to: &mut Binding, body: &mut K) {
        #[cfg(feature = "fake")]
        if to.is_response() {
            return;
        }
        if !K::WRITES_UNSET_PAYLOAD {
            to.document_payload();
        } else if !table::<S>().is_union() {
            // A structure that is unset still has a body: the empty one.
            to.document_payload();
            body.begin_structure(Row::nothing(), table::<S>());
            body.end_structure();
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
