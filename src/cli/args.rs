//! What was typed: the command line as clap reads it.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::DivergenceKind;
use crate::render::Topic;

/// Compare several reports of one event: shared, divergent and unique statements per source.
#[derive(Debug, Parser)]
#[command(
    name = "storydiff",
    version,
    about = "Compare several reports of one event: what they share, where they diverge, what only one has",
    long_about = "Compares several outlets' reports of one event. Quotations and claims are aligned across the reports;\n\
        the table shows first what diverges (with the kind and the values), then what is shared, then what\n\
        only one report has. Nothing is sent anywhere, no outlet is ranked, and `not found in` says no more than that.",
    after_help = "`storydiff FILE FILE...` is short for `storydiff compare FILE FILE...`. `storydiff --help` has examples.",
    after_long_help = COMPARE_EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) compare: CompareArgs,
    /// Do not look for storydiff.toml
    #[arg(
        long,
        global = true,
        long_help = "Do not look for storydiff.toml, neither in the working folder and upwards nor in the user's folder. \
            Options can be set there and as STORYDIFF_WIDTH, STORYDIFF_COLOR and so on; what is typed is stronger."
    )]
    no_config: bool,
    /// Show every option with its value and where it comes from
    #[arg(long, global = true)]
    print_config: bool,
}

const COMPARE_EXAMPLES: &str = "\
Examples:
  storydiff echo.txt post.html courier.json
  storydiff --label Echo=a.txt --label Post=b.txt
  curl -s https://news.example/story | storydiff echo.txt -
  storydiff --only divergent --type quotation *.txt
  storydiff --explain g3 echo.txt post.txt
  storydiff -o story.json -o story.txt echo.txt post.txt
  storydiff --fail-on number,date echo.txt post.txt >/dev/null || echo 'look again'

Exit status:
  0  the reports were compared
  1  with --exit-code or --fail-on: something diverges
  2  trouble: a report was refused, there was nothing to compare, output was not written, or wrong use";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compare reports (the same as naming them without a command)
    #[command(after_long_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Show how each report is read: metadata, blocks with their role, statements
    #[command(after_long_help = "\
Examples:
  storydiff inspect echo.txt
  storydiff inspect --format json page.html
  git config diff.story.textconv 'storydiff inspect --quiet --format text'")]
    Inspect(InspectArgs),
    /// List the quotations of each report, by speaker
    #[command(after_long_help = "\
Examples:
  storydiff quotes echo.txt post.txt
  storydiff quotes --format jsonl *.txt")]
    Quotes(QuotesArgs),
    /// Show what changed between versions of one report
    #[command(after_long_help = super::versions::EXAMPLES)]
    Versions(super::versions::VersionsArgs),
    /// Hold the quotations of reports against a primary document
    #[command(after_long_help = super::check::EXAMPLES)]
    Check(super::check::CheckArgs),
    /// Print the completions of a shell
    #[command(after_long_help = "\
Examples:
  storydiff completions bash > ~/.local/share/bash-completion/completions/storydiff
  storydiff completions zsh > ~/.zfunc/_storydiff
  storydiff completions fish > ~/.config/fish/completions/storydiff.fish")]
    Completions(super::tools::CompletionsArgs),
    /// Print a manual page
    #[command(after_long_help = "\
Examples:
  storydiff man | man -l -
  storydiff man quotes > storydiff-quotes.1")]
    Man(super::tools::ManArgs),
    /// Print a word list that is built in, or the names of all
    #[command(after_long_help = "\
Examples:
  storydiff lexicon
  storydiff lexicon hedges > lists/hedges.tsv   # change it, then:
  storydiff --lexicon lists echo.txt post.txt")]
    Lexicon(super::tools::LexiconArgs),
}

/// Files and how to read them.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Reports: text, Markdown, HTML or JSON, plain or .gz; `-` is standard input
    #[arg(value_name = "FILE", value_parser = clap::value_parser!(OsString))]
    pub(super) files: Vec<OsString>,
    /// A report with the name that heads its column; stands in for FILE
    #[arg(
        long,
        value_name = "NAME=FILE",
        long_help = "A report with the name that heads its column. It stands in for FILE: columns follow the order of \
            all files on the command line."
    )]
    pub(super) label: Vec<OsString>,
    /// Read every input as this kind instead of telling it by content
    #[arg(long, value_name = "KIND")]
    pub(super) input_format: Option<InputKind>,
    /// A folder with word lists (*.tsv) to use in place of those of the same name that are built in
    #[arg(long, value_name = "DIR", value_parser = clap::value_parser!(OsString))]
    pub(super) lexicon: Option<OsString>,
    /// Bytes of text that one input may have once unpacked; more is refused
    #[arg(
        long,
        value_name = "N",
        default_value_t = crate::read::ReadConfig::default().max_bytes,
        value_parser = size
    )]
    pub(super) max_bytes: usize,
}

