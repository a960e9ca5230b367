//! Sections of the outline on a terminal: headings, lists, tables that fit the screen or stand record by record.

use crate::model::Comparison;
use crate::render::markdown::strip;
use crate::render::outline::{Block, Line, Piece, Table, blocks, group_id};
use crate::render::pen::Pen;
use crate::render::safe::{Divider, GridColumn, Keep, Run, Safe, Style, grid, widest_word, wrap};
use crate::render::{Choice, Topic};

/// A column of running text under this is tiresome to read: the table then stands record by record.
const LEAST_PROSE: usize = 14;

/// One view under its heading.
pub(super) fn section(
    comparison: &Comparison,
    choice: &Choice,
    topic: Topic,
    pen: Pen,
    out: &mut Safe,
) {
    pen.title(&Safe::text(&topic.title().to_uppercase()), out);
    for block in blocks(comparison, choice, topic) {
        match &block {
            Block::Heading(line) => {
                out.line(&Safe::default());
                for words in runs(line, pen) {
                    pen.paragraph(0, &words, out);
                }
            }
            Block::Paragraph(line) => {
                for words in runs(line, pen) {
                    pen.paragraph(1, &words, out);
                }
            }
            Block::List(items) => {
                for item in items {
                    for (place, words) in runs(item, pen).into_iter().enumerate() {
                        let sign = if place == 0 { "·" } else { "" };
                        pen.hanging(1, &Safe::own(sign), 3, &words, out);
                    }
                }
            }
            Block::Table(table) => draw(table, pen, out),
            Block::Blank(_) => {}
        }
    }
}

/// A line as runs of words, apart where it breaks.
fn runs(line: &Line, pen: Pen) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for piece in line {
        let mut words: Vec<Run> = Vec::new();
        match piece {
            Piece::Text(text) => words.push(Run::plain(Safe::piece(text))),
            Piece::Strong(text) => words.push(pen.run(Safe::piece(text), Style::Heading)),
            Piece::Faint(text) => words.push(pen.run(Safe::piece(text), Style::Faint)),
            Piece::Quoted(text) => words.push(Run::plain(Safe::piece(&format!("“{text}”")))),
            Piece::Statement { words: cut, .. } => {
                words.extend(cut.iter().map(|(text, marked)| mark(text, *marked, pen)));
            }
            Piece::Group(row) => words.push(Run::plain(Safe::text(&group_id(*row)))),
            Piece::Status(status) => words.push(Run::plain(Safe::own(status.name()))),
            Piece::Coverage(coverage) => words.push(Run::plain(Safe::own(coverage.sign()))),
            Piece::Strip(parts) => words.push(Run::plain(Safe::text(&strip(parts)))),
            Piece::Break => lines.push(Vec::new()),
        }
        if let Some(last) = lines.last_mut() {
            last.extend(words);
        }
    }
    lines
}

fn mark(text: &str, marked: bool, pen: Pen) -> Run {
    if !marked {
        return Run::plain(Safe::piece(text));
    }
    let mut words = Safe::own("«");
    words.push(&Safe::piece(text));
    words.push_own("»");
    Run {
        text: words,
        style: pen.style(Style::Mark),
        keep: Keep::Mark,
    }
}

/// The cells of a table as runs, the headings first.
fn cells(table: &Table, pen: Pen) -> Vec<Vec<Vec<Vec<Run>>>> {
    let head = table
        .head
        .iter()
        .map(|name| vec![vec![pen.run(Safe::text(name), Style::Heading)]])
        .collect();
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<Vec<Vec<Run>>> = row.cells.iter().map(|cell| runs(cell, pen)).collect();
        cells.resize(table.head.len(), Vec::new());
        cells
    });
    std::iter::once(head).chain(rows).collect()
}

