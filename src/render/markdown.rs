//! [`Comparison`] → Markdown (CommonMark with tables) that pastes into an issue or a document.
//!
//! Every word of a report is escaped: no HTML, link or image of a report comes alive, and no `|` or line end breaks a
//! table; an address stands as code. There is no raw HTML of ours either, since many places that take Markdown drop it.

mod escape;

use std::fmt::Write as _;
use std::io::{self, Write};

use super::outline::{Block, Choice, Line, Piece, Section, StripPart, Table, group_id, sections};
use crate::model::{Comparison, Status};
pub(super) use escape::{escape, push_escaped};

/// The chosen views, one section each, and the method.
#[must_use]
pub fn markdown(comparison: &Comparison, choice: &Choice) -> String {
    super::json::held(|out| write_markdown(out, comparison, choice))
}

/// Writes what [`markdown`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_markdown(
    out: &mut dyn Write,
    comparison: &Comparison,
    choice: &Choice,
) -> io::Result<()> {
    let labels: Vec<String> = comparison
        .reports
        .iter()
        .map(|report| escape(&report.label))
        .collect();
    document(
        out,
        &format!("Comparison of {}", labels.join(", ")),
        &sections(comparison, choice),
    )
}

/// A title and sections; the title is Markdown already.
///
/// # Errors
/// Those of the writer.
pub(super) fn document(
    out: &mut dyn Write,
    title: &str,
    sections: &[Section<'_>],
) -> io::Result<()> {
    writeln!(out, "# {title}")?;
    for section in sections {
        write!(out, "\n## {}\n", section.title)?;
        for block in &section.blocks {
            out.write_all(b"\n")?;
            write_block(out, block)?;
        }
    }
    Ok(())
}

fn write_block(out: &mut dyn Write, block: &Block<'_>) -> io::Result<()> {
    match block {
        Block::Heading(words) => {
            writeln!(out, "### {}", line(words, "; "))?;
        }
        Block::Paragraph(words) => {
            writeln!(out, "{}", line(words, "; "))?;
        }
        Block::List(items) => {
            for item in items {
                writeln!(out, "- {}", line(item, "; "))?;
            }
        }
        Block::Table(table) => write_table(out, table)?,
        Block::Blank(lines) => {
            for number in 0..*lines {
                if number > 0 {
                    out.write_all(b"\n")?;
                }
                writeln!(out, "{}", "…".repeat(60))?;
            }
        }
    }
    Ok(())
}

fn write_table(out: &mut dyn Write, table: &Table<'_>) -> io::Result<()> {
    writeln!(out, "**{}**\n", escape(&table.caption))?;
    let head: Vec<String> = table.head.iter().map(|name| escape(name)).collect();
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for row in table.rows.iter() {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| line(cell, " · ")).collect();
        cells.resize(head.len(), String::new());
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Pieces as Markdown on one line.
fn line(pieces: &Line, line_break: &str) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) | Piece::Faint(words) => push_escaped(&mut out, words),
            Piece::Quoted(words) => {
                let _ = write!(out, "“{}”", escape(words));
            }
            Piece::Strong(words) => push_strong(&mut out, words),
            Piece::Statement { words, .. } => {
                for (words, marked) in words {
                    if *marked {
                        push_strong(&mut out, words);
                    } else {
                        push_escaped(&mut out, words);
                    }
                }
            }
            Piece::Group(row) => out.push_str(&group_id(*row)),
            Piece::Status(status) => out.push_str(status.name()),
            Piece::Coverage(coverage) => out.push_str(coverage.sign()),
            Piece::Strip(parts) => {
                let _ = write!(out, "`{}`", strip(parts));
            }
            Piece::Break => out.push_str(line_break),
        }
    }
    out.trim().to_owned()
}

/// Characters of a strip: one for each twentieth of the report.
const STRIP: usize = 20;

pub(super) fn strip(parts: &[StripPart]) -> String {
    (0..STRIP)
        .map(|slot| {
            let (from, to) = (slot * 1000 / STRIP, (slot + 1) * 1000 / STRIP);
            let mut here = parts
                .iter()
                .filter(|part| part.start < to && from < part.end);
            match here.next() {
                None => '·',
                Some(first)
                    if first.status == Status::Divergent
                        || here.any(|part| part.status == Status::Divergent) =>
                {
                    '≠'
                }
                Some(_) => '=',
            }
        })
        .collect()
}

/// Bold. The stars only count as a mark beside a letter or digit, so other characters at the ends stay outside.
fn push_strong(out: &mut String, words: &str) {
    let is_letter = |letter: char| letter.is_alphanumeric();
    let inner = words.trim_matches(|letter| !is_letter(letter));
    let start = words.find(is_letter).unwrap_or(words.len());
    let end = start + inner.len();
    let before = words.get(..start).unwrap_or("");
    let after = words.get(end..).unwrap_or("");
    push_escaped(out, before);
    if !inner.is_empty() {
        let _ = write!(out, "**{}**", escape(inner));
    }
    push_escaped(out, after);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_keeps_its_stars_beside_letters() {
        let mut out = String::new();
        push_strong(&mut out, "“forty-one,” ");
        assert_eq!(out, "“**forty-one**,” ");
    }
}
