//! A fake of Transcribe's streams, for programs with the official client.
//!
//! Prints its URL, answers until the end of the standard input, and then prints the requests that
//! no handler has answered. The transcript of a piece of audio is its length. Audio of one byte
//! ends the stream with an exception, audio of two with an error that no model has.

use std::io::Read;

use transcribe::error::ErrorMetadata;
use transcribe::fake::Fake;
use transcribe::operation::start_stream_transcription::{
    StartStreamTranscription, StartStreamTranscriptionOutput,
};
use transcribe::primitives::event_stream::EventReceiver;
use transcribe::types::error::{BadRequestException, TranscriptResultStreamError};
use transcribe::types::{
    Alternative, AudioStream, Result as Piece, Transcript, TranscriptEvent, TranscriptResultStream,
};

type Event = Result<TranscriptResultStream, TranscriptResultStreamError>;

fn transcript(text: String) -> Event {
    let alternative = Alternative::builder().transcript(text).build();
    let piece = Piece::builder().alternatives(alternative).is_partial(true);
    let piece = piece.start_time(0.5).build();
    let transcript = Transcript::builder().results(piece).build();
    let event = TranscriptEvent::builder().transcript(transcript).build();
    Ok(TranscriptResultStream::TranscriptEvent(event))
}

fn answer(length: usize) -> Event {
    match length {
        1 => {
            let error = BadRequestException::builder()
                .message("too short é")
                .build();
            Err(TranscriptResultStreamError::BadRequestException(error))
        }
        2 => {
            let meta = ErrorMetadata::builder()
                .code("Odd")
                .message("not of the model");
            Err(TranscriptResultStreamError::generic(meta.build()))
        }
        _ => transcript(length.to_string()),
    }
}

fn main() {
    let fake = Fake::new().on::<StartStreamTranscription>(|input| {
        let language = input.language_code().cloned();
        let events = EventReceiver::answering(input.audio_stream, |event| match event {
            Some(Ok(AudioStream::AudioEvent(audio))) => Some(answer(
                audio.audio_chunk().map_or(0, |it| it.as_ref().len()),
            )),
            Some(other) => Some(transcript(format!("{other:?}"))),
            None => Some(transcript("end".to_owned())),
        });
        Ok(StartStreamTranscriptionOutput::builder()
            .session_id("the-session")
            .set_language_code(language)
            .transcript_result_stream(events)
            .build()
            .expect("a stream"))
    });
    let server = fake.serve().expect("a port");
    println!("{}", server.url());
    let end = std::io::stdin().read_to_end(&mut Vec::new());
    end.expect("the end of the standard input");
    println!("refused {:?}", fake.refusals());
}
