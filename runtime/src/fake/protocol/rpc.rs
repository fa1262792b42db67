//! rpcv2Cbor and rpcv2Json.

use crate::codec::{cbor, json};
use crate::error::BuildError;
use crate::fake::answer::{Answer, Outgoing, document};
use crate::fake::call::Call;
use crate::fake::input::Incoming;
use crate::fake::refusal::Refusal;
use crate::fake::strict::Strict;
use crate::protocol::{RpcV2Cbor, RpcV2Json, Write};
use crate::shape::{Each, Row, Top};

use super::{Fault, Serve, query_error, splice};

macro_rules! rpc {
    ($($ty:ty, $codec:ident, $name:literal, $media_type:literal;)*) => {
        $(
            impl Serve for $ty {
                type Reader<'r> = Strict<$codec::Reader<'r>>;
                type Writer = $codec::Writer;
                const HAS_INITIAL: bool = true;

                fn speaks(call: &Call<'_>) -> bool {
                    call.rpc() == Some($name)
                }

                fn read<'r>(
                    from: Incoming<'_, 'r>,
                    each: &mut dyn Each<Self::Reader<'r>>,
                ) -> Result<(), Refusal> {
                    if from.call.rpc() != Some($name) {
                        let message = "the header `smithy-protocol` is not `";
                        return Err(Refusal::unreadable(format!("{message}{}`", $name)));
                    }
                    from.call.check_media_type($media_type)?;
                    from.document(from.call.body(), (), each)
                }

                fn write(
                    of: &Outgoing<'_>,
                    write: Write<'_, Self::Writer>,
                ) -> Result<Answer, BuildError> {
                    let body = document(Row::nothing(), of.table, Top::Plain, write)?;
                    let mut answer = Answer::new(of.status, $media_type, body);
                    answer.header("smithy-protocol", $name);
                    Ok(answer)
                }

                fn fail(
                    of: &Outgoing<'_>,
                    fault: &Fault<'_>,
                    write: Write<'_, Self::Writer>,
                ) -> Result<Answer, BuildError> {
                    let mut answer = Self::write(of, write)?;
                    let mut strings = vec![("__type", fault.shape)];
                    strings.extend(fault.message.map(|text| ("message", text)));
                    answer.body = splice::$codec::<Self::Writer>(&strings, &answer.body)?;
                    query_error(&mut answer, fault);
                    Ok(answer)
                }
            }
        )*
    };
}

rpc! {
    RpcV2Cbor, cbor, "rpc-v2-cbor", "application/cbor";
    RpcV2Json, json, "rpc-v2-json", "application/json";
}
