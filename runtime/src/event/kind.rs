//! The kind of members that are streams of events.

use aws_smithy_types::byte_stream::ByteStream;

use super::{EventReceiver, EventStream, EventStreamSender};
use crate::http::Binding;
#[cfg(feature = "fake")]
use crate::shape::Form;
use crate::shape::{Error, Kind, Outside, Read, Row, Sink, Source, Value};

/// The kind of members that are streams of events.
#[derive(Debug)]
pub enum EventKind {}

/// A stream is not part of data.
fn read<R: Source, V>(from: &mut R) -> Read<V> {
    from.skip()?;
    Err(from.fail("a stream of events cannot stand in a document".to_owned()))
}

impl<T: EventStream<Error = E>, E> Value for EventReceiver<T, E> {
    type Kind = EventKind;
}

impl<T: EventStream<Error = E>, E> Kind<EventReceiver<T, E>> for EventKind {
    fn write<K: Sink>(_: &EventReceiver<T, E>, row: Row, to: &mut K) {
        to.events(row);
    }

    fn read<R: Source>(_: Row, from: &mut R) -> Read<EventReceiver<T, E>> {
        read(from)
    }

    fn payload<K: Sink>(_: &EventReceiver<T, E>, to: &mut Binding, _: &mut K) {
        to.event_payload(super::MEDIA_TYPE);
    }

    fn missing() -> Option<EventReceiver<T, E>> {
        Some(EventReceiver::new(ByteStream::default()))
    }

    fn outside(_: Row, from: &Outside<'_>) -> Result<Option<EventReceiver<T, E>>, Error> {
        match *from {
            Outside::Payload(body) => Ok(Some(EventReceiver::new(body.to_vec().into()))),
            _ => Ok(None),
        }
    }
}

impl<T: EventStream<Error = E>, E> Value for EventStreamSender<T, E> {
    type Kind = EventKind;
}

impl<T: EventStream<Error = E>, E> Kind<EventStreamSender<T, E>> for EventKind {
    fn write<K: Sink>(_: &EventStreamSender<T, E>, row: Row, to: &mut K) {
        to.events(row);
    }

    fn read<R: Source>(_: Row, from: &mut R) -> Read<EventStreamSender<T, E>> {
        read(from)
    }

    fn payload<K: Sink>(_: &EventStreamSender<T, E>, to: &mut Binding, _: &mut K) {
        to.event_payload(super::MEDIA_TYPE);
    }

    // The events of a request are set once the rest of the input has been read.
    #[cfg(feature = "fake")]
    fn take<R: Source>(row: Row, form: &mut Form<'_, R>) -> Read<EventStreamSender<T, E>> {
        match form {
            Form::Codec(from) => Self::read(row, *from),
            Form::Response(from) => Self::outside(row, from),
            Form::Missing | Form::Text(_) => Ok(None),
        }
    }

    #[cfg(feature = "fake")]
    fn outside(_: Row, from: &Outside<'_>) -> Read<EventStreamSender<T, E>> {
        match from {
            Outside::Payload(_) => Ok(Some(EventStreamSender::none())),
            _ => Ok(None),
        }
    }
}
