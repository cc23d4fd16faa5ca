//! The threads that look at pages.

use rayon::ThreadPoolBuilder;
use std::num::NonZero;
use std::thread::available_parallelism;

/// More threads than this help nobody, and a machine may not have them.
const MOST: usize = 64;

/// Runs `work` with as many threads as `RAYON_NUM_THREADS` or the machine says, up to
/// [`MOST`]; where they cannot be made, with this one alone.
pub fn with_threads<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let wanted = std::env::var("RAYON_NUM_THREADS").ok();
    let wanted = wanted.and_then(|number| number.parse().ok());
    let number = wanted
        .filter(|number| *number > 0)
        .unwrap_or(cores)
        .min(MOST.max(cores));
    let many = ThreadPoolBuilder::new().num_threads(number).build();
    // The pool of this thread starts none.
    let alone = || {
        let builder = ThreadPoolBuilder::new().num_threads(1);
        builder.use_current_thread().build()
    };
    match many.or_else(|_| alone()) {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
