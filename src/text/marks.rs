//! A block of text → the stretches that stand in quotation marks.
//!
//! In: one paragraph, and whether the paragraph before it left a quotation open. Out: [`Region`]s in text order,
//! disjoint. Knows “ ” „ « » " '' `` and, outside those, ‘ ’ and '…'. Nested marks belong to the outer region.
//! A mark that finds no partner never reaches beyond its paragraph: the state starts anew with each. What a region
//! is (speech, title, scare quote) is decided in extraction. Linear in the number of characters.

use crate::model::Span;

/// The marks around a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// “ ”, „ “, « », ", ''.
    Double,
    /// ‘ ’, '.
    Single,
}

/// A stretch in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// With its marks.
    pub outer: Span,
    /// Without them; no white space at its ends.
    pub inner: Span,
    /// Which marks.
    pub marks: Marks,
    /// False when the paragraph begins inside it.
    pub opened: bool,
    /// False when the paragraph ends inside it.
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    /// A straight mark whose neighbours do not tell.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    side: Side,
}

/// The regions of one block in text order. `carried`: the paragraph before left a quotation open.
#[must_use]
pub fn regions(text: &str, block: Span, carried: bool) -> Vec<Region> {
    let marks = double_marks(text, block);
    let mut found = pair(text, block, &marks, carried);
    let singles = singles(text, block, &found);
    found.extend(singles);
    found.sort_by_key(|region| region.outer);
    found
}

fn double_marks(text: &str, block: Span) -> Vec<Mark> {
    let inside = block.cut(text);
    let mut marks = Vec::new();
    let mut before = ' ';
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        let doubled = letter == next && matches!(letter, '\'' | '`' | '’' | '‘');
        let width = if doubled { 2 } else { 1 } * letter.len_utf8();
        let after = if doubled {
            inside
                .get(at + width..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or(' ')
        } else {
            next
        };
        let side = match letter {
            '“' if before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?') => {
                // „…“, or a mark the wrong way round at the end of a quotation
                if after.is_alphanumeric() {
                    Some(Side::Opening)
                } else {
                    Some(Side::Closing)
                }
            }
            '“' | '„' | '‟' | '＂' => Some(Side::Opening),
            '”' if before.is_whitespace() && after.is_alphanumeric() => Some(Side::Opening),
            '”' => Some(Side::Closing),
            '«' | '»' => {
                let inward = after.is_alphanumeric() && !before.is_alphanumeric();
                let outward = before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?');
                Some(match (letter, inward, outward) {
                    ('»', true, false) => Side::Opening,
                    ('«', false, true) => Side::Closing,
                    ('«', ..) => Side::Opening,
                    _ => Side::Closing,
                })
            }
            '"' => Some(straight(before, after)),
            _ if doubled => Some(match letter {
                '‘' | '`' => Side::Opening,
                '’' => Side::Closing,
                _ => straight(before, after),
            }),
            _ => None,
        };
        // 6'2" and 14" are measures
        let measure = letter == '"' && before.is_ascii_digit() && !after.is_alphanumeric();
        if let Some(side) = side
            && (!measure || marks_open(&marks))
        {
            marks.push(Mark {
                start: block.start + at,
                end: block.start + at + width,
                side,
            });
        }
        if doubled {
            letters.next();
        }
        before = letter;
    }
    marks
}

/// True when the marks so far leave a region open; straight marks count by turns.
fn marks_open(marks: &[Mark]) -> bool {
    marks.len() % 2 == 1
}

fn straight(before: char, after: char) -> Side {
    let opens = (before.is_whitespace()
        || super::tokenize::is_invisible(before)
        || matches!(before, '(' | '[' | '—' | '–' | '-' | '‘' | '\'' | '/' | '“'))
        && !after.is_whitespace();
    let closes = !before.is_whitespace()
        && (after.is_whitespace()
            || matches!(
                after,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | ')'
                    | ']'
                    | '—'
                    | '–'
                    | '-'
                    | '’'
                    | '\''
                    | '/'
                    | '…'
                    | '”'
            ));
    match (opens, closes) {
        (true, false) => Side::Opening,
        (false, true) => Side::Closing,
        _ => Side::Either,
    }
}

