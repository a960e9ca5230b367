//! Reports, warnings, counts, coverage.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Basis, Comparison, Coverage, Report, ReportOverview, Status};

use super::statement::{first_words, namer};
use super::{Block, Choice, Line, Piece, Rows, Table, TableRow, counted, report_head, text};

pub(super) fn blocks<'a>(comparison: &'a Comparison, choice: &Choice) -> Vec<Block<'a>> {
    let mut blocks = vec![Block::Table(reports(comparison))];
    if !comparison.notes.is_empty() {
        blocks.push(Block::Heading(text("Warnings")));
        blocks.push(Block::List(warnings(comparison)));
    }
    blocks.push(Block::Paragraph(counts(comparison)));
    let matrix = matrix(comparison, choice);
    if !matrix.rows.is_empty() {
        blocks.push(Block::Paragraph(legend()));
        blocks.push(Block::Table(matrix));
    }
    blocks
}

fn reports(comparison: &Comparison) -> Table<'_> {
    let head = [
        "Outlet",
        "Title",
        "Author",
        "Date",
        "Words",
        "Statements",
        "Set aside",
    ];
    Table {
        class: "reports",
        caption: "The reports".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: comparison
            .reports
            .iter()
            .zip(&comparison.views.overview)
            .map(|(report, overview)| {
                TableRow::plain(vec![
                    outlet(report),
                    text(
                        report
                            .metadata
                            .headline
                            .as_ref()
                            .map_or("not found", |headline| headline.value.as_str()),
                    ),
                    text(if report.metadata.authors.is_empty() {
                        "not found".to_owned()
                    } else {
                        report.metadata.authors.join(", ")
                    }),
                    date(report),
                    text(overview.words.to_string()),
                    text(format!(
                        "{}, {}",
                        overview.statements,
                        counted(overview.quotations, "quotation", "quotations")
                    )),
                    set_aside(overview),
                ])
            })
            .collect(),
    }
}

/// "caption: 13 words (stands above the headline)".
fn set_aside(overview: &ReportOverview) -> Line {
    if overview.set_aside.is_empty() {
        return text("nothing");
    }
    let mut line = Line::new();
    for aside in &overview.set_aside {
        if !line.is_empty() {
            line.push(Piece::Break);
        }
        let words = counted(aside.words, "word", "words");
        line.push(Piece::Text(format!("{}: {words}", aside.role.name())));
        line.push(Piece::Faint(format!(" ({})", aside.reasons.join("; "))));
    }
    line
}

fn outlet(report: &Report) -> Line {
    let mut line = vec![Piece::Strong(report.label.clone())];
    if let Some(outlet) = &report.metadata.outlet {
        if outlet.value != report.label {
            line.push(Piece::Text(format!(" {}", outlet.value)));
        }
        line.push(Piece::Faint(format!(" from: {}", place(outlet.basis))));
    }
    if let Some(agency) = &report.metadata.agency {
        line.push(Piece::Break);
        line.push(Piece::Text(format!("credits {agency}")));
    }
    line
}

fn date(report: &Report) -> Line {
    let Some(published) = &report.metadata.published else {
        return text("not found");
    };
    let mut line = text(published.date.strftime("%a %-d %b %Y").to_string());
    line.push(Piece::Faint(format!(" from: {}", place(published.basis))));
    if !published.trusted {
        line.push(Piece::Faint(", not trusted".to_owned()));
    }
    if let Some(modified) = report.metadata.modified {
        line.push(Piece::Break);
        line.push(Piece::Text(format!(
            "updated {}",
            modified.strftime("%-d %b %Y")
        )));
    }
    line
}

/// Where a value stood, in words for a reader.
fn place(basis: Basis) -> &'static str {
    match basis {
        Basis::Given => "what you named it",
        Basis::Caption => "picture caption",
        Basis::Url => "address",
        Basis::Furniture => "a line of the page",
        other => other.name(),
    }
}

fn warnings(comparison: &Comparison) -> Vec<Line> {
    comparison
        .notes
        .iter()
        .map(|note| {
            let about = note.about(&comparison.reports);
            let mut line = Line::new();
            if !about.is_empty() {
                line.push(Piece::Strong(about));
                line.push(Piece::Text(": ".to_owned()));
            }
            line.push(Piece::Text(note.message.clone()));
            line
        })
        .collect()
}

fn counts(comparison: &Comparison) -> Line {
    let mut line = Line::new();
    for status in Status::ALL {
        let count = comparison
            .rows
            .iter()
            .filter(|row| row.status == status)
            .count();
        if !line.is_empty() {
            line.push(Piece::Text(", ".to_owned()));
        }
        line.push(Piece::Strong(count.to_string()));
        line.push(Piece::Text(" ".to_owned()));
        line.push(Piece::Status(status));
    }
    line.push(Piece::Text(". Unique by outlet: ".to_owned()));
    let unique: Vec<String> = comparison
        .reports
        .iter()
        .zip(&comparison.views.overview)
        .map(|(report, overview)| format!("{} {}", report.label, overview.rows[2]))
        .collect();
    line.push(Piece::Text(unique.join(", ") + "."));
    line
}

fn legend() -> Line {
    let mut line = text("Coverage: ");
    for (index, coverage) in Coverage::ALL.into_iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        line.push(Piece::Text(format!("{comma}{} ", coverage.sign())));
        line.push(Piece::Text(coverage.name().to_owned()));
    }
    line.push(Piece::Text(
        ". A statement that only one outlet has stands under Unique statements.".to_owned(),
    ));
    line
}

fn matrix<'a>(comparison: &'a Comparison, choice: &Choice) -> Table<'a> {
    // Rows may begin with the same statement: each goes by one that no row before it goes by.
    let mut named = BTreeSet::new();
    let mut namers = BTreeMap::new();
    let rows: Vec<usize> = choice
        .rows(comparison)
        .filter(|(_, row)| row.status != Status::Unique)
        .filter(|(index, _)| *index < comparison.views.coverage.rows().len())
        .map(|(index, row)| {
            let (namer, name) = namer(comparison, row, &named);
            named.insert(name);
            if namer > 0 {
                namers.insert(index, namer);
            }
            index
        })
        .collect();
    Table {
        class: "matrix",
        caption: "Which outlet has which statement".to_owned(),
        head: report_head(comparison, &["Statement"]),
        rows: Rows::of(rows, move |index| {
            let namer = namers.get(&index).copied().unwrap_or(0);
            let members = comparison.rows.get(index).map(|row| &row.members);
            let namer = members.and_then(|members| members.get(namer));
            let name = namer.map(|member| first_words(comparison, *member));
            let coverage = comparison.views.coverage.of(index);
            let mut cells = vec![vec![
                Piece::Group(index),
                Piece::Text(format!(" {}", name.unwrap_or_default())),
            ]];
            cells.extend(coverage.iter().map(|sign| vec![Piece::Coverage(*sign)]));
            TableRow {
                id: None,
                row: Some(index),
                cells,
            }
        }),
    }
}
