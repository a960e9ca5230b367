//! `versions`: two or more versions of one report in, what changed out; exit status as `diff`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{ArgMatches, Args, ValueEnum};

use super::args::{InputArgs, OutputArgs};
use super::input;
use super::output::{Messages, Rendered, write};
use super::progress::Progress;
use super::{Exit, say_notes, screen};
use crate::lexicon::Lexicon;
use crate::model::{Report, Step};
use crate::render::versions::{self, Layout, Minor, Shown, Side};

pub(super) const EXAMPLES: &str = "\
Examples:
  storydiff versions monday.html tuesday.html
  storydiff versions --side-by-side v1.txt v2.txt v3.txt
  storydiff versions --ignore-minor -q old.txt new.txt && echo 'nothing but typography'
  storydiff versions -o changes.html monday.html tuesday.html
  git difftool --extcmd 'storydiff versions' HEAD~1 -- articles/
  GIT_EXTERNAL_DIFF='storydiff versions --git' git diff -- articles/

Exit status:
  0  the versions are the same (with --ignore-minor: but for minor edits)
  1  something changed
  2  trouble: a version was refused, output was not written, or wrong use";

/// `versions`.
#[derive(Debug, Args)]
pub(super) struct VersionsArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Form of the output [default: by the ending of -o, else terminal]
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<VersionsFormat>,
    /// Older version at the left, newer at the right
    #[arg(short = 'y', long, conflicts_with = "stat")]
    side_by_side: bool,
    /// Counts only
    #[arg(long)]
    stat: bool,
    /// List minor edits (punctuation, spelling, typography, time stamp) one by one
    #[arg(long)]
    minor: bool,
    /// Count minor edits as the same
    #[arg(long)]
    ignore_minor: bool,
    /// Say so when the versions are the same
    #[arg(short = 's', long)]
    report_identical_files: bool,
    /// Take the arguments with which git calls GIT_EXTERNAL_DIFF
    #[arg(
        long,
        long_help = "Take the arguments with which git calls GIT_EXTERNAL_DIFF (path, old file, hash, mode, new file, \
            hash, mode; for a renamed file two more). The status is 0 whatever changed and whatever could not be read, \
            since git takes any other for a failure and stops."
    )]
    git: bool,
}

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum VersionsFormat {
    /// For a terminal
    Terminal,
    /// For an issue or a document
    Markdown,
    /// One page, self-contained, to hand out
    Html,
    /// Everything, `storydiff/versions/1`
    Json,
}

impl VersionsFormat {
    /// The form that the ending of an output file names.
    fn by_ending(path: &OsStr) -> Option<VersionsFormat> {
        let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Some(VersionsFormat::Markdown),
            "html" | "htm" => Some(VersionsFormat::Html),
            "json" => Some(VersionsFormat::Json),
            _ => None,
        }
    }
}

/// Compares versions.
pub(super) fn run(args: &VersionsArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let mut messages = Messages::new(args.output.quiet);
    if args.git {
        return from_git(args, lexicon, &mut messages);
    }
    let loaded = input::load(&args.input, &args.output, matches, lexicon, &mut messages);
    if loaded.reports.len() < 2 {
        messages.error("nothing to compare: name two or more versions, oldest first");
        return Exit::Trouble;
    }
    say_notes(&loaded.notes, &loaded.reports, &mut messages);
    let mut progress = Progress::new(&args.output);
    progress.say(&format!("comparing {} versions", loaded.reports.len()));
    let steps = crate::diff_versions(&loaded.reports, lexicon);
    progress.clear();
    let is_same = is_same(args, &steps);
    let good = !loaded.refused & written(args, &loaded.reports, &steps, &mut messages);
    let unsaid = messages.finish();
    if !good || unsaid {
        Exit::Trouble
    } else if is_same {
        Exit::Done
    } else {
        Exit::Diverges
    }
}

