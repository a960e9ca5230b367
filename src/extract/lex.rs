//! [`Document`] → words of each sentence, as the readers of facts want them.
//!
//! In: tokens. Out: [`Words of a sentence`](Line): abbreviations and initials in one piece with their full stop,
//! possessive endings off, each word also folded. It decides nothing about meaning. Linear.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::lexicon::Lexicon;
use crate::model::{Report, Role, Span};
use crate::text::{Document, Token, TokenKind};

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

/// The words of all sentences, in the order of [`Document::sentences`].
pub(super) fn lines<'a>(
    report: &'a Report,
    document: &Document,
    abbreviations: &Abbreviations,
) -> Vec<Line<'a>> {
    document
        .sentences
        .iter()
        .map(|sentence| {
            let words = words(&report.text, document.tokens_of(sentence), abbreviations);
            Line {
                span: sentence.span,
                role: sentence.role,
                loud: is_loud(&words),
                words,
            }
        })
        .collect()
}

/// Words that keep the full stop after them.
#[derive(Clone, Debug, Default)]
pub(super) struct Abbreviations(std::collections::BTreeSet<String>);

impl Abbreviations {
    pub fn new(lexicon: &Lexicon) -> Abbreviations {
        let listed = lexicon.table("abbreviations").words();
        let titles = lexicon.table("titles").words();
        Abbreviations(
            listed
                .chain(titles)
                .filter_map(|word| word.strip_suffix('.'))
                .filter_map(|word| word.rsplit(' ').next())
                .map(str::to_owned)
                .collect(),
        )
    }

    fn holds(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        initial || word.contains('.') || self.0.contains(word)
    }
}

fn words<'a>(text: &'a str, tokens: &[Token], abbreviations: &Abbreviations) -> Vec<Word<'a>> {
    let mut found: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
    let mut end = None;
    for (index, token) in tokens.iter().enumerate() {
        let raw = token.span.cut(text);
        let glued = end == Some(token.span.start);
        end = Some(token.span.end);
        if glued && raw == "." {
            let last = index + 1 == tokens.len();
            if let Some(before) = found.last_mut()
                && before.span.end == token.span.start
                && !before.possessive
                && before.shape != Shape::Number
                && before.is_word()
                && abbreviations.holds(before.raw)
                && !(last && before.raw.chars().count() == 1)
            {
                before.span = Span::new(before.span.start, token.span.end);
                before.raw = before.span.cut(text);
                before.fold = fold(before.raw);
                if before.raw.chars().filter(|c| c.is_uppercase()).count() > 1 {
                    before.shape = Shape::Upper;
                }
                continue;
            }
        }
        let (kept, possessive) = match token.kind {
            TokenKind::Punctuation => (raw, false),
            _ => possessive(raw),
        };
        let span = Span::new(token.span.start, token.span.start + kept.len());
        found.push(Word {
            span,
            raw: kept,
            fold: fold(kept),
            shape: shape(kept),
            possessive,
            glued,
        });
    }
    found
}

fn possessive(raw: &str) -> (&str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = raw.strip_suffix(ending)
            && !stem.is_empty()
        {
            let contraction = matches!(
                stem.to_ascii_lowercase().as_str(),
                "it" | "he" | "she" | "that" | "there" | "what" | "who" | "here" | "let" | "where"
            );
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

/// Lower case with straight apostrophes.
pub(super) fn fold(raw: &str) -> Cow<'_, str> {
    if raw
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.nfc().flat_map(char::to_lowercase).map(straight).collect())
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
        .filter(|letter| !is_combining_mark(*letter) && *letter != '.')
        .flat_map(char::to_lowercase)
        .map(straight)
        .nfc()
        .collect()
}

/// True when the capitals of a sentence say nothing: nearly all longer words have one.
fn is_loud(words: &[Word<'_>]) -> bool {
    let mut capital = 0usize;
    let mut plain = 0usize;
    for word in words {
        if word.raw.len() < 4 {
            continue;
        }
        match word.shape {
            Shape::Capital | Shape::Upper => capital += 1,
            Shape::Lower => plain += 1,
            _ => {}
        }
    }
    // Three in four: a title may leave "with" or "from" small; a sentence of names stays under it.
    capital >= 3 && plain * 3 <= capital
}
