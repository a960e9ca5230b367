//! A story → what the features look at: every sentence with its weighted terms.
//!
//! In: the story. Out: a [`Sheet`]: terms as numbers (sorted by their text, so nothing hangs on the order of the
//! reports), their weights, and a profile of each sentence. Cost: linear in the text, but for the look for terms that
//! are spelt almost alike, which compares terms that share their first three letters.

use std::collections::BTreeMap;

use super::Words;
use super::facts::{self, Facts};
use super::spelling;
use super::terms::Terms;
use super::weights::{to_f64, weight};
use crate::model::{Role, Span};
use crate::text::{Region, Story, regions};

/// What a term in a first sentence counts for the core of the story, against 1 in a headline (from the recipe).
const FIRST_SENTENCE: f64 = 0.6;
/// Share of the outlets that must lead with a term for it to belong to the core (1.2 of 3 in the recipe).
const CORE_SHARE: f64 = 0.4;

/// One sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Index of its report.
    pub(super) report: usize,
    /// Its index in the document.
    pub(super) index: usize,
    /// Index over sentences of its report: 0 for the first, towards 1 for the last.
    pub(super) position: f64,
    /// Its terms: ascending, no repeats.
    pub(super) terms: Vec<u32>,
    /// Those that no other sentence of its report holds.
    pub(super) once: Vec<u32>,
    /// Sum of the weights of its terms.
    pub(super) weight: f64,
    /// Every term where it stands, in text order.
    pub(super) places: Vec<(u32, Span)>,
    /// Its terms inside quotation marks: ascending, no repeats.
    pub(super) quoted: Vec<u32>,
    /// Share of its words inside quotation marks.
    pub(super) quoted_share: f64,
    /// Share of the story's core that it holds, 0..=1.
    pub(super) core: f64,
    /// Sum of the weights of its plain words.
    pub(super) plain: f64,
    /// The classes of paraphrase that it tells, by class, best form first.
    pub(super) told: Vec<Telling>,
}

/// A class of paraphrase as a sentence tells it.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// Its number.
    pub(super) class: u32,
    /// How well the form tells it.
    pub(super) grade: f64,
    /// The form: the same words have the same number.
    pub(super) form: u32,
    /// Where the form stands.
    pub(super) span: Span,
    /// The terms of the form.
    pub(super) terms: Vec<u32>,
    /// What it weighs: as the class or as its terms, whichever is less.
    pub(super) weight: f64,
}

/// All sentences of a story with their terms.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Weight of each term.
    pub(super) weights: Vec<f64>,
    /// Background weight of each term.
    pub(super) background: Vec<f64>,
    /// Whether a term is a plain word: written small somewhere, and no figure.
    pub(super) plain: Vec<bool>,
    /// Terms spelt almost alike: by term, with the grade.
    pub(super) alike: Vec<Vec<(u32, f64)>>,
    /// By report, then in text order.
    pub(super) sentences: Vec<Profile>,
    /// First sentence of each report in `sentences`, and the end.
    pub(super) starts: Vec<usize>,
    /// The typed facts of each sentence.
    pub(super) facts: Vec<Facts>,
}

