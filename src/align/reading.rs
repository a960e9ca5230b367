//! The sentences of a story → their terms as numbers.
//!
//! In: the story. Out: what the sheet is made of, with every key once: the words of a sentence take many times the room
//! of its text, so they go as soon as its terms and the classes that it tells are known. Linear.

use std::collections::{BTreeMap, HashMap};

use super::Words;
use super::budget;
use super::paraphrase::Told;
use super::place::Place;
use super::terms::Terms;
use super::weights::to_f64;
use crate::text::{Region, Story, Token, regions};

/// A term where it stands.
pub(super) struct Placed {
    /// Its key by the order of reading; see [`Reading::ranks`].
    pub(super) key: u32,
    pub(super) place: Place,
    /// Inside quotation marks.
    pub(super) quoted: bool,
}

/// A sentence as read.
pub(super) struct Read {
    pub(super) report: usize,
    pub(super) index: usize,
    /// In text order.
    pub(super) terms: Box<[Placed]>,
    /// Share of its words inside quotation marks.
    pub(super) quoted_share: f64,
    /// By class; terms by their places in `terms`.
    pub(super) told: Box<[Told]>,
}

/// The sentences of a story as read.
#[derive(Default)]
pub(super) struct Reading {
    /// Those within the budget, report after report in text order.
    pub(super) read: Vec<Read>,
    /// First sentence of each report, and the end.
    pub(super) starts: Vec<usize>,
    /// Keys with their numbers, both ascending: nothing hangs on the order of the reports.
    pub(super) numbers: BTreeMap<String, u32>,
    /// By the order of reading: the number of a key.
    pub(super) ranks: Vec<u32>,
    /// By number: how many sentences hold the key.
    pub(super) holding: Vec<usize>,
    /// By number: whether the term is a plain word, written small somewhere, and no figure.
    pub(super) plain: Vec<bool>,
}

/// A key while sentences are read.
#[derive(Clone, Copy, Default)]
struct Seen {
    sentences: usize,
    plain: bool,
}

impl Reading {
    pub(super) fn new(story: &Story<'_>, words: &Words<'_>) -> Reading {
        let mut reading = Reading::default();
        let mut keys: HashMap<String, u32> = HashMap::new();
        let mut seen: Vec<Seen> = Vec::new();
        let mut sentences = 0;
        let budget = budget::read(story.documents);
        let reports = story.reports.iter().zip(story.documents).zip(budget);
        for (number, ((report, document), budget)) in reports.enumerate() {
            reading.starts.push(sentences);
            sentences += document.sentences.len();
            let marks: Vec<Vec<Region>> = report
                .blocks
                .iter()
                .map(|block| regions(&report.text, block.span, false))
                .collect();
            for (index, sentence) in document.sentences.iter().take(budget).enumerate() {
                let tokens: Vec<Token> = document.tokens_of(sentence).collect();
                let terms = words.reader.read(&report.text, &tokens);
                let regions = marks.get(sentence.block).map_or(&[][..], Vec::as_slice);
                let quoted = inside(regions, &terms);
                let within = quoted.iter().filter(|inside| **inside).count();
                let told = words.paraphrases.told(&terms);
                reading.read.push(Read {
                    report: number,
                    index,
                    quoted_share: if within > 0 {
                        to_f64(within) / to_f64(quoted.len())
                    } else {
                        0.0
                    },
                    told: once(told),
                    terms: placed(terms, &quoted, &report.text, &mut keys, &mut seen),
                });
            }
        }
        reading.starts.push(sentences);
        reading.number(keys, &seen);
        reading
    }

    fn number(&mut self, keys: HashMap<String, u32>, seen: &[Seen]) {
        let mut sorted: Vec<(String, u32)> = keys.into_iter().collect();
        sorted.sort_unstable();
        self.ranks = vec![0; sorted.len()];
        for (number, (_, key)) in (0..).zip(&sorted) {
            if let Some(rank) = self.ranks.get_mut(*key as usize) {
                *rank = number;
            }
            let own = seen.get(*key as usize).copied().unwrap_or_default();
            self.holding.push(own.sentences);
            self.plain.push(own.plain);
        }
        let sorted = sorted.into_iter().map(|(key, _)| key);
        self.numbers = sorted.zip(0..).collect();
    }
}

/// A form that a sentence repeats tells its class once.
fn once(told: Vec<Told>) -> Box<[Told]> {
    let mut seen = std::collections::BTreeSet::new();
    let new = |told: &Told| seen.insert((told.class, told.form));
    told.into_iter().filter(new).collect()
}

/// The terms of a sentence with the numbers of their keys.
fn placed(
    terms: Terms,
    quoted: &[bool],
    text: &str,
    keys: &mut HashMap<String, u32>,
    seen: &mut Vec<Seen>,
) -> Box<[Placed]> {
    let mut found = Vec::with_capacity(terms.terms.len());
    for term in terms.terms {
        let small = term.span.cut(text).starts_with(char::is_lowercase);
        let plain = small && !term.key.starts_with('=');
        let next = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let key = *keys.entry(term.key).or_insert(next);
        if key == next {
            seen.push(Seen::default());
        }
        if let Some(seen) = seen.get_mut(key as usize) {
            seen.plain |= plain;
        }
        found.push(Placed {
            key,
            place: Place::new(term.span),
            quoted: quoted.get(term.words.0).copied().unwrap_or(false),
        });
    }
    let mut own: Vec<u32> = found.iter().map(|term| term.key).collect();
    own.sort_unstable();
    own.dedup();
    for key in own {
        if let Some(seen) = seen.get_mut(key as usize) {
            seen.sentences += 1;
        }
    }
    found.into()
}

/// For each word, whether it stands inside one of the stretches in quotation marks.
fn inside(regions: &[Region], terms: &Terms) -> Vec<bool> {
    let mut next = regions.iter().peekable();
    terms
        .words
        .iter()
        .map(|word| {
            while next
                .next_if(|region| region.inner.end <= word.span.start)
                .is_some()
            {}
            next.peek()
                .is_some_and(|region| region.inner.start <= word.span.start)
        })
        .collect()
}
