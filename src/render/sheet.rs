//! Comparison → sheet: rows by reports, each cell the words of its statements with the words that differ marked.
//!
//! Shared by every format that shows a table. The order is the comparison's own. It escapes nothing and knows no
//! width; it leaves out only what the [`View`] leaves out.

use crate::model::{
    Comparison, Divergence, DivergenceKind, Kind, Report, ReportId, ReportOverview, Role, Row,
    Span, StatementId, Status,
};

/// What the reader asked to see. Empty lists: everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only rows of these statuses.
    pub statuses: Vec<Status>,
    /// Only rows that hold a statement of one of these sorts.
    pub kinds: Vec<Kind>,
}

impl View {
    /// True when the row is to be shown.
    #[must_use]
    pub fn shows(&self, row: &Row, comparison: &Comparison) -> bool {
        let status = self.statuses.is_empty() || self.statuses.contains(&row.status);
        let kind = self.kinds.is_empty()
            || row.members.iter().any(|member| {
                comparison
                    .statement(*member)
                    .is_some_and(|statement| self.kinds.contains(&statement.kind))
            });
        status && kind
    }
}

/// Rows by reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet<'a> {
    /// One for each report, in order.
    pub columns: Vec<Column<'a>>,
    /// In the order of the comparison. A large story has too many to lay all of them out at once: see [`Sheet::laid_out`].
    pub rows: Vec<&'a Row>,
    comparison: &'a Comparison,
}

impl<'a> Sheet<'a> {
    /// A row by reports.
    #[must_use]
    pub fn laid_out(&self, row: &'a Row) -> SheetRow<'a> {
        sheet_row(row, self.comparison)
    }
}

/// A report as the head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its figures, where the comparison has counted them.
    pub overview: Option<&'a ReportOverview>,
}

impl Column<'_> {
    /// The day of publication where it can be trusted.
    #[must_use]
    pub fn date(&self) -> Option<String> {
        let published = self.report.metadata.published.as_ref()?;
        published.trusted.then(|| published.date.to_string())
    }

    /// Its rows, in the order of [`Status::ALL`].
    #[must_use]
    pub fn rows(&self) -> [usize; 3] {
        self.overview.map_or([0; 3], |overview| overview.rows)
    }

    /// Its statements.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.overview.map_or(0, |overview| overview.statements)
    }

    /// Its blocks that make no statements, bylines and dates not among them.
    #[must_use]
    pub fn set_aside(&self) -> usize {
        self.overview.map_or(0, |overview| {
            overview.set_aside.iter().map(|aside| aside.blocks).sum()
        })
    }
}

/// One statement as each report has it.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow<'a> {
    /// `g1`.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// What differs, hints left out.
    pub differences: Vec<Difference<'a>>,
    /// What may differ, and is not sure enough to make the row divergent.
    pub hints: Vec<Difference<'a>>,
    /// One for each report, in order; no entries: not found in that report, or in `elsewhere`.
    pub cells: Vec<Vec<Entry<'a>>>,
    /// Beside `cells`: the name of another row in which a report without entries says it.
    pub elsewhere: Vec<Option<String>>,
}

/// A difference in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// Its kind.
    pub kind: DivergenceKind,
    /// Each different value, those that agree beside each other, else in the order of the sides.
    pub values: Vec<Value<'a>>,
    /// One sentence.
    pub explanation: &'a str,
}

/// A value of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// As it is shown.
    pub text: &'a str,
    /// The labels of the reports that give it.
    pub labels: Vec<&'a str>,
    /// What stands between it and the value before: nothing, a comma where the two agree, else a stroke.
    pub before: &'static str,
}

/// One statement in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// Its name.
    pub id: StatementId,
    /// The report that makes it.
    pub report: &'a Report,
    /// Where it stands there.
    pub span: Span,
    /// Headline, deck or body.
    pub role: Role,
    /// Quotation or claim.
    pub kind: Kind,
    /// Its words in order; together they are exactly the statement.
    pub pieces: Vec<Piece<'a>>,
}

/// Words of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words as the report has them.
    pub text: &'a str,
    /// True for the words that differ.
    pub marked: bool,
}

/// Lays the comparison out.
#[must_use]
pub fn sheet<'a>(comparison: &'a Comparison, view: &View) -> Sheet<'a> {
    Sheet {
        columns: comparison
            .reports
            .iter()
            .enumerate()
            .map(|(index, report)| Column {
                report,
                overview: comparison.views.overview.get(index),
            })
            .collect(),
        rows: comparison
            .rows
            .iter()
            .filter(|row| view.shows(row, comparison))
            .collect(),
        comparison,
    }
}

