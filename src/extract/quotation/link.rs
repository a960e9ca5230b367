//! Pieces of content → their cues and sources.
//!
//! In: the runs of a report and trained weights. Out: for each piece the cue and the source that rank highest among
//! the candidates of the neighbourhood, "none" being one. First the cue is chosen for the piece, then the source for
//! the pair. The weights are those of a multinomial logistic model over hashed features. Linear: a bounded number of
//! candidates for each piece.

use super::candidates::View;
use super::lattice::exp;
use super::weights::{Sums, Weights};

/// The choice made for a piece: indices into the runs of the paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// The cue.
    pub cue: Option<usize>,
    /// The source.
    pub source: Option<usize>,
    /// Probability of the source among its candidates.
    pub belief: f32,
}

/// The two rankers.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    /// Piece to cue.
    pub cues: Weights,
    /// Piece and cue to source.
    pub sources: Weights,
}

impl Linker {
    /// Reads the weights of both rankers.
    #[must_use]
    pub fn read(cues: &[u8], sources: &[u8]) -> Linker {
        Linker {
            cues: Weights::read(cues),
            sources: Weights::read(sources),
        }
    }

    /// The link of each piece; `settled`: those that are known before.
    #[must_use]
    pub fn link(&self, view: View<'_>, settled: &[Option<Link>]) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::with_capacity(view.runs.pieces.len());
        let mut features = Vec::new();
        for piece in 0..view.runs.pieces.len() {
            if let Some(link) = settled.get(piece).copied().flatten() {
                links.push(link);
                continue;
            }
            let before = links.last().copied();
            let facts = view.piece(piece);
            let candidates = view.cue_candidates(piece, before);
            let (cue, _) = best(
                &self.cues,
                &candidates,
                |cue, out| {
                    view.cue_features(&facts, cue, before, out);
                },
                &mut features,
            );
            let candidates = view.source_candidates(piece, cue, before);
            let anchor = view.anchor(&facts, cue);
            let (source, belief) = best(
                &self.sources,
                &candidates,
                |source, out| {
                    view.source_features(&facts, &anchor, source, before, out);
                },
                &mut features,
            );
            links.push(Link {
                cue,
                source,
                belief,
            });
        }
        links
    }
}

fn best(
    weights: &Weights,
    candidates: &[Option<usize>],
    mut emit: impl FnMut(Option<usize>, &mut Vec<u32>),
    features: &mut Vec<u32>,
) -> (Option<usize>, f32) {
    let mut scores = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        features.clear();
        emit(*candidate, features);
        let mut sums = Sums::default();
        weights.add(features, &mut sums);
        scores.push(weights.score(&sums, 0));
    }
    let mut chosen = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores.get(chosen).copied().unwrap_or(f32::MIN) {
            chosen = index;
        }
    }
    let top = scores.get(chosen).copied().unwrap_or(0.0);
    let total: f32 = scores.iter().map(|score| exp(score - top)).sum();
    (
        candidates.get(chosen).copied().flatten(),
        if total > 0.0 { 1.0 / total } else { 0.0 },
    )
}
