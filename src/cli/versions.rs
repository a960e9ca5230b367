//! `versions`: two or more versions of one report in, what changed out; exit status as `diff`.

use std::ffi::{OsStr, OsString};

use clap::{ArgMatches, Args, ValueEnum};

use super::args::{InputArgs, OutputArgs};
use super::input::{self, Loaded};
use super::output::{Messages, Rendered, write};
use super::{Exit, say_notes, screen};
use crate::lexicon::Lexicon;
use crate::model::{Report, Step};
use crate::render::versions::{self, Layout, Minor, Shown};

pub(super) const EXAMPLES: &str = "\
Examples:
  storydiff versions monday.html tuesday.html
  storydiff versions --side-by-side v1.txt v2.txt v3.txt
  storydiff versions --ignore-minor -q old.txt new.txt && echo 'nothing but typography'
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
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    format: VersionsFormat,
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
    /// Take the seven arguments with which git calls GIT_EXTERNAL_DIFF
    #[arg(
        long,
        long_help = "Take the seven arguments with which git calls GIT_EXTERNAL_DIFF (path, old file, hash, mode, new \
            file, hash, mode). The status is 0 whatever changed, since git takes any other for a failure."
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
    /// Everything, `storydiff/versions/1`
    Json,
}

/// Compares versions.
pub(super) fn run(args: &VersionsArgs, matches: &ArgMatches, lexicon: &Lexicon) -> Exit {
    let mut messages = Messages::new(args.output.quiet);
    let loaded = if args.git {
        match git_files(&args.input.files) {
            Some(paths) => input::load_paths(&paths, &args.input, lexicon, &mut messages),
            None => {
                messages.error("--git takes the seven arguments of GIT_EXTERNAL_DIFF; without it name the versions");
                return Exit::Trouble;
            }
        }
    } else {
        input::load(&args.input, matches, lexicon, &mut messages)
    };
    let Loaded {
        mut reports,
        notes,
        refused,
    } = loaded;
    if let (true, Some(path)) = (args.git, args.input.files.first()) {
        for report in &mut reports {
            report.path = path.to_string_lossy().into_owned();
        }
    }
    if reports.len() < 2 {
        // A file that was added or taken away has one version only: git shows that by itself.
        if args.git && !refused {
            return Exit::Done;
        }
        messages.error("nothing to compare: name two or more versions, oldest first");
        return Exit::Trouble;
    }
    say_notes(&notes, &reports, &mut messages);
    let steps = crate::diff_versions(&reports, lexicon);
    let is_same = steps
        .iter()
        .all(|step| step.is_identical() || (args.ignore_minor && step.is_minor()));
    let rendered = rendered(args, &reports, &steps, is_same);
    let targets: Vec<Option<&OsStr>> = match args.output.output.as_slice() {
        [] => vec![None],
        paths => paths.iter().map(|path| Some(path.as_os_str())).collect(),
    };
    let mut good = !refused;
    for target in targets {
        good &= write(target, &rendered, &mut messages);
    }
    if !good || messages.failed() {
        Exit::Trouble
    } else if is_same || args.git {
        Exit::Done
    } else {
        Exit::Diverges
    }
}

/// The old and the new file among git's seven arguments; the null device stands for a version that is not there.
fn git_files(files: &[OsString]) -> Option<Vec<&OsStr>> {
    let [_, old, _, _, new, _, _] = files else {
        return None;
    };
    Some(
        [old, new]
            .into_iter()
            .map(OsString::as_os_str)
            .filter(|path| *path != "/dev/null")
            .collect(),
    )
}

fn rendered(args: &VersionsArgs, reports: &[Report], steps: &[Step], is_same: bool) -> Rendered {
    let screen = screen::screen(&args.output);
    let minor = if args.minor {
        Minor::Listed
    } else {
        Minor::Folded
    };
    match args.format {
        VersionsFormat::Json => Rendered::Data(versions::json::versions(reports, steps)),
        VersionsFormat::Markdown => {
            Rendered::Data(versions::markdown::versions(reports, steps, minor))
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
