//! What is being done, on standard error: only on a terminal, only when it takes longer than a second.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::OutputArgs;
use crate::render::safe::Safe;

/// Shorter work is over before a line about it is read.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two pictures of the moving sign.
const TICK: Duration = Duration::from_millis(120);

/// A line that says what is being done, while it is being done.
pub(super) struct Progress {
    wanted: bool,
    since: Instant,
    shown: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// Nothing is shown before [`Progress::say`].
    pub(super) fn new(args: &OutputArgs) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
        Self {
            wanted: !args.quiet && !dumb && std::io::stderr().is_terminal(),
            since: Instant::now(),
            shown: None,
        }
    }

    /// True when no line is ever drawn.
    pub(super) fn is_silent(&self) -> bool {
        !self.wanted
    }

    /// Names what is being done now.
    pub(super) fn say(&mut self, words: &str) {
        if !self.wanted {
            return;
        }
        let words = Safe::text(words).as_str().to_owned();
        if let Some((sender, _)) = &self.shown {
            // The thread ends only when the sender is gone.
            let _ = sender.send(words);
            return;
        }
        let (sender, receiver) = channel();
        let from = self.since + PATIENCE;
        // Where the system gives no thread, the work goes on without a line about it.
        let thread = std::thread::Builder::new().spawn(move || draw(words, from, &receiver));
        self.shown = thread.ok().map(|thread| (sender, thread));
    }

    /// Takes the line away, before something else is written.
    pub(super) fn clear(&mut self) {
        if let Some((sender, thread)) = self.shown.take() {
            drop(sender);
            // A line about the work is not worth a failure of the work.
            let _ = thread.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Waits until a moment, then draws until the sender is gone.
fn draw(mut words: String, from: Instant, receiver: &Receiver<String>) {
    let mut line: Option<ProgressBar> = None;
    loop {
        let wait = match line {
            Some(_) => TICK,
            None => from.saturating_duration_since(Instant::now()),
        };
        match receiver.recv_timeout(wait) {
            Ok(next) => {
                words = next;
                if let Some(line) = &line {
                    line.set_message(words.clone());
                }
            }
            Err(RecvTimeoutError::Timeout) => match &line {
                Some(line) => line.tick(),
                None => {
                    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
                        .with_elapsed(PATIENCE);
                    if let Ok(style) =
                        ProgressStyle::with_template("{spinner} {wide_msg} {elapsed}")
                    {
                        bar.set_style(style);
                    }
                    bar.set_message(words.clone());
                    line = Some(bar);
                }
            },
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if let Some(line) = line {
        line.finish_and_clear();
    }
}