/// One row.
#[must_use]
pub fn sheet_row<'a>(row: &'a Row, comparison: &'a Comparison) -> SheetRow<'a> {
    let differences = |hints: bool| {
        row.divergences
            .iter()
            .filter(|divergence| divergence.is_hint() == hints)
            .map(|divergence| Difference {
                kind: divergence.kind,
                values: values(divergence, comparison),
                explanation: &divergence.explanation,
            })
            .collect()
    };
    SheetRow {
        id: row_id(row),
        status: row.status,
        differences: differences(false),
        hints: differences(true),
        cells: (0..comparison.reports.len())
            .map(|report| {
                row.members_of(ReportId::new(report))
                    .filter_map(|member| entry(member, row, comparison))
                    .collect()
            })
            .collect(),
        elsewhere: (0..comparison.reports.len())
            .map(|report| row.other_row_of(ReportId::new(report)).map(number_id))
            .collect(),
    }
}

/// The name of a row as it is shown.
#[must_use]
pub fn row_id(row: &Row) -> String {
    number_id(row.number)
}

/// The same by its number.
fn number_id(number: usize) -> String {
    format!("g{}", number + 1)
}

/// The values of a difference, each once (capitals aside).
pub(in crate::render) fn values<'a>(
    divergence: &'a Divergence,
    comparison: &'a Comparison,
) -> Vec<Value<'a>> {
    let mut found: Vec<(usize, Value<'_>)> = Vec::new();
    for side in &divergence.sides {
        let label = comparison
            .report(side.statement.report)
            .map_or("", |report| report.label.as_str());
        let same = |known: &str| known.to_lowercase() == side.value.to_lowercase();
        if let Some((_, value)) = found.iter_mut().find(|(_, known)| same(known.text)) {
            if !value.labels.contains(&label) {
                value.labels.push(label);
            }
            continue;
        }
        let last = found
            .iter()
            .rposition(|(telling, _)| *telling == side.telling);
        let value = Value {
            text: &side.value,
            labels: vec![label],
            before: match (last, found.is_empty()) {
                (Some(_), _) => ", ",
                (None, true) => "",
                (None, false) => " / ",
            },
        };
        let place = last.map_or(found.len(), |last| last + 1);
        found.insert(place, (side.telling, value));
    }
    found.into_iter().map(|(_, value)| value).collect()
}

fn entry<'a>(id: StatementId, row: &Row, comparison: &'a Comparison) -> Option<Entry<'a>> {
    let statement = comparison.statement(id)?;
    let report = comparison.report(id.report)?;
    let marks: Vec<Span> = row
        .divergences
        .iter()
        .filter(|divergence| !divergence.is_hint())
        .flat_map(|divergence| &divergence.sides)
        .filter(|side| side.statement == id)
        .flat_map(|side| side.spans.iter().copied())
        .collect();
    Some(Entry {
        id,
        report,
        span: statement.span,
        role: statement.role,
        kind: statement.kind,
        pieces: pieces(statement.span, marks, &report.text),
    })
}

/// Cuts a span at its marks. The pieces join to the span exactly.
fn pieces(span: Span, marks: Vec<Span>, text: &str) -> Vec<Piece<'_>> {
    let mut marks: Vec<Span> = marks
        .into_iter()
        .filter_map(|mark| mark.trimmed(text).intersection(span))
        .collect();
    marks.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.start <= last.end => *last = last.cover(mark),
            _ => joined.push(mark),
        }
    }
    let mut pieces = Vec::new();
    let mut at = span.start;
    for mark in joined {
        pieces.push(Piece {
            text: Span::new(at, mark.start).cut(text),
            marked: false,
        });
        pieces.push(Piece {
            text: mark.cut(text),
            marked: true,
        });
        at = mark.end;
    }
    pieces.push(Piece {
        text: Span::new(at, span.end).cut(text),
        marked: false,
    });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_to_the_statement_whatever_the_marks() {
        let text = "About 30 people came, police said.";
        let span = Span::new(0, text.len());
        let marks = vec![
            Span::new(6, 15),
            Span::new(6, 8),
            Span::new(9, 21),
            Span::new(30, text.len()),
        ];
        let pieces = pieces(span, marks, text);
        let joined: String = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(joined, text);
        let marked: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece.marked)
            .map(|piece| piece.text)
            .collect();
        assert_eq!(marked, ["30 people came,", "aid."]);
    }
}
