//! One outlet's report: its text, what each block of it is, and what is known about it.

use jiff::civil::Date;

use super::{Span, Statement};

/// A report's place on the command line, from 0. Shown as `r1`, `r2`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(u32);

impl ReportId {
    /// The report at that place. No input has as many reports as do not fit.
    #[must_use]
    pub fn new(place: usize) -> ReportId {
        ReportId(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The place.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for ReportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "r{}", self.index() + 1)
    }
}

/// What a block of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The title of the report.
    Headline,
    /// The summary line under the headline (standfirst, subhead).
    Deck,
    /// Who wrote it.
    Byline,
    /// A line that only gives a date or time of publication.
    Date,
    /// Where and for which agency it was filed: `WASHINGTON (Agency) —`.
    Dateline,
    /// Running text.
    Body,
    /// Text under a picture.
    Caption,
    /// Who owns a picture.
    Credit,
    /// Headlines of other reports.
    Related,
    /// Keywords.
    Tags,
    /// Share, subscribe, follow, short-link lines.
    Share,
    /// What readers wrote, and the form around it.
    Comment,
    /// About the author.
    Bio,
    /// Which agency the text comes from or who contributed.
    Agency,
    /// Other furniture of the page.
    Other,
}

impl Role {
    /// All roles, in the order of the documentation.
    pub const ALL: [Role; 15] = [
        Role::Headline,
        Role::Deck,
        Role::Byline,
        Role::Date,
        Role::Dateline,
        Role::Body,
        Role::Caption,
        Role::Credit,
        Role::Related,
        Role::Tags,
        Role::Share,
        Role::Comment,
        Role::Bio,
        Role::Agency,
        Role::Other,
    ];

    /// True for the roles whose text makes statements.
    #[must_use]
    pub fn makes_statements(self) -> bool {
        matches!(self, Role::Headline | Role::Deck | Role::Body)
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Deck => "deck",
            Role::Byline => "byline",
            Role::Date => "date",
            Role::Dateline => "dateline",
            Role::Body => "body",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Related => "related",
            Role::Tags => "tags",
            Role::Share => "share",
            Role::Comment => "comment",
            Role::Bio => "bio",
            Role::Agency => "agency",
            Role::Other => "other",
        }
    }
}

/// A stretch of the text with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands; no white space at its ends.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Why it was taken for that, in a few words ("first line", "ends in a photo credit").
    pub reason: String,
    /// The page sets it off as a block quotation (`<blockquote>`, `>`, an indent behind a colon).
    pub set_off: bool,
}

impl Block {
    /// The statements of the report, which are in text order, that begin in this block.
    #[must_use]
    pub fn statements<'a>(&self, statements: &'a [Statement]) -> &'a [Statement] {
        let from = statements.partition_point(|one| one.span.start < self.span.start);
        let to = statements.partition_point(|one| one.span.start < self.span.end);
        statements.get(from..to).unwrap_or(&[])
    }
}

/// Where a piece of metadata was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The user said so (`--label`).
    Given,
    /// A field of the record or page (JSON key, JSON-LD, `<meta>`).
    Metadata,
    /// The headline block of the text.
    HeadlineBlock,
    /// The byline or the date lines beside it.
    Byline,
    /// The dateline (`WASHINGTON (Agency) —`).
    Dateline,
    /// A photo caption.
    Caption,
    /// The head of the page, where a clock of the page may stand: distrusted.
    PageHeader,
    /// The host of the address.
    Url,
    /// A line of the page that names the outlet.
    Furniture,
    /// The file's name.
    FileName,
    /// The text itself (language).
    Text,
}

impl Basis {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Basis::Given => "given",
            Basis::Metadata => "metadata",
            Basis::HeadlineBlock => "headline",
            Basis::Byline => "byline",
            Basis::Dateline => "dateline",
            Basis::Caption => "caption",
            Basis::PageHeader => "page header",
            Basis::Url => "url",
            Basis::Furniture => "furniture",
            Basis::FileName => "file name",
            Basis::Text => "text",
        }
    }
}

/// A value with the place where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub basis: Basis,
}

/// The day of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The civil date as the outlet gives it; no zone is applied.
    pub date: Date,
    /// Where it was found.
    pub basis: Basis,
    /// False for a page's clock or a crawl date: shown, but not compared and not used to resolve weekdays.
    pub trusted: bool,
}

/// A day as a report dates itself without a year: "Sunday, March 15".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearless {
    /// January 1.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
    /// Monday 1; `None` where it is not given.
    pub weekday: Option<i8>,
}

/// What is known about a report beside its text. `None` and empty mean "not found", never "none".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The outlet's name.
    pub outlet: Option<Sourced<String>>,
    /// The headline.
    pub headline: Option<Sourced<String>>,
    /// Names of authors in the order given, without "By".
    pub authors: Vec<String>,
    /// Day of first publication.
    pub published: Option<Published>,
    /// The day that it dates itself with where no year stands beside it; `None` where `published` is known.
    pub day: Option<Yearless>,
    /// Day of the last update, where it differs from `published`.
    pub modified: Option<Date>,
    /// ISO 639-1 code where there is one, else 639-3; `None` when the text is too short to tell.
    pub language: Option<Sourced<String>>,
    /// The agency that is credited with the text ("The Associated Press").
    pub agency: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
}

/// One outlet's report as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its place on the command line.
    pub id: ReportId,
    /// The short name that heads its column; unique within a story.
    pub label: String,
    /// The path as given (`-` for standard input), with `#n` for the n-th record of a file that holds several.
    pub path: String,
    /// The decoded text; every [`Span`] of this report points into it.
    pub text: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// The blocks in text order, disjoint; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// The kind it was read as: `text`, `markdown`, `html`, `json`.
    pub input_format: &'static str,
    /// The encoding that decoded it (WHATWG name).
    pub encoding: &'static str,
    /// SHA-256 of the bytes of the input that holds it, as lower-case hexadecimal digits.
    pub sha256: String,
}

impl Report {
    /// Words (runs of letters or digits between white space) in the blocks that make statements.
    #[must_use]
    pub fn words(&self) -> usize {
        self.blocks
            .iter()
            .filter(|block| block.role.makes_statements())
            .map(|block| {
                block
                    .span
                    .cut(&self.text)
                    .split_whitespace()
                    .filter(|word| word.chars().any(char::is_alphanumeric))
                    .count()
            })
            .sum()
    }
}
