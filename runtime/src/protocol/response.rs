//! From a response to an output or an error of the model, for any codec.

use crate::codec::{Error, ReadDocument};
use crate::error::{ErrorMetadata, ParseError};
use crate::http::Response;
use crate::shape::{self, Done, Each, Flags, Form, Outside, Reader, Row, Seen, Table};

/// Reads the members of an output; or, if there are metadata, of an error. Members of that which
/// cannot be read are unset, since retries hang on the error, not on what else it says; the first
/// reason is returned.
pub(crate) fn members<'r, D: ReadDocument<'r>>(
    parts: Parts<'_, 'r, D::Root>,
    meta: Option<&ErrorMetadata>,
    each: &mut dyn Each<D>,
) -> Result<Option<ParseError>, ParseError> {
    let mut unread = match meta {
        None => Unread::Refused,
        Some(_) => Unread::Kept(None),
    };
    let message = meta.and_then(ErrorMetadata::message);
    parts.members::<D>(message, &mut unread, each)?;
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
    Kept(Option<Error>),
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'p, 'r, N> {
    /// True if members can stand elsewhere than in the document.
    pub(crate) binds: bool,
    pub(crate) response: &'p Response<'p>,
    /// The body as a document.
    pub(crate) body: &'r [u8],
    /// The place of the members in the document.
    pub(crate) root: N,
    pub(crate) table: &'static Table,
}

impl<'r, N: Copy> Parts<'_, 'r, N> {
    /// Reads all members of a response. `message` is that of an error whose member of that name is
    /// missing.
    fn members<D: ReadDocument<'r, Root = N>>(
        self,
        message: Option<&str>,
        unread: &mut Unread,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
        let seen = self.present(unread, each)?;
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

    /// Reads the members that a message has; fails with the first that cannot be read.
    #[cfg(feature = "fake")]
    pub(crate) fn read<D: ReadDocument<'r, Root = N>>(self, each: &mut dyn Each<D>) -> Done {
        let seen = self.present(&mut Unread::Refused, each)?;
        match D::HIDES_EMPTY {
            true => shape::empty(self.table, &seen, each),
            false => Ok(()),
        }
    }

    /// Reads the members that a message has.
    fn present<D: ReadDocument<'r, Root = N>>(
        self,
        unread: &mut Unread,
        each: &mut dyn Each<D>,
    ) -> Result<Seen, Error> {
        let (binds, flags) = (self.binds, self.table.flags());
        let mut seen = Seen::default();
        if binds && flags.any(Flags::PAYLOAD) {
            unread.check(self.payload(&mut seen, each))?;
        } else if flags.any(Flags::BODY) || (!binds && !self.table.is_empty()) {
            let read = match unread {
                Unread::Refused => self.document(&mut seen, each),
                Unread::Kept(_) => self.readable_document(&mut seen, unread, each),
            };
            read.map_err(|error| D::located(error, self.body))?;
        }
        if binds && flags.any(Flags::BOUND) {
            self.bound(&mut seen, unread, each)?;
        }
        Ok(seen)
    }

    /// Enters the body as a document; `None` if it is empty, which counts as one without members.
    fn begin<D: ReadDocument<'r, Root = N>>(self) -> Result<Option<D>, Error> {
        if D::is_nothing(self.body) {
            return Ok(None);
        }
        let mut from = D::start(self.body)?;
        from.begin(self.root)?;
        Ok(Some(from))
    }

    /// Members with any of these traits do not stand in the document.
    fn elsewhere(self) -> Flags {
        if self.binds {
            Flags::BOUND
        } else {
            Flags::NONE
        }
    }

    /// Reads the body as a document.
    fn document<D: ReadDocument<'r, Root = N>>(
        self,
        seen: &mut Seen,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
        let Some(mut from) = self.begin::<D>()? else {
            return Ok(());
        };
        shape::read_members(self.table, self.elsewhere(), seen, &mut from, each)?;
        from.finish()
    }

    /// Reads those members of the document that can be.
    fn readable_document<D: ReadDocument<'r, Root = N>>(
        self,
        seen: &mut Seen,
        unread: &mut Unread,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
        // The line of the error shows a body that is not a document.
        let Ok(Some(mut from)) = self.begin::<D>() else {
            return Ok(());
        };
        let mut next = 0;
        loop {
            let member = match from.next_member(self.table, next) {
                Ok(Some(member)) => member,
                Ok(None) => return Ok(()),
                Err(error) => return unread.check(Err(D::located(error, self.body))),
            };
            let mut after = from.ahead();
            if let Err(error) = after.skip() {
                return unread.check(Err(D::located(error, self.body)));
            }
            if let Some(row) = self.table.row(member)
                && !row.has(self.elsewhere())
            {
                next = member + 1;
                let mut reader = Reader::new(row, Form::Codec(&mut from));
                let read = each.read(member, &mut reader);
                seen.set(member, reader.found() && read.is_ok());
                // A source that reads several elements as one member is behind all of them.
                if read.is_ok() {
                    continue;
                }
                unread.check(read.map_err(|error| D::located(error, self.body)))?;
            }
            from = after;
        }
    }

    /// Reads the body as the one member that it is.
    fn payload<D: ReadDocument<'r, Root = N>>(
        self,
        seen: &mut Seen,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
        let is_payload = |(_, row): &(usize, Row)| row.has(Flags::PAYLOAD);
        let Some((member, row)) = self.table.rows().enumerate().find(is_payload) else {
            return Ok(());
        };
        let body = self.response.body();
        let mut reader = Reader::new(row, Form::Response(Outside::Payload(body)));
        each.read(member, &mut reader)?;
        let found = reader.found();
        seen.set(member, found);
        if found || body.is_empty() {
            return Ok(());
        }
        // Neither bytes nor a string, so it is a document.
        let read = self.payload_document::<D>(member, row, each);
        seen.set(member, read.is_ok());
        read.map_err(|error| D::located(error, self.body))
    }

    fn payload_document<D: ReadDocument<'r, Root = N>>(
        self,
        member: usize,
        row: Row,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
        let mut from = D::start(self.body)?;
        from.begin_payload(row)?;
        let mut reader = Reader::new(row, Form::Codec(&mut from));
        each.read(member, &mut reader)?;
        let found = reader.found();
        from.finish()?;
        if found {
            Ok(())
        } else {
            Err(from.fail("expected a value other than null".to_owned()))
        }
    }

    /// Reads the members that stand in the headers and the status.
    fn bound<D: ReadDocument<'r, Root = N>>(
        self,
        seen: &mut Seen,
        unread: &mut Unread,
        each: &mut dyn Each<D>,
    ) -> Result<(), Error> {
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
            if read.is_err() && row.argument("lenient").is_some() {
                continue;
            }
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
