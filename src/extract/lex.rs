//! [`Document`] → words of each sentence, as the readers of facts want them.
//!
//! In: tokens. Out: [`Words of a sentence`](Line): possessive endings off, each word also folded. It decides nothing about meaning. Linear.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use super::common::{Class, Common};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::model::{Report, Role, Span};
use crate::text::{Document, Sentence, Token, TokenKind, is_invisible};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `report`
    Lower,
    /// `Report`, `McKay`
    Capital,
    /// `NATO`, `U.S.`: two or more letters, all capital.
    Upper,
    /// Begins with a digit.
    Number,
    /// Anything without letter or digit.
    Mark,
}

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// Where it stands, a possessive ending not included.
    pub span: Span,
    /// As written, without a possessive ending.
    pub raw: &'a str,
    /// Lower case, straight apostrophes.
    pub fold: Cow<'a, str>,
    /// How it is written.
    pub shape: Shape,
    /// It ended in `'s`.
    pub possessive: bool,
    /// No white space stands before it.
    pub glued: bool,
}

impl Word<'_> {
    /// True for a word or number, false for a mark.
    pub fn is_word(&self) -> bool {
        self.shape != Shape::Mark
    }

    /// True for the hyphen inside `two-year`.
    pub fn glued_hyphen(&self) -> bool {
        self.glued && matches!(self.raw, "-" | "‐" | "‑")
    }

    /// True for `Report` and `NATO`.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// The words of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The sentence.
    pub span: Span,
    /// Its role.
    pub role: Role,
    /// Its words in text order.
    pub words: Vec<Word<'a>>,
    /// Capitals say nothing here: a headline in title case, or a line in capitals.
    pub loud: bool,
}

/// Tokens of a report that is long, whose words are not held: newspapers print none. They take ten times its text.
const LONG: usize = 32_000;

/// The words of all sentences, in the order of [`Document::sentences`]: held, or of a long report read again when they
/// are asked for.
pub(super) struct Lines<'a> {
    report: &'a Report,
    document: &'a Document,
    common: &'a Common,
    held: Vec<Rc<Line<'a>>>,
    /// The line that was asked for last: names of one sentence are asked for one after another.
    last: RefCell<Option<(usize, Rc<Line<'a>>)>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(report: &'a Report, document: &'a Document, common: &'a Common) -> Lines<'a> {
        let mut lines = Lines {
            report,
            document,
            common,
            held: Vec::new(),
            last: RefCell::default(),
        };
        if document.tokens.len() <= LONG {
            let all = document.sentences.iter();
            lines.held = all.map(|sentence| Rc::new(lines.read(sentence))).collect();
        }
        lines
    }

    fn read(&self, sentence: &Sentence) -> Line<'a> {
        let tokens = self.document.tokens_of(sentence);
        let words = words(&self.report.text, tokens, self.common);
        Line {
            span: sentence.span,
            role: sentence.role,
            loud: is_loud(&words, self.common),
            words,
        }
    }

    /// The words of a sentence.
    pub(super) fn get(&self, number: usize) -> Option<Rc<Line<'a>>> {
        if let Some(held) = self.held.get(number) {
            return Some(Rc::clone(held));
        }
        let mut last = self.last.borrow_mut();
        if let Some((_, line)) = last.as_ref().filter(|(known, _)| *known == number) {
            return Some(Rc::clone(line));
        }
        let line = Rc::new(self.read(self.document.sentences.get(number)?));
        *last = Some((number, Rc::clone(&line)));
        Some(line)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Rc<Line<'a>>> + '_ {
        (0..self.document.sentences.len()).filter_map(|number| self.get(number))
    }
}

fn words<'a>(
    text: &'a str,
    tokens: impl ExactSizeIterator<Item = Token>,
    common: &Common,
) -> Vec<Word<'a>> {
    let mut found: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
    let mut end = None;
    for token in tokens {
        let raw = token.span.cut(text);
        let glued = end == Some(token.span.start);
        end = Some(token.span.end);
        let (kept, possessive) = match token.kind {
            TokenKind::Punctuation => (raw, false),
            _ => possessive(raw, common),
        };
        let mut word = |start: usize, raw: &'a str, possessive: bool, glued: bool| {
            found.push(Word {
                span: Span::new(start, start + raw.len()),
                raw,
                fold: fold(raw),
                shape: shape(raw),
                possessive,
                glued,
            });
        };
        match unit_of(token.kind, kept, common) {
            Some((figure, unit)) => {
                word(token.span.start, figure, false, glued);
                word(token.span.start + figure.len(), unit, possessive, true);
            }
            None => word(token.span.start, kept, possessive, glued),
        }
    }
    found
}

/// The figure and the unit of `90mph`: two words, as they are with a space between them.
fn unit_of<'a>(kind: TokenKind, raw: &'a str, common: &Common) -> Option<(&'a str, &'a str)> {
    if kind != TokenKind::Number {
        return None;
    }
    let letters = raw.find(char::is_alphabetic)?;
    let (figure, unit) = raw.split_at_checked(letters)?;
    (!figure.is_empty() && common.is_unit(unit)).then_some((figure, unit))
}

/// The word without `'s`, and whether it had one; `it's` keeps it.
fn possessive<'a>(raw: &'a str, common: &Common) -> (&'a str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = raw.strip_suffix(ending)
            && !stem.is_empty()
        {
            let contraction = common.is(&fold(stem), Class::ContractionStem);
            return if contraction {
                (raw, false)
            } else {
                (stem, true)
            };
        }
    }
    (raw, false)
}

fn shape(raw: &str) -> Shape {
    let Some(first) = raw.chars().find(|letter| letter.is_alphanumeric()) else {
        return Shape::Mark;
    };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut letters = raw.chars().filter(|letter| letter.is_alphabetic());
    let many = raw.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    if many && letters.all(|letter| !letter.is_lowercase()) {
        Shape::Upper
    } else {
        Shape::Capital
    }
}

/// Lower case with straight apostrophes, nothing that cannot be seen.
pub(super) fn fold(raw: &str) -> Cow<'_, str> {
    if raw
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(
        raw.nfc()
            .filter(|letter| !is_invisible(*letter))
            .flat_map(char::to_lowercase)
            .map(straight)
            .collect(),
    )
}

fn straight(letter: char) -> char {
    match letter {
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        _ => letter,
    }
}

/// Folded further for keys: no marks on letters, no full stops.
pub(super) fn key(raw: &str) -> String {
    if raw.is_ascii() {
        let mut key = raw.to_ascii_lowercase();
        key.retain(|letter| letter != '.');
        return key;
    }
    raw.nfd()
        .filter(|letter| !is_combining_mark(*letter) && *letter != '.' && !is_invisible(*letter))
        .flat_map(char::to_lowercase)
        .map(straight)
        .nfc()
        .collect()
}

/// True when the capitals of a sentence say nothing: all its words of content have one, but for a few.
fn is_loud(words: &[Word<'_>], common: &Common) -> bool {
    let mut capital = 0usize;
    let mut plain = 0usize;
    for word in words.iter().skip(1) {
        match word.shape {
            Shape::Capital | Shape::Upper
                if !common.is_any(&word.fold, &[Class::Weekday, Class::Month]) =>
            {
                capital += 1;
            }
            Shape::Lower if word.raw.len() > 2 && !common.is_closed(&word.fold) => plain += 1,
            _ => {}
        }
    }
    // One small word of content in five: "Mayor Defends New Bridge amid protest".
    capital >= 2 && plain * 5 <= capital
}
