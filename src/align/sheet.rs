//! A story → what the features look at: every sentence with its weighted terms.
//!
//! In: the story. Out: a [`Sheet`]: terms as numbers (sorted by their text, so nothing hangs on the order of the
//! reports), their weights, and a profile of each sentence. Cost: linear in the text, but for the look for terms that
//! are spelt almost alike, which compares terms that share their first three letters.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::LazyLock;

use super::Words;
use super::facts::{self, Facts};
use super::lowered;
use super::paraphrase::{Grade, Told};
use super::place::Place;
use super::reading::{Read, Reading};
use super::spelling;
use super::weights::{to_f64, weight};
use crate::model::Role;
use crate::text::Story;

/// What a term in a first sentence counts for the core of the story, against 1 in a headline (from the recipe).
const FIRST_SENTENCE: f64 = 0.6;
/// Share of the outlets that must lead with a term for it to belong to the core (1.2 of 3 in the recipe).
const CORE_SHARE: f64 = 0.4;

/// One sentence: where it stands and, when it is read, what it holds. A sentence beyond the budget holds nothing, and a
/// very long story has many times more of those.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Index of its report.
    pub(super) report: usize,
    /// Its index in the document.
    pub(super) index: usize,
    /// Index over sentences of its report: 0 for the first, towards 1 for the last.
    pub(super) position: f64,
    /// `None` for a sentence beyond the budget.
    pub(super) held: Option<Box<Held>>,
}

/// What a sentence holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    /// Its terms: ascending, no repeats.
    pub(super) terms: Box<[u32]>,
    /// Beside `terms`: what each weighs in this sentence; less than elsewhere where it names somebody ([`lowered`]).
    pub(super) own: Box<[f32]>,
    /// Sum of `own`.
    pub(super) own_weight: f64,
    /// Those that no other sentence of its report holds.
    pub(super) once: Box<[u32]>,
    /// Sum of the weights of its terms.
    pub(super) weight: f64,
    /// Every term where it stands, in text order.
    pub(super) places: Box<[(u32, Place)]>,
    /// Its terms inside quotation marks: ascending, no repeats.
    pub(super) quoted: Box<[u32]>,
    /// Share of its words inside quotation marks.
    pub(super) quoted_share: f64,
    /// Share of the story's core that it holds, 0..=1.
    pub(super) core: f64,
    /// Sum of the weights of its plain words.
    pub(super) plain: f64,
    /// The classes of paraphrase that it tells and that the story tells in several forms, by class, best form first.
    pub(super) told: Box<[Telling]>,
    /// Its typed facts.
    pub(super) facts: Facts,
}

/// What a sentence beyond the budget holds.
static NOTHING: LazyLock<Held> = LazyLock::new(Held::default);

/// A sentence reads as what it holds.
impl Deref for Profile {
    type Target = Held;

    fn deref(&self) -> &Held {
        self.held.as_deref().unwrap_or(&NOTHING)
    }
}

impl Profile {
    /// The terms that it shares with another: what each weighs in the one and in the other, by term.
    pub(super) fn shared_with(&self, other: &Profile) -> impl Iterator<Item = (f64, f64)> {
        let (mut at, mut to) = (0, 0);
        std::iter::from_fn(move || {
            loop {
                let (here, there) = (self.terms.get(at)?, other.terms.get(to)?);
                let order = here.cmp(there);
                let weights = (self.own.get(at), other.own.get(to));
                at += usize::from(order.is_le());
                to += usize::from(order.is_ge());
                if let (true, (Some(own), Some(theirs))) = (order.is_eq(), weights) {
                    return Some((f64::from(*own), f64::from(*theirs)));
                }
            }
        })
    }

    /// What it holds, to be filled in; `None` for a sentence beyond the budget.
    pub(super) fn held_mut(&mut self) -> Option<&mut Held> {
        self.held.as_deref_mut()
    }
}

impl Held {
    /// The terms of a form that it holds.
    pub(super) fn terms_of(&self, telling: &Telling) -> impl Iterator<Item = u32> + Clone + '_ {
        let first = telling.first as usize;
        let places = self.places.get(first..first + usize::from(telling.count));
        places.unwrap_or(&[]).iter().map(|(term, _)| *term)
    }
}

