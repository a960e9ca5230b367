//! How much a term tells: story weights times background weights.
//!
//! A term that every sentence of the story holds tells little, and so does one that all news holds. In: how many
//! sentences of the story hold each term, and the table `background`. Out: one weight a term.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;

/// Sentences behind the table `background`: its counts are scaled to this many.
const BACKGROUND_SENTENCES: f64 = 51_448.0;

/// Least background weight: the most common words keep a little.
const LEAST: f64 = 0.05;

/// In how many background sentences a term stands.
pub(super) struct Background {
    counts: BTreeMap<String, f64>,
}

impl Background {
    /// Reads the table `background`.
    pub(super) fn new(lexicon: &Lexicon) -> Background {
        let counts = lexicon
            .table("background")
            .entries
            .iter()
            .filter_map(|entry| Some((entry.cell(0).to_owned(), entry.cell(1).parse().ok()?)))
            .collect();
        Background { counts }
    }

    /// Inverse sentence frequency of a term in the background, at least [`LEAST`]; an unknown term is the rarest.
    pub(super) fn weight(&self, key: &str) -> f64 {
        rarity(self.count(key))
    }

    /// The same for the sentences that hold any of the terms, taken to be different sentences.
    pub(super) fn weight_of_any<'a>(&self, keys: impl Iterator<Item = &'a String>) -> f64 {
        rarity(keys.map(|key| self.count(key)).sum())
    }

    fn count(&self, key: &str) -> f64 {
        self.counts.get(key).copied().unwrap_or(0.0)
    }
}

fn rarity(count: f64) -> f64 {
    ((BACKGROUND_SENTENCES + 1.0) / (count + 0.5))
        .ln()
        .max(LEAST)
}

/// Weight of a term that `holding` of the story's `sentences` hold and that has that background weight.
///
/// Counting sentences beats counting reports (measured on annotated stories).
pub(super) fn weight(sentences: usize, holding: usize, background: f64) -> f64 {
    let story = ((to_f64(sentences) + 1.0) / (to_f64(holding) + 0.5)).ln();
    story.max(0.0) * background.sqrt()
}

/// A count as a number to weigh with; counts here are far below where this loses anything.
pub(super) fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
