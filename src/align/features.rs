//! A pair of sentences → its features.
//!
//! In: the sheet and the near lists. Out: numbers that mean the same for two outlets and for fifty: whatever grows
//! with the number of outlets is divided by it. They are features of whole sentences: finer pieces lose context.

use super::candidates::{Near, common};
use super::facts;
use super::sheet::{Profile, Sheet, Telling};
use super::weights::to_f64;

/// A sentence is taken for a quotation when more than this share of its words stands inside marks (from the recipe).
const MOSTLY_QUOTED: f64 = 0.6;

/// How many features a pair has.
pub const COUNT: usize = NAMES.len();

/// Their names, as they stand in the table of weights and in reasons.
pub const NAMES: [&str; 18] = [
    "shared-words",
    "second-word",
    "position",
    "other-quotation",
    "third-report",
    "no-third-report",
    "core",
    "crowded",
    "neighbours",
    "telling-words",
    "paraphrase",
    "one-sided-paraphrase",
    "plain-words",
    "late-core",
    "other-figures",
    "negation",
    "background-covered",
    "rival",
];

/// Where some of them stand, for those who ask of every pair.
pub(super) const SHARED_WORDS: usize = 0;
pub(super) const THIRD_REPORT: usize = 4;
pub(super) const PARAPHRASE: usize = 10;
pub(super) const PLAIN_WORDS: usize = 12;

/// Values in the order of [`NAMES`].
pub type Values = [f64; COUNT];

/// The features of a pair of sentences of different reports.
pub(super) fn features(sheet: &Sheet, near: &Near, left: usize, right: usize) -> Values {
    let (Some(one), Some(two)) = (sheet.sentences.get(left), sheet.sentences.get(right)) else {
        return [0.0; COUNT];
    };
    let shared: Vec<u32> = common(&one.terms, &two.terms).collect();
    let both = (one.weight * two.weight).sqrt().max(f64::MIN_POSITIVE);
    let outlets = to_f64(sheet.outlets());
    let (for_one, for_two) = paraphrased(one, two);
    let plain = (
        covered(sheet, one, two, &shared),
        covered(sheet, two, one, &shared),
    );
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let with_paraphrase =
        (plain.0 + share(for_one, one.weight)).min(plain.1 + share(for_two, two.weight));
    let paraphrase = (for_one * for_two).sqrt() / both;
    let [other_figures, negation] = facts::features(&one.facts, &two.facts);
    let (position, core) = (one.position.max(two.position), one.core.min(two.core));
    let lowered = Lowered::new(one, two);
    let near_share = near.of(left, right);
    [
        lowered.share,
        lowered.second,
        position,
        other_quotation(sheet, one, two),
        near.third(left, right),
        f64::from(u8::from(sheet.outlets() < 3)),
        core,
        // Scaled to three outlets, where the recipe was found.
        (1.0 + 2.0 / (outlets - 1.0).max(1.0) * near.degree(left).max(near.degree(right))).ln(),
        neighbours(sheet, near, left, right),
        telling(sheet, one, two, &shared),
        paraphrase,
        // Other words tell more of the shorter sentence than of the longer one.
        paraphrase - (with_paraphrase - plain.0.min(plain.1)),
        plain_words(sheet, one, two, &shared),
        // Late sentences hold the words of the core as background: there they tell less.
        position * core,
        other_figures,
        negation,
        // Background is retold whole: what counts there is that all of the shorter sentence is in the other.
        position * lowered.covered,
        near_share / (near_share + near.rival(sheet, left, right).max(LEAST_RIVAL) + RIVAL),
    ]
}

/// What a rival's share is added to, so that two weak ones do not look like one strong one: anything from .05 to .2
/// does the same.
const RIVAL: f64 = 0.1;
/// A rival's share at least: in a story of a few sentences nobody stands against a pair, which says nothing for it.
/// Better than none by .001 on 32 stories, where nearly every pair has one.
const LEAST_RIVAL: f64 = 0.15;

/// What two sentences share by the weights that their terms have in them ([`Profile::own`]).
#[derive(Default)]
struct Lowered {
    /// Over the geometric mean of both sentences' weights.
    share: f64,
    /// The second greatest weight that is shared: one rare word in common is often chance, two are not.
    second: f64,
    /// The share of the sentence that it covers less.
    covered: f64,
}

impl Lowered {
    fn new(one: &Profile, two: &Profile) -> Lowered {
        let both = (one.own_weight * two.own_weight).sqrt();
        if both <= 0.0 {
            return Lowered::default();
        }
        let (mut sum, mut first, mut second) = (0.0, 0.0_f64, 0.0_f64);
        let mut sides = (0.0, 0.0);
        for (here, there) in one.shared_with(two) {
            let weight = (here * there).sqrt();
            sum += weight;
            sides.0 += here;
            sides.1 += there;
            if weight > first {
                second = first;
                first = weight;
            } else {
                second = second.max(weight);
            }
        }
        Lowered {
            share: sum / both,
            second,
            covered: (sides.0 / one.own_weight).min(sides.1 / two.own_weight),
        }
    }
}

