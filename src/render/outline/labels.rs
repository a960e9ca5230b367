//! Names of the same thing; loaded words, hedges, saying-verbs: counts with examples.

use crate::model::{Comparison, Example, Uses, WordList};

use super::method::list_file;
use super::{Block, Line, Piece, Table, TableRow, report_head, text};

pub(super) fn blocks(comparison: &Comparison) -> Vec<Block<'_>> {
    let mut blocks = vec![Block::Paragraph(text(
        "Uses in the outlet's own voice; uses inside quotation marks are counted apart, as \"+1 quoted\".",
    ))];
    let names = names(comparison);
    if names.rows.is_empty() {
        blocks.push(Block::Paragraph(text(
            "No person, group, place or act goes by several names.",
        )));
    } else {
        blocks.push(Block::Table(names));
    }
    for list in WordList::ALL {
        let table = words(comparison, list);
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

fn names(comparison: &Comparison) -> Table<'_> {
    let rows = comparison
        .views
        .labels
        .iter()
        .flat_map(|label| {
            label.forms.iter().enumerate().map(|(place, form)| {
                let head = if place == 0 {
                    vec![Piece::Strong(form.form.clone())]
                } else {
                    vec![
                        Piece::Faint("also ".to_owned()),
                        Piece::Text(form.form.clone()),
                    ]
                };
                let mut cells = vec![head];
                cells.extend(form.uses.iter().map(uses));
                TableRow::plain(cells)
            })
        })
        .collect();
    Table {
        class: "counts",
        caption: "How each outlet names the same person, group, place or act".to_owned(),
        head: report_head(comparison, &["Name"]),
        rows,
    }
}

fn words(comparison: &Comparison, list: WordList) -> Table<'_> {
    let rows = comparison
        .views
        .words
        .iter()
        .filter(|word| word.list == list)
        .map(|word| {
            let mut head = text(word.word.clone());
            if !word.sort.is_empty() {
                head.push(Piece::Faint(format!(" ({})", word.sort)));
            }
            let mut cells = vec![head];
            cells.extend(word.uses.iter().map(uses));
            cells.push(
                word.examples
                    .first()
                    .map_or_else(Line::new, |example| context(comparison, *example)),
            );
            TableRow::plain(cells)
        })
        .collect();
    let source = comparison
        .views
        .lists
        .iter()
        .find(|source| source.list == list)
        .map(|source| format!(" (list {})", list_file(source)))
        .unwrap_or_default();
    let mut head = report_head(comparison, &["Word"]);
    head.push("Example".to_owned());
    let name = match list {
        WordList::Loaded => "Loaded words",
        WordList::Hedge => "Hedging words",
        WordList::Saying => "Saying-verbs",
    };
    Table {
        class: "counts words-list",
        caption: format!("{name}, counted without judgement{source}"),
        head,
        rows,
    }
}

fn uses(uses: &Uses) -> Line {
    match (uses.own, uses.quoted) {
        (0, 0) => text("–"),
        (own, 0) => text(own.to_string()),
        (own, quoted) => vec![
            Piece::Text(own.to_string()),
            Piece::Faint(format!(" +{quoted} quoted")),
        ],
    }
}

/// Characters of context on each side of an example: about five words.
const CONTEXT: usize = 32;

/// The words with a little context, cut at words.
fn context(comparison: &Comparison, example: Example) -> Line {
    let (Some(report), Some(statement)) = (
        comparison.report(example.statement.report),
        comparison.statement(example.statement),
    ) else {
        return Line::new();
    };
    let cut = |from: usize, to: usize| report.text.get(from..to).unwrap_or("");
    let before = cut(statement.span.start, example.span.start);
    let after = cut(example.span.end, statement.span.end);
    let left = last_words(before);
    let right = first_words(after);
    vec![
        Piece::Text(if left.len() < before.len() { "…" } else { "" }.to_owned()),
        Piece::Text(left.to_owned()),
        Piece::Strong(example.span.cut(&report.text).to_owned()),
        Piece::Text(right.to_owned()),
        Piece::Text(if right.len() < after.len() { "…" } else { "" }.to_owned()),
        Piece::Faint(format!(" ({})", report.label)),
    ]
}

fn last_words(text: &str) -> &str {
    let Some((start, _)) = text.char_indices().rev().nth(CONTEXT) else {
        return text;
    };
    let tail = text.get(start..).unwrap_or("");
    tail.find(char::is_whitespace)
        .and_then(|space| tail.get(space..))
        .unwrap_or("")
}

fn first_words(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(CONTEXT) else {
        return text;
    };
    let head = text.get(..end).unwrap_or("");
    head.rfind(char::is_whitespace)
        .and_then(|space| head.get(..space))
        .unwrap_or("")
}