fn draw(table: &Table, pen: Pen, out: &mut Safe) {
    out.line(&Safe::default());
    pen.paragraph(
        0,
        &[pen.run(Safe::text(&table.caption), Style::Heading)],
        out,
    );
    let rows = cells(table, pen);
    if fits(&rows, pen, out) {
        return;
    }
    if let Some((short, legend)) = lettered(table) {
        let mut head = Safe::default();
        if fits(&cells(&short, pen), pen, &mut head) {
            pen.paragraph(1, &[Run::plain(Safe::text(&legend))], out);
            out.push(&head);
            return;
        }
    }
    // Record by record: the first cell heads it, every other names its column.
    for row in rows.iter().skip(1) {
        for (place, (cell, name)) in row.iter().zip(&table.head).enumerate() {
            let is_nil = cell.iter().flatten().all(|run| run.text.as_str() == "–");
            if place == 0 {
                for words in cell {
                    pen.paragraph(1, words, out);
                }
            } else if !is_nil {
                let mut label = Safe::text(name);
                label.push_own(":");
                for (line, words) in cell.iter().enumerate() {
                    let name = if line == 0 {
                        label.clone()
                    } else {
                        Safe::default()
                    };
                    let mut named = vec![pen.run(name, Style::Faint), Run::plain(Safe::own(" "))];
                    named.extend(words.iter().cloned());
                    pen.paragraph(3, &named, out);
                }
            }
        }
    }
}

/// Draws the rows side by side where the screen is wide enough for it.
fn fits(rows: &[Vec<Vec<Vec<Run>>>], pen: Pen, out: &mut Safe) -> bool {
    let Some(widths) = widths(rows, pen.screen.width) else {
        return false;
    };
    let drawn: Vec<Vec<Vec<Safe>>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .zip(&widths)
                .map(|(cell, column)| lines(cell, column.width))
                .collect()
        })
        .collect();
    out.push(&grid(&drawn, &widths, Divider::Line));
    true
}

/// A table of signs with letters for the outlets, and what they stand for; nothing where the letters run out.
fn lettered<'a>(table: &Table<'a>) -> Option<(Table<'a>, String)> {
    let outlets = table.head.get(1..)?;
    if table.class != "matrix" || outlets.len() > 26 {
        return None;
    }
    let letters = || ('A'..='Z').map(String::from);
    let legend: Vec<String> = letters()
        .zip(outlets)
        .map(|(letter, name)| format!("{letter} {name}"))
        .collect();
    let first = table.head.first().cloned();
    let short = Table {
        head: first
            .into_iter()
            .chain(letters().take(outlets.len()))
            .collect(),
        ..table.clone()
    };
    Some((short, legend.join(", ")))
}

fn lines(cell: &[Vec<Run>], width: usize) -> Vec<Safe> {
    cell.iter().flat_map(|words| wrap(words, width)).collect()
}

/// Columns that hold their widest word and share what is left by what they would take on one line; `None` when the
/// screen is too narrow for that.
fn widths(rows: &[Vec<Vec<Vec<Run>>>], screen: usize) -> Option<Vec<GridColumn>> {
    let count = rows.first()?.len();
    let mut least = vec![1; count];
    let mut whole = vec![1; count];
    for row in rows {
        for ((cell, least), whole) in row.iter().zip(&mut least).zip(&mut whole) {
            for words in cell {
                let text: Safe = words.iter().fold(Safe::default(), |mut text, run| {
                    text.push(&run.text);
                    text
                });
                *least = (*least).max(widest_word(&text));
                *whole = (*whole).max(text.width());
            }
        }
    }
    for (least, whole) in least.iter_mut().zip(&whole) {
        *least = (*least).max(LEAST_PROSE.min(*whole));
    }
    // One space on each side of a cell and a line between two cells.
    let mut spare = screen.checked_sub(3 * count - 1 + least.iter().sum::<usize>())?;
    let wanted: usize = whole
        .iter()
        .zip(&least)
        .map(|(whole, least)| whole - least)
        .sum();
    let room = spare;
    let mut columns: Vec<GridColumn> = Vec::new();
    for (whole, least) in whole.iter().zip(&least) {
        let more = ((whole - least) * room / wanted.max(1))
            .min(whole - least)
            .min(spare);
        spare -= more;
        columns.push(GridColumn {
            width: least + more,
            right: false,
        });
    }
    Some(columns)
}
