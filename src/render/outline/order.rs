//! Where the shared statements stand; the time line; the table of numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Comparison, Example, Part, ReportId, Unit};

use super::{Block, Line, Piece, Rows, StripPart, Table, TableRow, report_head, text};

const PARTS: [Part; 6] = [
    Part::Headline,
    Part::Lede,
    Part::Quarter(1),
    Part::Quarter(2),
    Part::Quarter(3),
    Part::Quarter(4),
];

pub(super) fn order(comparison: &Comparison) -> Vec<Block<'_>> {
    if comparison.views.positions.iter().all(Vec::is_empty) {
        return vec![Block::Paragraph(text(
            "No statement stands in two reports.",
        ))];
    }
    let mut head = vec!["Outlet".to_owned(), "From start to end".to_owned()];
    head.extend(PARTS.map(|part| part.name().to_owned()));
    let rows = comparison
        .reports
        .iter()
        .zip(&comparison.views.positions)
        .map(|(report, positions)| {
            // A statement of several rows is one stretch, of its first row: what diverges comes first.
            let mut drawn = BTreeSet::new();
            let strip = positions
                .iter()
                .filter(|position| drawn.insert(position.statement))
                .map(|position| StripPart {
                    start: position.start.into(),
                    end: position.end.into(),
                    row: position.row as usize,
                    status: comparison
                        .rows
                        .get(position.row as usize)
                        .map_or(crate::model::Status::Shared, |row| row.status),
                })
                .collect();
            let mut cells = vec![
                vec![Piece::Strong(report.label.clone())],
                vec![Piece::Strip(strip)],
            ];
            for part in PARTS {
                let mut cell = Line::new();
                let mut seen = BTreeSet::new();
                let here = positions.iter().filter(|position| position.part == part);
                for position in here.filter(|position| seen.insert(position.row)) {
                    let group = Piece::Group(position.row as usize);
                    if !cell.is_empty() {
                        cell.push(Piece::Text(" ".to_owned()));
                    }
                    cell.push(group);
                }
                if cell.is_empty() {
                    cell = text("–");
                }
                cells.push(cell);
            }
            TableRow::plain(cells)
        })
        .collect();
    vec![
        Block::Paragraph(text(
            "Where in each report the statements stand that another report makes too. Quarters are counted after the \
             lede, by words.",
        )),
        Block::Table(Table {
            class: "order",
            caption: "Place of the shared and divergent statements".to_owned(),
            head,
            rows,
        }),
    ]
}

pub(super) fn dates(comparison: &Comparison) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let dates: Rows<'_> = comparison
        .views
        .timeline
        .iter()
        .map(|entry| row(comparison, text(entry.shown.clone()), &entry.mentions))
        .collect();
    if dates.is_empty() {
        blocks.push(Block::Paragraph(text("The reports give no date.")));
    } else {
        blocks.push(Block::Table(Table {
            class: "counts",
            caption: "Dates that the reports give, earliest first".to_owned(),
            head: report_head(comparison, &["Date"]),
            rows: dates,
        }));
    }
    let numbers: Rows<'_> = comparison
        .views
        .numbers
        .iter()
        .map(|number| {
            let head = text(counted_thing(number.counted.as_deref(), &number.unit));
            row(comparison, head, &number.mentions)
        })
        .collect();
    if numbers.is_empty() {
        blocks.push(Block::Paragraph(text("The reports give no figure.")));
    } else {
        blocks.push(Block::Table(Table {
            class: "counts",
            caption: "Numbers by what they count".to_owned(),
            head: report_head(comparison, &["What is counted"]),
            rows: numbers,
        }));
    }
    blocks
}

fn counted_thing(counted: Option<&str>, unit: &Unit) -> String {
    let unit = match unit {
        Unit::Count => None,
        Unit::Money(currency) => Some(format!("money, {currency}")),
        Unit::Percent => Some("per cent".to_owned()),
        Unit::PercentagePoint => Some("percentage points".to_owned()),
        Unit::Measure(measure) => Some(measure.clone()),
        Unit::Age => Some("age".to_owned()),
        Unit::Ordinal => Some("place in an order".to_owned()),
        Unit::Score => Some("score".to_owned()),
    };
    match (counted, unit) {
        (Some(counted), Some(unit)) => format!("{counted} ({unit})"),
        (Some(counted), None) => counted.to_owned(),
        (None, Some(unit)) => unit,
        (None, None) => "not said".to_owned(),
    }
}

/// The words of every mention by outlet, each wording once with its count.
fn row(comparison: &Comparison, head: Line, mentions: &[Example]) -> TableRow {
    let mut cells = vec![head];
    for (index, report) in comparison.reports.iter().enumerate() {
        let mut wordings: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let own = mentions
            .iter()
            .filter(|mention| mention.statement.report == ReportId::new(index));
        for (place, mention) in own.enumerate() {
            let words = mention.span.cut(&report.text);
            wordings.entry(words).or_insert((place, 0)).1 += 1;
        }
        let mut wordings: Vec<_> = wordings.into_iter().collect();
        wordings.sort_by_key(|(_, (place, _))| *place);
        let mut cell = Line::new();
        for (words, (_, times)) in wordings {
            if !cell.is_empty() {
                cell.push(Piece::Text(", ".to_owned()));
            }
            cell.push(Piece::Quoted(words.to_owned()));
            if times > 1 {
                cell.push(Piece::Faint(format!(" ×{times}")));
            }
        }
        if cell.is_empty() {
            cell = text("–");
        }
        cells.push(cell);
    }
    TableRow::plain(cells)
}
