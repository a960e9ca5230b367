//! Files, pipes and standard input → reports. Each is opened and read once, from front to end.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{ErrorKind, Read};

use clap::{ArgMatches, CommandFactory};

use super::args::{Cli, InputArgs, InputKind, OutputArgs};
use super::output::Messages;
use super::progress::Progress;
use super::waiting::Waiting;
use super::{screen, tools};
use crate::lexicon::Lexicon;
use crate::model::{Note, NoteKind, Report, ReportId};
use crate::read::{Input, InputFormat, ReadConfig, Reader};
use crate::render::safe::Links;

/// What the inputs gave.
pub(super) struct Loaded {
    /// The reports, numbered, in the order of the command line.
    pub(super) reports: Vec<Report>,
    /// Warnings about them.
    pub(super) notes: Vec<Note>,
    /// True when an input gave no report.
    pub(super) refused: bool,
    /// Where the reports stand, when the output is to lead there.
    pub(super) links: Option<Links>,
}

/// One input as it was named.
struct Named {
    label: Option<String>,
    path: OsString,
}

/// Reads everything that was named. What cannot be read is said on standard error and left out.
pub(super) fn load(
    args: &InputArgs,
    output: &OutputArgs,
    matches: &ArgMatches,
    lexicon: &Lexicon,
    messages: &mut Messages,
) -> Loaded {
    load_named(in_order(args, matches), args, output, lexicon, messages)
}

/// Reads these files, whatever else was named.
pub(super) fn load_paths(
    paths: &[&OsStr],
    args: &InputArgs,
    output: &OutputArgs,
    lexicon: &Lexicon,
    messages: &mut Messages,
) -> Loaded {
    let named = paths
        .iter()
        .map(|path| Named {
            label: None,
            path: (*path).to_owned(),
        })
        .collect();
    load_named(named, args, output, lexicon, messages)
}

fn load_named(
    inputs: Vec<Named>,
    args: &InputArgs,
    output: &OutputArgs,
    lexicon: &Lexicon,
    messages: &mut Messages,
) -> Loaded {
    let mut progress = Progress::new(output);
    let config = ReadConfig {
        max_bytes: args.max_bytes,
    };
    let reader = Reader::new(lexicon);
    let mut loaded = Loaded {
        reports: Vec::new(),
        notes: Vec::new(),
        refused: false,
        links: screen::follows_links(output).then(Links::default),
    };
    let mut stdin_is_read = false;
    for named in inputs {
        let shown = shown(&named.path);
        let is_stdin = named.path == "-";
        progress.say(&format!("reading {shown}"));
        let outcome = if is_stdin && stdin_is_read {
            Err("standard input can be read only once; save it to a file first".to_owned())
        } else {
            let _waiting = progress.is_silent().then(|| waiting(&named.path, messages));
            bytes_of(&named.path, config.max_bytes)
        };
        stdin_is_read |= is_stdin;
        let outcome = outcome.and_then(|bytes| {
            let input = Input {
                path: &shown,
                bytes: &bytes,
                label: named.label.as_deref(),
                format: args.input_format.map(format),
            };
            let read = reader.read(input, &config).map_err(|error| error.message)?;
            if let Some(links) = &mut loaded.links {
                add_links(links, &named.path, &bytes, &read.0);
            }
            Ok(read)
        });
        match outcome {
            Ok((reports, notes)) => {
                // Notes of one input count its reports from 0; here they count over all inputs.
                let before = loaded.reports.len();
                // A bad record among good ones: what is left out must show in the status.
                for note in notes.iter().filter(|note| note.kind == NoteKind::Refused) {
                    progress.clear();
                    messages.refused(&note.message);
                    loaded.refused = true;
                }
                loaded.notes.extend(notes.into_iter().map(|mut note| {
                    for report in &mut note.reports {
                        *report = ReportId::new(report.index() + before);
                    }
                    note
                }));
                loaded.reports.extend(reports);
            }
            Err(cause) => {
                progress.clear();
                messages.error(&format!("{shown}: {cause}"));
                loaded.refused = true;
                loaded.notes.push(Note {
                    kind: NoteKind::Refused,
                    reports: Vec::new(),
                    message: format!("{shown} was not read: {cause}"),
                });
            }
        }
    }
    crate::number_reports(&mut loaded.reports);
    loaded
}

/// A path for messages; one without a letter must show too.
fn shown(path: &OsStr) -> String {
    if path.is_empty() {
        return "\"\"".to_owned();
    }
    path.to_string_lossy().into_owned()
}

/// Says so when a pipe or device lets us wait.
fn waiting(path: &OsStr, messages: &Messages) -> Option<Waiting> {
    let found = (path != "-")
        .then(|| std::fs::metadata(path).ok())
        .flatten();
    if found.is_some_and(|found| found.is_file()) {
        return None;
    }
    let shown = shown(path);
    Some(Waiting::new(
        format!("{shown}: still waiting: what writes to it has not begun, or has not ended"),
        messages.is_quiet(),
    ))
}

