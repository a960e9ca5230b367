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
    let whole = (scaled + 0.5).floor();
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
pub fn best_path(rows: &[Row], edges: &[Edge], classes: &[u8]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
    let mut scores = [f32::MIN; LABELS];
    for (at, row) in rows.iter().enumerate() {
        let mut next = [f32::MIN; LABELS];
        let mut from = [0u8; LABELS];
        let edge = edge_of(edges, classes, at);
        for (right, slot) in next.iter_mut().enumerate() {
            if at == 0 {
                if may_begin(right) {
                    *slot = row[right];
                }
                continue;
            }
            for (left, score) in scores.iter().enumerate() {
                if !may_follow(left, right) || *score == f32::MIN {
                    continue;
                }
                let sum = score + edge[left][right];
                if sum > *slot {
                    *slot = sum;
                    from[right] = left as u8;
                }
            }
            if *slot > f32::MIN {
                *slot += row[right];
            }
        }
        scores = next;
        back.push(from);
    }
    let mut label = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[label] {
            label = index;
        }
    }
    let mut path = vec![0; rows.len()];
    for (slot, from) in path.iter_mut().zip(&back).rev() {
        *slot = label;
        label = usize::from(from[label]);
    }
    path
}

fn edge_of<'a>(edges: &'a [Edge], classes: &[u8], at: usize) -> &'a Edge {
    const NOTHING: &Edge = &[[0.0; LABELS]; LABELS];
    classes
        .get(at)
        .and_then(|class| edges.get(usize::from(*class)))
        .unwrap_or(NOTHING)
}

/// The probability of each label at each token; `pairs` is called with each edge's position and expected counts.
pub fn marginals(
    rows: &[Row],
    edges: &[Edge],
    classes: &[u8],
    mut pairs: impl FnMut(usize, &Edge),
) -> Vec<Row> {
    let count = rows.len();
    let mut forward: Vec<Row> = Vec::with_capacity(count);
    let mut factors: Vec<Row> = Vec::with_capacity(count);
    for (at, row) in rows.iter().enumerate() {
        let top = row.iter().fold(f32::MIN, |top, score| top.max(*score));
        let mut factor = [0.0; LABELS];
        for (slot, score) in factor.iter_mut().zip(row) {
            *slot = exp(score - top);
        }
        let mut next = [0.0; LABELS];
        match forward.last() {
            None => {
                for (right, slot) in next.iter_mut().enumerate() {
                    *slot = if may_begin(right) { factor[right] } else { 0.0 };
                }
            }
            Some(before) => {
                let weights = weights_of(edge_of(edges, classes, at));
                for (left, mass) in before.iter().enumerate() {
                    for (slot, weight) in next.iter_mut().zip(&weights[left]) {
                        *slot += mass * weight;
                    }
                }
                for (slot, factor) in next.iter_mut().zip(&factor) {
                    *slot *= factor;
                }
            }
        }
        normalise(&mut next);
        forward.push(next);
        factors.push(factor);
    }
    let mut found = forward.clone();
    let mut backward = [1.0f32; LABELS];
    for at in (0..count).rev() {
        let (Some(slot), Some(ahead)) = (found.get_mut(at), forward.get(at)) else {
            continue;
        };
        for ((value, mass), behind) in slot.iter_mut().zip(ahead).zip(&backward) {
            *value = mass * behind;
        }
        normalise(slot);
        let Some(before) = at.checked_sub(1).and_then(|before| forward.get(before)) else {
            break;
        };
        let weights = weights_of(edge_of(edges, classes, at));
        let factor = factors.get(at).copied().unwrap_or([1.0; LABELS]);
        let mut expected = [[0.0; LABELS]; LABELS];
        let mut total = 0.0;
        let mut next = [0.0; LABELS];
        for left in 0..LABELS {
            for right in 0..LABELS {
                let onward = weights[left][right] * factor[right] * backward[right];
                next[left] += onward;
                expected[left][right] = before[left] * onward;
                total += expected[left][right];
            }
        }
        if total > 0.0 {
            for value in expected.iter_mut().flatten() {
                *value /= total;
            }
        }
        pairs(at, &expected);
        normalise(&mut next);
        backward = next;
    }
    found
}

fn weights_of(edge: &Edge) -> Edge {
    let mut weights = [[0.0; LABELS]; LABELS];
    for (left, row) in weights.iter_mut().enumerate() {
        for (right, slot) in row.iter_mut().enumerate() {
            if may_follow(left, right) {
                *slot = exp(edge[left][right]);
            }
        }
    }
    weights
}

fn normalise(row: &mut Row) {
    let total: f32 = row.iter().sum();
    if total > 0.0 {
        for value in row {
            *value /= total;
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
        let edges = vec![[[0.0; LABELS]; LABELS]];
        let classes = vec![0; 4];
        assert_eq!(best_path(&rows, &edges, &classes), [3, 5, 1, 2]);
        let mut count = 0;
        let found = marginals(&rows, &edges, &classes, |_, pairs| {
            count += 1;
            let total: f32 = pairs.iter().flatten().sum();
            assert!((total - 1.0).abs() < 1e-3);
        });
        assert_eq!(count, 3);
        assert!(
            found
                .iter()
                .zip([3, 5, 1, 2])
                .all(|(row, label)| row[label] > 0.9)
        );
    }
}
