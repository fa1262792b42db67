//! Requests to fakes: any method, URI, headers and body.

#![allow(
    clippy::result_large_err,
    reason = "errors have the size of the official ones"
)]

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hammersmith::Operation;
use hammersmith::fake::{Fake, Serve, Server, Service};
use hammersmith::http::Response;

/// One of this number of cases is sent to a port.
const PORT: usize = 16;

/// One fake for each protocol. The first one listens on a port, too.
static FAKES: LazyLock<Vec<(Fake, Run)>> = LazyLock::new(|| {
    vec![
        crate::kiosk_fake!(crate::kiosk),
        crate::kiosk_fake!(crate::query_kiosk),
        crate::kiosk_fake!(crate::cbor_kiosk),
        shelf(),
    ]
});

static SERVER: LazyLock<Option<Server>> =
    LazyLock::new(|| FAKES.first().and_then(|(fake, _)| fake.serve().ok()));

/// Sends a request to a fake, and looks at what it has read. True if it has read an input.
type Run = Box<dyn Fn(&Fake, &Request) -> bool + Send + Sync>;

type Request = http::Request<Vec<u8>>;

/// Sends the request, which is written as in HTTP/1.1 but for its version, to each fake.
pub(crate) fn served(bytes: &[u8]) {
    if bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % PORT == 0 {
        to_port(bytes);
    }
    read(bytes);
}

/// The number of fakes that read an input of the request.
fn read(bytes: &[u8]) -> usize {
    let Some(request) = request(bytes) else {
        return 0;
    };
    FAKES
        .iter()
        .filter(|(fake, run)| run(fake, &request))
        .count()
}

fn request(bytes: &[u8]) -> Option<Request> {
    let end = bytes.windows(2).position(|end| end == b"\n\n");
    let (head, body) = bytes.split_at(end.unwrap_or(bytes.len()));
    let mut lines = head.split(|byte| *byte == b'\n');
    let line = lines.next()?;
    let (method, uri) = line.split_at(line.iter().position(|byte| *byte == b' ')?);
    let mut request = Request::new(body.get(2..).unwrap_or_default().to_vec());
    *request.method_mut() = http::Method::from_bytes(method).ok()?;
    *request.uri_mut() = http::Uri::try_from(uri.trim_ascii()).ok()?;
    for line in lines {
        let (name, value) = line.split_at(line.iter().position(|byte| *byte == b':')?);
        let name = http::HeaderName::from_bytes(name).ok()?;
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let value = http::HeaderValue::from_bytes(value).ok()?;
        request.headers_mut().append(name, value);
    }
    Some(request)
}

/// Sends the bytes to a port as they are. Whatever they are, the server answers, and goes on.
fn to_port(bytes: &[u8]) {
    let Some(server) = &*SERVER else {
        return;
    };
    // A machine may be out of ports for a while.
    let Ok(mut stream) = TcpStream::connect(server.address()) else {
        return;
    };
    // The server may have seen enough before the end.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    let is_empty = bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    assert!(
        is_empty || response.starts_with(b"HTTP/1.1 "),
        "{response:?}"
    );
    assert!(
        !response.windows(12).any(|it| it == b"the handler "),
        "a fake panicked"
    );
}

/// The last input of an operation that a fake has read.
pub(crate) struct Last<O: Operation>(Arc<Mutex<Option<O::Input>>>);

impl<O: Operation> Last<O> {
    fn take(&self) -> Option<O::Input> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The answer of an operation to an input.
type Answer<O> =
    fn(&<O as Operation>::Input) -> Result<<O as Operation>::Output, <O as Operation>::Error>;

/// The fake, which answers the operation, too, and keeps its last input.
pub(crate) fn with<O>(fake: Fake, answer: Answer<O>) -> (Fake, Last<O>)
where
    O: Operation<Input: Send + 'static>,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    let last = Arc::<Mutex<Option<O::Input>>>::default();
    let keep = Arc::clone(&last);
    let fake = fake.on::<O>(move |input| {
        let answer = answer(&input);
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(input);
        answer
    });
    (fake, Last(last))
}

