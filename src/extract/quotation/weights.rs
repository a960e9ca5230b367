//! Trained weights: the file's form, and the table that answers "what does this feature weigh".
//!
//! Form of a file (`data/weights/*.bin`), little endian: `SDW1`; u8 labels; f32 scale; u16 edge classes, then for each
//! `labels²` i16 (scaled by 1/256); u32 features, then for each, in rising order of its 24-bit hash, the difference to
//! the hash before (LEB128), a byte with a bit for each label that has a weight, and an i8 for each such label.
//! A hash says nothing about the words it was made from. No text is held.

/// Bits of a hash that are kept; 24 bits make a chance hit of an unseen feature rarer than one in a hundred.
pub const HASH_BITS: u32 = 24;

/// Labels that a row has room for.
pub const WIDTH: usize = 7;

/// The part of a feature's hash that is kept.
#[must_use]
pub fn key(feature: u32) -> u32 {
    feature >> (32 - HASH_BITS)
}

/// Sums of weights by label, four in each number; every weight that was added counts 128 more than it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    even: u64,
    odd: u64,
    hits: u16,
}

/// The even bytes of a slot, each with room to be added to: 255 times 255 fits.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

impl Sums {
    #[inline]
    fn add(&mut self, row: u64) {
        self.even = self.even.wrapping_add(row & EVEN);
        self.odd = self.odd.wrapping_add((row >> 8) & EVEN);
        self.hits = self.hits.wrapping_add(1);
    }

    /// The sum of a label's weights.
    fn of(&self, label: usize) -> i32 {
        // byte 0 of a slot is its tag
        let byte = label + 1;
        let lanes = if byte.is_multiple_of(2) {
            self.even
        } else {
            self.odd
        };
        let sum = (lanes >> (16 * (byte / 2))) & 0xffff;
        sum as i32 - 128 * i32::from(self.hits)
    }
}

/// Weights by feature.
///
/// A feature has a slot of eight bytes: the lowest is its tag, then a weight for each label, 128 added so that a slot in
/// use is never 0. Two slots are a bucket; the upper part of the key says which, and a bucket that is full passes what
/// it has no room for on to the next. Most features that a text has were pruned: a filter of a bit for each 64 keys
/// turns them away. It stays in the first level of the cache, the slots of both passes in the second; more than half
/// of the time goes here, and what is not in the cache, or a branch that is guessed wrong, costs more than the sum.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Labels in use, at most [`WIDTH`].
    pub labels: usize,
    scale: f32,
    filter: Vec<u64>,
    buckets: Vec<[u64; 2]>,
    shift: u32,
    /// Scores of label pairs by edge class, row by row.
    pub edges: Vec<Vec<f32>>,
}

/// Keys that share a bit of the filter, as a power of two; 6: a filter of 32 kB lets a sixth of the pruned pass.
const FILTER_SHIFT: u32 = 6;
/// Features that are filtered at a time.
const CHUNK: usize = 128;

/// Buckets beyond the last, for features that are passed on.
const BEYOND: usize = 64;
/// A slot whose weights are all 0.
const ZEROS: u64 = 0x8080_8080_8080_8000;
/// In the first slot of a bucket: features were passed on.
const PASSED_ON: u64 = 0x80;

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
        // three quarters full at most; a count that the file cannot hold is damage
        let bits = (count.min(bytes.len()) * 5 / 8)
            .next_power_of_two()
            .max(16)
            .trailing_zeros()
            .min(HASH_BITS);
        self.filter = vec![0; 1 << (HASH_BITS - FILTER_SHIFT - 6)];
        self.buckets = vec![[0; 2]; (1 << bits) + BEYOND];
        self.shift = HASH_BITS - bits;
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
            let mut labels = take::<1>(&mut rest)?[0];
            let mut slot = tag(feature) | ZEROS;
            while labels != 0 {
                let label = labels.trailing_zeros();
                labels &= labels - 1;
                let weight = take::<1>(&mut rest)?[0];
                if (label as usize) < WIDTH {
                    // 0x80 + weight, for a weight of either sign
                    slot ^= u64::from(weight) << (8 * (label + 1));
                }
            }
            self.place(feature, slot)?;
        }
        Some(())
    }

    fn place(&mut self, key: u32, slot: u64) -> Option<()> {
        let (word, bit) = filter_place(key);
        *self.filter.get_mut(word)? |= bit;
        let mut place = (key >> self.shift) as usize;
        loop {
            let bucket = self.buckets.get_mut(place)?;
            if let Some(free) = bucket.iter_mut().find(|slot| **slot == 0) {
                *free = slot;
                return Some(());
            }
            bucket[0] |= PASSED_ON;
            place += 1;
        }
    }

    /// Adds the weights of the features to `sums`, in units of the scale.
    pub fn add(&self, features: &[u32], sums: &mut Sums) {
        let mut sum = *sums;
        let mut kept = [0u32; CHUNK];
        for chunk in features.chunks(CHUNK) {
            let mut count = 0;
            for feature in chunk {
                let key = key(*feature);
                let (word, bit) = filter_place(key);
                let word = self.filter.get(word).copied().unwrap_or(0);
                // written always, counted when it stays: no branch
                if let Some(slot) = kept.get_mut(count) {
                    *slot = key;
                }
                count += usize::from(word & bit != 0);
            }
            for key in kept.iter().take(count) {
                self.add_one(*key, &mut sum);
            }
        }
        *sums = sum;
    }

    #[allow(clippy::indexing_slicing)] // the place of a bucket of two: 0 or 1
    #[inline]
    fn add_one(&self, key: u32, sums: &mut Sums) {
        let tag = tag(key);
        let mut place = (key >> self.shift) as usize;
        while let Some(bucket) = self.buckets.get(place) {
            // either slot is as likely: an index, where a branch would be guessed wrong
            let slot = bucket[usize::from(bucket[0] & 0x7f != tag)];
            if slot & 0x7f == tag && slot != 0 {
                sums.add(slot);
                break;
            }
            if bucket[0] & PASSED_ON == 0 {
                break;
            }
            place += 1;
        }
    }

    /// The score that a sum of weights stands for.
    #[must_use]
    pub fn score(&self, sums: &Sums, label: usize) -> f32 {
        sums.of(label) as f32 * self.scale
    }
}

/// The word and the bit of the filter.
#[inline]
fn filter_place(key: u32) -> (usize, u64) {
    let place = key >> FILTER_SHIFT;
    ((place >> 6) as usize, 1 << (place & 63))
}

/// The part of a key that a slot keeps beside its place.
fn tag(key: u32) -> u64 {
    u64::from(key & 0x7f)
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
        let mut sums = Sums::default();
        weights.add(&[9 << 8, 3 << 8, 77 << 8], &mut sums);
        let scores: Vec<f32> = (0..3).map(|label| weights.score(&sums, label)).collect();
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
