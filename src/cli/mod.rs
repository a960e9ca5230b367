//! The command line: the only place with files, clock, terminal and exit status.
//!
//! In: what was typed, files and streams, a few environment variables. Out: text on standard output or in a file,
//! messages on standard error, an exit status. It decides nothing about reports; that is [`crate::compare_reports`].

mod alone;
mod args;
mod check;
mod compare;
mod input;
mod output;
mod progress;
mod screen;
mod settings;
mod tools;
mod versions;
mod waiting;
mod whole;

use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::model::{Note, NoteKind, Report};
use crate::render::safe::Safe;
use args::{Cli, Command};
use output::Messages;

/// Exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Done as asked.
    Done = 0,
    /// Done, and something diverges (`--exit-code`) or changed (`versions`).
    Diverges = 1,
    /// A report was refused, there was nothing to compare, output was not written, or wrong use.
    Trouble = 2,
}

/// Runs the command on the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    // A file that grows over the user's limit: set aside, the signal leaves an error of the write, which is reported.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    ExitCode::from(typed() as u8)
}

/// Reads what was typed, twice where settings stand beside it: once for the command, once with them.
fn typed() -> Exit {
    let all = Cli::command();
    let matches = match all.clone().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let settings = match settings::found(&all, &matches) {
        Ok(settings) => settings,
        Err(cause) => {
            Messages::new(false).error(&cause);
            return Exit::Trouble;
        }
    };
    let matches = if settings.is_empty() {
        matches
    } else {
        match settings::applied(all.clone(), &matches, &settings).try_get_matches() {
            Ok(matches) => matches,
            Err(error) => return usage(&error),
        }
    };
    if matches.get_flag("print_config") {
        return tools::print(settings::printed(&all, &matches, &settings));
    }
    dispatch(&matches)
}

/// Help and version go to standard output, wrong use to standard error.
fn usage(error: &clap::Error) -> Exit {
    use std::io::Write;
    let text = error.render().to_string();
    if error.use_stderr() {
        // The message quotes what was typed, which may come from a file name or another program.
        let mut safe = Safe::default();
        for line in text.lines() {
            safe.line(&Safe::piece(line));
        }
        let mut stderr = std::io::stderr().lock();
        // Nothing can be said when standard error is gone; the status says it.
        let _ = stderr
            .write_all(safe.as_str().as_bytes())
            .and_then(|()| stderr.flush());
        return Exit::Trouble;
    }
    match output::bytes_to_stdout(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(cause) => {
            Messages::new(true).error(&cause);
            Exit::Trouble
        }
    }
}

fn dispatch(matches: &ArgMatches) -> Exit {
    let cli = match Cli::from_arg_matches(matches) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let (_, inner) = matches.subcommand().unwrap_or(("", matches));
    if let Some(path) = input::overwritten(inner) {
        let shown = path.to_string_lossy();
        Messages::new(false).error(&format!(
            "{shown}: not written: it is one of the files to read; name another file after -o"
        ));
        return Exit::Trouble;
    }
    let folder = inner.try_get_one::<std::ffi::OsString>("lexicon");
    let folder = folder.ok().flatten().map(std::ffi::OsString::as_os_str);
    let lexicon = match tools::loaded(folder) {
        Ok(lexicon) => lexicon,
        Err(cause) => {
            Messages::new(false).error(&cause);
            return Exit::Trouble;
        }
    };
    let exit = match cli.command {
        None => compare::run(&cli.compare, inner, &lexicon),
        Some(Command::Compare(args)) => compare::run(&args, inner, &lexicon),
        Some(Command::Inspect(args)) => alone::inspect(&args, inner, &lexicon),
        Some(Command::Quotes(args)) => alone::quotes(&args, inner, &lexicon),
        Some(Command::Versions(args)) => versions::run(&args, inner, &lexicon),
        Some(Command::Check(args)) => check::run(&args, inner, &lexicon),
        Some(Command::Completions(args)) => tools::completions(&args),
        Some(Command::Man(args)) => tools::man(&args),
        Some(Command::Lexicon(args)) => tools::lexicon(&args, &lexicon),
    };
    // The process ends here: taking thousands of entries apart one by one would only cost time.
    std::mem::forget(lexicon);
    exit
}

/// Says the warnings; what was refused has been said already.
fn say_notes(notes: &[Note], reports: &[Report], messages: &mut Messages) {
    for note in notes.iter().filter(|note| note.kind != NoteKind::Refused) {
        let about = note.about(reports);
        let colon = if about.is_empty() { "" } else { ": " };
        messages.warning(&format!("{about}{colon}{}", note.message));
    }
}
