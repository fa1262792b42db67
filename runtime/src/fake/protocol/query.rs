//! awsQuery and ec2Query.

use crate::codec::query::{Reader, Style};
use crate::codec::xml::Writer;
use crate::error::BuildError;
use crate::fake::answer::{Answer, Outgoing, bare};
use crate::fake::call::Call;
use crate::fake::input::Incoming;
use crate::fake::refusal::Refusal;
use crate::fake::route::{Found, Row, named};
use crate::fake::strict::Strict;
use crate::fake::xml::{element, error_element};
use crate::protocol::{AwsQuery, Ec2Query, Write};
use crate::service::ServiceInfo;
use crate::shape::{Each, Top};

use super::{Fault, Serve};

const MEDIA_TYPE: &str = "text/xml";

const EC2_MEDIA_TYPE: &str = "text/xml;charset=UTF-8";

fn find_action(rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
    named(rows, &call.action()?)
}

fn read_form<'r>(
    from: Incoming<'_, 'r>,
    style: Style,
    each: &mut dyn Each<Strict<Reader>>,
) -> Result<(), Refusal> {
    from.call
        .check_media_type("application/x-www-form-urlencoded")?;
    from.document(from.call.form(), style, each)
}

impl Serve for AwsQuery {
    type Reader<'r> = Strict<Reader>;
    type Writer = Writer;

    fn find(_: &ServiceInfo, rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
        find_action(rows, call)
    }

    fn read<'r>(
        from: Incoming<'_, 'r>,
        each: &mut dyn Each<Self::Reader<'r>>,
    ) -> Result<(), Refusal> {
        read_form(from, Style::Aws, each)
    }

    fn write(of: &Outgoing<'_>, write: Write<'_, Writer>) -> Result<Answer, BuildError> {
        let members = bare(of.table, Top::Plain, write)?;
        let result = element(&format!("{}Result", of.operation), "", &members);
        let id = element("RequestId", "", of.request_id.as_bytes());
        let metadata = element("ResponseMetadata", "", &id);
        let name = format!("{}Response", of.operation);
        let body = element(&name, of.namespace, &[result, metadata].concat());
        Ok(Answer::new(of.status, MEDIA_TYPE, body))
    }

    fn fail(
        of: &Outgoing<'_>,
        fault: &Fault<'_>,
        write: Write<'_, Writer>,
    ) -> Result<Answer, BuildError> {
        let error = error_element(fault, true, &bare(of.table, Top::Plain, write)?);
        let id = element("RequestId", "", of.request_id.as_bytes());
        let body = element("ErrorResponse", "", &[error, id].concat());
        Ok(Answer::new(of.status, MEDIA_TYPE, body))
    }
}

impl Serve for Ec2Query {
    type Reader<'r> = Strict<Reader>;
    type Writer = Writer;

    fn find(_: &ServiceInfo, rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
        find_action(rows, call)
    }

    fn read<'r>(
        from: Incoming<'_, 'r>,
        each: &mut dyn Each<Self::Reader<'r>>,
    ) -> Result<(), Refusal> {
        read_form(from, Style::Ec2, each)
    }

    fn write(of: &Outgoing<'_>, write: Write<'_, Writer>) -> Result<Answer, BuildError> {
        let members = bare(of.table, Top::Plain, write)?;
        let id = element("requestId", "", of.request_id.as_bytes());
        let name = format!("{}Response", of.operation);
        let body = element(&name, of.namespace, &[members, id].concat());
        Ok(Answer::new(of.status, EC2_MEDIA_TYPE, body))
    }

    fn fail(
        of: &Outgoing<'_>,
        fault: &Fault<'_>,
        write: Write<'_, Writer>,
    ) -> Result<Answer, BuildError> {
        let error = error_element(fault, false, &bare(of.table, Top::Plain, write)?);
        let errors = element("Errors", "", &error);
        let id = element("RequestID", "", of.request_id.as_bytes());
        let body = element("Response", "", &[errors, id].concat());
        Ok(Answer::new(of.status, EC2_MEDIA_TYPE, body))
    }
}
