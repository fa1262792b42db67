//! An operation with several ways to authenticate.

use hammersmith::client::{ClientOperation, Span};
use hammersmith::endpoint::{InvalidParams, Settings};
use hammersmith::http::Http;
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::{Auth, Operation, ServiceInfo, Signing};

use super::mini::config::endpoint::Params;
use super::mini::operation::put_thing::{PutThing, PutThingError, PutThingInput, PutThingOutput};

/// `PutThing`, where it takes signatures, of the body, too, and tokens.
#[derive(Debug)]
pub struct PutAny;

impl Operation for PutAny {
    type Input = PutThingInput;
    type Output = PutThingOutput;
    type Error = PutThingError;
    type EndpointParams = Params;
    type Protocol = RestJson1;

    const NAME: &'static str = "PutAny";
    const SERVICE: &'static ServiceInfo = PutThing::SERVICE;
    const HTTP: Http = PutThing::HTTP;
    const SIGNING: Signing = Signing::new().auth(&[Auth::SigV4, Auth::SigV4a, Auth::Bearer]);

    fn error(from: &mut ErrorReader<'_, RestJson1>) -> PutThingError {
        PutThing::error(from)
    }

    fn endpoint_params(input: &PutThingInput, all: Settings) -> Result<Params, InvalidParams> {
        PutThing::endpoint_params(input, all)
    }
}

impl ClientOperation for PutAny {
    const SPAN: Span = Span::new("Mini.PutAny", module_path!());
}
