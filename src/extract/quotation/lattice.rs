//! A linear chain over the tokens of a paragraph: best path and marginals.
//!
//! In: a score for each token and label, and scores for pairs of labels that depend on an edge class. Out: labels
//! (Viterbi) or probabilities (forward-backward with scaling). Linear in tokens, quadratic in the seven labels.
//! Source: Lafferty, McCallum and Pereira 2001.

/// Number of labels.
pub const LABELS: usize = 7;

/// What a token is a part of.
pub mod label {
    /// Nothing.
    pub const OUTSIDE: usize = 0;
    /// First token of a content.
    pub const CONTENT: usize = 1;
    /// Further token of a content.
    pub const IN_CONTENT: usize = 2;
    /// First token of a source.
    pub const SOURCE: usize = 3;
    /// Further token of a source.
    pub const IN_SOURCE: usize = 4;
    /// First token of a cue.
    pub const CUE: usize = 5;
    /// Further token of a cue.
    pub const IN_CUE: usize = 6;
}

/// Scores of a token.
pub type Row = [f32; LABELS];

/// Scores of a pair of labels, left label first.
pub type Edge = [Row; LABELS];

/// The scores of label pairs by edge class, and what they come to as factors.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    scores: Vec<Edge>,
    factors: Vec<Edge>,
}

impl Edges {
    /// From the scores of each class; a pair that may not be is ruled out here.
    #[must_use]
    pub fn new(mut scores: Vec<Edge>) -> Edges {
        let mut factors = scores.clone();
        for (score, factor) in scores.iter_mut().zip(&mut factors) {
            rule_out(score, factor);
        }
        Edges { scores, factors }
    }

    /// Sets the scores of one class.
    pub fn set(&mut self, class: usize, edge: Edge) {
        if let (Some(score), Some(factor)) =
            (self.scores.get_mut(class), self.factors.get_mut(class))
        {
            *score = edge;
            rule_out(score, factor);
        }
    }

    fn at<'a>(list: &'a [Edge], classes: &[u8], at: usize) -> &'a Edge {
        const NOTHING: &Edge = &[[0.0; LABELS]; LABELS];
        classes
            .get(at)
            .and_then(|class| list.get(usize::from(*class)))
            .unwrap_or(NOTHING)
    }
}

fn rule_out(score: &mut Edge, factor: &mut Edge) {
    for (left, (scores, factors)) in score.iter_mut().zip(factor).enumerate() {
        for (right, (score, factor)) in scores.iter_mut().zip(factors).enumerate() {
            if may_follow(left, right) {
                *factor = exp(*score);
            } else {
                *score = RULED_OUT;
                *factor = 0.0;
            }
        }
    }
}

/// Far below every sum of scores, far above where adding two of them would overflow.
const RULED_OUT: f32 = -1e30;

/// True when `right` may follow `left`: a further token only after one of its kind.
#[must_use]
pub fn may_follow(left: usize, right: usize) -> bool {
    match right {
        label::IN_CONTENT => left == label::CONTENT || left == label::IN_CONTENT,
        label::IN_SOURCE => left == label::SOURCE || left == label::IN_SOURCE,
        label::IN_CUE => left == label::CUE || left == label::IN_CUE,
        _ => true,
    }
}

/// True when a paragraph may begin with the label.
#[must_use]
pub fn may_begin(right: usize) -> bool {
    may_follow(label::OUTSIDE, right)
}

