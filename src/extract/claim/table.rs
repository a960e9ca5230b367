//! Words that tell whether a clause begins.
//!
//! In: `clause_words.tsv`, `number_words.tsv`. Out: [`ClauseWords`], a table from a folded word to its roles. It reads
//! no report.

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;

/// What a word does beside a clause; a word may have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Ranks among others, so that what it is reckoned by belongs to it: first, worst.
    Rank,
    /// Opens a phrase as well as a clause: as, before, than.
    Phrasal,
    /// Puts the doer after a participle: by.
    Agent,
    /// Stands before a word of time and belongs to it: shortly, even.
    Lead,
    /// A length of time: weeks.
    Unit,
    /// Stands in a measure of time: about, nearly, three.
    Amount,
    /// What a rank is reckoned by: since.
    Reckoning,
    /// A plural that does not end in -s: police.
    Plural,
    /// "a", "an".
    Indefinite,
    /// Compares: as … as.
    Comparison,
    /// "at least", "at most".
    Bound,
    /// Draws a result after a comma: so.
    Result,
    /// Joins what does not both hold: or.
    Alternative,
    /// A verb whose object is a clause: said, hopes.
    Clausal,
}

impl Part {
    /// Name in the file and role.
    const NAMES: [(&'static str, Part); 14] = [
        ("rank", Part::Rank),
        ("phrasal", Part::Phrasal),
        ("agent", Part::Agent),
        ("lead", Part::Lead),
        ("unit", Part::Unit),
        ("amount", Part::Amount),
        ("reckoning", Part::Reckoning),
        ("plural", Part::Plural),
        ("comparison", Part::Comparison),
        ("bound", Part::Bound),
        ("result", Part::Result),
        ("alternative", Part::Alternative),
        ("clausal", Part::Clausal),
        ("indefinite", Part::Indefinite),
    ];

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// The roles of words.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct ClauseWords {
    parts: FxHashMap<String, u16>,
}

impl ClauseWords {
    pub(in crate::extract) fn new(lexicon: &Lexicon) -> ClauseWords {
        let mut table = ClauseWords::default();
        for entry in &lexicon.table("clause_words").entries {
            let named = Part::NAMES.iter().find(|(name, _)| *name == entry.cell(1));
            if let Some((_, part)) = named {
                table.add(entry.cell(0), *part);
            }
        }
        for entry in &lexicon.table("number_words").entries {
            if matches!(entry.cell(2), "unit" | "tens" | "scale") {
                table.add(entry.cell(0), Part::Amount);
            }
        }
        table
    }

    fn add(&mut self, word: &str, part: Part) {
        *self.parts.entry(word.to_owned()).or_default() |= part.bit();
    }

    /// True when the folded word has the role.
    pub(super) fn is(&self, fold: &str, part: Part) -> bool {
        self.parts
            .get(fold)
            .is_some_and(|bits| bits & part.bit() != 0)
    }
}
