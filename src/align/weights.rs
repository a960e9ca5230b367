//! How much a term tells: story weights times background weights.
//!
//! A term that every sentence of the story holds tells little, and so does one that all news holds. In: how many
//! sentences of the story hold each term, and the table `background`. Out: one weight a term.

use std::borrow::Cow;

use crate::lexicon::{Entry, Lexicon};

/// Sentences behind the table `background`: its counts are scaled to this many.
const BACKGROUND_SENTENCES: f64 = 51_448.0;

/// Least background weight: the most common words keep a little.
const LEAST: f64 = 0.05;

/// In how many background sentences a term stands.
pub(super) struct Background<'a> {
    /// By term; the built-in table is in that order already.
    entries: Cow<'a, [Entry]>,
}

impl<'a> Background<'a> {
    /// Takes the table `background`.
    pub(super) fn new(lexicon: &'a Lexicon) -> Background<'a> {
        let mut entries = Cow::Borrowed(lexicon.table("background").entries.as_slice());
        // Looking through thousands of lines is a cost of every run: of the built-in table a test knows.
        let known = entries.first().is_some_and(Entry::is_built_in);
        if !known {
            entries
                .to_mut()
                .sort_by(|one, two| one.cell(0).cmp(two.cell(0)));
        }
        Background { entries }
    }

    /// Inverse sentence frequency of a term in the background, at least [`LEAST`]; an unknown term is the rarest.
    pub(super) fn weight(&self, key: &str) -> f64 {
        rarity(self.count(key))
    }

    /// The same for the sentences that hold any of the terms, taken to be different sentences.
    pub(super) fn weight_of_any<'k>(&self, keys: impl Iterator<Item = &'k str>) -> f64 {
        rarity(keys.map(|key| self.count(key)).sum())
    }

    fn count(&self, key: &str) -> f64 {
        self.entries
            .binary_search_by(|entry| entry.cell(0).cmp(key))
            .ok()
            .and_then(|at| self.entries.get(at)?.cell(1).parse().ok())
            .unwrap_or(0.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sorted_and_an_own_one_is_brought_in_order() {
        let mut lexicon = Lexicon::embedded();
        let entries = &lexicon.table("background").entries;
        assert!(entries.is_sorted_by(|one, two| one.cell(0) < two.cell(0)));
        assert_eq!(Background::new(&lexicon).count("airport"), 57.0);
        lexicon
            .replace(
                "background.tsv",
                "# term\tsentences\nzoo\t3\nairport\t2\n".to_owned(),
            )
            .unwrap();
        let own = Background::new(&lexicon);
        assert_eq!((own.count("airport"), own.count("zoo")), (2.0, 3.0));
    }
}
