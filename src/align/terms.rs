//! A sentence → its content terms, the compared form of its words.
//!
//! In: text and tokens. Out: every word with its stem, and the terms: class, figure or stem of what is no stop word.
//! Curly marks are folded, hyphens split (the tokens do that), possessives taken off, `F.B.I.` is `fbi`, number words
//! and scales are one figure (`=1500000`), classes join `Rep.` with `congressman`, `Egyptian` with `Egypt`; everything
//! else is a Snowball English stem (Porter 2001) after irregular forms. Nothing is shown from here: a term keeps its span.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::figures::Figures;
use crate::lexicon::Lexicon;
use crate::model::Span;
use crate::text::{People, Stems, Token, TokenKind, is_invisible};

/// A word of a sentence with its stem; stop words have one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, irregular forms undone, stemmed; figures as `=value`.
    pub(super) stem: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// A content term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// `@class`, `=value` or a stem.
    pub(super) key: String,
    /// Where it stands.
    pub(super) span: Span,
    /// The words that it is made of: first and one past the last.
    pub(super) words: (usize, usize),
}

/// The words and terms of a stretch of text, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    /// All words and figures.
    pub(super) words: Vec<Word>,
    /// The content terms; a term of several words stands once.
    pub(super) terms: Vec<Term>,
}

/// The reader of terms, with its tables.
pub(super) struct Reader {
    pub(super) people: People,
    stop: FxHashSet<String>,
    irregular: FxHashMap<String, String>,
    /// By first word: the other words and the class, longest first.
    classes: FxHashMap<String, Vec<(Vec<String>, String)>>,
    clitics: Vec<String>,
    figures: Figures,
    stems: Stems,
}

impl Reader {
    /// Reads the tables `stopwords`, `irregulars`, `classes`, `clitics` and `number_words`.
    pub(super) fn new(lexicon: &Lexicon) -> Reader {
        let mut classes: FxHashMap<String, Vec<(Vec<String>, String)>> = FxHashMap::default();
        for entry in &lexicon.table("classes").entries {
            let mut words = entry.cell(0).split(' ').map(ToOwned::to_owned);
            if let Some(first) = words.next() {
                let rest: Vec<String> = words.collect();
                classes
                    .entry(first)
                    .or_default()
                    .push((rest, entry.cell(1).to_owned()));
            }
        }
        for list in classes.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Reader {
            people: People::new(lexicon),
            stop: lexicon
                .table("stopwords")
                .words()
                .map(ToOwned::to_owned)
                .collect(),
            irregular: lexicon
                .table("irregulars")
                .entries
                .iter()
                .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
                .collect(),
            classes,
            clitics: lexicon
                .table("clitics")
                .words()
                .map(ToOwned::to_owned)
                .collect(),
            figures: Figures::new(lexicon),
            stems: Stems::new(),
        }
    }

    /// The words and terms of the tokens of one sentence.
    pub(super) fn read(&self, text: &str, tokens: &[Token]) -> Terms {
        let folded: Vec<(Span, TokenKind, String)> = tokens
            .iter()
            .map(|token| {
                (
                    token.span,
                    token.kind,
                    self.fold(token.span.cut(text)).into_owned(),
                )
            })
            .collect();
        let lower: Vec<String> = folded
            .iter()
            .map(|(_, _, word)| word.to_lowercase())
            .collect();
        let mut out = Terms::default();
        let mut at = 0;
        while at < folded.len() {
            let Some((span, kind, word)) = folded.get(at) else {
                break;
            };
            let low = lower.get(at).map_or("", String::as_str);
            let numeric = *kind != TokenKind::Punctuation;
            if numeric && let Some((value, used)) = self.figures.read(&lower, at) {
                let end = folded
                    .get(at + used - 1)
                    .map_or(*span, |(last, _, _)| span.cover(*last));
                let key = format!("={}", value.normalize());
                let first = out.words.len();
                out.words.push(Word {
                    stem: key.clone(),
                    span: end,
                });
                out.terms.push(Term {
                    key,
                    span: end,
                    words: (first, first + 1),
                });
                at += used;
                continue;
            }
            if let Some((class, used)) = self.class(word, &lower, at) {
                let first = out.words.len();
                let mut cover = *span;
                for step in at..at + used {
                    if let (Some((part, _, _)), Some(low)) = (folded.get(step), lower.get(step)) {
                        cover = cover.cover(*part);
                        out.words.push(Word {
                            stem: self.stem(low),
                            span: *part,
                        });
                    }
                }
                out.terms.push(Term {
                    key: class.to_owned(),
                    span: cover,
                    words: (first, out.words.len()),
                });
                at += used;
                continue;
            }
            if *kind == TokenKind::Word {
                let stem = self.stem(low);
                let first = out.words.len();
                let stop = self.stop.contains(low) || low.chars().count() < 2;
                if !stop {
                    out.terms.push(Term {
                        key: stem.clone(),
                        span: *span,
                        words: (first, first + 1),
                    });
                }
                out.words.push(Word { stem, span: *span });
            }
            at += 1;
        }
        // Those of all sentences are held at once.
        out.words.shrink_to_fit();
        out.terms.shrink_to_fit();
        out
    }

