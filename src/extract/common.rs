//! The closed classes of the language: determiners, pronouns, prepositions, auxiliaries and so on.
//!
//! In: `function_words.tsv`. Out: [`Common`], a table from a folded word to its classes. It reads no report.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;

/// A class of words; a word may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Article,
    Determiner,
    Possessive,
    Pronoun,
    ObjectPronoun,
    Preposition,
    Coordinator,
    Subordinator,
    Relative,
    Auxiliary,
    NegativeAuxiliary,
    Contraction,
    ContractionStem,
    Weekday,
    Month,
    Adverb,
    /// Often opens a sentence, so that its capital says nothing.
    Starter,
    /// Stands inside names of people: de, al, van.
    Particle,
    /// Ties the words of an organisation's name: of, for.
    Link,
    /// Puts something in a place: in, at, near.
    Place,
    /// Follows a surname: Jr, III.
    NameSuffix,
    /// Opens another clause: because, although, but.
    ClauseBreak,
    /// Opens a clause that asserts: after, because, while; not if, unless.
    Assertive,
    /// Forms in -ing that are prepositions: including, following.
    Gerundive,
}

impl Class {
    /// Name in the file and class.
    const NAMES: [(&'static str, Class); 24] = [
        ("article", Class::Article),
        ("determiner", Class::Determiner),
        ("possessive", Class::Possessive),
        ("pronoun", Class::Pronoun),
        ("object-pronoun", Class::ObjectPronoun),
        ("preposition", Class::Preposition),
        ("coordinator", Class::Coordinator),
        ("subordinator", Class::Subordinator),
        ("relative", Class::Relative),
        ("auxiliary", Class::Auxiliary),
        ("negative-auxiliary", Class::NegativeAuxiliary),
        ("contraction", Class::Contraction),
        ("contraction-stem", Class::ContractionStem),
        ("weekday", Class::Weekday),
        ("month", Class::Month),
        ("adverb", Class::Adverb),
        ("starter", Class::Starter),
        ("particle", Class::Particle),
        ("link", Class::Link),
        ("place", Class::Place),
        ("name-suffix", Class::NameSuffix),
        ("clause-break", Class::ClauseBreak),
        ("assertive", Class::Assertive),
        ("gerundive", Class::Gerundive),
    ];

    fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// The classes of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    classes: FxHashMap<String, u32>,
    /// Units of measure and of shares, in small letters, one word each.
    units: FxHashSet<String>,
}

impl Common {
    pub fn new(lexicon: &Lexicon) -> Common {
        let mut classes: FxHashMap<String, u32> = FxHashMap::default();
        for entry in &lexicon.table("function_words").entries {
            let bits = entry
                .cell(1)
                .split(';')
                .filter_map(|name| {
                    let name = name.trim();
                    Class::NAMES.iter().find(|(listed, _)| *listed == name)
                })
                .fold(0, |bits, (_, class)| bits | class.bit());
            *classes.entry(entry.cell(0).to_owned()).or_default() |= bits;
        }
        // What may touch its figure; a scale ("5m") is read with the digits.
        let figures = lexicon.table("figures").entries.iter();
        let units = figures
            .filter(|entry| matches!(entry.cell(1), "measure" | "percent"))
            .map(|entry| entry.cell(0))
            .filter(|unit| unit.chars().all(char::is_alphabetic))
            .map(str::to_owned)
            .collect();
        Common { classes, units }
    }

    /// True for the letters of a unit that touches its figure: `90mph`, `39.6C`; one letter alone is a capital.
    pub fn is_unit(&self, raw: &str) -> bool {
        let capital = raw.len() > 1 || raw.chars().all(char::is_uppercase);
        capital && self.units.contains(&raw.to_lowercase())
    }

    /// True when the folded word belongs to the class.
    pub fn is(&self, fold: &str, class: Class) -> bool {
        self.bits(fold) & class.bit() != 0
    }

    /// True when the folded word belongs to one of the classes.
    pub fn is_any(&self, fold: &str, classes: &[Class]) -> bool {
        let wanted = classes.iter().fold(0, |bits, class| bits | class.bit());
        self.bits(fold) & wanted != 0
    }

    /// True when the folded word belongs to a closed class: it is more than a frequent opener of sentences.
    pub fn is_closed(&self, fold: &str) -> bool {
        let open = Class::Starter.bit()
            | Class::Place.bit()
            | Class::Particle.bit()
            | Class::NameSuffix.bit();
        self.bits(fold) & !open != 0
    }

    /// True when the folded word is listed at all.
    pub fn holds(&self, fold: &str) -> bool {
        self.classes.contains_key(fold)
    }

    fn bits(&self, fold: &str) -> u32 {
        self.classes.get(fold).copied().unwrap_or(0)
    }
}