impl Sheet {
    /// Reads the sentences of a story.
    pub(super) fn new(story: &Story<'_>, words: &Words<'_>) -> Sheet {
        let (reader, background) = (&words.reader, &words.background);
        let mut read: Vec<(usize, usize, Terms, Vec<bool>)> = Vec::new();
        let mut starts = Vec::with_capacity(story.reports.len() + 1);
        for (number, (report, document)) in story.reports.iter().zip(story.documents).enumerate() {
            starts.push(read.len());
            let marks: Vec<Vec<Region>> = report
                .blocks
                .iter()
                .map(|block| regions(&report.text, block.span, false))
                .collect();
            for (index, sentence) in document.sentences.iter().enumerate() {
                let tokens = document.tokens_of(sentence);
                let terms = reader.read(&report.text, tokens);
                let regions = marks.get(sentence.block).map_or(&[][..], Vec::as_slice);
                let quoted = inside(regions, &terms);
                read.push((number, index, terms, quoted));
            }
        }
        starts.push(read.len());

        let mut holding: BTreeMap<String, usize> = BTreeMap::new();
        for (_, _, terms, _) in &read {
            let mut keys: Vec<&str> = terms.terms.iter().map(|term| term.key.as_str()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                match holding.get_mut(key) {
                    Some(count) => *count += 1,
                    None => drop(holding.insert(key.to_owned(), 1)),
                }
            }
        }
        let mut sheet = Sheet {
            starts,
            ..Sheet::default()
        };
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        for (number, (key, count)) in (0..).zip(holding) {
            let rarity = background.weight(&key);
            sheet.background.push(rarity);
            sheet.weights.push(weight(read.len(), count, rarity));
            numbers.insert(key, number);
        }
        sheet.alike = spelling::alike(&numbers);
        sheet.plain = vec![false; numbers.len()];
        for (report, _, terms, _) in &read {
            let text = story.reports.get(*report).map_or("", |report| &report.text);
            for term in &terms.terms {
                let small = term.span.cut(text).starts_with(char::is_lowercase);
                if small
                    && let Some(number) = numbers.get(term.key.as_str())
                    && let Some(plain) = sheet.plain.get_mut(*number as usize)
                {
                    *plain = !term.key.starts_with('=');
                }
            }
        }
        for (report, index, terms, quoted) in &read {
            let profile = sheet.profile(*report, *index, terms, quoted, &numbers);
            sheet.sentences.push(profile);
        }
        sheet.read_classes(read, words, &numbers);
        sheet.weigh_core(story);
        sheet.facts = facts::read(story, &sheet.starts);
        sheet.find_once();
        sheet
    }

    /// Which terms of each sentence no other sentence of its report holds.
    fn find_once(&mut self) {
        let mut holding: Vec<u32> = vec![0; self.weights.len()];
        let mut rest = self.sentences.as_mut_slice();
        while let Some(report) = rest.first().map(|profile| profile.report) {
            let own = rest.partition_point(|profile| profile.report <= report);
            let Some((sentences, others)) = rest.split_at_mut_checked(own) else {
                break;
            };
            rest = others;
            for term in sentences.iter().flat_map(|profile| &profile.terms) {
                if let Some(count) = holding.get_mut(*term as usize) {
                    *count += 1;
                }
            }
            for profile in sentences.iter_mut() {
                let once = |term: &&u32| holding.get(**term as usize) == Some(&1);
                profile.once = profile.terms.iter().filter(once).copied().collect();
                profile.once.shrink_to_fit();
            }
            for term in sentences.iter().flat_map(|profile| &profile.terms) {
                if let Some(count) = holding.get_mut(*term as usize) {
                    *count = 0;
                }
            }
        }
    }

    /// Which classes of paraphrase each sentence tells, weighed as terms are: a class that all sentences tell, or
    /// all news, says little.
    fn read_classes(
        &mut self,
        read: Vec<(usize, usize, Terms, Vec<bool>)>,
        words: &Words<'_>,
        numbers: &BTreeMap<String, u32>,
    ) {
        let (paraphrases, background) = (&words.paraphrases, &words.background);
        let all: Vec<_> = read
            .iter()
            .map(|(_, _, terms, _)| paraphrases.told(terms))
            .collect();
        let mut holding: BTreeMap<u32, usize> = BTreeMap::new();
        for told in &all {
            let mut classes: Vec<u32> = told.iter().map(|told| told.class).collect();
            classes.dedup();
            for class in classes {
                *holding.entry(class).or_default() += 1;
            }
        }
        let weights: BTreeMap<u32, f64> = holding
            .into_iter()
            .map(|(class, count)| {
                let rarity = background.weight_of_any(paraphrases.single(class));
                (class, weight(read.len(), count, rarity))
            })
            .collect();
        // The words of a sentence go as its classes come: together they are the most that aligning holds.
        for (number, (told, (_, _, terms, _))) in all.into_iter().zip(read).enumerate() {
            let tellings = told
                .iter()
                .map(|told| {
                    let terms: Vec<u32> = told
                        .terms
                        .iter()
                        .filter_map(|at| numbers.get(terms.terms.get(*at)?.key.as_str()))
                        .copied()
                        .collect();
                    let class = weights.get(&told.class).copied().unwrap_or(0.0);
                    let own = self.mass(&terms);
                    Telling {
                        class: told.class,
                        grade: told.grade,
                        form: told.form,
                        span: told.span,
                        weight: if terms.is_empty() {
                            class
                        } else {
                            class.min(own)
                        },
                        terms,
                    }
                })
                .collect();
            if let Some(profile) = self.sentences.get_mut(number) {
                profile.told = once(tellings);
            }
        }
    }

