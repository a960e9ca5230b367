//! The command line: the only place with files, clock, terminal and exit status.
//!
//! In: what was typed, files and streams, a few environment variables. Out: text on standard output or in a file,
//! messages on standard error, an exit status. It decides nothing about reports; that is [`crate::compare_reports`].

mod args;
mod input;
mod output;
mod screen;

use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::lexicon::Lexicon;
use crate::model::{Comparison, Kind, Note, NoteKind, Report, Status};
use crate::render::sheet::View;
use crate::render::terminal::{self, Length};
use crate::render::{Alone, Screen, explain, inspect, json, quotes};
use args::{
    Cli, Command, CompareArgs, CompareFormat, InspectArgs, InspectFormat, KindArg, OutputArgs,
    QuotesArgs, QuotesFormat, StatusArg,
};
use input::Loaded;
use output::{Messages, Rendered};

/// Exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Done as asked.
    Done = 0,
    /// Done, and something diverges (`--exit-code`).
    Diverges = 1,
    /// A report was refused, there was nothing to compare, output was not written, or wrong use.
    Trouble = 2,
}

/// Runs the command on the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let exit = match Cli::command().try_get_matches() {
        Ok(matches) => dispatch(&matches),
        Err(error) => usage(&error),
    };
    ExitCode::from(exit as u8)
}

