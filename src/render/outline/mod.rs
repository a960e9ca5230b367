//! [`Comparison`] → an outline: sections, tables, marked words. One layout for the page, Markdown and the worksheet.
//!
//! In: the finished comparison. Out: [`Section`]s of plain pieces without any markup or escaping: that is the
//! business of the writer that draws them. Picks and words things, counts nothing.

mod divergent;
mod labels;
mod method;
mod order;
mod overview;
mod quotations;
mod shared;
mod statement;

use std::borrow::Cow;
use std::rc::Rc;

use super::sheet::View;
use crate::model::{Comparison, Coverage, Row, StatementId, Status};

pub(super) use divergent::values;
pub(super) use method::{TOOL, method, settings};
pub(super) use statement::{marks_of, statement};

/// The views of a comparison by the names that `--view` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Reports, warnings, counts, coverage.
    Overview,
    /// Rows with a typed difference.
    Divergent,
    /// Who is quoted, and how the wordings of one utterance relate.
    Quotations,
    /// Rows of two or more reports without a difference.
    Shared,
    /// Rows of one report, and what is not found in one.
    Unique,
    /// Names of the same thing; loaded words, hedges, saying-verbs.
    Labels,
    /// Where the statements stand.
    Order,
    /// Time line and numbers.
    Dates,
    /// The reports in full (the page and the terminal).
    Texts,
}

impl Topic {
    /// All, in the order in which they are shown.
    pub const ALL: [Topic; 9] = [
        Topic::Overview,
        Topic::Divergent,
        Topic::Quotations,
        Topic::Shared,
        Topic::Unique,
        Topic::Labels,
        Topic::Order,
        Topic::Dates,
        Topic::Texts,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Topic::Overview => "overview",
            Topic::Divergent => "divergent",
            Topic::Quotations => "quotations",
            Topic::Shared => "shared",
            Topic::Unique => "unique",
            Topic::Labels => "labels",
            Topic::Order => "order",
            Topic::Dates => "dates",
            Topic::Texts => "texts",
        }
    }

    /// The heading of its section.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Topic::Overview => "Overview",
            Topic::Divergent => "Divergent statements",
            Topic::Quotations => "Quotations by speaker",
            Topic::Shared => "Shared statements",
            Topic::Unique => "Unique statements",
            Topic::Labels => "Names, labels and words",
            Topic::Order => "Order and prominence",
            Topic::Dates => "Dates and numbers",
            Topic::Texts => "Annotated texts",
        }
    }
}

/// What the reader asked to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Views, in any order.
    pub topics: Vec<Topic>,
    /// Rows.
    pub rows: View,
}

impl Default for Choice {
    /// Everything.
    fn default() -> Self {
        Self {
            topics: Topic::ALL.to_vec(),
            rows: View::default(),
        }
    }
}

impl Choice {
    /// The rows that are asked for, with their indices.
    pub(super) fn rows<'a>(
        &'a self,
        comparison: &'a Comparison,
    ) -> impl Iterator<Item = (usize, &'a Row)> {
        comparison
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| self.rows.shows(row, comparison))
    }

    /// The rows of one status that are asked for, with their indices.
    pub(super) fn rows_of<'a>(
        &'a self,
        comparison: &'a Comparison,
        status: Status,
    ) -> impl Iterator<Item = (usize, &'a Row)> {
        self.rows(comparison)
            .filter(move |(_, row)| row.status == status)
    }
}

/// A heading with what stands under it.
#[derive(Clone)]
pub(super) struct Section<'a> {
    /// Anchor.
    pub(super) id: &'static str,
    /// Heading.
    pub(super) title: &'static str,
    /// In order.
    pub(super) blocks: Vec<Block<'a>>,
}

/// A part of a section.
#[derive(Clone)]
pub(super) enum Block<'a> {
    /// A heading under the section's.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(Vec<Line>),
    /// A table.
    Table(Table<'a>),
    /// Room for an answer, in lines.
    Blank(usize),
}

/// A table; the first cell of every row heads the row.
#[derive(Clone)]
pub(super) struct Table<'a> {
    /// What it is for the style ("statements", "counts").
    pub(super) class: &'static str,
    /// What it shows.
    pub(super) caption: String,
    /// Column headings.
    pub(super) head: Vec<String>,
    /// Rows; as many cells as there are headings.
    pub(super) rows: Rows<'a>,
}

