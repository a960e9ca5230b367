//! What is known of pairs of statements once they are scored.
//!
//! In: links and near misses. Out: the score of any two statements. Cost: the logarithm of the number of pairs.

use super::nearest::Miss;
use crate::model::StatementId;

/// Two statements, the smaller id first.
pub(super) type Ends = (StatementId, StatementId);

/// The two in order.
pub(super) fn ends(one: StatementId, two: StatementId) -> Ends {
    (one.min(two), one.max(two))
}

/// What is known of pairs: a score belongs to two sentences, whichever of their statements carry it.
pub(super) struct Scores {
    /// By report and number of the statement: its sentence, numbered over the story.
    sentences: Vec<Vec<u32>>,
    /// Two sentences, the smaller first, with their score: ascending.
    scored: Vec<((u32, u32), f64)>,
}

impl Scores {
    /// The scores of links; of several between two sentences the greatest.
    pub(super) fn new(sentences: &[Vec<usize>], links: impl Iterator<Item = Miss>) -> Scores {
        let mut start = 0;
        let of_report = |own: &Vec<usize>| {
            let first = start;
            start += own.iter().max().map_or(0, |last| last + 1);
            // A story has fewer sentences than bytes, and no input is as long as this.
            let number = |sentence: &usize| u32::try_from(first + sentence).unwrap_or(u32::MAX);
            own.iter().map(number).collect()
        };
        let mut scores = Scores {
            sentences: sentences.iter().map(of_report).collect(),
            scored: Vec::new(),
        };
        for link in links {
            if let Some(pair) = scores.pair((link.left, link.right)) {
                scores.scored.push((pair, link.score));
            }
        }
        let strongest = |one: &((u32, u32), f64), two: &((u32, u32), f64)| {
            one.0.cmp(&two.0).then(two.1.total_cmp(&one.1))
        };
        scores.scored.sort_unstable_by(strongest);
        scores.scored.dedup_by_key(|(pair, _)| *pair);
        scores.scored.shrink_to_fit();
        scores
    }

    fn pair(&self, (one, two): Ends) -> Option<(u32, u32)> {
        let sentence = |id: StatementId| {
            self.sentences
                .get(id.report.index())?
                .get(id.number())
                .copied()
        };
        let (one, two) = (sentence(one)?, sentence(two)?);
        Some((one.min(two), one.max(two)))
    }

    /// Nothing for two that were not scored, or far from alike.
    pub(super) fn of(&self, pair: Ends) -> Option<f64> {
        let pair = self.pair(pair)?;
        let at = self.scored.binary_search_by_key(&pair, |(pair, _)| *pair);
        self.scored.get(at.ok()?).map(|(_, score)| *score)
    }
}
