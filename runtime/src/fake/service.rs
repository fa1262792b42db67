//! The facts about a service that fakes need, and errors as its clients read them.

use crate::error::{BuildError, ErrorMetadata};
use crate::shape::{Members, Structure, Table, table};

use super::answer::{Answer, Outgoing};
use super::protocol::{Fault, Serve};
use super::route::Row;

/// A service that can be faked: its operations, and the way its errors are written.
///
/// Generated code implements this for the endpoint parameters of a service, with the feature
/// `fake` of a generated crate or the option `fake` of the generator.
#[diagnostic::on_unimplemented(
    message = "the fake of this service is not compiled in",
    note = "turn on the feature `fake` of the crate, or the option `fake` of the generator"
)]
pub trait Service {
    /// The error of all operations.
    type Error;
    /// All operations that are generated.
    const OPERATIONS: &'static [Row];
    /// The namespace of XML documents; empty for none.
    const NAMESPACE: &'static str = "";

    /// Writes an error.
    fn write<P: Serve>(error: &Self::Error, to: &mut ErrorWriter<'_, P>);
}

/// The facts about a modelled error: the ID of its shape, its code, its status, and whether the
/// caller is to blame.
#[derive(Clone, Copy, Debug)]
pub struct ErrorRow(
    /// The ID of the shape.
    pub &'static str,
    /// The code.
    pub &'static str,
    /// The status.
    pub u16,
    /// True if the caller is to blame.
    pub bool,
);

/// Writes the response of one error.
#[derive(Debug)]
pub struct ErrorWriter<'a, P> {
    of: Outgoing<'a>,
    /// The facts that depend on the service.
    fault: Fault<'a>,
    answer: Option<Result<Answer, BuildError>>,
    protocol: std::marker::PhantomData<P>,
}

impl<'a, P: Serve> ErrorWriter<'a, P> {
    pub(super) fn new(of: Outgoing<'a>, fault: Fault<'a>) -> Self {
        Self {
            of,
            fault,
            answer: None,
            protocol: std::marker::PhantomData,
        }
    }

    /// Writes an error of the model.
    pub fn modelled<S: Structure>(&mut self, row: ErrorRow, error: &S) {
        let ErrorRow(shape, code, status, client) = row;
        let of = Outgoing {
            status,
            table: table::<S>(),
            ..self.of
        };
        let fault = Fault {
            shape,
            code,
            client,
            ..self.fault
        };
        let write = &mut |to: &mut Members<'_, P::Writer>| error.write(to);
        self.answer = Some(P::fail(&of, &fault, write));
    }

    /// Writes an error that the model does not know. Its status is that of the metadata, which
    /// [`Fake`](super::Fake) describes, or 400.
    pub fn unmodelled(&mut self, meta: &ErrorMetadata) {
        let status = meta
            .extra("http_status")
            .and_then(|status| status.parse().ok());
        let status = status.unwrap_or(400);
        let code = meta.code().unwrap_or("UnknownError");
        self.answer = Some(plain::<P>(
            self.of,
            self.fault,
            (code, status),
            meta.message(),
        ));
    }

    pub(super) fn into_answer(self) -> Option<Result<Answer, BuildError>> {
        self.answer
    }
}

/// An error that has no shape.
pub(super) fn plain<P: Serve>(
    of: Outgoing<'_>,
    fault: Fault<'_>,
    (code, status): (&str, u16),
    message: Option<&str>,
) -> Result<Answer, BuildError> {
    let of = Outgoing {
        status,
        table: Table::none(),
        ..of
    };
    let fault = Fault {
        shape: code,
        code,
        client: status < 500,
        message,
        ..fault
    };
    P::fail(&of, &fault, &mut |_| {})
}
