//! A block of text → its sentences.
//!
//! In: a block, the abbreviations. Out: spans in text order that together hold every letter of the block. Sentences
//! end inside a quotation as well as outside: statements are compared sentence by sentence, and whole quotations are
//! put together again in extraction. Own rather than `sentencex`: that one leaves the opening mark behind after an
//! unbalanced pair, does not part sentences inside a quotation and takes 30 dependencies. Linear.

use std::ops::Range;

use super::Token;
use super::abbreviation::{Abbreviations, Class};
use super::tokenize::is_invisible;
use crate::model::Span;

/// The sentences of one block in text order, disjoint, none empty, no white space at their ends.
pub(super) fn sentences(text: &str, block: Span, abbreviations: &Abbreviations) -> Vec<Span> {
    let inside = block.cut(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut open = false;
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '“' | '„' => open = true,
            '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
        let blank_line = letter == '\n' && is_blank_line(inside, at + 1);
        if !matches!(letter, '.' | '!' | '?' | '…') && !blank_line {
            continue;
        }
        let stops = at;
        let mut end = at + letter.len_utf8();
        let mut marks = 0;
        while let Some(&(next_at, next)) = letters.peek() {
            let stop = matches!(next, '.' | '!' | '?' | '…');
            let closes = match next {
                '"' | '”' => {
                    let after = inside
                        .get(next_at + next.len_utf8()..)
                        .and_then(|rest| rest.chars().next());
                    open || after.is_none_or(|after| !after.is_alphanumeric())
                }
                '’' | '\'' | ')' | ']' | '»' => true,
                '“' => inside
                    .get(next_at + 3..)
                    .and_then(|rest| rest.chars().next())
                    .is_none_or(char::is_whitespace),
                _ => false,
            };
            if !stop && !closes {
                break;
            }
            if closes {
                marks += 1;
            }
            if matches!(next, '"' | '”') {
                open = false;
            }
            end = next_at + next.len_utf8();
            letters.next();
        }
        // “… to fill. " We”: a closing mark with a space before it
        let rest = inside.get(end..).unwrap_or("");
        if open && let Some(spaced) = spaced_mark(rest) {
            end += spaced;
            marks += 1;
            open = false;
            while letters.next_if(|&(next_at, _)| next_at < end).is_some() {}
        }
        let rest = inside.get(end..).unwrap_or("");
        let boundary = Boundary {
            before: inside.get(start..stops).unwrap_or(""),
            stops: inside.get(stops..end).unwrap_or(""),
            marks,
            rest,
        };
        if blank_line || boundary.holds(abbreviations) {
            found.push(Span::new(block.start + start, block.start + end).trimmed(text));
            start = end;
        }
    }
    found.push(Span::new(block.start + start, block.end).trimmed(text));
    join_wordless(text, found)
}

/// A sentence of more than `most` tokens in parts, after a comma or the like in the second half of a part where one
/// stands there. Marks that would make a part without a letter belong to none.
pub(super) fn parts(
    text: &str,
    span: Span,
    tokens: &[Token],
    most: usize,
) -> Vec<(Span, Range<usize>)> {
    if tokens.len() <= most {
        return vec![(span, 0..tokens.len())];
    }
    let mut found = Vec::new();
    let mut first = 0;
    while first < tokens.len() {
        let last = (first + most).min(tokens.len());
        let pause = |at: &usize| {
            tokens
                .get(at - 1)
                .is_some_and(|token| matches!(token.span.cut(text), "," | ";" | ":" | "—"))
        };
        let end = match last < tokens.len() {
            true => (first + most / 2..=last).rev().find(pause).unwrap_or(last),
            false => last,
        };
        let ends = tokens.get(first).zip(tokens.get(end - 1));
        let part = ends.map(|(first, last)| first.span.cover(last.span));
        found.extend(
            part.filter(|part| part.cut(text).contains(char::is_alphanumeric))
                .map(|part| (part, first..end)),
        );
        first = end;
    }
    found
}

/// A piece without letters or digits ("***", a mark left alone) goes with its neighbour.
fn join_wordless(text: &str, pieces: Vec<Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::with_capacity(pieces.len());
    let mut waiting: Option<Span> = None;
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        if piece.cut(text).chars().any(char::is_alphanumeric) {
            found.push(waiting.take().map_or(piece, |before| before.cover(piece)));
        } else if let Some(last) = found.last_mut() {
            *last = last.cover(piece);
        } else {
            waiting = Some(waiting.map_or(piece, |before| before.cover(piece)));
        }
    }
    found.extend(waiting);
    found
}

