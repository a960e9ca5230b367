//! Pieces with gold links → weights of the two rankers of the linker.
//!
//! Multinomial logistic regression over the candidates of each piece, AdaGrad with regularised dual averaging.

use std::collections::BTreeMap;

use storydiff::extract::quotation::candidates::View;
use storydiff::extract::quotation::lattice::exp;
use storydiff::extract::quotation::link::Link;
use storydiff::extract::quotation::runs::{Run, Runs};
use storydiff::extract::quotation::weights::key;
use storydiff::model::Span;

use crate::corpus::{Article, Attribution, overlap};
use crate::crf::Random;

/// One choice: the features of each candidate, and which candidates are right.
struct Choice {
    candidates: Vec<Vec<u32>>,
    right: Vec<bool>,
}

fn span_of(article: &Article, run: &Run) -> Span {
    let cells = &article.paragraphs[run.paragraph].cells;
    Span::new(cells[run.start].span.start, cells[run.end - 1].span.end)
}

/// The gold attribution whose content shares most with a piece.
fn gold_of<'a>(article: &'a Article, piece: &Run) -> Option<&'a Attribution> {
    let span = span_of(article, piece);
    article
        .gold
        .iter()
        .map(|gold| (overlap(span, &gold.content), gold))
        .filter(|(shared, _)| *shared * 2 > span.len())
        .max_by_key(|(shared, _)| *shared)
        .map(|(_, gold)| gold)
}

/// Trains both rankers; gives the bytes of the two weight files.
pub fn train(articles: &[&Article], runs: &[Runs], epochs: usize) -> (Vec<u8>, Vec<u8>) {
    let mut cues = Vec::new();
    let mut sources = Vec::new();
    let (mut pieces, mut no_cue, mut no_source) = (0, 0, 0);
    for (article, runs) in articles.iter().zip(runs) {
        let view = View {
            paragraphs: &article.paragraphs,
            runs,
        };
        let mut before: Option<Link> = None;
        for (piece, run) in runs.pieces.iter().enumerate() {
            let Some(gold) = gold_of(article, run) else {
                before = Some(Link::default());
                continue;
            };
            pieces += 1;
            let is_cue = |index: usize| overlap(span_of(article, &runs.cues[index]), &gold.cue) > 0;
            let is_source =
                |index: usize| overlap(span_of(article, &runs.sources[index]), &gold.source) > 0;
            let facts = view.piece(piece);
            let candidates = view.cue_candidates(piece, before);
            let mut right: Vec<bool> = candidates
                .iter()
                .map(|cue| cue.is_some_and(is_cue))
                .collect();
            if !right.contains(&true) {
                no_cue += 1;
                *right.last_mut().unwrap() = true;
            }
            let chosen = candidates
                .iter()
                .zip(&right)
                .find(|(_, right)| **right)
                .and_then(|(cue, _)| *cue);
            cues.push(Choice {
                candidates: candidates
                    .iter()
                    .map(|cue| {
                        let mut out = Vec::new();
                        view.cue_features(&facts, *cue, before, &mut out);
                        out
                    })
                    .collect(),
                right,
            });
            let anchor = view.anchor(&facts, chosen);
            let candidates = view.source_candidates(piece, chosen, before);
            let mut right: Vec<bool> = candidates
                .iter()
                .map(|source| source.is_some_and(is_source))
                .collect();
            let mut source = None;
            if right.contains(&true) || gold.source.is_empty() {
                if gold.source.is_empty() {
                    *right.last_mut().unwrap() = true;
                }
                source = candidates
                    .iter()
                    .zip(&right)
                    .find(|(_, right)| **right)
                    .and_then(|(source, _)| *source);
                sources.push(Choice {
                    candidates: candidates
                        .iter()
                        .map(|source| {
                            let mut out = Vec::new();
                            view.source_features(&facts, &anchor, *source, before, &mut out);
                            out
                        })
                        .collect(),
                    right,
                });
            } else {
                no_source += 1;
            }
            before = Some(Link {
                cue: chosen,
                source,
                belief: 1.0,
            });
        }
    }
    eprintln!("  {pieces} pieces, {no_cue} whose cue and {no_source} whose source is no candidate");
    (learn(&cues, epochs, 7), learn(&sources, epochs, 8))
}

fn learn(choices: &[Choice], epochs: usize, seed: u64) -> Vec<u8> {
    const RATE: f32 = 0.1;
    const SPARSE: f32 = 4e-5;
    let mut sums: BTreeMap<u32, usize> = BTreeMap::new();
    for choice in choices {
        for feature in choice.candidates.iter().flatten() {
            *sums.entry(key(*feature)).or_default() += 1;
        }
    }
    let ids: BTreeMap<u32, usize> = sums
        .iter()
        .filter(|(_, count)| **count >= 4)
        .enumerate()
        .map(|(id, (key, _))| (*key, id))
        .collect();
    let compact: Vec<Vec<Vec<usize>>> = choices
        .iter()
        .map(|choice| {
            choice
                .candidates
                .iter()
                .map(|features| {
                    features
                        .iter()
                        .filter_map(|feature| ids.get(&key(*feature)).copied())
                        .collect()
                })
                .collect()
        })
        .collect();
    let mut gradients = vec![0.0f32; ids.len()];
    let mut squares = vec![0.0f32; ids.len()];
    let weight = |gradients: &[f32], squares: &[f32], id: usize, cut: f32| {
        let size = (gradients[id].abs() - cut).max(0.0);
        -RATE * size.copysign(gradients[id]) / (1.0 + squares[id]).sqrt()
    };
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut random = Random(seed);
    let mut updates = 0.0;
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut hits = 0;
        for &index in &order {
            let cut = SPARSE * updates;
            let scores: Vec<f32> = compact[index]
                .iter()
                .map(|ids| {
                    ids.iter()
                        .map(|id| weight(&gradients, &squares, *id, cut))
                        .sum()
                })
                .collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let masses: Vec<f32> = scores.iter().map(|score| exp(score - top)).collect();
            let total: f32 = masses.iter().sum();
            let right = &choices[index].right;
            let right_mass: f32 = masses
                .iter()
                .zip(right)
                .filter(|(_, right)| **right)
                .map(|(mass, _)| mass)
                .sum();
            hits += usize::from(right_mass * 2.0 > total);
            for ((mass, right), ids) in masses.iter().zip(right).zip(&compact[index]) {
                let wanted = if *right { mass / right_mass } else { 0.0 };
                let gradient = mass / total - wanted;
                if gradient.abs() > 1e-3 {
                    for id in ids {
                        gradients[*id] += gradient;
                        squares[*id] += gradient * gradient;
                    }
                }
            }
            updates += 1.0;
        }
        if epoch + 1 == epochs {
            eprintln!(
                "    {hits} of {} choices right while learning",
                choices.len()
            );
        }
    }
    let cut = SPARSE * updates;
    let features: Vec<(u32, Vec<f32>)> = ids
        .iter()
        .map(|(key, id)| (*key, vec![weight(&gradients, &squares, *id, cut)]))
        .filter(|(_, row)| row[0] != 0.0)
        .collect();
    let bytes = storydiff::extract::quotation::weights::write(1, &[], &features);
    eprintln!("    {} weights, {} bytes", features.len(), bytes.len());
    bytes
}
