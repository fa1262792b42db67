//! Fuzzing without a nightly compiler. Inputs are mutated and passed to the generator and to the
//! readers of the runtime, which must accept or reject each of them.
//!
//! A [`Target`] is a function that takes bytes. [`case::Cases`] makes the bytes from a small
//! corpus; the same seed and number make the same bytes. [`driver`] runs targets in separate
//! processes, so that stack overflows, excessive memory use and endless loops are found too.

pub mod case;
mod digest;
pub mod driver;
pub mod mutate;
pub mod random;
mod rules;
mod served;
pub mod target;

pub use target::{TARGETS, Target};

/// The service whose responses are read as JSON.
#[allow(missing_docs, clippy::all)]
mod kiosk {
    include!(concat!(env!("OUT_DIR"), "/kiosk.rs"));
}

/// The same service with the protocol awsQuery.
#[allow(missing_docs, clippy::all)]
mod query_kiosk {
    include!(concat!(env!("OUT_DIR"), "/querykiosk.rs"));
}

/// The service whose responses are read as XML.
#[allow(missing_docs, clippy::all)]
mod shelf {
    include!(concat!(env!("OUT_DIR"), "/shelf.rs"));
}

/// The same service with the protocol rpcv2Cbor.
#[allow(missing_docs, clippy::all)]
mod cbor_kiosk {
    include!(concat!(env!("OUT_DIR"), "/cborkiosk.rs"));
}

/// The client of the same service, with digest authentication.
#[allow(missing_docs, clippy::all)]
mod digest_kiosk {
    include!(concat!(env!("OUT_DIR"), "/digestkiosk.rs"));
}