/// Sends a request. What a fake reads, a client can write, and the fake reads the same again.
pub(crate) fn run<O>(fake: &Fake, request: &Request, last: &Last<O>) -> bool
where
    O: Operation<Input: std::fmt::Debug + PartialEq>,
{
    // The request may be one of another operation, and so may have been that before it.
    drop(last.take());
    let response = fake.respond(request);
    drop(O::parse(&Response::from(&response)).map_err(|error| error.to_string()));
    let Some(first) = last.take() else {
        return false;
    };
    // A value that the format normalizes changes once.
    let Some(second) = again(fake, &first, last) else {
        return true;
    };
    let third = again(fake, &second, last);
    // `NaN` does not equal itself.
    if !format!("{second:?}").contains("NaN") {
        assert_eq!(third, Some(second));
    }
    true
}

/// The input that the fake reads from the request of a client. `None` if it cannot be written, such
/// as an unknown variant of a union.
fn again<O>(fake: &Fake, input: &O::Input, last: &Last<O>) -> Option<O::Input>
where
    O: Operation<Input: std::fmt::Debug + PartialEq>,
{
    let written = O::serialize(input).ok()?;
    let uri = http::Uri::try_from(&written.uri).ok()?;
    let mut request = Request::new(written.body);
    *request.method_mut() = http::Method::from_bytes(written.method.as_bytes()).ok()?;
    *request.uri_mut() = uri;
    for (name, value) in &written.headers {
        let name = http::HeaderName::try_from(name.as_ref()).ok()?;
        request
            .headers_mut()
            .append(name, http::HeaderValue::try_from(value).ok()?);
    }
    let response = fake.respond(&request);
    let read = last.take();
    let text = String::from_utf8_lossy(response.body());
    assert!(
        read.is_some(),
        "{request:?} of {input:?} is refused: {text}"
    );
    read
}

/// The fake of the service with things, as a protocol has it.
#[macro_export]
#[doc(hidden)]
macro_rules! kiosk_fake {
    ($($module:ident)::+) => {{
        use $($module)::+::operation::get_thing::{GetThing, GetThingError};
        use $($module)::+::operation::put_thing::{PutThing, PutThingOutput};
        use $($module)::+::types::error::NotFound;
        use $crate::served::{run, with};

        let (fake, put) = with::<PutThing>(Fake::new(), |input| {
            let output = PutThingOutput::builder().set_thing(input.thing.clone());
            Ok(output.set_things(input.many.clone()).build())
        });
        let (fake, get) = with::<GetThing>(fake, |_| {
            Err(GetThingError::NotFound(NotFound::builder().build()))
        });
        let runs: Run = Box::new(move |fake, request| {
            run(fake, request, &put) | run(fake, request, &get)
        });
        (fake, runs)
    }};
}

/// The fake of the service with parcels.
fn shelf() -> (Fake, Run) {
    use crate::shelf::operation::put_parcel::{PutParcel, PutParcelOutput};

    let (fake, last) = with::<PutParcel>(Fake::new(), |input| {
        let output = PutParcelOutput::builder().set_parcel(input.parcel.clone());
        Ok(output.build())
    });
    let runs: Run = Box::new(move |fake, request| run(fake, request, &last));
    (fake, runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Cases;

    /// Protects: the corpus has a request of each protocol that its fake reads, so that mutations
    /// of it get beyond the choice of the operation.
    #[test]
    fn fakes_read_the_corpus() {
        let cases = Cases::of("served", 1).unwrap();
        for bytes in cases.corpus() {
            // The port takes lines with carriage returns.
            let is_for_port = bytes.windows(2).any(|end| end == b"\r\n");
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(read(bytes), usize::from(!is_for_port), "{text}");
        }
    }
}