/// e^x from basic operations only, so that every machine trains the same weights; relative error under 1e-6.
#[must_use]
pub fn exp(x: f32) -> f32 {
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let shifted = scaled + 0.5;
    // floor, without the call that it is where the processor's own may not be assumed
    let cut = shifted as i32 as f32;
    let whole = if cut > shifted { cut - 1.0 } else { cut };
    let part = (scaled - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part
                    * (0.5
                        + part
                            * (1.0 / 6.0
                                + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    series * f32::from_bits((((whole as i32) + 127) as u32) << 23)
}

/// The label of each token on the best path.
#[must_use]
pub fn best_path(rows: &[Row], edges: &Edges, classes: &[u8]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
    let mut scores = [0.0; LABELS];
    for (at, row) in rows.iter().enumerate() {
        let mut next = [RULED_OUT; LABELS];
        let mut from = [0u8; LABELS];
        if at == 0 {
            for (right, slot) in next.iter_mut().enumerate() {
                *slot = if may_begin(right) { 0.0 } else { RULED_OUT };
            }
        } else {
            let edge = Edges::at(&edges.scores, classes, at);
            for (left, (score, row)) in scores.iter().zip(edge).enumerate() {
                for ((slot, from), weight) in next.iter_mut().zip(&mut from).zip(row) {
                    let sum = score + weight;
                    let better = sum > *slot;
                    *slot = if better { sum } else { *slot };
                    *from = if better { left as u8 } else { *from };
                }
            }
        }
        for (slot, score) in next.iter_mut().zip(row) {
            *slot += score;
        }
        scores = next;
        back.push(from);
    }
    let (mut label, mut best) = (0, f32::NEG_INFINITY);
    for (index, score) in scores.into_iter().enumerate() {
        if score > best {
            (label, best) = (index, score);
        }
    }
    let mut path = vec![0; rows.len()];
    for (slot, from) in path.iter_mut().zip(&back).rev() {
        *slot = label;
        label = from.get(label).copied().map_or(0, usize::from);
    }
    path
}

/// The probability of each label at each token.
#[must_use]
pub fn marginals(rows: &[Row], edges: &Edges, classes: &[u8]) -> Vec<Row> {
    let (mut found, factors) = forward(rows, edges, classes);
    let mut backward = [1.0f32; LABELS];
    for at in (0..rows.len()).rev() {
        if let Some(slot) = found.get_mut(at) {
            for (value, behind) in slot.iter_mut().zip(&backward) {
                *value *= behind;
            }
            normalise(slot);
        }
        backward = onward(&backward, &factors, edges, classes, at).0;
    }
    found
}

/// The probability of each label at each token, and of each pair of labels at each token but the first.
#[must_use]
pub fn expectations(rows: &[Row], edges: &Edges, classes: &[u8]) -> (Vec<Row>, Vec<Edge>) {
    let (forward, factors) = forward(rows, edges, classes);
    let mut found = forward.clone();
    let mut pairs = vec![[[0.0; LABELS]; LABELS]; rows.len()];
    let mut backward = [1.0f32; LABELS];
    for at in (0..rows.len()).rev() {
        if let Some(slot) = found.get_mut(at) {
            for (value, behind) in slot.iter_mut().zip(&backward) {
                *value *= behind;
            }
            normalise(slot);
        }
        let (next, mut expected) = onward(&backward, &factors, edges, classes, at);
        if let (Some(before), Some(slot)) = (
            at.checked_sub(1).and_then(|before| forward.get(before)),
            pairs.get_mut(at),
        ) {
            let mut total = 0.0;
            for (row, mass) in expected.iter_mut().zip(before) {
                for value in row {
                    *value *= mass;
                    total += *value;
                }
            }
            if total > 0.0 {
                for value in expected.iter_mut().flatten() {
                    *value /= total;
                }
            }
            *slot = expected;
        }
        backward = next;
    }
    (found, pairs)
}

/// The forward masses and the factor of each token.
fn forward(rows: &[Row], edges: &Edges, classes: &[u8]) -> (Vec<Row>, Vec<Row>) {
    let mut forward: Vec<Row> = Vec::with_capacity(rows.len());
    let mut factors: Vec<Row> = Vec::with_capacity(rows.len());
    let mut before = [0.0; LABELS];
    for (at, row) in rows.iter().enumerate() {
        let top = row.iter().fold(f32::MIN, |top, score| top.max(*score));
        let mut factor = [0.0; LABELS];
        for (slot, score) in factor.iter_mut().zip(row) {
            *slot = exp(score - top);
        }
        let mut next = [0.0; LABELS];
        if at == 0 {
            for (right, slot) in next.iter_mut().enumerate() {
                *slot = if may_begin(right) { 1.0 } else { 0.0 };
            }
        } else {
            let edge = Edges::at(&edges.factors, classes, at);
            for (mass, row) in before.iter().zip(edge) {
                for (slot, weight) in next.iter_mut().zip(row) {
                    *slot += mass * weight;
                }
            }
        }
        for (slot, factor) in next.iter_mut().zip(&factor) {
            *slot *= factor;
        }
        normalise(&mut next);
        before = next;
        forward.push(next);
        factors.push(factor);
    }
    (forward, factors)
}

/// The backward masses of the token before `at`, and what each pair adds to them.
fn onward(
    backward: &Row,
    factors: &[Row],
    edges: &Edges,
    classes: &[u8],
    at: usize,
) -> (Row, Edge) {
    let edge = Edges::at(&edges.factors, classes, at);
    let mut weighed = factors.get(at).copied().unwrap_or([1.0; LABELS]);
    for (value, behind) in weighed.iter_mut().zip(backward) {
        *value *= behind;
    }
    let mut masses = [[0.0; LABELS]; LABELS];
    let mut next = [0.0; LABELS];
    for ((row, slot), weights) in masses.iter_mut().zip(&mut next).zip(edge) {
        for ((value, weight), weighed) in row.iter_mut().zip(weights).zip(&weighed) {
            *value = weight * weighed;
            *slot += *value;
        }
    }
    normalise(&mut next);
    (next, masses)
}

fn normalise(row: &mut Row) {
    let total: f32 = row.iter().sum();
    if total > 0.0 {
        let scale = 1.0 / total;
        for value in row {
            *value *= scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_near() {
        for x in [-20.0f32, -1.5, 0.0, 0.3, 1.0, 7.7] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn path_and_marginals_agree_on_a_clear_case() {
        let mut rows = vec![[0.0; LABELS]; 4];
        for (row, label) in rows.iter_mut().zip([3, 5, 1, 2]) {
            row[label] = 6.0;
        }
        let edges = Edges::new(vec![[[0.0; LABELS]; LABELS]]);
        let classes = vec![0; 4];
        assert_eq!(best_path(&rows, &edges, &classes), [3, 5, 1, 2]);
        let (found, pairs) = expectations(&rows, &edges, &classes);
        for pairs in &pairs[1..] {
            let total: f32 = pairs.iter().flatten().sum();
            assert!((total - 1.0).abs() < 1e-3);
        }
        let same = marginals(&rows, &edges, &classes);
        assert!(
            found
                .iter()
                .flatten()
                .zip(same.iter().flatten())
                .all(|(left, right)| (left - right).abs() < 1e-4)
        );
        assert!(
            found
                .iter()
                .zip([3, 5, 1, 2])
                .all(|(row, label)| row[label] > 0.9)
        );
    }
}
