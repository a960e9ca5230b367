//! Who is quoted, and how the wordings of one utterance relate.

use crate::model::{Comparison, QuotedRow, ReportId, SpeakerKind, SpeakerUse, SpeakerView};

use super::divergent::statements;
use super::{Block, Choice, Line, Piece, Table, TableRow, report_head, text};

pub(super) fn blocks(comparison: &Comparison, choice: &Choice) -> Vec<Block> {
    if comparison.views.speakers.is_empty() {
        return vec![Block::Paragraph(text("No quotation was found."))];
    }
    let mut blocks = vec![Block::Table(counts(comparison))];
    let rows: Vec<TableRow> = comparison
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
        .map(|(speaker, quoted)| TableRow {
            id: None,
            row: Some(quoted.row),
            cells: utterance(comparison, speaker, quoted),
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
            rows,
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

fn counts(comparison: &Comparison) -> Table {
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
                        .find(|used| used.report == ReportId(report));
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
    // The same two outlets may hold several pairs; each grade is named once.
    let mut seen = Vec::new();
    for pair in &quoted.grades {
        let line = (
            pair.grade.name(),
            label(pair.left.report),
            label(pair.right.report),
        );
        if !seen.contains(&line) {
            seen.push(line);
            head.push(Piece::Break);
            head.push(Piece::Text(line.0.to_owned()));
            head.push(Piece::Faint(format!(" ({}, {})", line.1, line.2)));
        }
    }
    let mut cells = vec![head];
    let Some(row) = comparison.rows.get(quoted.row) else {
        return cells;
    };
    for report in 0..comparison.reports.len() {
        let quotations = row.members_of(ReportId(report)).filter(|member| {
            comparison
                .statement(*member)
                .is_some_and(|statement| statement.quotation.is_some())
        });
        let mut cell = statements(comparison, row, quotations);
        if cell.is_empty() {
            let found = row.members_of(ReportId(report)).next().is_some();
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
