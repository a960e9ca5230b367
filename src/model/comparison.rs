//! The finished comparison: everything that a renderer needs, decided and ordered.

use super::{Feature, Link, Members, Note, Report, ReportId, Span, Statement, StatementId, Views};

/// What the reports do with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Two or more reports, at least one typed difference.
    Divergent,
    /// Two or more reports, nothing material in conflict.
    Shared,
    /// One report.
    Unique,
}

impl Status {
    /// All, in the order of the table.
    pub const ALL: [Status; 3] = [Status::Divergent, Status::Shared, Status::Unique];

    /// Its place in [`Status::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Divergent => "divergent",
            Status::Shared => "shared",
            Status::Unique => "unique",
        }
    }
}

/// The kinds of typed difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DivergenceKind {
    /// Figures that cannot both be right.
    Number,
    /// Days, times or durations that cannot both be right.
    Date,
    /// The same happening put elsewhere.
    Place,
    /// The same utterance or act ascribed to others.
    Speaker,
    /// The same utterance in other words inside the marks.
    Wording,
    /// Affirmed here, denied there.
    Polarity,
    /// Flat here, hedged there.
    Certainty,
    /// Another name with another colour.
    Label,
}

impl DivergenceKind {
    /// All, in the order of the documentation.
    pub const ALL: [DivergenceKind; 8] = [
        DivergenceKind::Number,
        DivergenceKind::Date,
        DivergenceKind::Place,
        DivergenceKind::Speaker,
        DivergenceKind::Wording,
        DivergenceKind::Polarity,
        DivergenceKind::Certainty,
        DivergenceKind::Label,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DivergenceKind::Number => "number",
            DivergenceKind::Date => "date",
            DivergenceKind::Place => "place",
            DivergenceKind::Speaker => "speaker",
            DivergenceKind::Wording => "wording",
            DivergenceKind::Polarity => "polarity",
            DivergenceKind::Certainty => "certainty",
            DivergenceKind::Label => "label",
        }
    }
}

/// One side of a difference: the statement, the words that differ, and their value in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The statement.
    pub statement: StatementId,
    /// The words that carry the value, in text order; the renderer marks them. Empty when the value is an absence.
    pub spans: Vec<Span>,
    /// The value as it is shown ("41 people", "Monday 23 January 2017", "denied").
    pub value: String,
    /// Sides of the same number agree ("Rs 340 crore", "3.4 billion rupees"); from 0 in the order of the first telling.
    pub telling: usize,
}

/// A typed difference between two or more statements of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Divergence {
    /// Its kind.
    pub kind: DivergenceKind,
    /// The rule that found it (kebab-case, as in the documentation).
    pub rule: &'static str,
    /// The sides in statement order, at least two, of at least two reports.
    pub sides: Vec<Side>,
    /// One sentence for people.
    pub explanation: String,
    /// 0..=1. Below [`Divergence::SHOWN`] it is a hint and does not make a row divergent.
    pub confidence: f64,
}

impl Divergence {
    /// The level from which a difference makes its row divergent.
    pub const SHOWN: f64 = 0.5;

    /// True when it is shown as a hint only.
    #[must_use]
    pub fn is_hint(&self) -> bool {
        self.confidence < Self::SHOWN
    }
}

/// How far the words inside the marks of two quotations of one utterance agree, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The same words.
    Identical,
    /// The same words; case, punctuation, "that", contractions or spelling differ.
    Punctuation,
    /// One gives a part of what the other gives.
    Shortened,
    /// One leaves words out and marks the place ("..."), or quotes parts with own words between.
    Spliced,
    /// The editor put words in and marks them by brackets.
    Inserted,
    /// Other words.
    Reworded,
}

impl Grade {
    /// All, best first.
    pub const ALL: [Grade; 6] = [
        Grade::Identical,
        Grade::Punctuation,
        Grade::Shortened,
        Grade::Spliced,
        Grade::Inserted,
        Grade::Reworded,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Grade::Identical => "identical",
            Grade::Punctuation => "punctuation",
            Grade::Shortened => "shortened",
            Grade::Spliced => "spliced",
            Grade::Inserted => "inserted",
            Grade::Reworded => "reworded",
        }
    }
}

/// One utterance as two statements quote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The smaller id.
    pub left: StatementId,
    /// The greater id.
    pub right: StatementId,
    /// How far the words agree.
    pub grade: Grade,
    /// The words on the left that the right does not have, in text order.
    pub left_only: Vec<Span>,
    /// The words on the right that the left does not have, in text order.
    pub right_only: Vec<Span>,
}

