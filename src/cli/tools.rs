//! `completions`, `man` and `lexicon`: what the command says about itself.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::Exit;
use super::args::Cli;
use super::output::{Messages, Rendered, write};
use crate::lexicon::Lexicon;

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell that will read them
    shell: Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command to describe; without one, storydiff itself
    command: Option<String>,
}

/// `lexicon`.
#[derive(Debug, Args)]
pub(super) struct LexiconArgs {
    /// The list to print; without one, the names of all lists
    name: Option<String>,
}

/// Prints the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "storydiff", &mut text);
    print(String::from_utf8_lossy(&text))
}

/// Prints a manual page.
pub(super) fn man(args: &ManArgs) -> Exit {
    let mut all = Cli::command();
    all.build();
    let command = match &args.command {
        None => Some(all.clone()),
        Some(name) => all.find_subcommand(name).map(|found| {
            let name = format!("storydiff-{name}");
            Command::clone(found).name(name)
        }),
    };
    let Some(command) = command else {
        let name = args.command.as_deref().unwrap_or_default();
        let names: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
        return unknown("command", name, &names);
    };
    let mut text = Vec::new();
    // A vector takes every write.
    let _ = clap_mangen::Man::new(command).render(&mut text);
    print(String::from_utf8_lossy(&text))
}

/// Prints a word list as it is built in, or the names of all lists.
pub(super) fn lexicon(args: &LexiconArgs, lexicon: &Lexicon) -> Exit {
    let names: Vec<&str> = lexicon.names().collect();
    match &args.name {
        None => print(names.join("\n") + "\n"),
        Some(name) => match Lexicon::source(name.strip_suffix(".tsv").unwrap_or(name)) {
            Some(text) => print(text),
            None => unknown("list", name, &names),
        },
    }
}

/// The lexicon that is built in, with the lists that a folder holds in place of its own.
///
/// # Errors
/// When the folder or a file in it cannot be read, has no such name, or is not in the form; with file and line.
pub(super) fn loaded(folder: Option<&OsStr>) -> Result<Lexicon, String> {
    let mut lexicon = Lexicon::embedded();
    let Some(folder) = folder.map(Path::new) else {
        return Ok(lexicon);
    };
    let shown = folder.display();
    let mut files: Vec<_> = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect()
        })
        .map_err(|error| format!("--lexicon {shown}: not readable: {error}"))?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    files.sort();
    if files.is_empty() {
        return Err(format!(
            "--lexicon {shown}: no .tsv file in it; `storydiff lexicon NAME` prints one to start from"
        ));
    }
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(".tsv").unwrap_or(&name);
        if Lexicon::source(stem).is_none() {
            let names: Vec<&str> = lexicon.names().collect();
            return Err(format!(
                "{}: there is no list of that name{}; `storydiff lexicon` names them",
                path.display(),
                meant(stem, &names)
            ));
        }
        // A link to a device would never end.
        let text = fs::metadata(&path)
            .and_then(|found| match found.is_file() {
                true => fs::read_to_string(&path),
                false => Err(std::io::Error::other("it is no file")),
            })
            .map_err(|error| format!("{}: not readable: {error}", path.display()))?;
        lexicon
            .replace(&name, text)
            .map_err(|error| format!("{shown}: {error}"))?;
    }
    Ok(lexicon)
}

/// Writes text of our own: generated from the definitions of this folder and from files of the repository.
pub(super) fn print(text: impl Into<String>) -> Exit {
    let text = text.into();
    if write(None, &Rendered::Data(text), &mut Messages::new(false)) {
        Exit::Done
    } else {
        Exit::Trouble
    }
}

fn unknown(sort: &str, name: &str, names: &[&str]) -> Exit {
    let mut messages = Messages::new(false);
    messages.error(&format!(
        "{name}: no such {sort}{}; there are {}",
        meant(name, names),
        names.join(", ")
    ));
    Exit::Trouble
}

/// The likeliest of the names, as a question; empty when none is like it.
pub(super) fn meant(typed: &str, names: &[&str]) -> String {
    /// Two letters exchanged in a name of six leave more than this; another word leaves less.
    const ALIKE: f64 = 0.85;
    names
        .iter()
        .map(|name| (strsim::jaro_winkler(typed, name), name))
        .filter(|(alike, _)| *alike > ALIKE)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map_or_else(String::new, |(_, name)| format!("; did you mean `{name}`?"))
}
