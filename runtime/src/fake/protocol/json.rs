//! restJson1, awsJson1_0 and awsJson1_1.

use crate::codec::json::{Reader, Writer};
use crate::error::{BuildError, ERROR_TYPE_HEADER, bare_code};
use crate::fake::answer::{Answer, Outgoing, bound, document};
use crate::fake::call::Call;
use crate::fake::input::Incoming;
use crate::fake::refusal::Refusal;
use crate::fake::route::{Found, Row, named};
use crate::fake::strict::Strict;
use crate::protocol::{AwsJson1_0, AwsJson1_1, RestJson1, Write};
use crate::service::ServiceInfo;
use crate::shape::{Each, Flags, Top};

use super::{Fault, Serve, query_error, splice};

const REST: &str = "application/json";

impl Serve for RestJson1 {
    type Reader<'r> = Strict<Reader<'r>>;
    type Writer = Writer;

    fn read<'r>(
        from: Incoming<'_, 'r>,
        each: &mut dyn Each<Self::Reader<'r>>,
    ) -> Result<(), Refusal> {
        let flags = from.table.flags();
        if flags.any(Flags::BODY) && !flags.any(Flags::PAYLOAD) {
            from.call.check_media_type(REST)?;
        }
        from.bound((), each)
    }

    fn write(of: &Outgoing<'_>, write: Write<'_, Writer>) -> Result<Answer, BuildError> {
        let root = crate::shape::Row::nothing();
        let mut answer = bound(REST, of, write, |top, write| {
            document(root, of.table, top, write)
        })?;
        // Clients that read a document expect one, also if it has no members.
        let flags = of.table.flags();
        if answer.body.is_empty() && !flags.any(Flags::PAYLOAD) {
            answer.body = b"{}".to_vec();
            answer.header("content-type", REST);
        }
        Ok(answer)
    }

    fn fail(
        of: &Outgoing<'_>,
        fault: &Fault<'_>,
        write: Write<'_, Writer>,
    ) -> Result<Answer, BuildError> {
        let mut answer = Self::write(of, write)?;
        let message = fault.message.map(|text| ("message", text));
        answer.body = splice::json::<Writer>(message.as_slice(), &answer.body)?;
        answer.header(ERROR_TYPE_HEADER, fault.code);
        query_error(&mut answer, fault);
        Ok(answer)
    }
}

fn write_aws(
    media_type: &'static str,
    of: &Outgoing<'_>,
    write: Write<'_, Writer>,
) -> Result<Answer, BuildError> {
    let root = crate::shape::Row::nothing();
    let body = document(root, of.table, Top::Plain, write)?;
    Ok(Answer::new(of.status, media_type, body))
}

fn fail_aws(
    (media_type, ty): (&'static str, &str),
    of: &Outgoing<'_>,
    fault: &Fault<'_>,
    write: Write<'_, Writer>,
) -> Result<Answer, BuildError> {
    let mut answer = write_aws(media_type, of, write)?;
    let mut strings = vec![("__type", ty)];
    strings.extend(fault.message.map(|text| ("message", text)));
    answer.body = splice::json::<Writer>(&strings, &answer.body)?;
    query_error(&mut answer, fault);
    Ok(answer)
}

fn find_aws(service: &ServiceInfo, rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
    let (target, operation) = call.target()?;
    let is_ours = target == service.shape_name && call.method == "POST";
    named(rows, operation).filter(|_| is_ours)
}

fn whole_type<'a>(fault: &Fault<'a>) -> &'a str {
    fault.shape
}

fn bare_type<'a>(fault: &Fault<'a>) -> &'a str {
    bare_code(fault.shape)
}

macro_rules! aws {
    ($($ty:ty, $media_type:literal, $type_of:expr;)*) => {
        $(
            impl Serve for $ty {
                type Reader<'r> = Strict<Reader<'r>>;
                type Writer = Writer;
                const HAS_INITIAL: bool = true;

                fn find(
                    service: &ServiceInfo,
                    rows: &'static [Row],
                    call: &Call<'_>,
                ) -> Option<Found> {
                    find_aws(service, rows, call)
                }

                fn speaks(call: &Call<'_>) -> bool {
                    call.target().is_some()
                }

                fn read<'r>(
                    from: Incoming<'_, 'r>,
                    each: &mut dyn Each<Self::Reader<'r>>,
                ) -> Result<(), Refusal> {
                    from.call.check_media_type($media_type)?;
                    from.document(from.call.body(), (), each)
                }

                fn write(
                    of: &Outgoing<'_>,
                    write: Write<'_, Writer>,
                ) -> Result<Answer, BuildError> {
                    write_aws($media_type, of, write)
                }

                fn fail(
                    of: &Outgoing<'_>,
                    fault: &Fault<'_>,
                    write: Write<'_, Writer>,
                ) -> Result<Answer, BuildError> {
                    fail_aws(($media_type, $type_of(fault)), of, fault, write)
                }
            }
        )*
    };
}

aws! {
    AwsJson1_0, "application/x-amz-json-1.0", whole_type;
    AwsJson1_1, "application/x-amz-json-1.1", bare_type;
}
