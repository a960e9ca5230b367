//! `inspect` and `quotes`: reports that are not compared.

use clap::ArgMatches;

use super::args::{InputArgs, InspectArgs, InspectFormat, OutputArgs, QuotesArgs, QuotesFormat};
use super::input::{self, Loaded};
use super::output::{Messages, Rendered, write};
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
        |alone, screen| match format {
            InspectFormat::Table => Rendered::Text(inspect::table(alone, screen)),
            InspectFormat::Text => Rendered::Text(inspect::text(alone)),
            InspectFormat::Json => Rendered::stream(move |out| json::write_inspection(out, alone)),
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
        |alone, screen| match format {
            QuotesFormat::Table => Rendered::Text(quotes::table(alone, screen)),
            QuotesFormat::Json => Rendered::stream(move |out| json::write_quotations(out, alone)),
            QuotesFormat::Jsonl => {
                Rendered::stream(move |out| json::write_quotation_lines(out, alone))
            }
        },
    )
}

/// Reads reports, extracts what each says by itself, and writes it.
fn alone(
    input: &InputArgs,
    output: &OutputArgs,
    matches: &ArgMatches,
    lexicon: &Lexicon,
    render: impl for<'a> Fn(&'a Alone<'_>, Screen<'_>) -> Rendered<'a>,
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
    let rendered = render(&alone, screen::screen(output, links.as_ref()));
    let mut written = true;
    for path in &output.output {
        written &= write(Some(path), &rendered, &mut messages);
    }
    if output.output.is_empty() {
        written = write(None, &rendered, &mut messages);
    }
    let unsaid = messages.finish();
    if written && !refused && !unsaid {
        Exit::Done
    } else {
        Exit::Trouble
    }
}
