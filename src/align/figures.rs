//! Digits and number words → the value that a figure is compared by: `1.5 million` and `1,500,000` are one term.
//!
//! In: the words of a sentence in lower case. Out: the value, and how many words it takes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::lexicon::Lexicon;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberWord {
    /// Zero to nineteen.
    Unit(u32),
    /// Twenty to ninety.
    Tens(u32),
    /// Hundred, million, bn.
    Scale(Decimal),
    /// Third, tenth.
    Ordinal(u32),
}

/// The reader of figures, with its tables.
pub(super) struct Figures {
    numbers: BTreeMap<String, NumberWord>,
    suffixes: Vec<String>,
}

impl Figures {
    /// Reads the table `number_words`.
    pub(super) fn new(lexicon: &Lexicon) -> Figures {
        let mut numbers = BTreeMap::new();
        let mut suffixes = Vec::new();
        for entry in &lexicon.table("number_words").entries {
            let word = entry.cell(0).to_owned();
            let Ok(value) = entry.cell(1).parse::<u64>() else {
                continue;
            };
            let small = u32::try_from(value).unwrap_or(0);
            let number = match entry.cell(2) {
                "unit" => NumberWord::Unit(small),
                "tens" => NumberWord::Tens(small),
                "scale" => NumberWord::Scale(Decimal::from(value)),
                "ordinal" => NumberWord::Ordinal(small),
                _ => {
                    suffixes.push(word);
                    continue;
                }
            };
            numbers.insert(word, number);
        }
        Figures { numbers, suffixes }
    }

    /// The figure that begins at a token and how many tokens it takes: digits or number words, with scales.
    pub(super) fn read(&self, lower: &[String], at: usize) -> Option<(Decimal, usize)> {
        let word = lower.get(at)?;
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            let (mut value, suffix) = digits(word)?;
            let mut used = 1;
            if !suffix.is_empty() {
                match self.numbers.get(suffix) {
                    Some(NumberWord::Scale(scale)) => value = value.checked_mul(*scale)?,
                    _ if self.suffixes.iter().any(|known| known == suffix) => {}
                    _ => return None,
                }
            }
            while let Some(NumberWord::Scale(scale)) =
                lower.get(at + used).and_then(|next| self.numbers.get(next))
            {
                // "2,000 m" and "5 k" are more often metres and names than scales.
                if lower.get(at + used).is_some_and(|next| next.len() < 2) {
                    break;
                }
                value = value.checked_mul(*scale)?;
                used += 1;
            }
            return Some((value, used));
        }
        let mut value = match self.numbers.get(word)? {
            NumberWord::Ordinal(value) => return Some((Decimal::from(*value), 1)),
            // A dozen, a hundred, a million may stand without a number before them.
            NumberWord::Scale(scale) if word.len() > 3 => *scale,
            NumberWord::Scale(_) => return None,
            NumberWord::Unit(value) | NumberWord::Tens(value) => Decimal::from(*value),
        };
        let mut used = 1;
        let mut total = Decimal::ZERO;
        // "one" alone is a pronoun more often than a count.
        let mut alone = value == Decimal::ONE;
        while let Some(next) = lower.get(at + used) {
            match self.numbers.get(next) {
                Some(NumberWord::Scale(scale)) if next.len() > 1 => {
                    value = value.checked_mul(*scale)?;
                    alone = false;
                    if *scale >= Decimal::from(1000) {
                        total = total.checked_add(value)?;
                        value = Decimal::ZERO;
                    }
                    used += 1;
                }
                Some(NumberWord::Unit(part) | NumberWord::Tens(part))
                    if *part > 0 && joins(value, total, *part) =>
                {
                    value = value.checked_add(Decimal::from(*part))?;
                    used += 1;
                }
                _ if next == "-" && lower.get(at + used + 1).is_some_and(|after| {
                    matches!(self.numbers.get(after), Some(NumberWord::Unit(unit)) if *unit > 0)
                }) && value >= Decimal::from(20) && value < Decimal::from(100) =>
                {
                    used += 1;
                }
                _ => break,
            }
        }
        (!alone).then_some((total.checked_add(value)?, used))
    }
}

/// Whether a number word goes on: `forty` + `five`, `two hundred` + `forty`, `three thousand` + `five`.
fn joins(value: Decimal, total: Decimal, part: u32) -> bool {
    let (ten, hundred) = (Decimal::from(10), Decimal::from(100));
    if (value % hundred).is_zero() {
        return !(value + total).is_zero();
    }
    part < 10 && (value % ten).is_zero() && value % hundred >= Decimal::from(20)
}

/// `43,350` and `1.5bn` → value and the letters after it.
fn digits(word: &str) -> Option<(Decimal, &str)> {
    let end = word
        .find(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'))
        .unwrap_or(word.len());
    let (number, suffix) = word.split_at_checked(end)?;
    let clean: String = number
        .trim_end_matches(['.', ','])
        .chars()
        .filter(|letter| *letter != ',')
        .collect();
    // Longer runs of digits are identifiers, not figures.
    if clean.len() > 24 {
        return None;
    }
    Some((clean.parse().ok()?, suffix))
}
