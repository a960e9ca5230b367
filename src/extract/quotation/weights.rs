//! Trained weights: the file's form, and the table that answers "what does this feature weigh".
//!
//! Form of a file (`data/weights/*.bin`), little endian: `SDW1`; u8 labels; f32 scale; u16 edge classes, then for each
//! `labels²` i16 (scaled by 1/256); u32 features, then for each, in rising order of its 24-bit hash, the difference to
//! the hash before (LEB128), a byte with a bit for each label that has a weight, and an i8 for each such label.
//! A hash says nothing about the words it was made from. No text is held.

/// Bits of a hash that are kept; 24 bits make a chance hit of an unseen feature rarer than one in a hundred.
pub const HASH_BITS: u32 = 24;

/// Labels that a row has room for.
pub const WIDTH: usize = 8;

/// The part of a feature's hash that is kept.
#[must_use]
pub fn key(feature: u32) -> u32 {
    feature >> (32 - HASH_BITS)
}

/// Weights by feature.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Labels in use, at most [`WIDTH`].
    pub labels: usize,
    scale: f32,
    slots: Vec<(u32, [i8; WIDTH])>,
    mask: usize,
    /// Scores of label pairs by edge class, row by row.
    pub edges: Vec<Vec<f32>>,
}

const EMPTY: u32 = u32::MAX;

impl Weights {
    /// Reads a file; a damaged file gives what was read until the damage, at worst nothing.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Weights {
        let mut weights = Weights::default();
        let _ = weights.fill(bytes);
        weights
    }

    fn fill(&mut self, bytes: &[u8]) -> Option<()> {
        let mut rest = bytes.strip_prefix(b"SDW1")?;
        self.labels = usize::from(take::<1>(&mut rest)?[0]).min(WIDTH);
        self.scale = f32::from_le_bytes(take::<4>(&mut rest)?);
        let classes = u16::from_le_bytes(take::<2>(&mut rest)?);
        for _ in 0..classes {
            let mut edge = Vec::with_capacity(self.labels * self.labels);
            for _ in 0..self.labels * self.labels {
                edge.push(f32::from(i16::from_le_bytes(take::<2>(&mut rest)?)) / 256.0);
            }
            self.edges.push(edge);
        }
        let count = u32::from_le_bytes(take::<4>(&mut rest)?) as usize;
        // a third full at most: probes stay short; a count that the file cannot hold is damage
        let capacity = (count.min(bytes.len()) * 3).next_power_of_two().max(16);
        self.slots = vec![(EMPTY, [0; WIDTH]); capacity];
        self.mask = capacity - 1;
        let mut feature = 0u32;
        for _ in 0..count {
            let mut shift = 0;
            loop {
                let byte = take::<1>(&mut rest)?[0];
                feature = feature.wrapping_add(u32::from(byte & 0x7f).checked_shl(shift)?);
                if byte < 0x80 {
                    break;
                }
                shift += 7;
            }
            let labels = take::<1>(&mut rest)?[0];
            let mut row = [0i8; WIDTH];
            for (label, slot) in row.iter_mut().enumerate() {
                if labels & (1 << label) != 0 {
                    *slot = i8::from_le_bytes(take::<1>(&mut rest)?);
                }
            }
            let mut place = spread(feature) & self.mask;
            while self.slots.get(place).is_some_and(|slot| slot.0 != EMPTY) {
                place = (place + 1) & self.mask;
            }
            *self.slots.get_mut(place)? = (feature, row);
        }
        Some(())
    }

    /// Adds the weights of the features to `sums`, in units of the scale.
    pub fn add(&self, features: &[u32], sums: &mut [i32; WIDTH]) {
        for feature in features {
            let wanted = key(*feature);
            let mut place = spread(wanted) & self.mask;
            while let Some((found, row)) = self.slots.get(place) {
                if *found == wanted {
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += i32::from(*weight);
                    }
                    break;
                }
                if *found == EMPTY {
                    break;
                }
                place = (place + 1) & self.mask;
            }
        }
    }

    /// The score that a sum of weights stands for.
    #[must_use]
    pub fn score(&self, sum: i32) -> f32 {
        sum as f32 * self.scale
    }
}

fn spread(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 7) as usize
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

/// Sizes under this many units of the scale are left out: on PolNeAR dev they are worth nothing, in bytes a quarter.
const LEAST: i8 = 4;

/// Writes a file. `features`: key and weights, in any order; `edges`: `labels²` scores for each class.
#[must_use]
pub fn write(labels: usize, edges: &[Vec<f32>], features: &[(u32, Vec<f32>)]) -> Vec<u8> {
    let mut sizes: Vec<f32> = features
        .iter()
        .flat_map(|(_, row)| row.iter().map(|weight| weight.abs()))
        .filter(|size| *size > 0.0)
        .collect();
    sizes.sort_by(f32::total_cmp);
    // the few greatest weights are cut rather than all others coarsened
    let top = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0);
    let scale = (top / 127.0).max(1e-6);
    let mut rows: std::collections::BTreeMap<u32, Vec<i8>> = std::collections::BTreeMap::new();
    for (key, row) in features {
        let small: Vec<i8> = row
            .iter()
            .map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8)
            .map(|small| if small.abs() < LEAST { 0 } else { small })
            .collect();
        if small.iter().any(|weight| *weight != 0) {
            rows.insert(*key, small);
        }
    }
    let mut out = b"SDW1".to_vec();
    out.push(labels as u8);
    out.extend(scale.to_le_bytes());
    out.extend((edges.len() as u16).to_le_bytes());
    for score in edges.iter().flatten() {
        let small = (score * 256.0).round().clamp(-32000.0, 32000.0) as i16;
        out.extend(small.to_le_bytes());
    }
    out.extend((rows.len() as u32).to_le_bytes());
    let mut before = 0;
    for (key, row) in rows {
        let mut step = key - before;
        before = key;
        while step >= 0x80 {
            out.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        out.push(step as u8);
        let mut labels = 0u8;
        for (label, weight) in row.iter().enumerate() {
            if *weight != 0 {
                labels |= 1 << label;
            }
        }
        out.push(labels);
        out.extend(
            row.iter()
                .filter(|weight| **weight != 0)
                .map(|weight| *weight as u8),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let features = vec![(9, vec![0.0, 1.0, -0.5]), (3, vec![1.0, 0.0, 0.0])];
        let bytes = write(3, &[vec![0.5; 9]], &features);
        let weights = Weights::read(&bytes);
        let mut sums = [0; WIDTH];
        weights.add(&[9 << 8, 3 << 8, 77 << 8], &mut sums);
        let scores: Vec<f32> = sums.iter().map(|sum| weights.score(*sum)).collect();
        assert!(
            (scores[0] - 1.0).abs() < 0.01 && (scores[2] + 0.5).abs() < 0.01,
            "{scores:?}"
        );
        assert!((weights.edges[0][0] - 0.5).abs() < 0.01);
        for end in 0..bytes.len() {
            let _ = Weights::read(&bytes[..end]);
        }
    }
}
