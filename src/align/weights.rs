//! How much a term tells: story weights times background weights.
//!
//! A term that every sentence of the story holds tells little, and so does one that all news holds. In: how many
//! sentences of the story hold each term, and the table `background`. Out: one weight a term.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::lexicon::Lexicon;

/// Sentences behind the table `background`: its counts are scaled to this many.
const BACKGROUND_SENTENCES: f64 = 51_448.0;

/// Least background weight: the most common words keep a little.
const LEAST: f64 = 0.05;

/// In how many background sentences a term stands.
pub(super) struct Background<'a> {
    /// Lines in the order of their terms. The built-in table is searched as it lies in the program: cutting its fifteen
    /// thousand lines would be a tenth of a run.
    lines: Cow<'a, str>,
}

impl<'a> Background<'a> {
    /// Takes the table `background`.
    pub(super) fn new(lexicon: &'a Lexicon) -> Background<'a> {
        let lines = match lexicon.built_in("background") {
            Some(text) => Cow::Borrowed(text),
            None => {
                let entries = lexicon.table("background").entries.iter();
                let mut lines: Vec<String> = entries
                    .map(|entry| format!("{}\t{}\n", entry.cell(0), entry.cell(1)))
                    .collect();
                lines.sort_unstable();
                Cow::Owned(lines.concat())
            }
        };
        Background { lines }
    }

    /// Inverse sentence frequency of a term in the background, at least [`LEAST`]; an unknown term is the rarest.
    pub(super) fn weight(&self, key: &str) -> f64 {
        rarity(self.count(key))
    }

    /// The same for the sentences that hold any of the terms, taken to be different sentences.
    pub(super) fn weight_of_any<'k>(&self, keys: impl Iterator<Item = &'k str>) -> f64 {
        rarity(keys.map(|key| self.count(key)).sum())
    }

    /// Search by halves: of the half-open stretch of bytes that can hold the term, the line in the middle.
    fn count(&self, key: &str) -> f64 {
        let bytes = self.lines.as_bytes();
        let at = |place: usize| bytes.get(place).copied().unwrap_or(b'\n');
        let end_of = |place: usize| {
            let mut end = place;
            while at(end) != b'\n' {
                end += 1;
            }
            end
        };
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let mut start = low + (high - low) / 2;
            while start > low && at(start - 1) != b'\n' {
                start -= 1;
            }
            // A tab is less than every letter of a term, so a term comes before those that it begins.
            let mut place = start;
            let order = key.bytes().chain([b'\t']).find_map(|wanted| {
                let order = at(place).cmp(&wanted);
                place += 1;
                (order != Ordering::Equal).then_some(order)
            });
            match order {
                None => {
                    let end = end_of(place);
                    return self
                        .lines
                        .get(place..end)
                        .and_then(|count| count.trim().parse().ok())
                        .unwrap_or(0.0);
                }
                Some(Ordering::Greater) => high = start,
                // the letter that differs may be the end of the line
                Some(_) => low = end_of(place - 1) + 1,
            }
        }
        0.0
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
        let built_in = Background::new(&lexicon);
        for entry in entries {
            let count: f64 = entry.cell(1).parse().unwrap();
            assert_eq!(built_in.count(entry.cell(0)), count);
        }
        for unknown in [
            "", "#", "# term", "airpor", "airportx", "zzzzzz", "=", "\n", "\t",
        ] {
            assert_eq!(built_in.count(unknown), 0.0, "{unknown:?}");
        }
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