/// What git asks of its external diff: one path at a time, and status 0.
fn from_git(args: &VersionsArgs, lexicon: &Lexicon, messages: &mut Messages) -> Exit {
    let Some(Asked { names, old, new }) = asked(&args.input.files) else {
        messages
            .error("--git takes the arguments of GIT_EXTERNAL_DIFF; without it name the versions");
        return Exit::Trouble;
    };
    let paths: Vec<&OsStr> = old.into_iter().chain(new).collect();
    let mut loaded = input::load_paths(&paths, &args.input, &args.output, lexicon, messages);
    let shown = old.map(|_| names.0).into_iter().chain(new.map(|_| names.1));
    for (report, name) in loaded.reports.iter_mut().zip(shown) {
        report.path = name.to_string_lossy().into_owned();
    }
    say_notes(&loaded.notes, &loaded.reports, messages);
    let good = match (loaded.reports.as_slice(), old, new) {
        // What could not be read was said; git goes on with the next path.
        _ if loaded.refused => true,
        // A path of a merge that is not resolved has no two versions; git itself says so.
        (_, None, None) => true,
        ([one], Some(_), None) => lone(args, one, Side::Old, messages),
        ([one], None, Some(_)) => lone(args, one, Side::New, messages),
        (reports, _, _) => {
            let steps = crate::diff_versions(reports, lexicon);
            written(args, reports, &steps, messages)
        }
    };
    let unsaid = messages.finish();
    if good && !unsaid {
        Exit::Done
    } else {
        Exit::Trouble
    }
}

fn lone(args: &VersionsArgs, report: &Report, side: Side, messages: &mut Messages) -> bool {
    let text = versions::lone(report, side, screen::screen(&args.output, None));
    write(None, &Rendered::Text(text), messages)
}

/// One path of a `git diff`.
struct Asked<'a> {
    /// What to call the older and the newer version.
    names: (&'a OsStr, &'a OsStr),
    old: Option<&'a OsStr>,
    new: Option<&'a OsStr>,
}

/// Reads git's arguments: path, old file, hash, mode, new file, hash, mode, and for a rename its new path and a
/// description. A path in a merge that is not resolved stands alone. The null device stands for no version.
fn asked(files: &[OsString]) -> Option<Asked<'_>> {
    let (names, old, new) = match files {
        [path, old, _, _, new, _, _] => ((path, path), old, new),
        [before, old, _, _, new, _, _, path, _] => ((before, path), old, new),
        [path] => {
            return Some(Asked {
                names: (path, path),
                old: None,
                new: None,
            });
        }
        _ => return None,
    };
    Some(Asked {
        names: (names.0.as_os_str(), names.1.as_os_str()),
        old: version(old),
        new: version(new),
    })
}

fn version(file: &OsString) -> Option<&OsStr> {
    (file != "/dev/null").then_some(file.as_os_str())
}

fn is_same(args: &VersionsArgs, steps: &[Step]) -> bool {
    steps
        .iter()
        .all(|step| step.is_identical() || (args.ignore_minor && step.is_minor()))
}

/// Writes to every target in the form that `--format` or its ending names.
fn written(
    args: &VersionsArgs,
    reports: &[Report],
    steps: &[Step],
    messages: &mut Messages,
) -> bool {
    let targets: Vec<Option<&OsStr>> = match args.output.output.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(|path| Some(path.as_os_str())).collect(),
    };
    let mut good = true;
    for target in targets {
        let format = args
            .format
            .or_else(|| target.and_then(VersionsFormat::by_ending))
            .unwrap_or(VersionsFormat::Terminal);
        good &= write(target, &rendered(args, format, reports, steps), messages);
    }
    good
}

fn rendered<'a>(
    args: &VersionsArgs,
    format: VersionsFormat,
    reports: &'a [Report],
    steps: &'a [Step],
) -> Rendered<'a> {
    let is_same = is_same(args, steps);
    let screen = screen::screen(&args.output, None);
    let minor = if args.minor {
        Minor::Listed
    } else {
        Minor::Folded
    };
    match format {
        VersionsFormat::Json => Rendered::Data(versions::json::versions(reports, steps)),
        VersionsFormat::Markdown => {
            Rendered::Data(versions::markdown::versions(reports, steps, minor))
        }
        VersionsFormat::Html => {
            Rendered::stream(move |out| versions::page::write_versions(out, reports, steps, minor))
        }
        VersionsFormat::Terminal if args.output.quiet || is_same => Rendered::Text(
            versions::brief(reports, is_same, args.report_identical_files, screen),
        ),
        VersionsFormat::Terminal => {
            let layout = match (args.stat, args.side_by_side) {
                (true, _) => Layout::Stat,
                (_, true) => Layout::SideBySide,
                _ => Layout::Unified,
            };
            Rendered::Text(versions::terminal(
                reports,
                steps,
                Shown { layout, minor },
                screen,
            ))
        }
    }
}
