//! The comparison of names in a document with those of the model.

use crate::shape::{Flags, Row, Table};

/// The name of items, unless the model has another one.
const ITEM: &str = "member";
/// The name of entries.
pub(super) const ENTRY: &str = "entry";

/// The name of the items of a list.
#[inline]
pub(super) fn item(row: Row) -> &'static str {
    or(row.held().xml_name(), ITEM)
}

/// The name of the keys of a map.
#[inline]
pub(super) fn key(row: Row) -> &'static str {
    or(row.keys().xml_name(), "key")
}

/// The name of the values of a map.
#[inline]
pub(super) fn value(row: Row) -> &'static str {
    or(row.held().xml_name(), "value")
}

#[inline]
fn or(name: &'static str, default: &'static str) -> &'static str {
    if name.is_empty() { default } else { name }
}

/// True if an element of that name is the one that the model calls so. A prefix that the model does
/// not have is not looked at: it is the document's choice.
#[inline]
pub(super) fn is(name: &str, expected: &str) -> bool {
    name == expected || local(name) == Some(expected)
}

/// The name without its prefix, if it has one.
#[inline]
pub(super) fn local(name: &str) -> Option<&str> {
    name.split_once(':').map(|(_, local)| local)
}

/// The name without its prefix.
#[inline]
pub(crate) fn bare(name: &str) -> &str {
    local(name).unwrap_or(name)
}

/// True if the name of an element consists of these two parts.
pub(super) fn ends(name: &str, start: &str, end: &str) -> bool {
    bare(name).strip_suffix(end) == Some(start)
}

/// The member that is the element, or the attribute, of that name.
#[inline]
pub(super) fn member(
    table: &'static Table,
    name: &str,
    attribute: bool,
    hint: usize,
) -> Option<usize> {
    let found = table.xml_position(name, hint).or_else(|| {
        let local = local(name)?;
        table.xml_position(local, hint)
    })?;
    let is_attribute = table.row(found)?.has(Flags::XML_ATTRIBUTE);
    if is_attribute == attribute {
        return Some(found);
    }
    // An attribute and an element may have the same name.
    let mut rows = table.rows();
    rows.position(|row| row.has(Flags::XML_ATTRIBUTE) == attribute && is(name, row.xml_name()))
}