fn pair(text: &str, block: Span, marks: &[Mark], carried: bool) -> Vec<Region> {
    let mut found: Vec<Region> = Vec::new();
    let mut open: Option<Mark> = None;
    let mut nested = 0usize;
    let push = |start: Option<Mark>, inner_end: usize, end: usize, found: &mut Vec<Region>| {
        let outer_start = start.map_or(block.start, |mark| mark.start);
        let inner_start = start.map_or(block.start, |mark| mark.end);
        let inner = Span::new(inner_start, inner_end).trimmed(text);
        if inner.cut(text).chars().any(char::is_alphanumeric) {
            found.push(Region {
                outer: Span::new(outer_start, end),
                inner,
                marks: Marks::Double,
                opened: start.is_some(),
                closed: end > inner_end,
            });
        }
    };
    let starts_with_mark = marks.first().is_some_and(|mark| mark.side != Side::Closing);
    for (index, mark) in marks.iter().enumerate() {
        let opens = match mark.side {
            Side::Opening => true,
            Side::Closing => false,
            Side::Either => open.is_none(),
        };
        match (open, opens) {
            (None, true) => {
                open = Some(*mark);
                nested = 0;
            }
            (None, false) => {
                // the paragraph before left it open and this one did not reopen it
                // or its opening mark is missing: speech from the start of the paragraph
                let ends_speech = mark.side == Side::Closing
                    && Span::new(block.start, mark.start)
                        .cut(text)
                        .ends_with(['.', ',', '!', '?']);
                if index == 0 && (carried && !starts_with_mark || ends_speech) {
                    push(None, mark.start, mark.end, &mut found);
                } else if mark.side == Side::Either {
                    open = Some(*mark);
                }
            }
            (Some(first), true) => {
                if closings_in_a_row(marks, index + 1) > nested + 1 {
                    nested += 1;
                } else if closings_in_a_row(marks, index + 1) == 0
                    && marks.get(index + 1).is_none()
                    && mark.side != Side::Opening
                {
                    push(Some(first), mark.start, mark.end, &mut found);
                    open = None;
                } else {
                    // the mark before was never closed: its region ends with its first sentence
                    let end = first_stop(text, first.end, mark.start);
                    push(Some(first), end, end, &mut found);
                    open = Some(*mark);
                    nested = 0;
                }
            }
            (Some(first), false) => {
                if nested > 0 {
                    nested -= 1;
                } else {
                    push(Some(first), mark.start, mark.end, &mut found);
                    open = None;
                }
            }
        }
    }
    if let Some(first) = open {
        push(Some(first), block.end, block.end, &mut found);
    }
    found
}

/// Closing marks that follow one another from `from` on, no opening mark between.
fn closings_in_a_row(marks: &[Mark], from: usize) -> usize {
    // 4: deeper nesting is not found in print; the bound keeps the scan linear
    marks
        .iter()
        .skip(from)
        .take(4)
        .take_while(|mark| mark.side == Side::Closing)
        .count()
}

/// Where the first sentence of `start..end` ends; `end` when no stop is found.
fn first_stop(text: &str, start: usize, end: usize) -> usize {
    let inside = Span::new(start, end).cut(text);
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        if matches!(letter, '.' | '!' | '?') && next.is_whitespace() && at > 20 {
            return start + at + letter.len_utf8();
        }
    }
    start + inside.trim_end().len()
}

/// Regions in single marks outside the double ones.
fn singles(text: &str, block: Span, doubles: &[Region]) -> Vec<Region> {
    let inside = block.cut(text);
    let mut found = Vec::new();
    if !inside.contains(['\'', '‘']) {
        return found;
    }
    let mut closings: Vec<(usize, char)> = Vec::new();
    let mut openings: Vec<usize> = Vec::new();
    let mut before = ' ';
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        let place = block.start + at;
        let begins = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':');
        if matches!(letter, '‘' | '\'') && begins && (next.is_alphabetic() || next == '[') {
            openings.push(place);
        } else if matches!(letter, '’' | '\'') && !before.is_whitespace() && !next.is_alphanumeric()
        {
            closings.push((place, before));
        }
        before = letter;
    }
    let mut free = block.start;
    let mut doubles = doubles.iter().peekable();
    for (index, &start) in openings.iter().enumerate() {
        while doubles
            .next_if(|region| region.outer.end <= start)
            .is_some()
        {}
        if start < free
            || doubles
                .peek()
                .is_some_and(|region| region.outer.start <= start)
        {
            continue;
        }
        let limit = openings.get(index + 1).copied().unwrap_or(block.end);
        let from = closings.partition_point(|&(place, _)| place <= start);
        let mut candidates = closings
            .iter()
            .skip(from)
            .take_while(|&&(place, _)| place < limit);
        // “the workers’ rights”: a mark after s may be an apostrophe; a stop before the mark tells
        let Some(&(first, before)) = candidates.next() else {
            continue;
        };
        let end = if before == 's' {
            candidates
                .find(|&&(_, before)| matches!(before, '.' | ',' | '!' | '?'))
                .map_or(first, |&(place, _)| place)
        } else {
            first
        };
        let mark = |at: usize| {
            at + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        };
        let inner = Span::new(mark(start), end).trimmed(text);
        let outer = Span::new(start, mark(end));
        if doubles
            .peek()
            .is_some_and(|region| region.outer.overlaps(outer))
            || inner.is_empty()
        {
            continue;
        }
        free = outer.end;
        found.push(Region {
            outer,
            inner,
            marks: Marks::Single,
            opened: true,
            closed: true,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = regions(text, Span::new(0, text.len()), false)
            .iter()
            .map(|region| region.inner.cut(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_style() {
        check("“We won,” she said.", &["We won,"]);
        check(
            "\"We won,\" she said. \"At last.\"",
            &["We won,", "At last."],
        );
        check("''We won,'' she said.", &["We won,"]);
        check("«We won», she said; „At last.“", &["We won", "At last."]);
        check("‘We won,’ she said of the clubs’ fans.", &["We won,"]);
        check("'We don't mind,' she said.", &["We don't mind,"]);
    }

    #[test]
    fn mismatched_and_missing() {
        check(
            "“We won,\" she said. \"At last,” she said.",
            &["We won,", "At last,"],
        );
        check(
            "“We won, she said. “At last,” she said.",
            &["We won, she said.", "At last,"],
        );
        check("He is 6'2\" tall and \"very fast\".", &["very fast"]);
        check("“We won and went on", &["We won and went on"]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_region() {
        check("“He said “go” to us,” she said.", &["He said “go” to us,"]);
        check("“He said ‘go’ to us,” she said.", &["He said ‘go’ to us,"]);
    }
}
