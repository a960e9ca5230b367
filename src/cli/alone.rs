//! `inspect` and `quotes`: reports that are not compared.

use std::ffi::OsStr;

use clap::ArgMatches;

use super::args::{InputArgs, InspectArgs, InspectFormat, OutputArgs, QuotesArgs, QuotesFormat};
use super::input::{self, Loaded};
use super::output::{Messages, Rendered, ending, write};
use super::progress::Progress;
use super::{Exit, say_notes, screen};
use crate::lexicon::Lexicon;
use crate::render::{Alone, Screen, inspect, json, quotes};

/// Shows how reports are read.
pub(super) fn inspect(args: &InspectArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let format = args.format;
    alone(
        &args.input,
        &args.output,
        matches,
        lexicon,
        |alone, screen, path| match (format, ending(path).as_str()) {
            (Some(InspectFormat::Json), _) | (None, "json") => {
                Rendered::Data(json::inspection(alone))
            }
            (Some(InspectFormat::Text), _) => Rendered::Text(inspect::text(alone)),
            _ => Rendered::Text(inspect::table(alone, screen)),
        },
    )
}

/// Lists quotations.
pub(super) fn quotes(args: &QuotesArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let format = args.format;
    alone(
        &args.input,
        &args.output,
        matches,
        lexicon,
        |alone, screen, path| match (format, ending(path).as_str()) {
            (Some(QuotesFormat::Json), _) | (None, "json") => {
                Rendered::Data(json::quotations(alone))
            }
            (Some(QuotesFormat::Jsonl), _) | (None, "jsonl" | "ndjson") => {
                Rendered::Data(json::quotation_lines(alone))
            }
            _ => Rendered::Text(quotes::table(alone, screen)),
        },
    )
}

/// Reads reports, extracts what each says by itself, and writes it.
fn alone(
    input: &InputArgs,
    output: &OutputArgs,
    matches: &ArgMatches,
    lexicon: &Lexicon,
    render: impl Fn(&Alone<'_>, Screen<'_>, Option<&OsStr>) -> Rendered,
) -> Exit {
    let mut messages = Messages::new(output.quiet);
    let Loaded {
        reports,
        mut notes,
        refused,
        links,
    } = input::load(input, output, matches, lexicon, &mut messages);
    if reports.is_empty() {
        messages.error(if refused {
            "nothing to show: no report could be read"
        } else {
            "nothing to show: name one or more reports (`--help` has examples)"
        });
        return Exit::Trouble;
    }
    let (mut statements, mut quotations) = (Vec::new(), Vec::new());
    let mut progress = Progress::new(output);
    progress.say("finding statements");
    for found in crate::extract_reports(&reports, lexicon) {
        statements.push(found.statements);
        quotations.push(found.quotations);
        notes.extend(found.notes);
    }
    progress.clear();
    say_notes(&notes, &reports, &mut messages);
    let alone = Alone {
        reports: &reports,
        statements: &statements,
        quotations: &quotations,
        notes: &notes,
    };
    let screen = screen::screen(output, links.as_ref());
    let targets: Vec<Option<&OsStr>> = match output.output.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(|path| Some(path.as_os_str())).collect(),
    };
    let mut written = true;
    for path in targets {
        written &= write(path, &render(&alone, screen, path), &mut messages);
    }
    if written && !refused && !messages.failed() {
        Exit::Done
    } else {
        Exit::Trouble
    }
}
