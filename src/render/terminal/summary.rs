//! The head of the output: what was compared, the counts per report, the warnings, how to read the marks.

use super::Room;
use crate::model::{Comparison, Report};
use crate::render::outline::{TOOL, settings};
use crate::render::pen::Pen;
use crate::render::safe::{Divider, GridColumn, Run, Safe, Style, grid, wrap};
use crate::render::sheet::{Sheet, row_id};

/// Narrower than this the counts stand in a line for each report instead of a table.
const TABLE_FROM: usize = 72;

pub(super) fn summary(
    comparison: &Comparison,
    sheet: &Sheet<'_>,
    room: Room,
    pen: Pen,
    out: &mut Safe,
) {
    let counts = &comparison.counts;
    let [divergent, shared, unique] = counts.rows;
    let line = format!(
        "{}, {}: {} diverging, {} shared, {} in one report only",
        plural(comparison.reports.len(), "report", "reports"),
        plural(counts.statements_in, "statement", "statements"),
        plural(divergent, "group", "groups"),
        shared,
        unique,
    );
    pen.title(&Safe::text(&line), out);
    if pen.screen.width >= TABLE_FROM {
        table(sheet, pen, out);
    } else {
        lines(sheet, pen, out);
    }
    for note in &comparison.notes {
        let about = note.about(&comparison.reports);
        let mut text = Safe::default();
        if !about.is_empty() {
            text.push_text(&about);
            text.push_own(": ");
        }
        text.push_text(&note.message);
        pen.hanging(0, &Safe::own("!"), 2, &[Run::plain(text)], out);
    }
    legend(sheet, room, pen, out);
}

fn table(sheet: &Sheet<'_>, pen: Pen, out: &mut Safe) {
    const HEADS: [&str; 8] = [
        "Report",
        "Published",
        "Words",
        "Statements",
        "Diverge",
        "Shared",
        "Only here",
        "Aside",
    ];
    let room = pen.screen.width.saturating_sub(2 * HEADS.len());
    // Where the place of the date does not fit, the date alone stands.
    let (mut rows, mut widths) = measured(&HEADS, sheet, published);
    if widths.iter().sum::<usize>() > room {
        (rows, widths) = measured(&HEADS, sheet, day);
    }
    // What is still too wide is taken from the labels, which wrap.
    let total: usize = widths.iter().sum();
    if let Some(label) = widths.first_mut() {
        *label = label.saturating_sub(total.saturating_sub(room)).max(1);
    }
    let columns: Vec<GridColumn> = widths
        .iter()
        .enumerate()
        .map(|(index, width)| GridColumn {
            width: *width,
            right: index > 1,
        })
        .collect();
    let head = HEADS
        .iter()
        .map(|head| vec![Safe::text(head).painted(pen.style(Style::Faint))])
        .collect();
    let mut drawn: Vec<Vec<Vec<Safe>>> = vec![head];
    drawn.extend(rows.iter().map(|row| {
        row.iter()
            .zip(&widths)
            .map(|(text, width)| wrap(&[Run::plain(text.clone())], *width))
            .collect()
    }));
    out.push(&grid(&drawn, &columns, Divider::Space));
}

/// The cells, and the width that each column wants.
fn measured(
    heads: &[&str; 8],
    sheet: &Sheet<'_>,
    date: fn(&Report) -> String,
) -> (Vec<[Safe; 8]>, Vec<usize>) {
    let rows: Vec<[Safe; 8]> = sheet
        .columns
        .iter()
        .map(|column| {
            let [divergent, shared, unique] = column.rows();
            [
                Safe::text(&column.report.label),
                Safe::text(&date(column.report)),
                Safe::text(&column.report.words().to_string()),
                Safe::text(&column.statements().to_string()),
                Safe::text(&divergent.to_string()),
                Safe::text(&shared.to_string()),
                Safe::text(&unique.to_string()),
                Safe::text(&column.set_aside().to_string()),
            ]
        })
        .collect();
    let widths = heads
        .iter()
        .enumerate()
        .map(|(index, head)| {
            rows.iter()
                .filter_map(|row| row.get(index))
                .map(Safe::width)
                .chain([head.len()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    (rows, widths)
}

fn lines(sheet: &Sheet<'_>, pen: Pen, out: &mut Safe) {
    for column in &sheet.columns {
        let [divergent, shared, unique] = column.rows();
        let text = format!(
            "{}, {}, {}: {} diverging, {} shared, {} only here; {} set aside",
            published(column.report),
            plural(column.report.words(), "word", "words"),
            plural(column.statements(), "statement", "statements"),
            divergent,
            shared,
            unique,
            plural(column.set_aside(), "block", "blocks"),
        );
        let runs = [
            pen.run(Safe::text(&column.report.label), Style::Heading),
            Run::plain(Safe::own(": ")),
            Run::plain(Safe::text(&text)),
        ];
        pen.paragraph(0, &runs, out);
    }
}

/// The date with its basis, or that there is none.
fn published(report: &Report) -> String {
    match &report.metadata.published {
        Some(published) => format!("{} ({})", day(report), published.basis.name()),
        None => day(report),
    }
}

/// The date, or that there is none; one that is not trusted bears a question mark.
fn day(report: &Report) -> String {
    match &report.metadata.published {
        Some(published) if published.trusted => published.date.to_string(),
        Some(published) => format!("{}?", published.date),
        None => match report.metadata.day {
            // any leap year has the day; it is not shown
            Some(day) => jiff::civil::Date::new(2000, day.month, day.day)
                .map_or("no date".to_owned(), |date| {
                    date.strftime("%-d %B").to_string()
                }),
            None => "no date".to_owned(),
        },
    }
}

/// How to read the table, as far as it needs saying.
fn legend(sheet: &Sheet<'_>, room: Room, pen: Pen, out: &mut Safe) {
    let Some(first) = sheet.rows.first() else {
        return;
    };
    let marked = sheet
        .rows
        .iter()
        .flat_map(|row| sheet.laid_out(row).cells.into_iter().flatten())
        .any(|entry| entry.pieces.iter().any(|piece| piece.marked));
    let mut text = Safe::default();
    if marked {
        text.push_own("« » marks what differs; ");
    }
    if room != Room::ALL {
        text.push_own("… stands for words left out (--full shows them); ");
    }
    text.push_own("--explain ");
    text.push_text(&row_id(first));
    text.push_own(" shows the evidence");
    pen.paragraph(0, &[pen.run(text, Style::Faint)], out);
}

/// Characters of an input's hash: enough to tell which file it was, few enough to leave the line readable.
const HASH: usize = 12;

/// What made the output: version, settings, inputs.
pub(super) fn method(comparison: &Comparison, pen: Pen, out: &mut Safe) {
    let inputs: Vec<String> = comparison
        .reports
        .iter()
        .map(|report| {
            let hash = report.sha256.get(..HASH).unwrap_or(&report.sha256);
            format!("{} {hash}", report.label)
        })
        .collect();
    let text = format!(
        "{TOOL}, {}; inputs (SHA-256): {}",
        settings(comparison),
        inputs.join(", ")
    );
    out.line(&Safe::default());
    pen.paragraph(0, &[pen.run(Safe::text(&text), Style::Faint)], out);
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
