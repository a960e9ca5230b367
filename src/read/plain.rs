//! Pasted text → pieces: one a line, or one a paragraph where lines are broken by hand.
//!
//! In: the decoded text. Out: spans of the same text in order, without white space at their ends. Three shapes occur:
//! a paragraph a line (most pages), lines broken at a fixed width (mail, agency wires), and sentences broken where a
//! link stood. Linear.

use crate::model::Span;

use super::zone::{Hint, Piece};

/// Over this many characters a line is a paragraph, and the text is not broken by hand.
const WIDEST: usize = 120;

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = broken_at(text, &lines);
    let mut found: Vec<Piece> = Vec::new();
    let mut index = 0;
    while let Some(&(first, _)) = lines.get(index) {
        let mut span = first;
        let mut last = first;
        index += 1;
        while let Some(&(next, gap)) = lines.get(index) {
            if gap || !(continues(text, last, next, width) || unfinished(text, &lines, index)) {
                break;
            }
            span = span.cover(next);
            last = next;
            index += 1;
        }
        found.push(Piece {
            span,
            hint: Hint::Plain,
        });
    }
    found
}

/// Lines that are not empty, each with whether an empty line stands before it.
fn lines(text: &str) -> Vec<(Span, bool)> {
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
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if span.is_empty() {
            gap = true;
        } else {
            found.push((span, gap));
            gap = false;
        }
    }
    found
}

fn width_of(text: &str, span: Span) -> usize {
    span.cut(text).chars().count()
}

/// The width at which lines are broken by hand; `None` when they are not.
fn broken_at(text: &str, lines: &[(Span, bool)]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|(span, _)| span.cut(text).split_whitespace().nth(4).is_some())
        .map(|(span, _)| width_of(text, *span))
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
fn continues(text: &str, line: Span, next: Span, width: Option<usize>) -> bool {
    let Some(width) = width else {
        return false;
    };
    let word = next
        .cut(text)
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    // Three characters of grace for editors that break a little early.
    width_of(text, line) + 1 + word + 3 > width
}

/// Lines that begin with a small letter go on with the sentence before them, if they come to its end.
fn unfinished(text: &str, lines: &[(Span, bool)], index: usize) -> bool {
    let line = |at: usize| {
        lines
            .get(at)
            .map(|(span, _)| span.cut(text))
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
            Some((_, false)) if line(at).starts_with(char::is_lowercase) => {}
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