/// A report that has no statement in a row, and one in another row that was joined with a member of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The report.
    pub report: ReportId,
    /// The [`Row::number`] of the first such row.
    pub row: usize,
}

/// A group with its verdict-free status.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number from 0 in the order of the table; shown as `g1`.
    pub number: usize,
    /// Divergent, shared or unique.
    pub status: Status,
    /// The statements in ascending order.
    pub members: Members,
    /// What joins and what parts them: the row reads as this, and one that has nothing of it holds `None`.
    pub joined: Option<Box<Joined>>,
}

/// What joins the members of a row and what parts them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// Why they were joined.
    pub links: Vec<Link>,
    /// How the words inside quotation marks compare, for every two members that both quote the utterance, by
    /// (left, right).
    pub wordings: Vec<Wording>,
    /// What differs, hints included, by kind.
    pub divergences: Vec<Divergence>,
    /// Reports without a member here that tell what one of the members tells in another row, ascending. A report that
    /// is neither here nor among the members is not found.
    pub elsewhere: Vec<Elsewhere>,
}

/// What a row of one statement has.
static NOTHING: Joined = Joined {
    links: Vec::new(),
    wordings: Vec::new(),
    divergences: Vec::new(),
    elsewhere: Vec::new(),
};

impl Joined {
    /// For [`Row::joined`]: `None` where there is nothing. A long report has tens of thousands of such rows.
    #[must_use]
    pub fn held(self) -> Option<Box<Joined>> {
        (self != NOTHING).then(|| Box::new(self))
    }
}

/// A row reads as what joins and parts its members.
impl std::ops::Deref for Row {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        self.joined.as_deref().unwrap_or(&NOTHING)
    }
}

impl Row {
    /// The other row in which a report tells what a member of this one tells, where it has none here.
    #[must_use]
    pub fn other_row_of(&self, report: ReportId) -> Option<usize> {
        let mut elsewhere = self.elsewhere.iter();
        elsewhere
            .find(|elsewhere| elsewhere.report == report)
            .map(|elsewhere| elsewhere.row)
    }

    /// The reports that have a member, ascending.
    #[must_use]
    pub fn reports(&self) -> Vec<ReportId> {
        let mut reports: Vec<ReportId> = self.members.iter().map(|id| id.report).collect();
        reports.sort_unstable();
        reports.dedup();
        reports
    }

    /// The members that one report contributes, in text order; empty means "not found in" that report, or
    /// [`Row::other_row_of`].
    pub fn members_of(&self, report: ReportId) -> impl Iterator<Item = StatementId> + '_ {
        self.members
            .iter()
            .copied()
            .filter(move |member| member.report == report)
    }
}

/// The figures of a comparison; those by report stand in [`Views::overview`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements that were extracted.
    pub statements_in: usize,
    /// Different statements that stand in rows; equal to `statements_in`, or something was lost.
    pub statements_out: usize,
    /// Rows by status, in the order of [`Status::ALL`].
    pub rows: [usize; 3],
}

/// The whole result.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// In the order of the command line.
    pub reports: Vec<Report>,
    /// By report, then in text order; `statements[r][n]` has the id `(r, n)`.
    pub statements: Vec<Vec<Statement>>,
    /// Divergent first, then shared, then unique; within a status by place in the reports. The order does not
    /// depend on the order of the reports.
    pub rows: Vec<Row>,
    /// Near misses, for `--explain`.
    pub rejected: Vec<Link>,
    /// What the reasons of links speak of.
    pub features: Vec<Feature>,
    /// The figures of all that.
    pub counts: Counts,
    /// What was skipped, guessed or looks wrong.
    pub notes: Vec<Note>,
    /// Counts and places for people, computed from the rest.
    pub views: Views,
    /// The settings that the result depends on, by name.
    pub settings: Vec<Setting>,
}

/// A setting with the value that was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting {
    /// Its name, as on the command line.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

impl Comparison {
    /// The statement of that name.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.get(id.report.index())?.get(id.number())
    }

    /// The report of that id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&Report> {
        self.reports.get(id.index())
    }

    /// The words of a statement, exactly as the report has them.
    #[must_use]
    pub fn text_of(&self, id: StatementId) -> &str {
        match (self.statement(id), self.report(id.report)) {
            (Some(statement), Some(report)) => statement.span.cut(&report.text),
            _ => "",
        }
    }
}