    fn profile(
        &self,
        report: usize,
        index: usize,
        terms: &Terms,
        quoted: &[bool],
        numbers: &BTreeMap<String, u32>,
    ) -> Profile {
        let mut profile = Profile {
            report,
            index,
            ..Profile::default()
        };
        for term in &terms.terms {
            let Some(number) = numbers.get(term.key.as_str()) else {
                continue;
            };
            profile.places.push((*number, term.span));
            profile.terms.push(*number);
            if quoted.get(term.words.0).copied().unwrap_or(false) {
                profile.quoted.push(*number);
            }
        }
        for list in [&mut profile.terms, &mut profile.quoted] {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        profile.places.shrink_to_fit();
        profile.weight = self.mass(&profile.terms);
        profile.plain = profile
            .terms
            .iter()
            .filter(|term| self.plain.get(**term as usize).copied().unwrap_or(false))
            .map(|term| self.weight_of(*term))
            .sum();
        let inside = quoted.iter().filter(|inside| **inside).count();
        if inside > 0 {
            profile.quoted_share = to_f64(inside) / to_f64(quoted.len());
        }
        let size = self.starts.get(report + 1).copied().unwrap_or(0)
            - self.starts.get(report).copied().unwrap_or(0);
        profile.position = to_f64(index) / to_f64(size.max(1));
        profile
    }

    /// Sum of the weights of some terms.
    pub(super) fn mass(&self, terms: &[u32]) -> f64 {
        terms.iter().map(|term| self.weight_of(*term)).sum()
    }

    /// Weight of a term.
    pub(super) fn weight_of(&self, term: u32) -> f64 {
        self.weights.get(term as usize).copied().unwrap_or(0.0)
    }

    /// Background weight of a term.
    pub(super) fn background_of(&self, term: u32) -> f64 {
        self.background.get(term as usize).copied().unwrap_or(0.0)
    }

    /// How many reports the story has.
    pub(super) fn outlets(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The core of the story is what the outlets lead with: headlines and first sentences.
    fn weigh_core(&mut self, story: &Story<'_>) {
        let mut lead: BTreeMap<u32, f64> = BTreeMap::new();
        for (report, document) in story.documents.iter().enumerate() {
            let start = self.starts.get(report).copied().unwrap_or(0);
            let headline = document
                .sentences
                .iter()
                .position(|sentence| sentence.role == Role::Headline);
            let first = document
                .sentences
                .iter()
                .position(|sentence| sentence.role == Role::Body);
            let mut own: BTreeMap<u32, f64> = BTreeMap::new();
            for (place, worth) in [(first, FIRST_SENTENCE), (headline, 1.0)] {
                let profile = place.and_then(|index| self.sentences.get(start + index));
                for term in profile.map_or(&[][..], |profile| &profile.terms) {
                    own.insert(*term, worth);
                }
            }
            for (term, worth) in own {
                *lead.entry(term).or_default() += worth;
            }
        }
        let least = CORE_SHARE * to_f64(story.reports.len());
        lead.retain(|_, worth| *worth >= least);
        for (term, worth) in &mut lead {
            *worth *= self.background_of(*term);
        }
        let all: f64 = lead.values().sum();
        if all > 0.0 {
            for profile in &mut self.sentences {
                let own: f64 = profile.terms.iter().filter_map(|term| lead.get(term)).sum();
                profile.core = own / all;
            }
        }
    }
}

/// A form that a sentence repeats tells its class once.
fn once(tellings: Vec<Telling>) -> Vec<Telling> {
    let mut seen = std::collections::BTreeSet::new();
    let mut new = |telling: &Telling| seen.insert((telling.class, telling.form));
    tellings
        .into_iter()
        .filter(|telling| new(telling))
        .collect()
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
