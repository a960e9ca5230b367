//! One line or paragraph of a text with the features that tell what it is.

use crate::model::{Role, Span};
use crate::read::pattern::{Word, words};

use super::Tools;

/// Lines longer than this many words are told by their beginning.
const MOST_WORDS: usize = 96;

/// What the structure of a page or record says about a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Hint {
    /// Nothing.
    Plain,
    /// The title of the report.
    Headline,
    /// A heading inside the text.
    Heading,
    /// An item of a list.
    Item,
    /// A block quotation.
    Quotation,
    /// Something else, with the reason in words.
    Role(Role, &'static str),
}

/// A piece of a report's text before its role is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Piece {
    /// Where it stands; no white space at its ends.
    pub(in crate::read) span: Span,
    /// What the structure says.
    pub(in crate::read) hint: Hint,
}

/// A piece with its features.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) span: Span,
    pub(super) hint: Hint,
    pub(super) text: &'a str,
    /// Its first words, for patterns.
    pub(super) words: Vec<Word>,
    /// How many words it has.
    pub(super) length: usize,
    /// It ends as a sentence does.
    pub(super) ends: bool,
    /// Most of its longer words have a capital.
    pub(super) title_case: bool,
    /// Every word of some length has a capital, there is no digit: a name or a label.
    pub(super) name_like: bool,
    /// It begins with a bullet or is an item of a list.
    pub(super) item: bool,
    /// It begins with a small letter.
    pub(super) small: bool,
    /// It holds a frequent finite verb.
    pub(super) verb: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, piece: Piece, tools: &Tools) -> Line<'a> {
        let inside = piece.span.cut(text);
        let plain = inside.trim_start_matches(|c: char| {
            matches!(
                c,
                '•' | '·' | '*' | '-' | '–' | '—' | '▪' | '◦' | '‣' | '►' | '●'
            ) || c.is_whitespace()
        });
        let bullet = inside.len() > plain.len();
        let found = words(inside, MOST_WORDS);
        let long: Vec<&Word> = found
            .iter()
            .skip(1)
            .filter(|word| word.text.chars().count() >= 4)
            .collect();
        let capitals = long.iter().filter(|word| word.capital).count();
        let lower = |word: &Word| word.text.starts_with(char::is_alphabetic) && !word.capital;
        Line {
            span: piece.span,
            hint: piece.hint,
            text: inside,
            length: inside.split_whitespace().count() + unspaced(inside) / 2,
            ends: ends_as_sentence(inside),
            title_case: found.len() >= 2 && capitals * 10 >= long.len() * 7 && capitals > 0,
            name_like: found.first().is_some_and(|word| word.capital)
                && found
                    .iter()
                    .all(|word| !lower(word) || word.text.len() <= 3)
                && !inside.contains(|c: char| c.is_ascii_digit()),
            item: bullet || piece.hint == Hint::Item,
            small: plain.starts_with(char::is_lowercase),
            verb: found
                .iter()
                .any(|word| tools.finite_verbs.contains(&word.text)),
            words: found,
        }
    }

    /// A paragraph of running text beyond doubt: a sentence of some length, or very long.
    pub(super) fn running(&self) -> bool {
        // Twelve words: no deck or caption label of the pages looked at is shorter and ends in a full stop by rule,
        // and ledes are longer; thirty words without an end mark are a paragraph cut short.
        (self.ends && self.length >= 12) || self.length >= 30
    }

    /// A heading could read so.
    pub(super) fn headline_like(&self) -> bool {
        !self.ends && (2..=30).contains(&self.length)
    }

    /// `News | Sport | Weather`, `Home > Sport > Rowing`, `NEWS   SPORT   WEATHER`: three or more short labels side by
    /// side, no sentence.
    pub(super) fn menu(&self) -> bool {
        if self.ends || self.verb {
            return false;
        }
        // A space that does not break stands between labels of a menu, and between all words of some headlines.
        let mixed = self.text.contains(' ');
        let marks = |c: char| {
            matches!(c, '|' | '>' | '›' | '»' | '·' | '•' | '\t') || c == '\u{a0}' && mixed
        };
        let short = |items: &[&str]| {
            items.len() >= 3
                && items
                    .iter()
                    .all(|item| (1..=3).contains(&item.split_whitespace().count()))
        };
        let labels = |items: Vec<&'a str>| -> Vec<&'a str> {
            let mut items = items;
            items.retain(|item| !item.trim().is_empty());
            items
        };
        short(&labels(self.text.split(marks).collect()))
            || short(&labels(self.text.split("  ").collect()))
    }

    /// Letters and digits only, in small letters: for comparing lines.
    pub(super) fn key(&self) -> String {
        key(self.text)
    }
}

/// Letters of scripts that put no space between words: two count as a word.
fn unspaced(text: &str) -> usize {
    text.chars()
        .filter(|c| {
            matches!(*c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
        })
        .count()
}

/// Letters and digits only, in small letters.
pub(in crate::read) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// True when the last mark is one that ends a sentence, inside closing quotation marks and brackets or not.
fn ends_as_sentence(text: &str) -> bool {
    let closing = |c: char| {
        matches!(
            c,
            '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '」' | '』' | '）'
        ) || c.is_whitespace()
    };
    // `... on a bus. (Agency)`: the agency's name after the last sentence.
    let text = match text
        .trim_end()
        .strip_suffix([')', ']'])
        .and_then(|rest| rest.rfind(['(', '[']))
    {
        Some(open) if open > 0 => text.get(..open).map_or(text, |head| {
            if head
                .trim_end_matches(closing)
                .ends_with(['.', '!', '?', '…'])
            {
                head
            } else {
                text
            }
        }),
        _ => text,
    };
    let inner = text.trim_end_matches(closing);
    inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '؟', '।', '۔'])
        || (inner.len() < text.trim_end().len() && text.starts_with(['"', '“']))
}