/// The first output that would take the place of a file that is read: its text would be lost.
pub(super) fn overwritten(matches: &ArgMatches) -> Option<OsString> {
    let all = |id: &str| -> Vec<OsString> {
        let values = matches.try_get_many::<OsString>(id).ok().flatten();
        values.into_iter().flatten().cloned().collect()
    };
    let real = |path: &OsString| {
        let path = std::fs::canonicalize(path).ok()?;
        path.is_file().then_some(path)
    };
    let mut read = all("files");
    read.extend(all("label").iter().map(|given| labelled(given).path));
    read.extend(all("source"));
    let read: Vec<_> = read.iter().filter_map(real).collect();
    let mut outputs = all("output").into_iter();
    outputs.find(|path| path != "-" && real(path).is_some_and(|path| read.contains(&path)))
}

/// Where the reports of one input stand: nowhere, unless it is a file that will be there to look at.
fn add_links(links: &mut Links, path: &OsStr, bytes: &[u8], reports: &[Report]) {
    let file = std::path::absolute(path)
        .ok()
        .filter(|file| path != "-" && file.is_file());
    let Some(file) = file else {
        reports.iter().for_each(|_| links.add_none());
        return;
    };
    let path = file.as_os_str().as_encoded_bytes();
    match reports {
        [report] if report.input_format == "text" => links.add_text(path, &report.text),
        _ => {
            let texts = reports.iter().map(|report| report.text.as_str());
            links.add_page(path, &String::from_utf8_lossy(bytes), texts);
        }
    }
}

/// Files and labelled files in the order in which they were typed.
fn in_order(args: &InputArgs, matches: &ArgMatches) -> Vec<Named> {
    let places = |id: &str| -> Vec<usize> {
        matches
            .indices_of(id)
            .map(Iterator::collect)
            .unwrap_or_default()
    };
    let mut named: Vec<(usize, Named)> = Vec::new();
    for (place, path) in places("files").into_iter().zip(&args.files) {
        let path = path.clone();
        named.push((place, Named { label: None, path }));
    }
    for (place, given) in places("label").into_iter().zip(&args.label) {
        named.push((place, labelled(given)));
    }
    named.sort_by_key(|(place, _)| *place);
    named.into_iter().map(|(_, named)| named).collect()
}

/// `NAME=FILE`; without a sign the whole is the file.
fn labelled(given: &OsStr) -> Named {
    let bytes = given.as_encoded_bytes();
    let Some(cut) = bytes.iter().position(|byte| *byte == b'=') else {
        return Named {
            label: None,
            path: given.to_owned(),
        };
    };
    let label = String::from_utf8_lossy(bytes.get(..cut).unwrap_or_default()).into_owned();
    Named {
        label: (!label.is_empty()).then_some(label),
        path: tail(given, cut + 1),
    }
}

#[cfg(unix)]
fn tail(given: &OsStr, from: usize) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(given.as_bytes().get(from..).unwrap_or_default()).to_owned()
}

#[cfg(not(unix))]
fn tail(given: &OsStr, from: usize) -> OsString {
    given
        .to_string_lossy()
        .get(from..)
        .unwrap_or_default()
        .into()
}

/// The whole of a file or stream, or the cause and the way out.
fn bytes_of(path: &OsStr, max_bytes: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a full stream from one that is too long.
    let limit = u64::try_from(max_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let read = if path == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        if path.is_empty() {
            return Err("no file name; name a file or `-` for standard input".to_owned());
        }
        File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(ErrorKind::IsADirectory.into());
            }
            file.take(limit).read_to_end(&mut bytes)
        })
    };
    read.map_err(|error| match meant_command(path) {
        Some(cause) if error.kind() == ErrorKind::NotFound => cause,
        _ => cause(&error),
    })?;
    if bytes.len() > max_bytes {
        return Err(format!(
            "more than {max_bytes} bytes; give the article alone, or raise --max-bytes"
        ));
    }
    if bytes.is_empty() {
        return Err("empty; give a file with the text of a report".to_owned());
    }
    Ok(bytes)
}

/// A name without a dot or slash may have been meant for a command.
fn meant_command(path: &OsStr) -> Option<String> {
    let typed = path.to_str().filter(|typed| !typed.contains(['.', '/']))?;
    let all = Cli::command();
    let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
    let meant = tools::meant(typed, &names);
    (!meant.is_empty()).then(|| format!("no such file{meant} (a command)"))
}

fn cause(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file; check the path".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; check who may read the file".to_owned(),
        ErrorKind::IsADirectory => "is a directory; name the files in it".to_owned(),
        _ => format!("not readable: {error}; check the file"),
    }
}

fn format(kind: InputKind) -> InputFormat {
    match kind {
        InputKind::Text => InputFormat::Text,
        InputKind::Markdown => InputFormat::Markdown,
        InputKind::Html => InputFormat::Html,
        InputKind::Json => InputFormat::Json,
    }
}
