//! `check`: reports and a primary document in, how faithful each quotation is out.

use std::ffi::{OsStr, OsString};

use clap::{ArgMatches, Args, ValueEnum};

use super::args::{InputArgs, OutputArgs};
use super::input::{self, Loaded};
use super::output::{Messages, Rendered, write};
use super::progress::Progress;
use super::{Exit, say_notes, screen};
use crate::lexicon::Lexicon;
use crate::model::Fidelity;
use crate::render::fidelity;

pub(super) const EXAMPLES: &str = "\
Examples:
  storydiff check echo.txt post.html --source speech.txt
  storydiff check --exit-code --format json echo.txt --source transcript.txt

Grades:
  verbatim     the same words and punctuation
  punctuation  the same words; case or punctuation differ
  shortened    the words of one passage in order, some left out
  spliced      words from places far apart, or in another order, as one quotation
  altered      words that the source does not have there
  not found    the source has no such passage

Exit status:
  0  the quotations were checked
  1  with --exit-code: a quotation is spliced, altered or not found
  2  trouble: a file was refused, output was not written, or wrong use";

/// `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    input: InputArgs,
    /// The primary document: a transcript, a speech, a press release
    #[arg(long, value_name = "FILE", required = true, value_parser = clap::value_parser!(OsString))]
    source: OsString,
    #[command(flatten)]
    output: OutputArgs,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    format: CheckFormat,
    /// Exit with 1 when a quotation is spliced, altered or not found
    #[arg(long)]
    exit_code: bool,
}

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For a terminal
    Table,
    /// Everything, `storydiff/check/1`
    Json,
}

/// Checks quotations.
pub(super) fn run(args: &CheckArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let mut messages = Messages::new(args.output.quiet);
    if args.source == "-" && args.input.files.iter().any(|file| file == "-") {
        messages
            .error("-: standard input can be read only once; save the source or the report to a file first");
        return Exit::Trouble;
    }
    let mut source = input::load_paths(
        &[args.source.as_os_str()],
        &args.input,
        &args.output,
        lexicon,
        &mut messages,
    );
    if source.reports.len() > 1 {
        messages.error("the source holds several records; give one document");
        return Exit::Trouble;
    }
    let Some(document) = source.reports.pop() else {
        return Exit::Trouble;
    };
    let Loaded {
        reports,
        notes,
        refused,
        links,
    } = input::load(&args.input, &args.output, matches, lexicon, &mut messages);
    if reports.is_empty() {
        messages.error("nothing to check: name one or more reports beside --source");
        return Exit::Trouble;
    }
    say_notes(&notes, &reports, &mut messages);
    let mut progress = Progress::new(&args.output);
    progress.say("looking for the quotations in the source");
    let checked = crate::check_quotations(&reports, &document, lexicon);
    progress.clear();
    let rendered = match args.format {
        CheckFormat::Table => Rendered::Text(fidelity::table(
            &reports,
            &document,
            &checked,
            screen::screen(&args.output, links.as_ref()),
        )),
        CheckFormat::Json => Rendered::Data(fidelity::json(&reports, &document, &checked)),
    };
    let targets: Vec<Option<&OsStr>> = match args.output.output.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(|path| Some(path.as_os_str())).collect(),
    };
    let mut good = !refused;
    for target in targets {
        good &= write(target, &rendered, &mut messages);
    }
    let unfaithful = checked.iter().any(|entry| {
        matches!(
            entry.fidelity,
            Fidelity::Spliced | Fidelity::Altered | Fidelity::NotFound
        )
    });
    let unsaid = messages.finish();
    if !good || unsaid {
        Exit::Trouble
    } else if args.exit_code && unfaithful {
        Exit::Diverges
    } else {
        Exit::Done
    }
}
