//! What a newsroom or a class looks for in a comparison: counted and ordered once, drawn by every format.
//!
//! Counts and places only: no view weighs one outlet against another. Lists "by report" run parallel to
//! [`Comparison::reports`](super::Comparison); rows are indices into [`Comparison::rows`](super::Comparison).

use super::{
    Form, Grade, NameKind, NumberView, Position, ReportId, Role, Span, SpeakerKind, StatementId,
    TimelineEntry,
};

/// All views of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// By report.
    pub overview: Vec<ReportOverview>,
    /// By row, then by report: what the report does with the row. With very many reports that of the first rows only, which
    /// a note says.
    pub coverage: Covered,
    /// Who is quoted: named sources first, most words first.
    pub speakers: Vec<SpeakerView>,
    /// How independent the wording of the rows of two or more reports is, in row order.
    pub independence: Vec<Independence>,
    /// Rows that all reports but one hold, in row order; empty with fewer than three reports.
    pub missing_one: Vec<MissingOne>,
    /// How each outlet names the same person, group, place or act: most uses first.
    pub labels: Vec<LabelView>,
    /// Loaded words, hedges and saying-verbs, by list, most uses first.
    pub words: Vec<WordView>,
    /// The lists behind [`Views::words`].
    pub lists: Vec<ListSource>,
    /// By report, in text order: where the statements of rows with two or more reports stand.
    pub positions: Vec<Vec<Position>>,
    /// Dates that the reports give, earliest first.
    pub timeline: Vec<TimelineEntry>,
    /// Figures by what they count, those of most reports first.
    pub numbers: Vec<NumberView>,
}

/// One report at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOverview {
    /// The report.
    pub report: ReportId,
    /// Words that make statements ([`Report::words`](super::Report::words)).
    pub words: usize,
    /// Statements.
    pub statements: usize,
    /// Statements that are quotations.
    pub quotations: usize,
    /// Rows that it takes part in, in the order of [`Status::ALL`](super::Status::ALL).
    pub rows: [usize; 3],
    /// What of its text makes no statement, by role in the order of [`Role::ALL`]; without bylines and dates.
    pub set_aside: Vec<SetAside>,
}

/// Blocks of one role that make no statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// What they are.
    pub role: Role,
    /// How many blocks.
    pub blocks: usize,
    /// Words in them.
    pub words: usize,
    /// Why, each reason once, in text order.
    pub reasons: Vec<String>,
}

/// What every report does with every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// One list for all rows: a long story has tens of thousands.
    cells: Vec<Coverage>,
    reports: usize,
}

impl Covered {
    /// Row after row, what each of so many reports does with it.
    #[must_use]
    pub fn new(reports: usize, cells: impl Iterator<Item = Coverage>) -> Covered {
        Covered {
            cells: cells.collect(),
            reports,
        }
    }

    /// What the reports do with a row, in their order; empty for a row that is not there.
    #[must_use]
    pub fn of(&self, row: usize) -> &[Coverage] {
        let from = row.saturating_mul(self.reports);
        self.cells
            .get(from..from.saturating_add(self.reports))
            .unwrap_or(&[])
    }

    /// The same of all rows, in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Coverage]> + '_ {
        self.cells.chunks(self.reports.max(1))
    }
}

/// What one report does with one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Says it in its own voice or reports it without quotation marks.
    Says,
    /// Says it with a typed difference.
    Differs,
    /// Says it only inside quotation marks, wholly or partly.
    Quotes,
    /// Says it in another row only.
    Elsewhere,
    /// Not found in this report.
    NotFound,
}

impl Coverage {
    /// All, in the order of the documentation.
    pub const ALL: [Coverage; 5] = [
        Coverage::Says,
        Coverage::Differs,
        Coverage::Quotes,
        Coverage::Elsewhere,
        Coverage::NotFound,
    ];

    /// The name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Coverage::Says => "says it",
            Coverage::Differs => "says it differently",
            Coverage::Quotes => "quotes it",
            Coverage::Elsewhere => "in another row",
            Coverage::NotFound => "not found",
        }
    }

    /// One character, told apart without colour.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Coverage::Says => "●",
            Coverage::Differs => "◐",
            Coverage::Quotes => "❝",
            Coverage::Elsewhere => "→",
            Coverage::NotFound => "–",
        }
    }
}

/// A source across the outlets.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerView {
    /// The fullest name that a report gives; for one without a name the words that stand for it; empty when the
    /// reports name nobody.
    pub name: String,
    /// What sort of source.
    pub kind: SpeakerKind,
    /// Titles as the reports give them, each once, in order of the reports.
    pub titles: Vec<String>,
    /// By report; reports that do not quote the source are left out.
    pub uses: Vec<SpeakerUse>,
    /// The rows in which the quotations stand, ascending.
    pub rows: Vec<QuotedRow>,
}

