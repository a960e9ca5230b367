//! A story → what the features look at: every sentence with its weighted terms.
//!
//! In: the story. Out: a [`Sheet`]: terms as numbers (sorted by their text, so nothing hangs on the order of the
//! reports), their weights, and a profile of each sentence. Cost: linear in the text, but for the look for terms that
//! are spelt almost alike, which compares terms that share their first three letters.

use std::collections::BTreeMap;

use super::Words;
use super::facts::{self, Facts};
use super::reading::{Read, Reading};
use super::spelling;
use super::weights::{to_f64, weight};
use crate::model::{Role, Span};
use crate::text::Story;

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
        let Reading {
            read,
            starts,
            numbers,
            ranks,
            holding,
            plain,
        } = Reading::new(story, words);
        let mut sheet = Sheet {
            starts,
            plain,
            ..Sheet::default()
        };
        for (key, count) in numbers.keys().zip(holding) {
            let rarity = words.background.weight(key);
            sheet.background.push(rarity);
            sheet.weights.push(weight(read.len(), count, rarity));
        }
        sheet.alike = spelling::alike(&numbers);
        drop(numbers);
        let classes = class_weights(&read, words);
        // What was read of a sentence goes as its profile comes: together they are the most that aligning holds.
        for sentence in read {
            let profile = sheet.profile(sentence, &ranks, &classes);
            sheet.sentences.push(profile);
        }
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

    fn profile(&self, read: Read, ranks: &[u32], classes: &BTreeMap<u32, f64>) -> Profile {
        let mut profile = Profile {
            report: read.report,
            index: read.index,
            quoted_share: read.quoted_share,
            ..Profile::default()
        };
        for term in &read.terms {
            let number = ranks.get(term.key as usize).copied().unwrap_or(u32::MAX);
            profile.places.push((number, term.span));
            profile.terms.push(number);
            if term.quoted {
                profile.quoted.push(number);
            }
        }
        let tellings = read.told.into_iter().map(|told| {
            let number = |at: &usize| profile.places.get(*at).map(|(number, _)| *number);
            let terms: Vec<u32> = told.terms.iter().filter_map(number).collect();
            let class = classes.get(&told.class).copied().unwrap_or(0.0);
            Telling {
                class: told.class,
                grade: told.grade,
                form: told.form,
                span: told.span,
                weight: if terms.is_empty() {
                    class
                } else {
                    class.min(self.mass(&terms))
                },
                terms,
            }
        });
        profile.told = once(tellings.collect());
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
        let report = read.report;
        let size = self.starts.get(report + 1).copied().unwrap_or(0)
            - self.starts.get(report).copied().unwrap_or(0);
        profile.position = to_f64(read.index) / to_f64(size.max(1));
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

/// Weights of the classes of paraphrase, as terms are weighed: a class that all sentences tell, or all news, says little.
fn class_weights(read: &[Read], words: &Words<'_>) -> BTreeMap<u32, f64> {
    let mut holding: BTreeMap<u32, usize> = BTreeMap::new();
    for sentence in read {
        let mut classes: Vec<u32> = sentence.told.iter().map(|told| told.class).collect();
        classes.dedup();
        for class in classes {
            *holding.entry(class).or_default() += 1;
        }
    }
    let of_class = |(class, count)| {
        let forms = words.paraphrases.single(class);
        let rarity = words.background.weight_of_any(forms);
        (class, weight(read.len(), count, rarity))
    };
    holding.into_iter().map(of_class).collect()
}