/// A class of paraphrase as a sentence tells it.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// Its number.
    pub(super) class: u32,
    /// The form: the same words have the same number.
    pub(super) form: u32,
    /// Where the form stands.
    pub(super) place: Place,
    /// The terms of the form: the first of them in [`Profile::places`].
    first: u32,
    /// How many they are.
    count: u16,
    /// How well the form tells it.
    pub(super) grade: Grade,
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
        let sentences = starts.last().copied().unwrap_or(0);
        let mut sheet = Sheet {
            starts,
            plain,
            ..Sheet::default()
        };
        for (key, count) in numbers.keys().zip(holding) {
            let rarity = words.background.weight(key);
            sheet.background.push(rarity);
            sheet.weights.push(weight(sentences, count, rarity));
        }
        sheet.alike = spelling::alike(&numbers);
        drop(numbers);
        let classes = classes(&read, sentences, words);
        // What was read of a sentence goes as its profile comes: together they are the most that aligning holds.
        sheet.sentences.reserve_exact(sentences);
        let mut read = read.into_iter().peekable();
        for (report, document) in story.documents.iter().enumerate() {
            let size = to_f64(document.sentences.len().max(1));
            for index in 0..document.sentences.len() {
                let own = read.next_if(|read| (read.report, read.index) == (report, index));
                let held = own.map(|own| Box::new(sheet.held(own, &ranks, &classes)));
                let position = to_f64(index) / size;
                sheet.sentences.push(Profile {
                    report,
                    index,
                    position,
                    held,
                });
            }
        }
        drop(read);
        sheet.weigh_core(story);
        facts::read(story, &sheet.starts, &mut sheet.sentences);
        lowered::lower(&mut sheet, story);
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
            for term in sentences.iter().flat_map(|profile| profile.terms.iter()) {
                if let Some(count) = holding.get_mut(*term as usize) {
                    *count += 1;
                }
            }
            for held in sentences.iter_mut().filter_map(Profile::held_mut) {
                let once = |term: &&u32| holding.get(**term as usize) == Some(&1);
                held.once = held.terms.iter().filter(once).copied().collect();
            }
            for term in sentences.iter().flat_map(|profile| profile.terms.iter()) {
                if let Some(count) = holding.get_mut(*term as usize) {
                    *count = 0;
                }
            }
        }
    }

    fn held(&self, read: Read, ranks: &[u32], classes: &BTreeMap<u32, Class>) -> Held {
        let mut held = Held {
            quoted_share: read.quoted_share,
            ..Held::default()
        };
        let mut places = Vec::with_capacity(read.terms.len());
        let (mut terms, mut quoted) = (Vec::new(), Vec::new());
        for term in &*read.terms {
            let number = ranks.get(term.key as usize).copied().unwrap_or(u32::MAX);
            places.push((number, term.place));
            terms.push(number);
            if term.quoted {
                quoted.push(number);
            }
        }
        held.places = places.into_boxed_slice();
        // Only another form of the class is a paraphrase.
        let several = |told: &Told| classes.get(&told.class).is_some_and(|class| class.several);
        let tellings = read.told.into_iter().filter(several).map(|told| {
            let class = classes.get(&told.class).map_or(0.0, |class| class.weight);
            let mut telling = Telling {
                class: told.class,
                form: told.form,
                place: told.place,
                first: told.first,
                count: told.count,
                grade: told.grade,
                weight: class,
            };
            if told.count > 0 {
                let own = held.terms_of(&telling);
                telling.weight = class.min(own.map(|term| self.weight_of(term)).sum());
            }
            telling
        });
        held.told = tellings.collect();
        for list in [&mut terms, &mut quoted] {
            list.sort_unstable();
            list.dedup();
        }
        held.terms = terms.into();
        held.quoted = quoted.into();
        held.weight = self.mass(&held.terms);
        held.plain = held
            .terms
            .iter()
            .filter(|term| self.plain.get(**term as usize).copied().unwrap_or(false))
            .map(|term| self.weight_of(*term))
            .sum();
        held
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
                for term in profile.map_or(&[][..], |profile| &*profile.terms) {
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
            for held in self.sentences.iter_mut().filter_map(Profile::held_mut) {
                let own: f64 = held.terms.iter().filter_map(|term| lead.get(term)).sum();
                held.core = own / all;
            }
        }
    }
}

/// What a story tells of a class of paraphrase.
struct Class {
    /// As terms are weighed: a class that all sentences tell, or all news, says little.
    weight: f64,
    /// It is told in more than one form.
    several: bool,
}

/// The classes that the sentences tell.
fn classes(read: &[Read], sentences: usize, words: &Words<'_>) -> BTreeMap<u32, Class> {
    // Of each class: how many sentences tell it, one form of it, and whether there is another.
    let mut holding: BTreeMap<u32, (usize, u32, bool)> = BTreeMap::new();
    for sentence in read {
        let mut before = None;
        for told in &*sentence.told {
            let (count, form, several) = holding.entry(told.class).or_insert((0, told.form, false));
            *several |= *form != told.form;
            *count += usize::from(before != Some(told.class));
            before = Some(told.class);
        }
    }
    let of_class = |(class, (count, _, several))| {
        let forms = words.paraphrases.single(class);
        let rarity = words.background.weight_of_any(forms);
        let weight = weight(sentences, count, rarity);
        (class, Class { weight, several })
    };
    holding.into_iter().map(of_class).collect()
}
