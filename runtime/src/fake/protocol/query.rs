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

/// The document of an output with these members.
fn aws_output(of: &Outgoing<'_>, members: &[u8]) -> Vec<u8> {
    let result = element(&format!("{}Result", of.operation), "", members);
    let metadata = element("ResponseMetadata", "", &aws_id(of));
    let name = format!("{}Response", of.operation);
    element(&name, of.namespace, &[result, metadata].concat())
}

fn aws_error(of: &Outgoing<'_>, error: Vec<u8>) -> Vec<u8> {
    element("ErrorResponse", "", &[error, aws_id(of)].concat())
}

fn aws_id(of: &Outgoing<'_>) -> Vec<u8> {
    element("RequestId", "", of.request_id.as_bytes())
}

/// The document of an output with these members, as EC2 writes it.
fn ec2_output(of: &Outgoing<'_>, members: &[u8]) -> Vec<u8> {
    let id = element("requestId", "", of.request_id.as_bytes());
    let name = format!("{}Response", of.operation);
    element(&name, of.namespace, &[members, &id].concat())
}

fn ec2_error(of: &Outgoing<'_>, error: Vec<u8>) -> Vec<u8> {
    let errors = element("Errors", "", &error);
    let id = element("RequestID", "", of.request_id.as_bytes());
    element("Response", "", &[errors, id].concat())
}

macro_rules! query {
    ($($ty:ty, $style:ident, $media_type:literal, $has_side:literal, $output:ident, $error:ident;)*) => {
        $(
            impl Serve for $ty {
                type Reader<'r> = Strict<Reader>;
                type Writer = Writer;

                fn find(_: &ServiceInfo, rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
                    named(rows, &call.action()?)
                }

                fn speaks(call: &Call<'_>) -> bool {
                    call.is_form()
                }

                fn read<'r>(
                    from: Incoming<'_, 'r>,
                    each: &mut dyn Each<Self::Reader<'r>>,
                ) -> Result<(), Refusal> {
                    from.call
                        .check_media_type("application/x-www-form-urlencoded")?;
                    from.document(from.call.form(), Style::$style, each)
                }

                fn write(
                    of: &Outgoing<'_>,
                    write: Write<'_, Writer>,
                ) -> Result<Answer, BuildError> {
                    let members = bare(of.table, Top::Plain, write)?;
                    Ok(Answer::new(of.status, $media_type, $output(of, &members)))
                }

                fn fail(
                    of: &Outgoing<'_>,
                    fault: &Fault<'_>,
                    write: Write<'_, Writer>,
                ) -> Result<Answer, BuildError> {
                    let members = bare(of.table, Top::Plain, write)?;
                    let error = error_element(fault, $has_side, &members);
                    Ok(Answer::new(of.status, $media_type, $error(of, error)))
                }
            }
        )*
    };
}

query! {
    AwsQuery, Aws, "text/xml", true, aws_output, aws_error;
    Ec2Query, Ec2, "text/xml;charset=UTF-8", false, ec2_output, ec2_error;
}
