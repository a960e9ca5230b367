//! Where output goes: standard output, a file (whole or not at all), standard error. Every write and flush is
//! checked; a reader that went away is no trouble, a full disk is.

use std::ffi::OsStr;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use super::waiting::Waiting;
use super::whole::{self, Place};
use crate::render::safe::Safe;

/// An output, ready to be written.
pub(super) enum Rendered<'a> {
    /// For people at a terminal.
    Text(Safe),
    /// For programs; its format escapes what it must.
    Data(String),
    /// The same, never held whole.
    Stream(Stream<'a>),
}

/// Writes all of an output, piece by piece.
pub(super) type Stream<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

impl<'a> Rendered<'a> {
    /// What a function writes.
    pub(super) fn stream(write: impl Fn(&mut dyn Write) -> io::Result<()> + 'a) -> Rendered<'a> {
        Rendered::Stream(Box::new(write))
    }

    /// Writes all of it and flushes.
    fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Rendered::Text(text) => out.write_all(text.as_str().as_bytes())?,
            Rendered::Data(data) => out.write_all(data.as_bytes())?,
            Rendered::Stream(write) => {
                let mut buffered = BufWriter::with_capacity(1 << 16, &mut *out);
                write(&mut buffered)?;
                buffered.flush()?;
            }
        }
        out.flush()
    }
}

/// Standard error. Keeps in mind whether something could not be said.
#[derive(Debug)]
pub(super) struct Messages {
    quiet: bool,
    failed: bool,
    /// Bytes of messages of many that may yet be said, and how many messages were left out for want of it.
    room: usize,
    left_out: usize,
}

/// Bytes of warnings and refused records that are said: hundreds of lines, more than anybody reads.
const ROOM: usize = 48 << 10;

impl Messages {
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            quiet,
            failed: false,
            room: ROOM,
            left_out: 0,
        }
    }

    /// Says what went wrong.
    pub(super) fn error(&mut self, message: &str) {
        self.say(Safe::own("storydiff: "), message);
    }

    /// Says what to keep in mind, unless told to be quiet.
    pub(super) fn warning(&mut self, message: &str) {
        if !self.quiet {
            self.say_of_many(Safe::own("storydiff: warning: "), message);
        }
    }

    /// Says what went wrong with one record of many.
    pub(super) fn refused(&mut self, message: &str) {
        self.say_of_many(Safe::own("storydiff: "), message);
    }

    fn say_of_many(&mut self, line: Safe, message: &str) {
        if self.room < message.len() {
            self.left_out += 1;
            return;
        }
        self.room -= message.len();
        self.say(line, message);
    }

    /// True when warnings are not wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says at the end how many messages were left out; true when a message could not be written, and not because nobody
    /// listens.
    pub(super) fn finish(&mut self) -> bool {
        if self.left_out > 0 {
            let many = std::mem::take(&mut self.left_out);
            let message = format!("{many} more messages; `--format json` holds all that is noted");
            self.say(Safe::own("storydiff: "), &message);
        }
        self.failed
    }

    fn say(&mut self, mut line: Safe, message: &str) {
        line.push_text(message);
        let mut text = Safe::default();
        text.line(&line);
        let mut stderr = io::stderr().lock();
        let written = stderr
            .write_all(text.as_str().as_bytes())
            .and_then(|()| stderr.flush());
        self.failed |= written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe);
    }
}

/// Writes to standard output.
///
/// # Errors
/// The cause, in words. A closed pipe is none.
fn to_stdout(rendered: &Rendered<'_>) -> Result<(), String> {
    said(rendered.write_to(&mut io::stdout().lock()))
}

/// Writes bytes that are safe already.
pub(super) fn bytes_to_stdout(bytes: &[u8]) -> Result<(), String> {
    let mut stdout = io::stdout().lock();
    said(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

fn said(written: io::Result<()>) -> Result<(), String> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output: not written: {error}"))
        }
        _ => Ok(()),
    }
}

/// Writes a file whole or leaves what was there; a pipe or device is written in place.
///
/// # Errors
/// The cause, in words, with the path.
fn to_file(path: &OsStr, rendered: &Rendered<'_>, messages: &Messages) -> Result<(), String> {
    if path == "-" {
        return to_stdout(rendered);
    }
    let shown = Path::new(path).display();
    let written = whole::find(Path::new(path)).and_then(|place| {
        let _waiting = matches!(place, Place::Open { .. }).then(|| {
            Waiting::new(
                format!("{shown}: still waiting: nobody reads this pipe or device"),
                messages.quiet,
            )
        });
        whole::write(&place, &|out| rendered.write_to(out))
    });
    written.map_err(|error| {
        let cause = match error.kind() {
            ErrorKind::NotFound => "the folder does not exist; make it first".to_owned(),
            ErrorKind::IsADirectory => "is a directory; name a file in it".to_owned(),
            _ => error.to_string(),
        };
        format!("{shown}: not written: {cause}")
    })
}

/// Writes one output and says what went wrong; true when all is well.
pub(super) fn write(
    path: Option<&OsStr>,
    rendered: &Rendered<'_>,
    messages: &mut Messages,
) -> bool {
    let written = match path {
        Some(path) => to_file(path, rendered, messages),
        None => to_stdout(rendered),
    };
    if let Err(cause) = &written {
        messages.error(cause);
    }
    written.is_ok()
}
