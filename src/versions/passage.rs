//! A version → its passages, each with the keys it is matched by.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Lexicon;
use crate::model::{Aspect, Passage, Report, Role, Span};
use crate::text::Document;

/// A passage with its keys.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Where it stands.
    pub passage: Passage,
    /// Its text in NFC with white space folded: equal keys are the same text.
    pub exact: String,
    /// Its words, folded ([`Folding::word`]): equal lists are the same but for minor edits.
    pub words: Vec<Word>,
}

/// A word of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// Lower case, typographic marks folded, spelling variants joined; words of one key share it.
    pub key: Rc<str>,
}

impl Unit {
    /// The folded words as one key.
    pub(super) fn folded(&self) -> String {
        self.words
            .iter()
            .map(|word| &*word.key)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What counts as a minor edit in a word, and which words open a correction.
#[derive(Debug)]
pub(super) struct Folding {
    spellings: BTreeMap<String, String>,
    corrections: BTreeSet<String>,
    /// Keys that were given, each once.
    keys: RefCell<FxHashSet<Rc<str>>>,
}

impl Folding {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let spellings = lexicon
            .table("spellings")
            .entries
            .iter()
            .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
            .collect();
        let corrections = lexicon
            .table("corrections")
            .words()
            .map(str::to_owned)
            .collect();
        Self {
            spellings,
            corrections,
            keys: RefCell::default(),
        }
    }

    /// A key as all words of it hold it.
    fn shared(&self, key: &str) -> Rc<str> {
        let mut keys = self.keys.borrow_mut();
        if let Some(known) = keys.get(key) {
            return known.clone();
        }
        let new: Rc<str> = key.into();
        keys.insert(new.clone());
        new
    }

    fn word(&self, word: &str) -> String {
        let folded: String = word
            .nfkc()
            .flat_map(char::to_lowercase)
            .filter(|letter| {
                letter.is_alphanumeric() || matches!(letter, '%' | '$' | '£' | '€' | '₦' | '₹')
            })
            .collect();
        self.spellings.get(&folded).cloned().unwrap_or(folded)
    }

    /// True when the passage opens like a correction or an editor's note.
    pub(super) fn is_correction(&self, unit: &Unit) -> bool {
        let text = unit.exact.to_lowercase().replace('\u{2019}', "'");
        self.corrections.iter().any(|opening| {
            text.strip_prefix(opening.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// The passages of a version in text order.
pub(super) fn units(report: &Report, document: &Document, folding: &Folding) -> Vec<Unit> {
    let mut passages = Vec::new();
    for sentence in &document.sentences {
        passages.push(Passage {
            report: report.id,
            span: sentence.span,
            role: sentence.role,
        });
    }
    for block in report
        .blocks
        .iter()
        .filter(|block| !block.role.makes_statements())
    {
        passages.push(Passage {
            report: report.id,
            span: block.span,
            role: block.role,
        });
    }
    passages.sort_by_key(|passage| passage.span);
    passages
        .into_iter()
        .map(|passage| {
            let text = passage.span.cut(&report.text);
            let exact: String = text.nfc().collect();
            let exact = exact.split_whitespace().collect::<Vec<_>>().join(" ");
            Unit {
                passage,
                exact,
                words: words(text, passage.span.start, folding),
            }
        })
        .collect()
}

fn words(text: &str, start: usize, folding: &Folding) -> Vec<Word> {
    let mut found: Vec<Word> = (text.split_word_bound_indices())
        .filter_map(|(offset, word)| {
            let key = folding.word(word);
            let at = start + offset;
            (!key.is_empty()).then(|| Word {
                span: Span::new(at, at + word.len()),
                key: folding.shared(&key),
            })
        })
        .collect();
    found.shrink_to_fit();
    found
}

/// Parts of the page that are not the report: a change there is minor.
pub(super) fn is_page_furniture(role: Role) -> bool {
    matches!(
        role,
        Role::Related | Role::Tags | Role::Share | Role::Comment | Role::Other
    )
}

/// What the role alone says about a change.
pub(super) fn role_aspects(unit: &Unit) -> Vec<Aspect> {
    match unit.passage.role {
        Role::Headline => vec![Aspect::Headline],
        Role::Byline => vec![Aspect::Byline],
        Role::Date => vec![Aspect::TimeStamp],
        Role::Deck | Role::Body => Vec::new(),
        _ => vec![Aspect::Furniture],
    }
}
