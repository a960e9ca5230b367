//! A stretch of text → its tokens.
//!
//! In: a span and the abbreviations. Out: tokens in text order; white space belongs to none. A hyphenated word is
//! three tokens (`co`, `-`, `author`); `U.S.`, `a.m.`, `Jan.` and `J.` are one token with their stops; `don't` and
//! `Okoro's` are one; `''` is one. An address (`https://…`) is one word. A character that cannot be seen parts no word. Linear.

use super::abbreviation::Abbreviations;
use super::{Token, TokenKind};
use crate::model::Span;

/// The tokens of `span` in text order.
pub(super) fn tokens(text: &str, span: Span, abbreviations: &Abbreviations) -> Vec<Token> {
    let inside = span.cut(text);
    let mut found = Vec::with_capacity(inside.len() / 5);
    let mut at = 0;
    while let Some(first) = inside.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = inside.get(at..).unwrap_or("");
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let (length, kind) = if first.is_numeric() {
            (number(rest), TokenKind::Number)
        } else if first.is_alphabetic() || is_handle(rest) {
            (word(rest, abbreviations), TokenKind::Word)
        } else if rest.starts_with("''") || rest.starts_with("``") {
            (2, TokenKind::Punctuation)
        } else {
            (first.len_utf8(), TokenKind::Punctuation)
        };
        let start = span.start + at;
        found.push(Token {
            span: Span::new(start, start + length),
            kind,
        });
        at += length;
    }
    found
}

/// Characters that take no room and part no words: zero-width space and joiners, byte order mark, marks of direction,
/// tags.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// `@name`, `#topic`.
fn is_handle(rest: &str) -> bool {
    let mut letters = rest.chars();
    matches!(letters.next(), Some('@' | '#')) && letters.next().is_some_and(char::is_alphabetic)
}

/// Bytes of the word at the start of `rest`.
fn word(rest: &str, abbreviations: &Abbreviations) -> usize {
    if ["http://", "https://", "www."]
        .iter()
        .any(|scheme| rest.starts_with(scheme))
    {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or(rest);
        return address
            .trim_end_matches(['.', ',', ';', ')', '"', '”', '’', '\'', '…', '!', '?'])
            .len()
            .max(1);
    }
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        // What cannot be seen parts no word; at its end it is no part of it.
        if at > 0 && is_invisible(letter) {
            continue;
        }
        let next = letters.peek().map(|&(_, next)| next);
        let goes_on = letter.is_alphanumeric()
            || is_combining(letter)
            || letter == '_'
            || (at == 0 && matches!(letter, '@' | '#'))
            || (at > 0 && is_apostrophe(letter) && next.is_some_and(char::is_alphabetic))
            || (at > 0 && letter == '&' && next.is_some_and(char::is_uppercase));
        if !goes_on {
            break;
        }
        end = at + letter.len_utf8();
    }
    dotted(rest, end, abbreviations)
}

/// Takes the stops of an abbreviation into the word that ends at `end`.
fn dotted(rest: &str, end: usize, abbreviations: &Abbreviations) -> usize {
    if !rest.get(end..).is_some_and(|after| after.starts_with('.')) {
        return end;
    }
    let stem = rest.get(..end).unwrap_or("");
    let mut length = end;
    if stem.chars().count() == 1 {
        // U.S., a.m., J.: single letters each with its stop
        length += 1;
        loop {
            let mut after = rest.get(length..).unwrap_or("").chars();
            match (after.next(), after.next(), after.next()) {
                (Some(letter), Some('.'), following)
                    if letter.is_alphabetic() && !following.is_some_and(char::is_alphabetic)
                        || letter.is_alphabetic()
                            && rest
                                .get(length + letter.len_utf8() + 2..)
                                .is_some_and(|more| more.starts_with('.')) =>
                {
                    length += letter.len_utf8() + 1;
                }
                // U.S: the last stop left out
                (Some(letter), next, _)
                    if letter.is_alphabetic() && !next.is_some_and(char::is_alphanumeric) =>
                {
                    return length + letter.len_utf8();
                }
                _ => break,
            }
        }
        // "x." of a lower-case letter that stands alone ends a sentence: "plan b."
        let single = length == end + 1;
        if single && stem.chars().all(char::is_lowercase) && !abbreviations.contains(stem) {
            return end;
        }
        return length;
    }
    // Ph.D.
    if let Some(more) = rest.get(end + 1..)
        && let Some(listed) = abbreviations.longest(stem, more)
    {
        return end + 1 + listed;
    }
    if abbreviations.contains(stem) {
        return end + 1;
    }
    end
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
        || (letter > '\u{8ff}' && unicode_normalization::char::is_combining_mark(letter))
}

/// Bytes of the number at the start of `rest`: digits, inner `,` and `.`, and letters that follow at once (`20th`).
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let goes_on = letter.is_alphanumeric()
            || is_combining(letter)
            || (matches!(letter, ',' | '.') && next.is_some_and(char::is_numeric))
            || (is_apostrophe(letter) && next.is_some_and(char::is_alphabetic));
        if !goes_on {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn check(text: &str, expected: &str) {
        let lexicon = Lexicon::embedded();
        let abbreviations = Abbreviations::new(&lexicon);
        let found: Vec<&str> = tokens(text, Span::new(0, text.len()), &abbreviations)
            .iter()
            .map(|token| token.span.cut(text))
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn stops_of_abbreviations_stay_in_the_word() {
        check("the U.S. Navy.", "the U.S. Navy .");
        check("J.R. Okoro, Jan. 23", "J.R. Okoro , Jan. 23");
        check("at 10 a.m. today", "at 10 a.m. today");
        check("a Ph.D. thesis", "a Ph.D. thesis");
        check("the U.K. and the U.S", "the U.K. and the U.S");
    }

    #[test]
    fn what_cannot_be_seen_parts_no_word() {
        check("the cra\u{200b}ne fell", "the cra\u{200b}ne fell");
        check(
            "co\u{ad}operate a\u{200d}\u{200b}b",
            "co\u{ad}operate a\u{200d}\u{200b}b",
        );
        check("crane\u{200b} \u{200b}fell\u{200b}.", "crane fell .");
    }

    #[test]
    fn marks_and_apostrophes() {
        check("''We don't,'' he said", "'' We don't , '' he said");
        check("Okoro’s plan", "Okoro’s plan");
        check("a co-author’s “fee”", "a co - author’s “ fee ”");
        check("AT&T paid $3,000.50.", "AT&T paid $ 3,000.50 .");
    }
}