/// Help and version go to standard output, wrong use to standard error.
fn usage(error: &clap::Error) -> Exit {
    use std::io::Write;
    let text = error.render().to_string();
    if error.use_stderr() {
        let mut stderr = std::io::stderr().lock();
        // Nothing can be said when standard error is gone; the status says it.
        let _ = stderr
            .write_all(text.as_bytes())
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
    let lexicon = Lexicon::embedded();
    let (_, inner) = matches.subcommand().unwrap_or(("", matches));
    match cli.command {
        None => compare(&cli.compare, inner, &lexicon),
        Some(Command::Compare(args)) => compare(&args, inner, &lexicon),
        Some(Command::Inspect(args)) => inspect(&args, inner, &lexicon),
        Some(Command::Quotes(args)) => quotes(&args, inner, &lexicon),
    }
}

fn compare(args: &CompareArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let mut messages = Messages::new(args.output.quiet);
    let Loaded {
        reports,
        notes,
        refused,
    } = input::load(&args.input, matches, lexicon, &mut messages);
    if reports.len() < 2 {
        messages.error(match (reports.is_empty(), refused) {
            (true, false) => {
                "nothing to compare: name two or more reports (`storydiff --help` has examples)"
            }
            (true, true) => "nothing to compare: no report could be read",
            (false, true) => "nothing to compare: only one report could be read",
            (false, false) => "nothing to compare: one report only; name two or more",
        });
        return Exit::Trouble;
    }
    let config = crate::Config::default();
    let comparison = crate::compare_reports(reports, notes, lexicon, &config);
    say_notes(&comparison.notes, &comparison.reports, &mut messages);
    let rendered = match rendered(args, &comparison) {
        Ok(rendered) => rendered,
        Err(cause) => {
            messages.error(&cause);
            return Exit::Trouble;
        }
    };
    let mut exit = write(&args.output, &rendered, refused, &mut messages);
    let counts = &comparison.counts;
    if counts.statements_in != counts.statements_out {
        messages.error(&format!(
            "{} of {} statements stand in the result: a fault of storydiff; please report it with the files",
            counts.statements_out, counts.statements_in
        ));
        exit = Exit::Trouble;
    }
    if args.exit_code && counts.rows[Status::Divergent.index()] > 0 {
        exit = exit.max(Exit::Diverges);
    }
    exit
}

fn rendered(args: &CompareArgs, comparison: &Comparison) -> Result<Rendered, String> {
    let screen = screen::screen(&args.output);
    let view = View {
        statuses: args
            .only
            .iter()
            .map(|status| named_status(*status))
            .collect(),
        kinds: args.kinds.iter().map(|kind| named_kind(*kind)).collect(),
    };
    if let Some(id) = &args.explain {
        return explain::explain(comparison, id, screen).map(Rendered::Text);
    }
    Ok(
        match args.format.unwrap_or_else(|| by_ending(&args.output)) {
            CompareFormat::Table => {
                let length = if args.full {
                    Length::Full
                } else {
                    Length::Short
                };
                Rendered::Text(terminal::comparison(comparison, &view, length, screen))
            }
            CompareFormat::Json => Rendered::Data(json::comparison(comparison, &view)),
        },
    )
}

/// The form that the ending of the output file names.
fn by_ending(args: &OutputArgs) -> CompareFormat {
    let path = args.output.as_deref().map(std::path::Path::new);
    let ending = path.and_then(std::path::Path::extension);
    match ending.and_then(std::ffi::OsStr::to_str) {
        Some("json") => CompareFormat::Json,
        _ => CompareFormat::Table,
    }
}

fn inspect(args: &InspectArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    alone(
        &args.input,
        &args.output,
        matches,
        lexicon,
        |alone, screen| match args.format {
            InspectFormat::Table => Rendered::Text(inspect::table(alone, screen)),
            InspectFormat::Json => Rendered::Data(json::inspection(alone)),
        },
    )
}

fn quotes(args: &QuotesArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    alone(
        &args.input,
        &args.output,
        matches,
        lexicon,
        |alone, screen| match args.format {
            QuotesFormat::Table => Rendered::Text(quotes::table(alone, screen)),
            QuotesFormat::Json => Rendered::Data(json::quotations(alone)),
            QuotesFormat::Jsonl => Rendered::Data(json::quotation_lines(alone)),
        },
    )
}

/// Reads reports, extracts what each says by itself, and writes it.
fn alone(
    input: &args::InputArgs,
    output: &OutputArgs,
    matches: &ArgMatches,
    lexicon: &Lexicon,
    render: impl Fn(&Alone<'_>, Screen) -> Rendered,
) -> Exit {
    let mut messages = Messages::new(output.quiet);
    let Loaded {
        reports,
        mut notes,
        refused,
    } = input::load(input, matches, lexicon, &mut messages);
    if reports.is_empty() {
        messages.error(if refused {
            "nothing to show: no report could be read"
        } else {
            "nothing to show: name one or more reports (`--help` has examples)"
        });
        return Exit::Trouble;
    }
    let (mut statements, mut quotations) = (Vec::new(), Vec::new());
    for found in crate::extract_reports(&reports, lexicon) {
        statements.push(found.statements);
        quotations.push(found.quotations);
        notes.extend(found.notes);
    }
    say_notes(&notes, &reports, &mut messages);
    let alone = Alone {
        reports: &reports,
        statements: &statements,
        quotations: &quotations,
        notes: &notes,
    };
    let rendered = render(&alone, screen::screen(output));
    write(output, &rendered, refused, &mut messages)
}

/// Writes the output and gives the status so far.
fn write(args: &OutputArgs, rendered: &Rendered, refused: bool, messages: &mut Messages) -> Exit {
    let written = match &args.output {
        Some(path) => output::to_file(path, rendered),
        None => output::to_stdout(rendered),
    };
    if let Err(cause) = &written {
        messages.error(cause);
    }
    if written.is_err() || refused || messages.failed() {
        Exit::Trouble
    } else {
        Exit::Done
    }
}

/// Says the warnings; what was refused has been said already.
fn say_notes(notes: &[Note], reports: &[Report], messages: &mut Messages) {
    for note in notes.iter().filter(|note| note.kind != NoteKind::Refused) {
        let labels: Vec<&str> = note
            .reports
            .iter()
            .filter_map(|report| reports.get(report.0))
            .map(|report| report.label.as_str())
            .collect();
        let about = if labels.is_empty() {
            String::new()
        } else {
            format!("{}: ", labels.join(", "))
        };
        messages.warning(&format!("{about}{}", note.message));
    }
}

fn named_status(status: StatusArg) -> Status {
    match status {
        StatusArg::Divergent => Status::Divergent,
        StatusArg::Shared => Status::Shared,
        StatusArg::Unique => Status::Unique,
    }
}

fn named_kind(kind: KindArg) -> Kind {
    match kind {
        KindArg::Quotation => Kind::Quotation,
        KindArg::Claim => Kind::Claim,
    }
}
