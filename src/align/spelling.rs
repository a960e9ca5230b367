//! Terms that are spelt almost alike: "Soleimani" and "Suleimani" are one name.
//!
//! In: the terms of a story with their numbers. Out: for each term the others with what they cover. Cost: each term is
//! compared with at most [`SPELT_NEXT`] others.

use std::collections::BTreeMap;

/// Two terms of at least [`SPELT_LETTERS`] letters with this Jaro-Winkler similarity are taken for one, spelt
/// otherwise (from the recipe; Winkler 1990).
const SPELT_ALIKE: f64 = 0.92;
const SPELT_LETTERS: usize = 4;
/// No word is longer; comparing two takes the product of their lengths.
const MOST_LETTERS: usize = 64;
/// Terms after a term, in the order of their letters, that may be spelt almost alike: no story of news has as many with
/// the same three first letters.
const SPELT_NEXT: usize = 200;
/// What a term that is only spelt alike covers.
const SPELT_GRADE: f64 = 0.9;

/// The terms that are spelt almost alike. Only terms with the same first three letters are compared.
pub(super) fn alike(numbers: &BTreeMap<String, u32>) -> Vec<Vec<(u32, f64)>> {
    let mut found = vec![Vec::new(); numbers.len()];
    let long: Vec<(&str, u32)> = numbers
        .iter()
        .filter(|(key, _)| {
            let letters = SPELT_LETTERS..=MOST_LETTERS;
            !key.starts_with(['=', '@']) && letters.contains(&key.chars().count())
        })
        .map(|(key, number)| (key.as_str(), *number))
        .collect();
    for (at, (left, left_number)) in long.iter().enumerate() {
        for (right, right_number) in long.get(at + 1..).unwrap_or(&[]).iter().take(SPELT_NEXT) {
            // The keys are sorted: the same beginning stands side by side.
            if !left.chars().take(3).eq(right.chars().take(3)) {
                break;
            }
            if strsim::jaro_winkler(left, right) >= SPELT_ALIKE {
                for (from, to) in [(left_number, right_number), (right_number, left_number)] {
                    if let Some(list) = found.get_mut(*from as usize) {
                        list.push((*to, SPELT_GRADE));
                    }
                }
            }
        }
    }
    found
}
