//! Links → their reasons.
//!
//! In: the links that are shown. Out: for each its reasons. The score belongs to two sentences, so all links between
//! their statements have the same reasons, once in memory. Cost: the features of each pair of sentences.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::candidates::Near;
use super::features;
use super::identical::Same;
use super::reasons;
use super::score::Weights;
use super::sheet::Sheet;
use super::veto::{self, Veto, Vetoes};
use crate::model::{Link, Reason, StatementId};
use crate::text::Story;

/// What a link brings, whether its score is as low as a veto's, and all its reasons.
type Known = (Arc<[Reason]>, bool, Arc<[Reason]>);

/// The reasons of links, made once.
pub(super) struct Explainer<'a> {
    story: &'a Story<'a>,
    sheet: &'a Sheet,
    near: &'a Near,
    weights: &'a Weights,
    same: &'a Same,
    vetoes: &'a Vetoes<'a>,
    /// By sentences: few links between the same two bring other reasons.
    known: BTreeMap<(usize, usize), Vec<Known>>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(
        story: &'a Story<'a>,
        sheet: &'a Sheet,
        near: &'a Near,
        weights: &'a Weights,
        (same, vetoes): (&'a Same, &'a Vetoes<'a>),
    ) -> Explainer<'a> {
        Explainer {
            story,
            sheet,
            near,
            weights,
            same,
            vetoes,
            known: BTreeMap::new(),
        }
    }

    /// The reasons of a link, those that it brings first.
    pub(super) fn reasons(&mut self, link: &Link) -> Arc<[Reason]> {
        let (Some(left), Some(right)) = (self.place(link.left), self.place(link.right)) else {
            return Arc::clone(&link.reasons);
        };
        let (left, right) = (left.min(right), left.max(right));
        let low = link.score <= veto::MOST;
        let known = self.known.get(&(left, right)).into_iter().flatten();
        for (brought, of_low, reasons) in known {
            if *brought == link.reasons && *of_low == low {
                return Arc::clone(reasons);
            }
        }
        let reasons = self.made(left, right, &link.reasons, low);
        let list = self.known.entry((left, right)).or_default();
        list.push((Arc::clone(&link.reasons), low, Arc::clone(&reasons)));
        reasons
    }

    /// The number of a statement's sentence.
    fn place(&self, id: StatementId) -> Option<usize> {
        let start = self.sheet.starts.get(id.report.0)?;
        Some(start + self.story.statement(id)?.sentence)
    }

    fn made(&self, left: usize, right: usize, brought: &Arc<[Reason]>, low: bool) -> Arc<[Reason]> {
        let sentences = &self.sheet.sentences;
        let (Some(one), Some(two)) = (sentences.get(left), sentences.get(right)) else {
            return Arc::clone(brought);
        };
        let values = features::features(self.sheet, self.near, left, right);
        let own = if self.same.links(left, right) {
            Some(reasons::same_text())
        } else {
            let veto = self
                .vetoes
                .against(self.sheet, (one, two), &values)
                .filter(|_| low);
            veto.map(Veto::reason)
        };
        let found = reasons::reasons(self.story, self.sheet, (one, two), &values, self.weights);
        brought.iter().cloned().chain(own).chain(found).collect()
    }
}
