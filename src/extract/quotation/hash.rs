//! Words and numbers → the hashes that features are made of.

/// FNV-1a.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Mixes a template with two values (finaliser of MurmurHash3, Appleby 2008).
#[must_use]
pub fn mix(template: u32, left: u32, right: u32) -> u32 {
    let mut hash = template
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(left)
        .wrapping_mul(0x85eb_ca6b)
        .rotate_left(15)
        .wrapping_add(right)
        .wrapping_mul(0xc2b2_ae35);
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash
}

/// Bucket of a distance or a length: 0 1 2 3 4 5-6 7-9 10-14 15-24 25+.
#[must_use]
pub fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}
