//! From a response to an output or an error of the model.

use super::Framing;
use crate::codec::json::{self, Reader as Json, located};
use crate::error::{ErrorMetadata, ParseError};
use crate::http::Response;
use crate::shape::{self, Done, Each, Flags, Form, Outside, Reader, Row, Seen, Source, Table};

/// Reads the members of an output; or, if there are metadata, of an error. Members of that which cannot be read are
/// unset, since retries hang on the error, not on what else it says; the first reason is returned.
pub(super) fn members<'r>(
    framing: Framing,
    response: &Response<'_>,
    body: &'r [u8],
    meta: Option<&ErrorMetadata>,
    table: &'static Table,
    each: &mut dyn Each<Json<'r>>,
) -> Result<Option<ParseError>, ParseError> {
    let parts = Parts {
        framing,
        response,
        body,
        table,
    };
    let mut unread = match meta {
        None => Unread::Refused,
        Some(_) => Unread::Kept(None),
    };
    let message = meta.and_then(ErrorMetadata::message);
    parts.members(message, &mut unread, each)?;
    match unread {
        Unread::Kept(Some(error)) => Ok(Some(error.into())),
        _ => Ok(None),
    }
}

/// The treatment of members that cannot be read.
enum Unread {
    /// They are errors.
    Refused,
    /// They are unset, and what is wrong with the first one is kept.
    Kept(Option<json::Error>),
}

impl Unread {
    fn check(&mut self, result: Done) -> Done {
        match (result, self) {
            (Err(error), Self::Kept(first)) => {
                first.get_or_insert(error);
                Ok(())
            }
            (result, _) => result,
        }
    }
}

/// A response, and the members that it has.
#[derive(Clone, Copy)]
struct Parts<'p, 'r> {
    framing: Framing,
    response: &'p Response<'p>,
    /// The body as a document.
    body: &'r [u8],
    table: &'static Table,
}

impl<'r> Parts<'_, 'r> {
    /// Reads all members of a response. `message` is that of an error whose member of that name is missing.
    fn members(
        self,
        message: Option<&str>,
        unread: &mut Unread,
        each: &mut dyn Each<Json<'r>>,
    ) -> Result<(), json::Error> {
        let (binds, flags) = (self.framing.binds, self.table.flags());
        let mut seen = Seen::default();
        if binds && flags.any(Flags::PAYLOAD) {
            unread.check(self.payload(each))?;
        } else if flags.any(Flags::BODY) || (!binds && !self.table.is_empty()) {
            let read = match unread {
                Unread::Refused => self.document(&mut seen, each),
                Unread::Kept(_) => self.readable_document(&mut seen, unread, each),
            };
            read.map_err(|error| located(error, self.body))?;
        }
        if binds && flags.any(Flags::BOUND) {
            self.bound(&mut seen, unread, each)?;
        }
        shape::stand_in(self.table, &seen, each)?;
        let Some(message) = message else {
            return Ok(());
        };
        // The message may have another name in the response than in the model.
        let mut rows = self.table.rows().enumerate();
        match rows.find(|(_, row)| row.rust_name() == "message") {
            Some((member, row)) if !row.has(Flags::REQUIRED) && !seen.contains(member) => {
                each.read(member, &mut Reader::new(row, Form::Text(message)))
            }
            _ => Ok(()),
        }
    }

    /// Enters the body as a document; `None` if it is empty, which counts as one without members.
    fn begin(self) -> Result<Option<Json<'r>>, json::Error> {
        if self.body.is_empty() || self.body == "\u{feff}".as_bytes() {
            return Ok(None);
        }
        let mut json = Json::new(self.body)?;
        json.begin_document()?;
        Ok(Some(json))
    }

    /// Members with any of these traits do not stand in the document.
    fn elsewhere(self) -> Flags {
        if self.framing.binds {
            Flags::BOUND
        } else {
            Flags::NONE
        }
    }

    /// Reads the body as a document.
    fn document(self, seen: &mut Seen, each: &mut dyn Each<Json<'r>>) -> Result<(), json::Error> {
        let Some(mut json) = self.begin()? else {
            return Ok(());
        };
        shape::read_members(self.table, self.elsewhere(), seen, &mut json, each)?;
        json.finish()
    }

    /// Reads those members of the document that can be.
    fn readable_document(
        self,
        seen: &mut Seen,
        unread: &mut Unread,
        each: &mut dyn Each<Json<'r>>,
    ) -> Result<(), json::Error> {
        // The line of the error shows a body that is not an object.
        let Ok(Some(mut json)) = self.begin() else {
            return Ok(());
        };
        let mut next = 0;
        loop {
            let member = match json.next_member(self.table, next) {
                Ok(Some(member)) => member,
                Ok(None) => return Ok(()),
                Err(error) => return unread.check(Err(located(error, self.body))),
            };
            let mut after = json.ahead();
            if let Err(error) = after.skip() {
                return unread.check(Err(located(error, self.body)));
            }
            if let Some(row) = self.table.row(member)
                && !row.has(self.elsewhere())
            {
                next = member + 1;
                let mut reader = Reader::new(row, Form::Codec(&mut json));
                let read = each.read(member, &mut reader);
                seen.set(member, reader.found() && read.is_ok());
                unread.check(read.map_err(|error| located(error, self.body)))?;
            }
            json = after;
        }
    }

    /// Reads the body as the one member that it is.
    fn payload(self, each: &mut dyn Each<Json<'r>>) -> Result<(), json::Error> {
        let is_payload = |(_, row): &(usize, Row)| row.has(Flags::PAYLOAD);
        let Some((member, row)) = self.table.rows().enumerate().find(is_payload) else {
            return Ok(());
        };
        let body = self.response.body();
        let mut reader = Reader::new(row, Form::Response(Outside::Payload(body)));
        each.read(member, &mut reader)?;
        if reader.found() || body.is_empty() {
            return Ok(());
        }
        // Neither bytes nor a string, so it is a document.
        let read = self.payload_document(member, row, each);
        read.map_err(|error| located(error, self.body))
    }

    fn payload_document(
        self,
        member: usize,
        row: Row,
        each: &mut dyn Each<Json<'r>>,
    ) -> Result<(), json::Error> {
        let mut json = Json::new(self.body)?;
        let mut reader = Reader::new(row, Form::Codec(&mut json));
        each.read(member, &mut reader)?;
        let found = reader.found();
        json.finish()?;
        if found {
            Ok(())
        } else {
            Err(json.unexpected("a value other than null"))
        }
    }

    /// Reads the members that stand in the headers and the status.
    fn bound(
        self,
        seen: &mut Seen,
        unread: &mut Unread,
        each: &mut dyn Each<Json<'r>>,
    ) -> Result<(), json::Error> {
        let response = self.response;
        for (member, row) in self.table.rows().enumerate() {
            let name = row.argument("httpHeader");
            let outside = if row.has(Flags::STATUS) {
                Outside::Status(response.status())
            } else if let Some(name) = name {
                Outside::Header(response, name)
            } else if let Some(prefix) = row.argument("httpPrefixHeaders") {
                Outside::PrefixHeaders(response, prefix)
            } else {
                continue;
            };
            let mut reader = Reader::new(row, Form::Response(outside));
            let read = each.read(member, &mut reader);
            seen.set(member, reader.found() && read.is_ok());
            unread.check(read.map_err(|error| {
                let name = name.unwrap_or_default();
                let value = response.header_line(name);
                error.in_header(
                    name,
                    value.as_deref().filter(|_| !row.has(Flags::SENSITIVE)),
                )
            }))?;
        }
        Ok(())
    }
}
