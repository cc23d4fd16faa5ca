//! What drawing may take: each diagram its seconds, all of the book theirs.
//!
//! The drawer looks at the clock now and then, and in some places never. So each
//! diagram has a thread of its own, which is left behind when its time is over.

use crate::diagram::Fault;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// No diagram takes longer.
pub const OF_ONE: Duration = Duration::from_secs(2);
/// Until then whoever looks at the clock has ended by himself.
const GRACE: Duration = Duration::from_millis(300);
/// All diagrams of a run together take no longer, in milliseconds.
const OF_ALL: u64 = 120_000;
/// So many threads that were left behind may be at work, at worst to the end of the program.
const MAX_LEFT: usize = 4;
/// Parsers and layouts recurse on nesting; a stack that lasts for what the size limit lets through.
const STACK: usize = 256 << 20;

/// What the diagrams of one run have taken.
#[derive(Debug, Default)]
pub struct Limits {
    milliseconds: AtomicU64,
    /// The threads that were left behind and have not ended since: on a machine that is
    /// busy with other things they do.
    left: Arc<AtomicUsize>,
}

impl Limits {
    /// Whether there is time for one more diagram.
    pub fn admit(&self) -> Result<(), Fault> {
        if self.left.load(Ordering::Relaxed) >= MAX_LEFT {
            let why = "other diagrams of the book have taken too long";
            return Err(Fault::undrawable(why).help("make those smaller"));
        }
        if self.milliseconds.load(Ordering::Relaxed) >= OF_ALL {
            let why = "the diagrams of the book have taken two minutes before it";
            return Err(Fault::undrawable(why).help("run it again: what is done is kept"));
        }
        Ok(())
    }

    /// Runs `work` so that it can neither end the program nor hold it up.
    pub fn guard<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let start = Instant::now();
        let (result, results) = channel();
        let left = Arc::clone(&self.left);
        let run = move || {
            let failed = |_| Err(Fault::undrawable("drawing it failed"));
            let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(failed);
            // Nobody waits for what comes too late.
            if result.send(done).is_err() {
                left.fetch_sub(1, Ordering::Relaxed);
            }
        };
        let thread = std::thread::Builder::new().name(super::THREAD.to_owned());
        if thread.stack_size(STACK).spawn(run).is_err() {
            return Err(Fault::undrawable("there is no memory to draw it"));
        }
        let done = results.recv_timeout(OF_ONE + GRACE);
        let taken = start.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
        self.milliseconds.fetch_add(taken, Ordering::Relaxed);
        match done {
            Ok(done) => done,
            Err(RecvTimeoutError::Timeout) => {
                self.left.fetch_add(1, Ordering::Relaxed);
                Err(Fault::too_long())
            }
            Err(RecvTimeoutError::Disconnected) => Err(Fault::undrawable("drawing it failed")),
        }
    }
}
