//! restXml.

use crate::codec::WriteDocument;
use crate::codec::xml::{Reader, Root, Writer};
use crate::error::BuildError;
use crate::fake::answer::{Answer, Outgoing, bare, bound, document};
use crate::fake::input::Incoming;
use crate::fake::refusal::Refusal;
use crate::fake::strict::Strict;
use crate::fake::xml::{element, error_element};
use crate::protocol::{RestXml, Write};
use crate::shape::Each;

use super::{Fault, Serve};

const MEDIA_TYPE: &str = "application/xml";

impl Serve for RestXml {
    type Reader<'r> = Strict<Reader<'r>>;
    type Writer = Writer;

    fn read<'r>(
        from: Incoming<'_, 'r>,
        each: &mut dyn Each<Self::Reader<'r>>,
    ) -> Result<(), Refusal> {
        let root = Writer::root(from.table).xml_name();
        from.bound(Root::Named(root), each)
    }

    fn write(of: &Outgoing<'_>, write: Write<'_, Writer>) -> Result<Answer, BuildError> {
        bound(MEDIA_TYPE, of, write, |top, write| {
            let root = of.table.root();
            if root.is_unwrapped() {
                return bare(of.table, top, write);
            }
            if root.xml_name().is_empty() {
                // The model has no name for the root, or clients accept any.
                let members = bare(of.table, top, write)?;
                return Ok(element(&format!("{}Output", of.operation), "", &members));
            }
            document(root, of.table, top, write)
        })
    }

    fn fail(
        of: &Outgoing<'_>,
        fault: &Fault<'_>,
        write: Write<'_, Writer>,
    ) -> Result<Answer, BuildError> {
        let mut answer = bound(MEDIA_TYPE, of, write, |top, write| {
            bare(of.table, top, write)
        })?;
        let error = error_element(fault, true, &answer.body);
        answer.body = match fault.is_bare {
            true => error,
            false => {
                let id = element("RequestId", "", of.request_id.as_bytes());
                element("ErrorResponse", "", &[error, id].concat())
            }
        };
        answer.header("content-type", MEDIA_TYPE);
        Ok(answer)
    }
}
