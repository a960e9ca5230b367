//! Links → their reasons.
//!
//! In: the links that are shown. Out: for each its reasons. The score belongs to two sentences, so all links between
//! their statements have the same reasons, once in memory. Cost: the features of each pair of sentences.

use std::collections::BTreeMap;

use super::candidates::Near;
use super::features;
use super::identical::Same;
use super::reasons::{self, Own};
use super::score::Weights;
use super::sheet::Sheet;
use super::veto::{self, Veto, Vetoes};
use crate::model::{Group, Link, Reasons, StatementId};
use crate::text::Story;

/// What a link brings, whether its score is as low as a veto's, and all its reasons.
type Known = (Reasons, bool, Reasons);

/// The reasons of links, made once.
pub(super) struct Explainer<'a> {
    story: &'a Story<'a>,
    sheet: &'a Sheet,
    near: &'a Near,
    weights: &'a Weights,
    same: &'a Same,
    vetoes: &'a Vetoes<'a>,
    /// Links come by their left end: the sentence that the last one had there.
    left: usize,
    /// Those of that sentence, by the other: few links between the same two bring other reasons.
    known: BTreeMap<usize, Vec<Known>>,
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
            left: 0,
            known: BTreeMap::new(),
        }
    }

    /// Gives the links of groups their reasons; `links` are those that they were taken from, by their ends. A link that
    /// stands in several groups has its reasons once.
    pub(super) fn explain(mut self, groups: &mut [Group], mut links: Vec<Link>) {
        let place = |links: &[Link], ends: (StatementId, StatementId)| {
            let after = links.partition_point(|link| (link.left, link.right) <= ends);
            after.checked_sub(1)
        };
        let mut shown = vec![false; links.len()];
        for link in groups.iter().flat_map(|group| &group.links) {
            let at = place(&links, (link.left, link.right));
            if let Some(shown) = at.and_then(|at| shown.get_mut(at)) {
                *shown = true;
            }
        }
        let mut next = shown.into_iter();
        links.retain(|_| next.next() == Some(true));
        self.explain_all(&mut links);
        for link in groups.iter_mut().flat_map(|group| &mut group.links) {
            let at = place(&links, (link.left, link.right));
            if let Some(found) = at.and_then(|at| links.get(at)) {
                link.reasons = found.reasons.clone();
            }
        }
    }

    /// Gives links, which stand by their left ends, their reasons.
    pub(super) fn explain_all(&mut self, links: &mut [Link]) {
        for link in links {
            link.reasons = self.reasons(link);
        }
    }

    /// The reasons of a link, those that it brings first.
    fn reasons(&mut self, link: &Link) -> Reasons {
        let (Some(left), Some(right)) = (self.place(link.left), self.place(link.right)) else {
            return link.reasons.clone();
        };
        let (left, right) = (left.min(right), left.max(right));
        if left != self.left {
            self.left = left;
            self.known.clear();
        }
        let low = link.score <= veto::MOST;
        let known = self.known.get(&right).into_iter().flatten();
        for (brought, of_low, reasons) in known {
            if *brought == link.reasons && *of_low == low {
                return reasons.clone();
            }
        }
        let reasons = self.made(left, right, &link.reasons, low);
        let list = self.known.entry(right).or_default();
        list.push((link.reasons.clone(), low, reasons.clone()));
        reasons
    }

    /// The number of a statement's sentence.
    fn place(&self, id: StatementId) -> Option<usize> {
        let start = self.sheet.starts.get(id.report.index())?;
        Some(start + self.story.statement(id)?.sentence)
    }

    fn made(&self, left: usize, right: usize, brought: &Reasons, low: bool) -> Reasons {
        let sentences = &self.sheet.sentences;
        let (Some(one), Some(two)) = (sentences.get(left), sentences.get(right)) else {
            return brought.clone();
        };
        let values = features::features(self.sheet, self.near, left, right);
        let own = if self.same.links(left, right) {
            Own::SameText.reason(1.0, "")
        } else {
            let veto = self.vetoes.against((one, two), &values).filter(|_| low);
            veto.map(Veto::reason).unwrap_or_default()
        };
        let found = reasons::reasons(self.story, self.sheet, (one, two), &values, self.weights);
        Reasons::joined(&[brought, &own, &found])
    }
}
