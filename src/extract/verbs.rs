//! Verbs and their forms.
//!
//! In: `verbs.tsv`. Out: [`Verbs`]: which forms a folded word can be. It does not know the sentence: `plans` may be
//! a noun. It reads no report.

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;

/// The forms that a word can be, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms(u8);

impl Forms {
    const BASE: u8 = 1;
    const THIRD: u8 = 2;
    const PAST: u8 = 4;
    const PARTICIPLE: u8 = 8;
    const ING: u8 = 16;

    /// `go`
    pub fn base(self) -> bool {
        self.0 & Self::BASE != 0
    }

    /// `goes`
    pub fn third(self) -> bool {
        self.0 & Self::THIRD != 0
    }

    /// `went`
    pub fn past(self) -> bool {
        self.0 & Self::PAST != 0
    }

    /// `gone`
    pub fn participle(self) -> bool {
        self.0 & Self::PARTICIPLE != 0
    }

    /// `going`
    pub fn ing(self) -> bool {
        self.0 & Self::ING != 0
    }
}

/// Letters of a past form that is told by its ending: "need", "bed" and "shed" are shorter.
const LEAST_PAST: usize = 5;

/// All forms of all verbs.
#[derive(Clone, Debug, Default)]
pub(super) struct Verbs {
    forms: FxHashMap<String, Forms>,
}

impl Verbs {
    pub fn new(lexicon: &Lexicon) -> Verbs {
        let mut verbs = Verbs::default();
        for entry in &lexicon.table("verbs").entries {
            let base = entry.cell(0);
            verbs.add(base, Forms::BASE);
            verbs.add(&third(base), Forms::THIRD);
            verbs.add(&ing(base), Forms::ING);
            if entry.cell(1).is_empty() {
                verbs.add(&regular_past(base), Forms::PAST | Forms::PARTICIPLE);
            } else {
                verbs.add(entry.cell(1), Forms::PAST);
                verbs.add(entry.cell(2), Forms::PARTICIPLE);
            }
        }
        verbs
    }

    fn add(&mut self, form: &str, bits: u8) {
        self.forms.entry(form.to_owned()).or_default().0 |= bits;
    }

    /// The forms that a folded word can be; none for a word that is no listed verb.
    pub fn forms(&self, fold: &str) -> Forms {
        self.forms.get(fold).copied().unwrap_or_default()
    }

    /// True for a past form, told by its ending where the verb is not listed: no list of verbs is full.
    pub fn looks_past(&self, fold: &str) -> bool {
        match self.forms.get(fold) {
            Some(forms) => forms.past(),
            None => fold.len() >= LEAST_PAST && fold.ends_with("ed"),
        }
    }

    /// True for a past or participle form or one in -ing: hardly ever a noun.
    pub fn is_verb(&self, fold: &str) -> bool {
        let forms = self.forms(fold);
        forms.past() && !forms.base() || forms.participle() && !forms.base() || forms.ing()
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn third(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y')
        && !stem.chars().next_back().is_some_and(is_vowel)
    {
        return format!("{stem}ies");
    }
    if ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        return format!("{base}es");
    }
    format!("{base}s")
}

/// True when the last consonant doubles: stop, plan, commit; not visit, open (a short list of stressed endings).
fn doubles(base: &str) -> bool {
    let is_vowel = |letter: &u8| is_vowel(char::from(*letter));
    let letters = base.as_bytes();
    let [.., first, vowel, last] = letters else {
        return false;
    };
    let shape = !is_vowel(first)
        && is_vowel(vowel)
        && !is_vowel(last)
        && !matches!(last, b'w' | b'x' | b'y');
    let one_syllable = || {
        let pairs = letters.iter().zip(letters.iter().skip(1));
        pairs
            .filter(|(left, right)| is_vowel(left) && !is_vowel(right))
            .count()
            == 1
    };
    let stressed = [
        "mit", "fer", "cur", "bel", "pel", "trol", "cel", "vel", "pat", "nap", "rap",
    ];
    shape && (one_syllable() || stressed.iter().any(|end| base.ends_with(end)))
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    if let Some(stem) = base.strip_suffix('y')
        && !stem.chars().next_back().is_some_and(is_vowel)
    {
        return format!("{stem}ied");
    }
    match base.chars().next_back() {
        Some(last) if doubles(base) => format!("{base}{last}ed"),
        _ => format!("{base}ed"),
    }
}

fn ing(base: &str) -> String {
    if base == "be" || base.ends_with("ee") || base.ends_with("oe") || base.ends_with("ye") {
        return format!("{base}ing");
    }
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if let Some(stem) = base.strip_suffix('e') {
        return format!("{stem}ing");
    }
    match base.chars().next_back() {
        Some(last) if doubles(base) => format!("{base}{last}ing"),
        _ => format!("{base}ing"),
    }
}