/// Where the output goes and how it looks.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// Write to FILE instead of standard output, whole or not at all; may be given several times
    #[arg(short, long, value_name = "FILE", value_parser = clap::value_parser!(OsString))]
    pub(super) output: Vec<OsString>,
    /// Columns of the table [default: COLUMNS, else the terminal, else 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,
    /// Colours and bold type
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        long_help = "Colours and bold type. `auto`: not with NO_COLOR, always with CLICOLOR_FORCE, else on a terminal. \
            Nothing is shown by colour alone."
    )]
    pub(super) color: When,
    /// Statements as links to their file and line
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        long_help = "Statements as links to their file and line (OSC 8). `auto`: on a terminal."
    )]
    pub(super) hyperlink: When,
    /// No warnings on standard error (they stay in the result); errors are still said
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// `compare`.
#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// Form of the output [default: by the ending of -o, else table]
    #[arg(short, long, value_name = "FORMAT")]
    pub(super) format: Option<CompareFormat>,
    /// Show only these statuses
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub(super) only: Vec<StatusArg>,
    /// Show only groups that hold such a statement
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub(super) kinds: Vec<KindArg>,
    /// Show all that stands behind one group (g3) or statement (r1s4)
    #[arg(
        long,
        value_name = "ID",
        long_help = "Show all that stands behind one group (g3) or one statement (r1s4): every statement with its facts, \
            every link with its features, every divergence with its rule, and what was nearly joined."
    )]
    pub(super) explain: Option<String>,
    /// Show only these views [default: all; the terminal shows the rows with a summary]
    #[arg(
        long,
        long_help = "Show only these views: overview, divergent, quotations (by speaker), shared, unique, labels (names and \
            charged words), order (where statements stand), dates (time line and numbers), texts (in full). Default: all \
            in the page and in Markdown; the terminal shows the rows with a summary.",
        value_name = "VIEW",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Topic::ALL.map(Topic::name))
    )]
    pub(super) view: Vec<String>,
    /// With --format worksheet: the key instead of the sheet
    #[arg(long)]
    pub(super) key: bool,
    /// Show long statements whole
    #[arg(
        long,
        long_help = "Show long statements whole. Without it the table shortens a long statement, says so with `…`, and \
            keeps the words that differ."
    )]
    pub(super) full: bool,
    /// Join only what is all but sure to say the same
    #[arg(
        long,
        conflicts_with = "loose",
        long_help = "Join only statements that say the same with a probability of .5 or more, instead of .40: fewer false \
            joins, more statements stand alone."
    )]
    pub(super) strict: bool,
    /// Join what may well say the same
    #[arg(
        long,
        long_help = "Join statements that say the same with a probability of .25 or more, instead of .40: fewer statements \
            stand alone, more joins are false."
    )]
    pub(super) loose: bool,
    /// Exit with 1 when anything diverges
    #[arg(long)]
    pub(super) exit_code: bool,
    /// Exit with 1 when a divergence of one of these kinds is found
    #[arg(
        long,
        value_name = "KIND",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(DivergenceKind::ALL.map(DivergenceKind::name))
    )]
    pub(super) fail_on: Vec<String>,
}

/// `inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: InspectFormat,
}

/// `quotes`.
#[derive(Debug, Args)]
pub(super) struct QuotesArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: QuotesFormat,
}

/// Kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputKind {
    /// Plain text, as pasted from a page
    Text,
    /// Markdown
    Markdown,
    /// A page
    Html,
    /// One record, an array of records, or one record a line
    Json,
}

/// Forms of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// The table, for a terminal
    Table,
    /// Everything, documented in data/schema/comparison-1.json
    Json,
    /// The same, one record a line, each with its type (data/schema/lines-1.json)
    Jsonl,
    /// For an issue or a document
    Markdown,
    /// One page, self-contained, to hand out
    Html,
    /// One row for each statement of each group, for a spreadsheet
    Csv,
    /// The same with tabs
    Tsv,
    /// Critical apparatus, for collation tools
    Tei,
    /// A class exercise: a page, or Markdown with -o FILE.md; see --key
    Worksheet,
}

impl CompareFormat {
    /// The endings of `-o FILE` that ask for it.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            CompareFormat::Table => &["txt"],
            CompareFormat::Json => &["json"],
            CompareFormat::Jsonl => &["jsonl", "ndjson"],
            CompareFormat::Markdown => &["md", "markdown"],
            CompareFormat::Html => &["html", "htm"],
            CompareFormat::Csv => &["csv"],
            CompareFormat::Tsv => &["tsv", "tab"],
            CompareFormat::Tei => &["xml", "tei"],
            // No ending of its own: it is a page or Markdown.
            CompareFormat::Worksheet => &[],
        }
    }
}

/// Forms of `inspect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For a terminal
    Table,
    /// Headline, byline, then one statement a line: for `git diff` (textconv) and other programs that compare lines
    Text,
    /// Everything, documented in data/schema/inspect-1.json
    Json,
}

/// Forms of `quotes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum QuotesFormat {
    /// For a terminal
    Table,
    /// Everything, documented in data/schema/quotes-1.json
    Json,
    /// One quotation a line
    Jsonl,
}

/// When to use what only a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Statuses by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusArg {
    /// Two or more reports, with a typed difference
    Divergent,
    /// Two or more reports, nothing in conflict
    Shared,
    /// One report
    Unique,
}

/// Sorts of statement by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KindArg {
    /// What somebody is reported to have said
    Quotation,
    /// What the outlet says itself
    Claim,
}

/// A number of bytes: `1000`, `64M`, `1G`.
fn size(typed: &str) -> Result<usize, String> {
    let (end, shift) = match typed.char_indices().next_back() {
        Some((at, 'K' | 'k')) => (at, 10),
        Some((at, 'M' | 'm')) => (at, 20),
        Some((at, 'G' | 'g')) => (at, 30),
        _ => (typed.len(), 0),
    };
    typed
        .get(..end)
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "a number of bytes is asked for, such as 1000, 64M or 1G".to_owned())
}
