//! A version → its passages, each with the keys it is matched by.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Lexicon;
use crate::model::{Aspect, Passage, Report, Role, Span};
use crate::text::Document;

/// A passage with its keys.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Where it stands.
    pub passage: Passage,
    /// Its text in NFC with white space folded: equal keys are the same text.
    pub exact: Cow<'a, str>,
    /// Its words, folded ([`Folding::word`]): equal lists are the same but for minor edits.
    pub words: Box<[Word]>,
}

/// A word of a passage: a long report has millions, so in twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    start: u32,
    length: u32,
    /// The number of its folded form, in the order of the forms: see [`Folding::number`].
    pub key: u32,
}

impl Word {
    /// Where it stands. A report of more than 4 GiB is beyond it.
    pub(super) fn span(&self) -> Span {
        let start = self.start as usize;
        Span::new(start, start + self.length as usize)
    }
}

impl Unit<'_> {
    /// The folded words as one key.
    pub(super) fn folded(&self) -> Vec<u32> {
        self.words.iter().map(|word| word.key).collect()
    }
}

/// What counts as a minor edit in a word, and which words open a correction.
#[derive(Debug)]
pub(super) struct Folding {
    spellings: BTreeMap<String, String>,
    corrections: BTreeSet<String>,
    /// Folded forms with their numbers.
    keys: RefCell<HashMap<String, u32>>,
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

    /// The number of a folded form, in the order of reading.
    fn number_of(&self, key: String) -> u32 {
        let mut keys = self.keys.borrow_mut();
        // There are fewer than bytes, and no input is as long as this.
        let next = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        *keys.entry(key).or_insert(next)
    }

    /// Numbers the words of all versions anew, in the order of their forms: what is chosen by its words does not hang on
    /// which were read first.
    pub(super) fn number(&self, versions: &mut [Vec<Unit<'_>>]) {
        let keys = self.keys.borrow();
        let mut sorted: Vec<(&str, u32)> = keys.iter().map(|(key, read)| (&**key, *read)).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; sorted.len()];
        for (rank, (_, read)) in (0..).zip(&sorted) {
            if let Some(slot) = ranks.get_mut(*read as usize) {
                *slot = rank;
            }
        }
        for word in versions
            .iter_mut()
            .flatten()
            .flat_map(|unit| &mut unit.words)
        {
            word.key = ranks.get(word.key as usize).copied().unwrap_or(u32::MAX);
        }
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
    pub(super) fn is_correction(&self, unit: &Unit<'_>) -> bool {
        let text = unit.exact.to_lowercase().replace('\u{2019}', "'");
        self.corrections.iter().any(|opening| {
            text.strip_prefix(opening.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// The passages of a version in text order.
pub(super) fn units<'a>(
    report: &'a Report,
    document: &Document,
    folding: &Folding,
) -> Vec<Unit<'a>> {
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
                exact: if exact == text {
                    Cow::Borrowed(text)
                } else {
                    Cow::Owned(exact)
                },
                words: words(text, passage.span.start, folding),
            }
        })
        .collect()
}

fn words(text: &str, start: usize, folding: &Folding) -> Box<[Word]> {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (text.split_word_bound_indices())
        .filter_map(|(offset, word)| {
            let key = folding.word(word);
            (!key.is_empty()).then(|| Word {
                start: small(start + offset),
                length: small(word.len()),
                key: folding.number_of(key),
            })
        })
        .collect()
}

/// Parts of the page that are not the report: a change there is minor.
pub(super) fn is_page_furniture(role: Role) -> bool {
    matches!(
        role,
        Role::Related | Role::Tags | Role::Share | Role::Comment | Role::Other
    )
}

/// What the role alone says about a change.
pub(super) fn role_aspects(unit: &Unit<'_>) -> Vec<Aspect> {
    match unit.passage.role {
        Role::Headline => vec![Aspect::Headline],
        Role::Byline => vec![Aspect::Byline],
        Role::Date => vec![Aspect::TimeStamp],
        Role::Deck | Role::Body => Vec::new(),
        _ => vec![Aspect::Furniture],
    }
}
