//! The members of an input, from a request.

use crate::codec::ReadDocument;
use crate::protocol::Parts;
use crate::shape::{Each, Flags, Form, Outside, Reader, Row, Table};

use super::call::{Call, Labels};
use super::refusal::Refusal;
use super::strict::Strict;

/// The parts of a request, and the table of the input.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a, 'r> {
    pub(super) call: &'a Call<'r>,
    pub(super) labels: &'a Labels,
    pub(super) table: &'static Table,
}

impl<'r> Incoming<'_, 'r> {
    /// Reads the members, all of which stand in the body.
    pub(super) fn document<D: ReadDocument<'r>>(
        self,
        body: &'r [u8],
        root: D::Root,
        each: &mut dyn Each<Strict<D>>,
    ) -> Result<(), Refusal> {
        self.read(false, body, root, each)
    }

    /// Reads the members, which may stand in any part of the request.
    pub(super) fn bound<D: ReadDocument<'r>>(
        self,
        root: D::Root,
        each: &mut dyn Each<Strict<D>>,
    ) -> Result<(), Refusal> {
        self.read(true, self.call.body(), root, each)?;
        self.uri(each)
    }

    fn read<D: ReadDocument<'r>>(
        self,
        binds: bool,
        body: &'r [u8],
        root: D::Root,
        each: &mut dyn Each<Strict<D>>,
    ) -> Result<(), Refusal> {
        let parts = Parts {
            binds,
            response: &self.call.parts,
            body,
            root,
            table: self.table,
        };
        parts.read(each).map_err(|error| Refusal::member(&error))
    }

    /// Reads the members in the path and the query.
    fn uri<D>(self, each: &mut dyn Each<D>) -> Result<(), Refusal> {
        for (member, row) in self.table.rows().enumerate() {
            let name = row.escaped_name();
            let entries: Vec<(&str, &str)>;
            let texts: Vec<&str>;
            let outside = if row.has(Flags::LABEL) {
                let same = self.labels.iter().filter(|(label, _)| *label == name);
                texts = same.map(|(_, text)| text.as_str()).collect();
                Outside::Texts(&texts)
            } else if row.has(Flags::QUERY) {
                texts = self.parameters(query_name(row)).collect();
                Outside::Texts(&texts)
            } else if row.has(Flags::QUERY_PARAMS) {
                // All of them, also those that have a member of their own.
                let all = self.call.query.iter();
                entries = all
                    .map(|(key, text)| (key.as_str(), text.as_str()))
                    .collect();
                Outside::Entries(&entries)
            } else {
                continue;
            };
            if matches!(outside, Outside::Texts([])) {
                continue;
            }
            let read = each.read(member, &mut Reader::new(row, Form::Response(outside)));
            read.map_err(|error| Refusal::unreadable(format!("the member `{name}`: {error}")))?;
        }
        Ok(())
    }

    /// The values of a query parameter.
    fn parameters(&self, name: &str) -> impl Iterator<Item = &str> {
        let same = self
            .call
            .query
            .iter()
            .filter(move |(other, _)| other == name);
        same.map(|(_, text)| text.as_str())
    }
}

fn query_name(row: Row) -> &'static str {
    row.argument("httpQuery").unwrap_or_default()
}
