//! `compare`: reports in, the comparison out in as many forms as are asked for.

use std::ffi::OsStr;
use std::path::Path;
use std::thread::Builder;

use clap::{ArgMatches, ValueEnum};

use super::args::{CompareArgs, CompareFormat, KindArg, StatusArg};
use super::input::{self, Loaded};
use super::output::{Messages, Rendered, write};
use super::progress::Progress;
use super::{Exit, say_notes, screen};
use crate::Language;
use crate::align::AlignConfig;
use crate::lexicon::Lexicon;
use crate::model::{Comparison, Kind, Status};
use crate::render::safe::Links;
use crate::render::sheet::View;
use crate::render::terminal::{self, Length};
use crate::render::{Choice, Topic, delimited, explain, json, markdown, page, tei, worksheet};

/// One output: a file, or standard output, and its form.
struct Target<'a> {
    path: Option<&'a OsStr>,
    format: CompareFormat,
}

/// Compares reports.
pub(super) fn run(args: &CompareArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let language = Language::new(lexicon);
    // Preparing the tables takes as long as reading a few reports: all at once.
    let exit = std::thread::scope(|scope| {
        // Where the system gives no thread, each table is prepared when it is first needed.
        let _ = Builder::new().spawn_scoped(scope, || language.prepare_first());
        let _ = Builder::new().spawn_scoped(scope, || language.prepare_later());
        compare(args, matches, &language)
    });
    // The process ends here: taking thousands of entries apart one by one would only cost time.
    std::mem::forget(language);
    exit
}

fn compare(args: &CompareArgs, matches: &ArgMatches, language: &Language<'_>) -> Exit {
    let mut messages = Messages::new(args.output.quiet);
    // What cannot be written as asked is said before anything is read.
    let targets = match targets(args) {
        Ok(targets) => targets,
        Err(cause) => {
            messages.error(&cause);
            return Exit::Trouble;
        }
    };
    let Loaded {
        reports,
        notes,
        refused,
        links,
    } = input::load(
        &args.input,
        &args.output,
        matches,
        language.lexicon(),
        &mut messages,
    );
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
    let config = crate::Config {
        align: match (args.strict, args.loose) {
            (true, _) => AlignConfig::strict(),
            (_, true) => AlignConfig::loose(),
            _ => AlignConfig::default(),
        },
    };
    let mut progress = Progress::new(&args.output);
    progress.say(&format!("comparing {} reports", reports.len()));
    let comparison = language.compare(reports, notes, &config);
    progress.clear();
    say_notes(&comparison.notes, &comparison.reports, &mut messages);
    let mut good = !refused;
    for target in targets {
        match rendered(args, &target, &comparison, links.as_ref()) {
            Ok(rendered) => good &= write(target.path, &rendered, &mut messages),
            Err(cause) => {
                messages.error(&cause);
                good = false;
            }
        }
    }
    let counts = &comparison.counts;
    if counts.statements_in != counts.statements_out {
        messages.error(&format!(
            "{} of {} statements stand in the result: a fault of storydiff; please report it with the files",
            counts.statements_out, counts.statements_in
        ));
        good = false;
    }
    let unsaid = messages.finish();
    let exit = if !good || unsaid {
        Exit::Trouble
    } else if diverges(args, &comparison) {
        Exit::Diverges
    } else {
        Exit::Done
    };
    // As the tables in `run`: the process ends here.
    std::mem::forget(comparison);
    exit
}

/// Standard output, or every file of `-o` with the form that `--format` or its ending names.
fn targets(args: &CompareArgs) -> Result<Vec<Target<'_>>, String> {
    if args.output.output.is_empty() {
        let format = args.format.unwrap_or(CompareFormat::Table);
        return Ok(vec![Target { path: None, format }]);
    }
    args.output
        .output
        .iter()
        .map(|path| {
            let format = args
                .format
                .or_else(|| args.explain.as_ref().map(|_| CompareFormat::Table))
                .or_else(|| by_ending(path))
                .ok_or_else(|| {
                    format!(
                        "{}: no form of output has this ending; name one with --format",
                        path.to_string_lossy()
                    )
                })?;
            Ok(Target {
                path: Some(path.as_os_str()),
                format,
            })
        })
        .collect()
}

/// The form that the ending of an output file names; devices and standard output take the table.
fn by_ending(path: &OsStr) -> Option<CompareFormat> {
    let path = Path::new(path);
    let Some(ending) = path.extension() else {
        return Some(CompareFormat::Table);
    };
    let ending = ending.to_str()?.to_ascii_lowercase();
    CompareFormat::value_variants()
        .iter()
        .copied()
        .find(|format| format.endings().contains(&ending.as_str()))
}

fn rendered<'a>(
    args: &CompareArgs,
    target: &Target<'_>,
    comparison: &'a Comparison,
    links: Option<&'a Links>,
) -> Result<Rendered<'a>, String> {
    let screen = screen::screen(&args.output, links);
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
    let choice = Choice {
        topics: topics(args),
        rows: view.clone(),
    };
    Ok(match target.format {
        CompareFormat::Table if !args.view.is_empty() => {
            Rendered::Text(terminal::views(comparison, &choice, screen))
        }
        CompareFormat::Table => {
            let length = if args.full {
                Length::Full
            } else {
                Length::Short
            };
            Rendered::stream(move |out| {
                terminal::write_comparison(out, comparison, &view, length, screen)
            })
        }
        CompareFormat::Json => {
            Rendered::stream(move |out| json::write_comparison(out, comparison, &view))
        }
        CompareFormat::Jsonl => {
            Rendered::stream(move |out| json::write_comparison_lines(out, comparison, &view))
        }
        CompareFormat::Markdown => {
            Rendered::stream(move |out| markdown::write_markdown(out, comparison, &choice))
        }
        CompareFormat::Html => {
            Rendered::stream(move |out| page::write_page(out, comparison, &choice))
        }
        CompareFormat::Csv => {
            Rendered::stream(move |out| delimited::write_csv(out, comparison, &choice))
        }
        CompareFormat::Tsv => {
            Rendered::stream(move |out| delimited::write_tsv(out, comparison, &choice))
        }
        CompareFormat::Tei => {
            Rendered::stream(move |out| tei::write_apparatus(out, comparison, &choice))
        }
        CompareFormat::Worksheet => {
            let part = if args.key {
                worksheet::Part::Key
            } else {
                worksheet::Part::Sheet
            };
            let is_markdown = target.path.and_then(by_ending) == Some(CompareFormat::Markdown);
            Rendered::stream(move |out| {
                if is_markdown {
                    worksheet::write_markdown(out, comparison, part)
                } else {
                    worksheet::write_html(out, comparison, part)
                }
            })
        }
    })
}

/// The views that are asked for; none named means all.
fn topics(args: &CompareArgs) -> Vec<Topic> {
    Topic::ALL
        .into_iter()
        .filter(|topic| args.view.is_empty() || args.view.iter().any(|name| name == topic.name()))
        .collect()
}

/// True when something diverges that the status is to tell.
fn diverges(args: &CompareArgs, comparison: &Comparison) -> bool {
    (args.exit_code || !args.fail_on.is_empty())
        && comparison
            .rows
            .iter()
            .filter(|row| row.status == Status::Divergent)
            .flat_map(|row| &row.divergences)
            .filter(|divergence| !divergence.is_hint())
            .any(|divergence| {
                args.fail_on.is_empty() || args.fail_on.contains(&divergence.kind.name().to_owned())
            })
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
