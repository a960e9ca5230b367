//! Pasted text → pieces: one a line, or one a paragraph where lines are broken by hand.
//!
//! In: the decoded text. Out: spans of the same text in order, without white space at their ends. Three shapes occur:
//! a paragraph a line (most pages), lines broken at a fixed width (mail, agency wires), and sentences broken where a
//! link stood. A line behind `>` and one that is indented below a line that ends in a colon are block quotations; the
//! sign is no part of the piece, but for those of the lines that it goes on over. Linear.

use crate::model::Span;

use super::zone::{Hint, Piece};

/// Over this many characters a line is a paragraph, and the text is not broken by hand.
const WIDEST: usize = 120;

/// Columns by which a block quotation is indented at least; a tab is as many.
const INDENT: usize = 2;

/// One line that is not empty.
#[derive(Clone, Copy)]
struct Row {
    /// Without white space at its ends and without the sign of a quotation.
    span: Span,
    /// An empty line stands before it.
    gap: bool,
    /// It stands behind `>`.
    quoted: bool,
    /// It begins with white space.
    indented: bool,
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = broken_at(text, &lines);
    let mut found: Vec<Piece> = Vec::new();
    let mut index = 0;
    // The last line was set off below a colon.
    let mut below_colon = false;
    while let Some(&first) = lines.get(index) {
        let mut span = first.span;
        let mut last = first;
        let mut indented = first.indented;
        index += 1;
        while let Some(&next) = lines.get(index) {
            let below = next.indented && last.span.cut(text).ends_with(':');
            let apart = next.gap || next.quoted != last.quoted || below;
            if apart || !(continues(text, last, next, width) || unfinished(text, &lines, index)) {
                break;
            }
            span = span.cover(next.span);
            indented &= next.indented;
            last = next;
            index += 1;
        }
        let colon = |piece: &Piece| piece.span.cut(text).ends_with(':');
        below_colon = indented && (below_colon || found.last().is_some_and(colon));
        let hint = if first.quoted || below_colon {
            Hint::Quotation
        } else {
            Hint::Plain
        };
        found.push(Piece { span, hint });
    }
    found
}

/// The lines that are not empty.
fn lines(text: &str) -> Vec<Row> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut gap = false;
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    // A carriage return alone ends a line in old files; before a line feed it is white space at the end of one.
    let single = !text.contains('\n');
    for line in text.split_inclusive(|c| ends(c) || (single && c == '\r')) {
        let whole = Span::new(start, start + line.len());
        let sign = quotation_sign(line);
        let span = Span::new(start + sign, whole.end).trimmed(text);
        start += line.len();
        if span.is_empty() {
            gap = true;
        } else {
            let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
            found.push(Row {
                span,
                gap,
                quoted: sign > 0,
                indented: spaces >= INDENT || line.starts_with('\t'),
            });
            gap = false;
        }
    }
    found
}

/// The bytes of the signs of quotation that begin a line: `> `, `>> `. A menu has `>` between its words, not before them,
/// and `>word` is no sign.
fn quotation_sign(line: &str) -> usize {
    let rest = line.trim_start_matches(|letter: char| letter == '>' || letter.is_whitespace());
    let signs = line.len() - rest.len();
    let (before, quoted) = line.split_at(signs);
    let apart = quoted.is_empty() || before.ends_with(char::is_whitespace);
    if apart && before.trim_start().starts_with('>') {
        signs
    } else {
        0
    }
}

fn width_of(text: &str, span: Span) -> usize {
    span.cut(text).chars().count()
}

/// The width at which lines are broken by hand; `None` when they are not.
fn broken_at(text: &str, lines: &[Row]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| line.span.cut(text).split_whitespace().nth(4).is_some())
        .map(|line| width_of(text, line.span))
        .collect();
    widths.sort_unstable();
    let widest = *widths.last()?;
    let full = widths
        .iter()
        .filter(|width| **width * 10 >= widest * 8)
        .count();
    // Text broken by hand has most of its lines nearly full.
    ((40..=WIDEST).contains(&widest) && widths.len() >= 3 && full * 2 >= widths.len())
        .then_some(widest)
}

/// The next line goes on: its first word would not have fitted on this one.
fn continues(text: &str, line: Row, next: Row, width: Option<usize>) -> bool {
    let Some(width) = width else {
        return false;
    };
    let word = next
        .span
        .cut(text)
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    // Three characters of grace for editors that break a little early.
    width_of(text, line.span) + 1 + word + 3 > width
}

/// Lines that begin with a small letter go on with the sentence before them, if they come to its end.
fn unfinished(text: &str, lines: &[Row], index: usize) -> bool {
    let line = |at: usize| {
        lines
            .get(at)
            .map(|line| line.span.cut(text))
            .unwrap_or_default()
    };
    let ends = |line: &str| line.ends_with(['.', '!', '?', '"', '”']);
    let Some(before) = index.checked_sub(1) else {
        return false;
    };
    if ends(line(before)) || !line(index).starts_with(char::is_lowercase) {
        return false;
    }
    // `otter_9: what a remark` is somebody's turn to speak.
    let first = line(index).split_whitespace().next();
    if first.is_some_and(|word| word.ends_with(':')) {
        return false;
    }
    // A handful of lines: links stand in single sentences, and the look ahead stays short.
    let mut at = index;
    while at < index + 6 {
        if ends(line(at)) {
            return true;
        }
        at += 1;
        match lines.get(at) {
            Some(Row { gap: false, .. }) if line(at).starts_with(char::is_lowercase) => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let found: Vec<String> = pieces(text)
            .iter()
            .map(|piece| piece.span.cut(text).replace('\n', "/"))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_paragraph_a_line() {
        check(
            "One line\r\n\r\n  Two lines \nThree",
            &["One line", "Two lines", "Three"],
        );
        check("One\rTwo", &["One", "Two"]);
    }

    #[test]
    fn lines_broken_by_hand() {
        check(
            "Mayor resigns\n\nThe mayor of Harrow resigned on Monday after a long\ndispute over the budget for the new harbour, which the\ncouncil had refused.\n\nShe gave no reason.",
            &[
                "Mayor resigns",
                "The mayor of Harrow resigned on Monday after a long/dispute over the budget for the new harbour, which the/council had refused.",
                "She gave no reason.",
            ],
        );
    }

    /// What is set off, one piece after another.
    fn check_set_off(text: &str, wanted: &[&str]) {
        let found: Vec<&str> = pieces(text)
            .iter()
            .filter(|piece| piece.hint == Hint::Quotation)
            .map(|piece| piece.span.cut(text))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn block_quotations() {
        check_set_off(
            "She wrote:\n\n> It is shut.\n>\n>> It stays shut.\n\nThat was all.",
            &["It is shut.", "It stays shut."],
        );
        check_set_off(
            "She wrote:\n\n    It is shut.\n\n\tIt stays shut.\n\nThat was all.\n\n  A list",
            &["It is shut.", "It stays shut."],
        );
        // paragraphs that begin with an indent, and a menu
        check_set_off("   It is shut.\n   It stays shut.\nHome > News", &[]);
    }

    #[test]
    fn a_link_broke_the_sentence() {
        check(
            "The mayor\nresigned\non Monday.\nHe left.",
            &["The mayor/resigned/on Monday.", "He left."],
        );
        check(
            "Mayor resigns\nharbour, council, mayor",
            &["Mayor resigns", "harbour, council, mayor"],
        );
    }
}
