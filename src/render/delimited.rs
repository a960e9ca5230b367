//! [`Comparison`] → CSV and TSV: one row for each statement of each group.
//!
//! Reads back as a table in any spreadsheet and with Python's `csv`: every cell quoted, lines end in CR LF for CSV
//! (RFC 4180) and LF for TSV. What a spreadsheet could take for a formula gets a `'` in front: CWE-1236, with the
//! signs of other widths that some spreadsheets take too. Spans count code points, as in the JSON output.

use std::io::{self, Write};

use super::json::held;
use super::offsets::Offsets;
use super::outline::{Choice, TOOL, group_id, settings};
use super::safe::steers;
use crate::model::{Comparison, Kind, Row, Statement, StatementId};

/// The columns, in order.
const COLUMNS: [&str; 17] = [
    "group",
    "status",
    "kinds",
    "outlet",
    "speaker",
    "statement",
    "type",
    "form",
    "start",
    "end",
    "text",
    "difference",
    "path",
    "sha256",
    "published",
    "settings",
    "tool",
];

/// Comma-separated values.
#[must_use]
pub fn csv(comparison: &Comparison, choice: &Choice) -> String {
    held(|out| write_csv(out, comparison, choice))
}

/// Writes what [`csv()`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(out: &mut dyn Write, comparison: &Comparison, choice: &Choice) -> io::Result<()> {
    table(out, comparison, choice, (b',', csv::Terminator::CRLF))
}

/// Tab-separated values.
#[must_use]
pub fn tsv(comparison: &Comparison, choice: &Choice) -> String {
    held(|out| write_tsv(out, comparison, choice))
}

/// Writes what [`tsv`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_tsv(out: &mut dyn Write, comparison: &Comparison, choice: &Choice) -> io::Result<()> {
    table(
        out,
        comparison,
        choice,
        (b'\t', csv::Terminator::Any(b'\n')),
    )
}

fn table(
    out: &mut dyn Write,
    comparison: &Comparison,
    choice: &Choice,
    (delimiter, end): (u8, csv::Terminator),
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(end)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(out);
    let offsets: Vec<Offsets<'_>> = comparison
        .reports
        .iter()
        .map(|report| Offsets::new(&report.text))
        .collect();
    let settings = settings(comparison);
    writer.write_record(COLUMNS)?;
    for (index, row) in choice.rows(comparison) {
        for member in &row.members {
            if let Some(cells) = record(comparison, &offsets, &settings, index, row, *member) {
                writer.write_record(cells)?;
            }
        }
    }
    writer.flush()
}

fn record(
    comparison: &Comparison,
    offsets: &[Offsets<'_>],
    settings: &str,
    index: usize,
    row: &Row,
    member: StatementId,
) -> Option<[String; COLUMNS.len()]> {
    let statement = comparison.statement(member)?;
    let report = comparison.report(member.report)?;
    let (start, end) = offsets.get(member.report.index())?.span(statement.span);
    let shown = || row.divergences.iter().filter(|found| !found.is_hint());
    let kinds: std::collections::BTreeSet<_> = shown().map(|found| found.kind).collect();
    let kinds: Vec<&str> = kinds.into_iter().map(|kind| kind.name()).collect();
    let difference: Vec<String> = shown()
        .flat_map(|found| {
            let own = found.sides.iter().filter(|side| side.statement == member);
            own.map(|side| format!("{}: {}", found.kind.name(), side.value))
        })
        .collect();
    let published = report.metadata.published.as_ref();
    Some([
        group_id(index),
        row.status.name().to_owned(),
        kinds.join(" "),
        guarded(&report.label),
        guarded(speaker(statement, &report.text)),
        member.to_string(),
        match statement.kind {
            Kind::Quotation => "quotation",
            Kind::Claim => "claim",
        }
        .to_owned(),
        statement
            .quotation
            .as_ref()
            .map_or("", |quotation| quotation.form.name())
            .to_owned(),
        start.to_string(),
        end.to_string(),
        guarded(statement.span.cut(&report.text)),
        guarded(&difference.join("; ")),
        guarded(&report.path),
        report.sha256.clone(),
        published.map_or_else(String::new, |published| published.date.to_string()),
        settings.to_owned(),
        TOOL.to_owned(),
    ])
}

/// The name of the speaker, or the words that stand for one; empty where nobody is named.
pub(super) fn speaker<'a>(statement: &'a Statement, text: &'a str) -> &'a str {
    let speaker = statement
        .quotation
        .as_ref()
        .and_then(|quotation| quotation.speaker.as_ref());
    match speaker.map(|speaker| (&speaker.name, speaker.mention)) {
        Some((Some(name), _)) => name,
        Some((None, Some(mention))) => mention.cut(text),
        _ => "",
    }
}

/// A cell of foreign text that no spreadsheet takes for a formula and that steers no terminal: control characters and
/// marks of direction come out as `\u{1b}`, all else as it is.
///
/// What could begin a formula gets a `'` in front where the cell begins and behind a sign that separates cells: a
/// spreadsheet that expects another separator than the file has, cuts a quoted cell there.
fn guarded(foreign: &str) -> String {
    let foreign = foreign.replace("\r\n", "\n");
    let mut cell = String::with_capacity(foreign.len() + 1);
    // Blanks and what cannot be seen at the beginning are dropped by some.
    let first = foreign.trim_start_matches(|letter: char| letter.is_whitespace() || steers(letter));
    if first.starts_with(is_risky) || foreign.starts_with(['\t', '\r', '\n']) {
        cell.push('\'');
    }
    let mut cut = false;
    for letter in foreign.chars() {
        if cut && is_risky(letter) {
            cell.push('\'');
        }
        cut = matches!(letter, '\n' | '\t' | ',' | ';');
        let plain = matches!(letter, '\n' | '\t') || !letter.is_control();
        if plain && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            cell.push(letter);
        } else {
            cell.extend(letter.escape_unicode());
        }
    }
    cell
}

/// Signs that begin a formula in some spreadsheet, in all their widths; `|` and `%` begin calls of other programs.
fn is_risky(letter: char) -> bool {
    matches!(
        letter,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '﹦'
            | '﹢'
            | '﹣'
            | '﹫'
            | '−'
            | '|'
            | '%'
    )
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn guards_formulas() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "＝1",
            " =1",
            "|x",
            "\u{200b}=1",
            "\u{3000}-1",
            "﹦1",
            "−1",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        assert_eq!(guarded("5 - 3 = 2"), "5 - 3 = 2");
        assert_eq!(
            guarded("a\u{1b}[1m\0\u{202e}b"),
            "a\\u{1b}[1m\\u{0}\\u{202e}b"
        );
        assert_eq!(guarded("“=1”"), "“=1”");
        // A spreadsheet that expects another separator cuts here.
        assert_eq!(guarded("\t=1"), "'\t'=1");
        assert_eq!(guarded("a;=1,@x, -5\n+1"), "a;'=1,'@x, -5\n'+1");
    }
}
