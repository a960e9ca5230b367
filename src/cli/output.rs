//! Where output goes: standard output, a file (whole or not at all), standard error. Every write and flush is
//! checked; a reader that went away is no trouble, a full disk is.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

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
}

impl Messages {
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            quiet,
            failed: false,
        }
    }

    /// Says what went wrong.
    pub(super) fn error(&mut self, message: &str) {
        self.say(Safe::own("storydiff: "), message);
    }

    /// Says what to keep in mind, unless told to be quiet.
    pub(super) fn warning(&mut self, message: &str) {
        if !self.quiet {
            self.say(Safe::own("storydiff: warning: "), message);
        }
    }

    /// True when a message could not be written, and not because nobody listens.
    pub(super) fn failed(&self) -> bool {
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

/// Writes a file whole or leaves what was there: a temporary file in the same folder, synchronised, then renamed.
/// A pipe or device is written in place.
///
/// # Errors
/// The cause, in words, with the path.
fn to_file(path: &OsStr, rendered: &Rendered<'_>) -> Result<(), String> {
    if path == "-" {
        return to_stdout(rendered);
    }
    let path = Path::new(path);
    replace(path, rendered).map_err(|error| {
        let cause = match error.kind() {
            ErrorKind::NotFound => "the folder does not exist; make it first".to_owned(),
            ErrorKind::IsADirectory => "is a directory; name a file in it".to_owned(),
            _ => error.to_string(),
        };
        format!("{}: not written: {cause}", path.display())
    })
}

fn replace(path: &Path, rendered: &Rendered<'_>) -> io::Result<()> {
    // A link is followed, so that the file it names is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            let mut device = OpenOptions::new().write(true).open(&target)?;
            return match rendered.write_to(&mut device) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
                other => other,
            };
        }
        _ => {}
    }
    let (temporary, file) = temporary_beside(&target)?;
    let outcome = fill(file, rendered, &target).and_then(|()| fs::rename(&temporary, &target));
    if outcome.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    outcome
}

fn fill(mut file: File, rendered: &Rendered<'_>, target: &Path) -> io::Result<()> {
    if let Ok(found) = fs::metadata(target) {
        file.set_permissions(found.permissions())?;
    }
    rendered.write_to(&mut file)?;
    file.sync_all()
}

fn temporary_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let process = std::process::id();
    // Another run of the same process id may have left its file; a hundred of them is somebody's doing.
    for attempt in 0..100 {
        let path = target.with_file_name(format!(".{name}.{process}-{attempt}.tmp"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Writes one output and says what went wrong; true when all is well.
pub(super) fn write(
    path: Option<&OsStr>,
    rendered: &Rendered<'_>,
    messages: &mut Messages,
) -> bool {
    let written = match path {
        Some(path) => to_file(path, rendered),
        None => to_stdout(rendered),
    };
    if let Err(cause) = &written {
        messages.error(cause);
    }
    written.is_ok()
}