/// How often and in how many words one report quotes a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerUse {
    /// The report.
    pub report: ReportId,
    /// Quotations wholly in quotation marks.
    pub direct: usize,
    /// Quotations partly in quotation marks.
    pub mixed: usize,
    /// Quotations without quotation marks.
    pub indirect: usize,
    /// Words reported as said.
    pub words: usize,
    /// Of them, words inside quotation marks.
    pub quoted_words: usize,
}

impl SpeakerUse {
    /// Quotations of one form.
    #[must_use]
    pub fn of(&self, form: Form) -> usize {
        match form {
            Form::Direct => self.direct,
            Form::Mixed => self.mixed,
            Form::Indirect => self.indirect,
        }
    }
}

/// A row that holds a quotation, with the grades of the pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotedRow {
    /// Index of the row.
    pub row: usize,
    /// Its quotations by this source, ascending.
    pub statements: Box<[StatementId]>,
    /// Pairs of quotations of different reports, by (left, right).
    pub grades: Box<[GradedPair]>,
}

/// Two quotations of the same utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradedPair {
    /// The smaller id.
    pub left: StatementId,
    /// The greater id.
    pub right: StatementId,
    /// How the wordings relate.
    pub grade: WordingGrade,
}

/// How two quotations of the same utterance relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordingGrade {
    /// Both quote it in marks.
    Graded(Grade),
    /// Ascribed to another speaker.
    OtherSpeaker,
    /// In quotation marks here, without there.
    Paraphrased,
    /// Without quotation marks in both.
    Indirect,
}

impl WordingGrade {
    /// The name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            WordingGrade::Graded(Grade::Identical) => "identical",
            WordingGrade::Graded(Grade::Punctuation) => "punctuation only",
            WordingGrade::Graded(Grade::Shortened) => "shortened",
            WordingGrade::Graded(Grade::Spliced) => "spliced or elided",
            WordingGrade::Graded(Grade::Inserted) => "inserted by an editor",
            WordingGrade::Graded(Grade::Reworded) => "reworded",
            WordingGrade::OtherSpeaker => "other speaker",
            WordingGrade::Paraphrased => "quoted here, paraphrased there",
            WordingGrade::Indirect => "paraphrased in both",
        }
    }
}

/// How alike two wordings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same words, or all words of the shorter in one run of the longer.
    Verbatim,
    /// Most words in the same order.
    Close,
    /// Own words.
    Own,
}

impl Likeness {
    /// The name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Likeness::Verbatim => "verbatim",
            Likeness::Close => "close",
            Likeness::Own => "own words",
        }
    }
}

/// How independent the wording of one row is.
#[derive(Clone, Debug, PartialEq)]
pub struct Independence {
    /// Index of the row.
    pub row: usize,
    /// The most alike pair of reports.
    pub likeness: Likeness,
    /// Reports whose wordings are verbatim the same, joined: as many sets as there are wordings, each ascending,
    /// in order of their first report. Fewer sets than reports means shared wording.
    pub origins: Vec<Vec<ReportId>>,
    /// The agency that a report of a set with two or more credits.
    pub agency: Option<String>,
}

/// A row that all reports but one hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingOne {
    /// Index of the row.
    pub row: usize,
    /// Not found in this report.
    pub report: ReportId,
}

/// Uses in one report, inside quotation marks and outside apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// In the outlet's own voice.
    pub own: usize,
    /// Inside quotation marks.
    pub quoted: usize,
}

/// One person, group, place or act under all its names.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelView {
    /// The name most used, as the heading.
    pub name: String,
    /// What sort of thing.
    pub kind: NameKind,
    /// Its names, most used first; each use counts for one form only, the longest that fits.
    pub forms: Vec<LabelForm>,
}

/// One way to name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelForm {
    /// The words.
    pub form: String,
    /// By report.
    pub uses: Vec<Uses>,
    /// A use for each report that has one, the first outside quotation marks if there is one.
    pub examples: Vec<Example>,
}

/// A place in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// The statement.
    pub statement: StatementId,
    /// The words.
    pub span: Span,
}

/// The lists of words that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordList {
    /// Words that carry a charge.
    Loaded,
    /// Words that make a statement less than flat.
    Hedge,
    /// Verbs that report speech.
    Saying,
}

impl WordList {
    /// All, in the order in which they are shown.
    pub const ALL: [WordList; 3] = [WordList::Loaded, WordList::Hedge, WordList::Saying];

    /// The name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            WordList::Loaded => "loaded words",
            WordList::Hedge => "hedging words",
            WordList::Saying => "saying-verbs",
        }
    }
}

/// One word of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordView {
    /// The list.
    pub list: WordList,
    /// The entry.
    pub word: String,
    /// The sort that the list gives ("violence", "alleged"); may be empty.
    pub sort: String,
    /// By report.
    pub uses: Vec<Uses>,
    /// A use for each report that has one, the first outside quotation marks if there is one.
    pub examples: Vec<Example>,
}

/// Where a list comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSource {
    /// The list.
    pub list: WordList,
    /// File name in the lexicon.
    pub file: String,
    /// The version that the file names; empty when it names none.
    pub version: String,
    /// Entries.
    pub entries: usize,
}
