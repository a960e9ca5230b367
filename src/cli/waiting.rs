//! A word about what is being waited for: a pipe that nobody writes to must not look like work.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::output::Messages;

/// A program that writes to a pipe has long begun by then; a reader at the terminal still waits.
const PATIENCE: Duration = Duration::from_secs(3);

/// While it lives, it is waited; when that takes long, it is said once.
pub(super) struct Waiting {
    /// Its end tells the thread that nothing needs to be said any more.
    _alive: Sender<()>,
}

impl Waiting {
    /// Waits from now on for what the words say.
    pub(super) fn new(words: String, quiet: bool) -> Waiting {
        let (alive, ended) = channel();
        if !quiet {
            // Without a thread nothing is said, which is no reason to stop.
            let _ = std::thread::Builder::new().spawn(move || {
                if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    Messages::new(false).warning(&words);
                }
            });
        }
        Waiting { _alive: alive }
    }
}