/// Share of the weight of `one` that `two` holds, almost alike spellings included; `shared` are the terms of both.
fn covered(sheet: &Sheet, one: &Profile, two: &Profile, shared: &[u32]) -> f64 {
    if one.weight <= 0.0 {
        return 0.0;
    }
    let mut sum = 0.0;
    let mut shared = shared.iter().peekable();
    for term in &one.terms {
        let grade = if shared.next_if_eq(&term).is_some() {
            1.0
        } else {
            sheet
                .alike
                .get(*term as usize)
                .into_iter()
                .flatten()
                .filter(|(other, _)| two.terms.binary_search(other).is_ok())
                .map(|(_, grade)| *grade)
                .fold(0.0, f64::max)
        };
        if grade > 0.0 {
            sum += grade * sheet.weight_of(*term);
        }
    }
    sum / one.weight
}

/// The weight of each side that the other tells in other words of the same class.
pub(super) fn paraphrased(one: &Profile, two: &Profile) -> (f64, f64) {
    let (mut for_one, mut for_two) = (0.0, 0.0);
    for (here, there) in other_words(one, two) {
        for_one += here.grade.worth() * there.grade.worth() * here.weight;
        for_two += here.grade.worth() * there.grade.worth() * there.weight;
    }
    (for_one, for_two)
}

/// What both tell in other words of the same class, weightiest first. Every term is used once.
pub(super) fn other_words<'a>(
    one: &'a Profile,
    two: &'a Profile,
) -> Vec<(&'a Telling, &'a Telling)> {
    let mut found: Vec<(f64, &Telling, &Telling)> = Vec::new();
    let mut rest = &*two.told;
    for here in &one.told {
        let skip = rest
            .iter()
            .take_while(|there| there.class < here.class)
            .count();
        rest = rest.get(skip..).unwrap_or(&[]);
        if rest.first().is_none_or(|there| there.class > here.class)
            || within(one.terms_of(here), &two.terms)
        {
            continue;
        }
        for there in rest.iter().take_while(|there| there.class == here.class) {
            if here.form != there.form && !within(two.terms_of(there), &one.terms) {
                let worth = here.grade.worth() * there.grade.worth();
                found.push((worth * here.weight.min(there.weight), here, there));
            }
        }
    }
    found.sort_by(|one, two| two.0.total_cmp(&one.0));
    let (mut here_used, mut there_used): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    found.retain(|(_, here, there)| {
        let keep = one.terms_of(here).all(|term| !here_used.contains(&term))
            && two.terms_of(there).all(|term| !there_used.contains(&term));
        if keep {
            here_used.extend(one.terms_of(here));
            there_used.extend(two.terms_of(there));
        }
        keep
    });
    found
        .into_iter()
        .map(|(_, here, there)| (here, there))
        .collect()
}

/// The shared weight of plain words over what the two sentences hold of them: names tell what a sentence is about,
/// plain words tell what happened.
fn plain_words(sheet: &Sheet, one: &Profile, two: &Profile, shared: &[u32]) -> f64 {
    let both = (one.plain * two.plain).sqrt();
    if both <= 0.0 {
        return 0.0;
    }
    let sum: f64 = shared
        .iter()
        .filter(|term| sheet.plain.get(**term as usize).copied().unwrap_or(false))
        .map(|term| sheet.weight_of(*term))
        .sum();
    sum / both
}

/// Every one of the terms stands in the list; false for no terms.
fn within(terms: impl Iterator<Item = u32>, list: &[u32]) -> bool {
    let mut terms = terms.peekable();
    terms.peek().is_some() && terms.all(|term| list.binary_search(&term).is_ok())
}

/// Two sentences that are mostly quoted: how far their quoted words are other words.
fn other_quotation(sheet: &Sheet, one: &Profile, two: &Profile) -> f64 {
    if one.quoted_share <= MOSTLY_QUOTED || two.quoted_share <= MOSTLY_QUOTED {
        return 0.0;
    }
    let least = sheet.mass(&one.quoted).min(sheet.mass(&two.quoted));
    if least <= 0.0 {
        return 0.0;
    }
    let shared: f64 = common(&one.quoted, &two.quoted)
        .map(|term| sheet.weight_of(term))
        .sum();
    1.0 - (2.0 * shared / least).min(1.0)
}

/// The best share that a sentence beside the one has with the other: the sentence before or after tells it too.
fn neighbours(sheet: &Sheet, near: &Near, left: usize, right: usize) -> f64 {
    let report = |number: usize| sheet.sentences.get(number).map(|profile| profile.report);
    let beside = |number: usize| {
        [number.checked_sub(1), number.checked_add(1)]
            .into_iter()
            .flatten()
            .filter(move |other| report(*other) == report(number))
    };
    let from_left = beside(left).map(|other| near.of(other, right));
    let from_right = beside(right).map(|other| near.of(left, other));
    from_left.chain(from_right).fold(0.0, f64::max)
}

/// Background weight of the shared terms that stand in one sentence only of the other report, half for each side.
fn telling(sheet: &Sheet, one: &Profile, two: &Profile, shared: &[u32]) -> f64 {
    let mut sum = 0.0;
    for term in shared {
        for side in [one, two] {
            if side.once.binary_search(term).is_ok() {
                sum += sheet.background_of(*term) / 2.0;
            }
        }
    }
    (1.0 + sum).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_are_those_of_the_names() {
        assert_eq!(NAMES[SHARED_WORDS], "shared-words");
        assert_eq!(NAMES[THIRD_REPORT], "third-report");
        assert_eq!(NAMES[PARAPHRASE], "paraphrase");
        assert_eq!(NAMES[PLAIN_WORDS], "plain-words");
    }
}