fn is_blank_line(inside: &str, from: usize) -> bool {
    inside
        .get(from..)
        .unwrap_or("")
        .chars()
        .take_while(|letter| letter.is_whitespace())
        .any(|letter| letter == '\n')
}

/// Bytes up to and with a lone mark: ` " We`.
fn spaced_mark(rest: &str) -> Option<usize> {
    let inner = rest.trim_start();
    let space = rest.len() - inner.len();
    let mark = inner
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '”'))?;
    let after = inner.get(mark.len_utf8()..)?;
    (space > 0 && after.chars().next().is_none_or(char::is_whitespace))
        .then_some(space + mark.len_utf8())
}

/// A place where a sentence may end.
struct Boundary<'a> {
    /// The sentence up to its stop.
    before: &'a str,
    /// The stops and closing marks.
    stops: &'a str,
    /// How many closing marks.
    marks: usize,
    /// Everything after.
    rest: &'a str,
}

impl Boundary<'_> {
    fn holds(&self, abbreviations: &Abbreviations) -> bool {
        let Some(first) = self.rest.chars().next() else {
            return false;
        };
        let spaced = first.is_whitespace() || is_invisible(first);
        // `won.“We`, `won.”The`: the space left out
        let glued =
            matches!(first, '“' | '‘' | '”' | '"') || (self.marks > 0 && first.is_uppercase());
        if !spaced && !glued {
            return false;
        }
        let next = self.rest.trim_start_matches(|letter: char| {
            letter.is_whitespace()
                || is_invisible(letter)
                || matches!(
                    letter,
                    '“' | '”'
                        | '‘'
                        | '"'
                        | '\''
                        | '`'
                        | '«'
                        | '„'
                        | '('
                        | '['
                        | '¿'
                        | '¡'
                        | '—'
                        | '–'
                        | '-'
                        | '*'
                        | '•'
                )
        });
        let Some(opener) = next.chars().next() else {
            return false;
        };
        if opener.is_lowercase() {
            return false;
        }
        let word_end = next
            .find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '’' | '\''))
            .unwrap_or(next.len());
        let word = next.get(..word_end).unwrap_or("");
        let plain = word.split(['’', '\'']).next().unwrap_or(word);
        let starter = abbreviations.starts_sentences(plain);
        if self.stops.starts_with('…') || self.stops.starts_with("..") {
            return starter || self.marks > 0 || self.rest.trim_start().starts_with(['“', '"']);
        }
        if self.stops.starts_with('.') && !self.ends_after_word(abbreviations, opener, starter) {
            return false;
        }
        // `“Why?” Mr. Lane asked.` is one sentence
        if self.marks > 0 && !self.stops.starts_with('.') && reports_speech(next) {
            return false;
        }
        true
    }

    /// Whether the stop after the last word of `before` ends the sentence.
    fn ends_after_word(&self, abbreviations: &Abbreviations, opener: char, starter: bool) -> bool {
        let cut = self
            .before
            .rfind(|letter: char| {
                letter.is_whitespace()
                    || matches!(letter, '“' | '"' | '(' | '[' | '‘' | '—' | '–' | '-' | '/')
            })
            .map_or(0, |at| {
                at + self
                    .before
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let word = self.before.get(cut..).unwrap_or("");
        if self.marks > 0 && self.stops.len() > 1 && !self.stops.ends_with([')', ']']) {
            // a closing mark after the stop: `in the U.S.” The`
            return true;
        }
        match abbreviations.class(word) {
            Some(Class::Title) => return false,
            Some(Class::Number) => return !opener.is_numeric(),
            Some(Class::Open) => return starter,
            None => {}
        }
        let letters = word.chars().filter(|letter| *letter != '.').count();
        let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
        if letters == 1 && word.chars().all(char::is_uppercase) && word != "I" {
            // an initial
            return starter;
        }
        if dotted && word.chars().any(char::is_alphabetic) {
            return starter;
        }
        true
    }
}

/// True when capitalised words and then a lower-case word with a stop within the clause follow: `Mr. Lane asked.`
fn reports_speech(next: &str) -> bool {
    let mut names = 0;
    for word in next.split_whitespace().take(6) {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        if word.chars().next().is_some_and(char::is_uppercase) {
            if names > 0 && word.len() != bare.len() && !word.ends_with('.') {
                return false;
            }
            names += 1;
            continue;
        }
        // the clause is over with the verb
        return names > 0 && names < 5 && word.len() != bare.len();
    }
    false
}