    /// The words of a phrase of the lexicon.
    pub(super) fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
        phrase
            .split(|letter: char| letter.is_whitespace() || letter == '-')
            .filter(|word| !word.is_empty())
    }

    /// The stem of a word of the lexicon, as [`Reader::read`] would stem it.
    pub(super) fn stem_of(&self, word: &str) -> String {
        self.stem(&self.fold(word).to_lowercase())
    }

    /// True for a stop word.
    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Marks folded to ASCII, accents off, clitics and the dots of abbreviations off; case kept.
    fn fold<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let mut folded: Cow<'a, str> = if word.is_ascii() {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(
                word.nfkd()
                    .filter(|letter| {
                        !('\u{300}'..='\u{36f}').contains(letter) && !is_invisible(*letter)
                    })
                    .map(|letter| match letter {
                        '’' | '‘' | 'ʼ' => '\'',
                        other => other,
                    })
                    .collect(),
            )
        };
        if folded.contains('\'') {
            for clitic in &self.clitics {
                if folded.len() > clitic.len()
                    && folded.to_ascii_lowercase().ends_with(clitic.as_str())
                {
                    let keep = folded.len() - clitic.len();
                    folded = Cow::Owned(folded.get(..keep).unwrap_or("").to_owned());
                    break;
                }
            }
            if folded.contains('\'') {
                folded = Cow::Owned(folded.replace('\'', ""));
            }
        }
        if folded.contains('.') && folded.chars().any(char::is_alphabetic) {
            folded = Cow::Owned(folded.replace('.', ""));
        }
        folded
    }

    fn stem(&self, low: &str) -> String {
        let base = self.irregular.get(low).map_or(low, String::as_str);
        self.stems.stem(base).into_owned()
    }

    /// The class that begins at a token, and how many tokens it takes. The form as written goes before lower case.
    fn class(&self, word: &str, lower: &[String], at: usize) -> Option<(&str, usize)> {
        let low = lower.get(at)?;
        for first in [word, low.as_str()] {
            let Some(list) = self.classes.get(first) else {
                continue;
            };
            for (rest, class) in list {
                let fits = rest
                    .iter()
                    .enumerate()
                    .all(|(step, part)| lower.get(at + 1 + step) == Some(part));
                if fits {
                    return Some((class, 1 + rest.len()));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Metadata, Report, ReportId, Role};
    use crate::text::Document;

    fn check(sentence: &str, expect: &str) {
        let lexicon = Lexicon::embedded();
        let text = sentence.to_owned();
        let report = Report {
            id: ReportId::new(0),
            label: String::new(),
            path: String::new(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                role: Role::Body,
                reason: String::new(),
                set_off: false,
            }],
            text,
            metadata: Metadata::default(),
            input_format: "text",
            encoding: "UTF-8",
            sha256: String::new(),
        };
        let document = Document::new(&report, &lexicon);
        let read =
            Reader::new(&lexicon).read(&report.text, &document.tokens.iter().collect::<Vec<_>>());
        let keys: Vec<&str> = read.terms.iter().map(|term| term.key.as_str()).collect();
        assert_eq!(keys.join(" "), expect, "{sentence}");
    }

    #[test]
    fn figures_are_one_term() {
        check("He paid $5bn for it", "pay =5000000000");
        check("some 1.5 million cables", "=1500000 cabl");
        check(
            "twenty-five divers and two hundred boats",
            "=25 diver =200 boat",
        );
        check("the third fire, the 23rd fire", "=3 fire =23 fire");
        check("two thousand five hundred", "=2500");
        check("one of them", "");
    }

    #[test]
    fn forms_of_a_name_are_one_class() {
        check("the F.B.I. and the FBI", "fbi fbi");
        check(
            "The U.S. and America told us",
            "@united-states @united-states",
        );
        check(
            "Egypt’s cable, an Egyptian cable",
            "@egypt cabl @egypt cabl",
        );
        check(
            "Rep. Doe, the congressman",
            "@representative doe @representative",
        );
    }

    #[test]
    fn clitics_and_irregular_forms_are_undone() {
        check("the governor's aides don’t resign", "@governor aid resign");
        check("they fled and sold it", "flee sell");
    }
}