/// The rows of a table. Those with a row of the comparison each are many, and made one by one as they are drawn.
#[derive(Clone)]
pub(super) enum Rows<'a> {
    /// Few.
    Made(Vec<TableRow>),
    /// By the index of the comparison's row that each shows.
    Of(Vec<usize>, Rc<dyn Fn(usize) -> TableRow + 'a>),
}

impl<'a> Rows<'a> {
    /// One for each of some rows of the comparison.
    pub(super) fn of(rows: Vec<usize>, make: impl Fn(usize) -> TableRow + 'a) -> Rows<'a> {
        Rows::Of(rows, Rc::new(make))
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        match self {
            Rows::Made(rows) => rows.len(),
            Rows::Of(rows, _) => rows.len(),
        }
    }

    /// True for none.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, TableRow>> {
        (0..self.len()).filter_map(|place| match self {
            Rows::Made(rows) => rows.get(place).map(Cow::Borrowed),
            Rows::Of(rows, make) => rows.get(place).map(|row| Cow::Owned(make(*row))),
        })
    }

    /// The indices of the comparison's rows that they show.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter_map(|place| match self {
            Rows::Made(rows) => rows.get(place)?.row,
            Rows::Of(rows, _) => rows.get(place).copied(),
        })
    }
}

impl FromIterator<TableRow> for Rows<'_> {
    fn from_iter<I: IntoIterator<Item = TableRow>>(rows: I) -> Self {
        Rows::Made(rows.into_iter().collect())
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct TableRow {
    /// Anchor.
    pub(super) id: Option<String>,
    /// Index of the comparison's row that it shows, for filters.
    pub(super) row: Option<usize>,
    /// Cells.
    pub(super) cells: Vec<Line>,
}

impl TableRow {
    /// A row that stands for nothing else.
    pub(super) fn plain(cells: Vec<Line>) -> TableRow {
        TableRow {
            cells,
            ..TableRow::default()
        }
    }
}

/// A run of pieces.
pub(super) type Line = Vec<Piece>;

/// Words with a role.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Plain words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// Words for reference.
    Faint(String),
    /// Words of a report, some of them marked: (words, marked).
    Statement {
        id: StatementId,
        words: Vec<(String, bool)>,
    },
    /// Words cut from a report.
    Quoted(String),
    /// A row of the comparison by its index.
    Group(usize),
    /// A status by its sign and name.
    Status(Status),
    /// A sign of the coverage matrix.
    Coverage(Coverage),
    /// Stretches of a whole in thousandths, each with the row it belongs to.
    Strip(Vec<StripPart>),
    /// A new line inside a cell.
    Break,
}

/// A stretch of a strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct StripPart {
    /// Thousandths.
    pub(super) start: usize,
    /// Thousandths.
    pub(super) end: usize,
    /// Index of the row.
    pub(super) row: usize,
    /// Its status.
    pub(super) status: Status,
}

/// One piece of plain words.
pub(super) fn text(words: impl Into<String>) -> Line {
    vec![Piece::Text(words.into())]
}

/// The sections of some views, in their order, and the method at the end. The texts in full are left to the page.
pub(super) fn sections<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Topic::ALL
        .into_iter()
        .filter(|topic| choice.topics.contains(topic) && *topic != Topic::Texts)
        .map(|topic| Section {
            id: topic.name(),
            title: topic.title(),
            blocks: blocks(comparison, choice, topic),
        })
        .collect();
    sections.push(method(comparison));
    sections
}

/// What stands in one view; nothing for the texts in full, which every format draws by itself.
pub(super) fn blocks<'a>(
    comparison: &'a Comparison,
    choice: &Choice,
    topic: Topic,
) -> Vec<Block<'a>> {
    match topic {
        Topic::Overview => overview::blocks(comparison, choice),
        Topic::Divergent => divergent::blocks(comparison, choice),
        Topic::Quotations => quotations::blocks(comparison, choice),
        Topic::Shared => shared::shared(comparison, choice),
        Topic::Unique => shared::unique(comparison, choice),
        Topic::Labels => labels::blocks(comparison),
        Topic::Order => order::order(comparison),
        Topic::Dates => order::dates(comparison),
        Topic::Texts => Vec::new(),
    }
}

/// `g7`.
#[must_use]
pub(super) fn group_id(row: usize) -> String {
    format!("g{}", row + 1)
}

/// The headings of a table with one column for each report.
pub(super) fn report_head(comparison: &Comparison, first: &[&str]) -> Vec<String> {
    let labels = comparison.reports.iter().map(|report| report.label.clone());
    first
        .iter()
        .map(|name| (*name).to_owned())
        .chain(labels)
        .collect()
}

/// "1 report", "3 reports".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
