//! The async runtime of a server, for handlers and bodies that require one.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Handle};

/// A runtime of tokio on a thread of its own, which drives timers and spawned tasks until it is
/// dropped. The threads of connections enter its [handle](Self::handle).
#[derive(Debug)]
pub(super) struct Driver {
    handle: Handle,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl Driver {
    /// Starts the runtime.
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let stop = Stop::default();
        let stopped = stop.clone();
        let run = move || {
            runtime.block_on(stopped);
            // A file that is still being read does not delay the end.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("fake".to_owned()).spawn(run)?;
        Ok(Self {
            handle,
            stop,
            thread: Some(thread),
        })
    }

    /// The handle, which outlives the runtime.
    pub(super) fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop.now();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Ready once it has been told to stop.
#[derive(Clone, Debug, Default)]
struct Stop(Arc<Mutex<(bool, Option<Waker>)>>);

impl Stop {
    fn state(&self) -> MutexGuard<'_, (bool, Option<Waker>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) {
        let mut state = self.state();
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }
}

impl Future for Stop {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state();
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(cx.waker().clone());
        Poll::Pending
    }
}
