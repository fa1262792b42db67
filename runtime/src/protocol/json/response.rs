//! From a response to an output or an error of the model.

use super::Framing;
use crate::codec::json::{self, Reader as Json};
use crate::error::ParseError;
use crate::http::Response;
use crate::shape::{self, Each, Flags, Form, Outside, Reader, Row, Seen, Table};

/// Reads all members of a response. `message` is that of an error whose member of that name is missing.
pub(super) fn members<'r>(
    framing: Framing,
    response: &Response<'r>,
    table: &'static Table,
    message: Option<&str>,
    each: &mut dyn Each<Json<'r>>,
) -> Result<(), ParseError> {
    let flags = table.flags();
    let mut seen = Seen::default();
    if framing.binds && flags.any(Flags::PAYLOAD) {
        payload(response, table, each)?;
    } else if flags.any(Flags::BODY) || (!framing.binds && !table.is_empty()) {
        document(framing, response, table, &mut seen, each)?;
    }
    if framing.binds && flags.any(Flags::BOUND) {
        bound(response, table, &mut seen, each)?;
    }
    shape::stand_in(table, &seen, each)?;
    let Some(message) = message else {
        return Ok(());
    };
    // The message may have another name in the response than in the model.
    let row = table
        .rows()
        .enumerate()
        .find(|(_, row)| row.rust_name() == "message");
    match row {
        Some((member, row)) if !row.has(Flags::REQUIRED) && !seen.contains(member) => {
            each.read(member, &mut Reader::new(row, Form::Text(message)))?;
        }
        _ => {}
    }
    Ok(())
}

/// Reads the body as a document; an empty one counts as one without members.
fn document<'r>(
    framing: Framing,
    response: &Response<'r>,
    table: &'static Table,
    seen: &mut Seen,
    each: &mut dyn Each<Json<'r>>,
) -> Result<(), json::Error> {
    if response.body().is_empty() {
        return Ok(());
    }
    let mut json = Json::new(response.body())?;
    json.begin_document()?;
    let elsewhere = if framing.binds {
        Flags::BOUND
    } else {
        Flags::NONE
    };
    shape::read_members(table, elsewhere, seen, &mut json, each)?;
    json.finish()
}

/// Reads the body as the one member that it is.
fn payload<'r>(
    response: &Response<'r>,
    table: &'static Table,
    each: &mut dyn Each<Json<'r>>,
) -> Result<(), json::Error> {
    let is_payload = |(_, row): &(usize, Row)| row.has(Flags::PAYLOAD);
    let Some((member, row)) = table.rows().enumerate().find(is_payload) else {
        return Ok(());
    };
    let body = response.body();
    let mut reader = Reader::new(row, Form::Response(Outside::Payload(body)));
    each.read(member, &mut reader)?;
    if reader.found() || body.is_empty() {
        return Ok(());
    }
    // Neither bytes nor a string, so it is a document.
    let mut json = Json::new(body)?;
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
fn bound<'r>(
    response: &Response<'r>,
    table: &'static Table,
    seen: &mut Seen,
    each: &mut dyn Each<Json<'r>>,
) -> Result<(), json::Error> {
    for (member, row) in table.rows().enumerate() {
        let outside = if row.has(Flags::STATUS) {
            Outside::Status(response.status())
        } else if let Some(name) = row.argument("httpHeader") {
            Outside::Header(response, name)
        } else if let Some(prefix) = row.argument("httpPrefixHeaders") {
            Outside::PrefixHeaders(response, prefix)
        } else {
            continue;
        };
        let mut reader = Reader::new(row, Form::Response(outside));
        each.read(member, &mut reader)?;
        let found = reader.found();
        seen.set(member, found);
    }
    Ok(())
}
