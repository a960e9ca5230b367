//! A file that is whole or as it was, whoever else writes it and whenever the run is ended.
//!
//! On Linux what is written has no name until it is whole and synchronised: a run that is ended leaves nothing beside.
//! Elsewhere, and on file systems without such files, it has a hidden name in the same folder. Then it takes the place
//! of the old file in one step.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// As many as Linux follows.
const MOST_LINKS: usize = 40;
/// Another run of the same process id may have left its file; a hundred of them is somebody's doing.
const MOST_NAMES: usize = 100;
/// Bytes of the file's name in the hidden one, which must fit where the name itself just does.
const NAME_BYTES: usize = 100;

/// Writes all of an output; may be asked to do it again.
type Content<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file, there or not yet, in a folder that is there.
    File(PathBuf),
    /// What is written on as it is: a pipe, a device, an open descriptor (`/dev/stdout`, `/dev/fd/3`).
    Open { path: PathBuf, append: bool },
}

/// Follows a path: links lead to the file that is replaced, and are not replaced themselves.
///
/// # Errors
/// When the folder is not there, the place is a folder, or links lead round.
pub(super) fn find(path: &Path) -> io::Result<Place> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Some(name) = path.file_name() else {
            fs::metadata(&path)?;
            return Err(ErrorKind::IsADirectory.into());
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => fs::canonicalize(folder)?,
            _ => fs::canonicalize(".")?,
        };
        // What a descriptor leads to may be in the midst of something else's output: written on, never replaced.
        if is_descriptors(&folder) {
            return Ok(Place::Open { path, append: true });
        }
        let found = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Place::File(folder.join(name)));
            }
            found => found?.file_type(),
        };
        if found.is_symlink() {
            path = folder.join(fs::read_link(&path)?);
        } else if found.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        } else if found.is_file() {
            return Ok(Place::File(folder.join(name)));
        } else {
            let append = false;
            return Ok(Place::Open { path, append });
        }
    }
    Err(io::Error::other("links that lead round in a circle"))
}

/// `/proc/42/fd`, where Linux lists open descriptors, and what other systems have.
fn is_descriptors(folder: &Path) -> bool {
    let is_process = folder.starts_with("/proc") && folder.file_name() == Some(OsStr::new("fd"));
    is_process || folder == Path::new("/dev/fd")
}

/// Writes all of it there.
///
/// # Errors
/// Of the system; a file is then as it was. A reader that went away is none.
pub(super) fn write(place: &Place, content: Content<'_>) -> io::Result<()> {
    match place {
        Place::Open { path, append } => {
            let mut options = OpenOptions::new();
            let mut open = options.write(true).append(*append).open(path)?;
            match content(&mut open) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
                other => other,
            }
        }
        Place::File(target) => {
            #[cfg(target_os = "linux")]
            if let Some(file) = unnamed::open(target) {
                fill(&file, content, target)?;
                if let Ok(named) = unnamed::name(&file, target) {
                    return take_the_place(&named, target);
                }
            }
            let (named, file) = hidden_beside(target)?;
            let outcome = fill(&file, content, target);
            if outcome.is_err() {
                // The first error is the one to report.
                let _ = fs::remove_file(&named);
            }
            outcome.and_then(|()| take_the_place(&named, target))
        }
    }
}

fn take_the_place(named: &Path, target: &Path) -> io::Result<()> {
    let outcome = fs::rename(named, target);
    if outcome.is_err() {
        let _ = fs::remove_file(named);
    }
    outcome
}

fn fill(mut file: &File, content: Content<'_>, target: &Path) -> io::Result<()> {
    if let Ok(found) = fs::metadata(target) {
        file.set_permissions(found.permissions())?;
    }
    content(&mut file)?;
    file.sync_all()
}

/// Tries hidden names in the folder of the target until one is free.
fn beside<T>(target: &Path, take: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = name.get(..name.floor_char_boundary(NAME_BYTES));
    let name = name.unwrap_or_default();
    let process = std::process::id();
    for attempt in 0..MOST_NAMES {
        let path = target.with_file_name(format!(".{name}.{process}-{attempt}.tmp"));
        match take(&path) {
            Ok(taken) => return Ok((path, taken)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn hidden_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    beside(target, |path| {
        OpenOptions::new().write(true).create_new(true).open(path)
    })
}

/// Files without a name.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, OFlags, linkat};

    /// One in the folder of the target; nothing where the file system has none, or the folder cannot be written.
    pub(super) fn open(target: &Path) -> Option<File> {
        let flags = i32::try_from(OFlags::TMPFILE.bits()).ok()?;
        let mut options = OpenOptions::new();
        options.write(true).custom_flags(flags);
        options.open(target.parent()?).ok()
    }

    /// Gives it a hidden name in the folder of the target.
    pub(super) fn name(file: &File, target: &Path) -> io::Result<PathBuf> {
        let from = format!("/proc/self/fd/{}", file.as_raw_fd());
        let (path, ()) = super::beside(target, |path| {
            Ok(linkat(CWD, &*from, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
        })?;
        Ok(path)
    }
}
