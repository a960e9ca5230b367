//! Who is quoted, and how the wordings of one utterance relate.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Comparison, QuotedRow, ReportId, Row, SpeakerKind, SpeakerUse, SpeakerView, StatementId,
    WordingGrade,
};

use super::statement::cut;
use super::{Block, Choice, Line, Piece, Rows, Table, TableRow, marks_of, report_head, text};

pub(super) fn blocks<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Block<'a>> {
    if comparison.views.speakers.is_empty() {
        return vec![Block::Paragraph(text("No quotation was found."))];
    }
    let mut blocks = vec![Block::Table(counts(comparison))];
    // A row stands under the source with most words in it, once.
    let mut seen = BTreeMap::new();
    let rows: Vec<usize> = comparison
        .views
        .speakers
        .iter()
        .flat_map(|speaker| {
            speaker
                .rows
                .iter()
                .filter(|quoted| is_shared(quoted))
                .filter(|quoted| {
                    let row = comparison.rows.get(quoted.row);
                    row.is_some_and(|row| choice.rows.shows(row, comparison))
                })
                .map(move |quoted| (speaker, quoted))
        })
        .filter_map(|found| match seen.entry(found.1.row) {
            Entry::Occupied(_) => None,
            Entry::Vacant(new) => {
                new.insert(found);
                Some(found.1.row)
            }
        })
        .collect();
    if rows.is_empty() {
        blocks.push(Block::Paragraph(text(
            "No utterance is reported by two outlets.",
        )));
    } else {
        blocks.push(Block::Table(Table {
            class: "statements",
            caption: "Utterances that two or more reports give, by speaker".to_owned(),
            head: report_head(comparison, &["Speaker and wording"]),
            rows: Rows::of(rows, move |index| TableRow {
                id: None,
                row: Some(index),
                cells: seen.get(&index).map_or_else(Vec::new, |(speaker, quoted)| {
                    utterance(comparison, speaker, quoted)
                }),
            }),
        }));
    }
    blocks
}

/// Two reports or more: the rest stands under Unique statements.
fn is_shared(quoted: &QuotedRow) -> bool {
    let first = quoted.statements.first().map(|id| id.report);
    !quoted.grades.is_empty()
        || quoted
            .statements
            .iter()
            .any(|statement| Some(statement.report) != first)
}

fn counts(comparison: &Comparison) -> Table<'_> {
    Table {
        class: "counts",
        caption: "Who is quoted: how often, and in how many words".to_owned(),
        head: report_head(comparison, &["Speaker"]),
        rows: comparison
            .views
            .speakers
            .iter()
            .map(|speaker| {
                let mut cells = vec![name(speaker)];
                for report in 0..comparison.reports.len() {
                    let used = speaker
                        .uses
                        .iter()
                        .find(|used| used.report == ReportId::new(report));
                    cells.push(used.map_or_else(|| text("–"), uses));
                }
                TableRow::plain(cells)
            })
            .collect(),
    }
}

pub(super) fn name(speaker: &SpeakerView) -> Line {
    let mut line = vec![if speaker.name.is_empty() {
        Piece::Text("no speaker named".to_owned())
    } else {
        Piece::Strong(speaker.name.clone())
    }];
    if let Some(title) = speaker.titles.first() {
        line.push(Piece::Text(format!(", {title}")));
    }
    if !matches!(speaker.kind, SpeakerKind::Named | SpeakerKind::Unknown) {
        line.push(Piece::Faint(format!(" ({})", speaker.kind.name())));
    }
    line
}

/// "3 direct, 1 indirect; 57 words, 40 in marks".
fn uses(used: &SpeakerUse) -> Line {
    let forms: Vec<String> = [
        (used.direct, "direct"),
        (used.mixed, "partial"),
        (used.indirect, "indirect"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, form)| format!("{count} {form}"))
    .collect();
    vec![
        Piece::Text(forms.join(", ")),
        Piece::Faint(format!(
            "; {} words, {} in marks",
            used.words, used.quoted_words
        )),
    ]
}

fn utterance(comparison: &Comparison, speaker: &SpeakerView, quoted: &QuotedRow) -> Vec<Line> {
    let mut head = vec![
        Piece::Group(quoted.row),
        Piece::Text(" ".to_owned()),
        Piece::Strong(if speaker.name.is_empty() {
            "no speaker named".to_owned()
        } else {
            speaker.name.clone()
        }),
    ];
    let label = |report: ReportId| {
        comparison
            .report(report)
            .map_or("", |report| report.label.as_str())
    };
    // Each grade once, with the pairs of outlets; that neither has marks, the cells show.
    let mut grades: BTreeMap<WordingGrade, BTreeSet<(ReportId, ReportId)>> = BTreeMap::new();
    for pair in &quoted.grades {
        if pair.grade != WordingGrade::Indirect {
            let pairs = grades.entry(pair.grade).or_default();
            pairs.insert((pair.left.report, pair.right.report));
        }
    }
    for (grade, pairs) in grades {
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(left, right)| format!("{}, {}", label(left), label(right)))
            .collect();
        head.push(Piece::Break);
        head.push(Piece::Text(grade.name().to_owned()));
        head.push(Piece::Faint(format!(" ({})", pairs.join("; "))));
    }
    let mut cells = vec![head];
    let Some(row) = comparison.rows.get(quoted.row) else {
        return cells;
    };
    for report in 0..comparison.reports.len() {
        let mut cell = Line::new();
        let mut known: Vec<&str> = Vec::new();
        for member in row.members_of(ReportId::new(report)) {
            let Some(said) = said(comparison, row, member) else {
                continue;
            };
            let words = comparison.text_of(member);
            if known.contains(&words) {
                continue;
            }
            known.push(words);
            if !cell.is_empty() {
                cell.push(Piece::Break);
            }
            cell.extend(said);
        }
        if cell.is_empty() {
            let found = row.members_of(ReportId::new(report)).next().is_some();
            let words = if found {
                "not as a quotation"
            } else {
                "not found"
            };
            cell.push(Piece::Faint(words.to_owned()));
        }
        cells.push(cell);
    }
    cells
}

/// What a statement reports as said, without the rest of its sentence: the stretches in marks, or the whole content
/// where there is none; the words that differ are marked.
fn said(comparison: &Comparison, row: &Row, id: StatementId) -> Option<Line> {
    let quotation = comparison.statement(id)?.quotation.as_ref()?;
    let (spans, open, close) = if quotation.quoted.is_empty() {
        (&quotation.content, "", "")
    } else {
        (&quotation.quoted, "“", "”")
    };
    let marks = marks_of(row, id);
    let mut words = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        let before = if place == 0 { "" } else { " … " };
        words.push((format!("{before}{open}"), false));
        words.extend(cut(comparison, id, *span, &marks));
        words.push((close.to_owned(), false));
    }
    words.retain(|(text, _)| !text.is_empty());
    if words.is_empty() {
        return None;
    }
    let mut line = vec![Piece::Statement { id, words }];
    if quotation.quoted.is_empty() {
        line.insert(0, Piece::Faint("in the outlet's words: ".to_owned()));
    }
    Some(line)
}
