//! Digits and number words → a value with the precision that they give.
//!
//! In: words from a place on. Out: [`Value`]: what it is worth, half of its last place, and where it ends. Units and
//! bounds are not its business. A value that does not fit 28 digits is none.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::script::plain_digits;
use super::tables::{Around, NumberWords, Numeral};
use crate::extract::lex::{Shape, Word};

/// A number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub low: Decimal,
    /// Differs from `low` for "dozens".
    pub high: Decimal,
    /// Half of the last place given.
    pub rounding: Decimal,
    /// Words taken.
    pub length: usize,
    /// "dozens", "hundreds of thousands".
    pub vague: bool,
    /// "third", "21st".
    pub ordinal: bool,
    /// Digits without separator, point, scale or sign: may be a year, a time, a name's number.
    pub bare: bool,
}

/// Prefix of a currency glued to digits (`N500m`, `Rs500`): the letters and the bytes they take.
pub(super) fn glued_code(raw: &str) -> Option<(&str, &str)> {
    let digits = raw.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, rest) = raw.split_at(digits);
    let plain = !letters.is_empty()
        && letters.len() <= 3
        && letters.chars().all(|letter| letter.is_ascii_alphabetic());
    plain.then_some((letters, rest))
}

/// Reads the value at the first of `words`.
pub(super) fn read(words: &[Word<'_>], tables: &NumberWords) -> Option<Value> {
    let first = words.first()?;
    if first.shape == Shape::Number {
        let value = digits(first.raw, tables)?;
        return Some(scaled(value, 1, words, tables));
    }
    if let Some((_, rest)) = glued_code(first.raw) {
        let value = digits(rest, tables)?;
        return Some(scaled(value, 1, words, tables));
    }
    vague(words, tables)
        .or_else(|| half(words, tables))
        .or_else(|| spelled(words, tables))
        .or_else(|| ordinal(words, tables))
}

/// "first", "second".
fn ordinal(words: &[Word<'_>], tables: &NumberWords) -> Option<Value> {
    let (value, length) = tables.around(words, |around| match around {
        Around::Ordinal(value) => Some(*value),
        _ => None,
    })?;
    Some(Value {
        low: value,
        high: value,
        rounding: Decimal::ZERO,
        length,
        vague: false,
        ordinal: true,
        bare: false,
    })
}

/// What digits say, before scale words.
struct Digits {
    value: Decimal,
    rounding: Decimal,
    ordinal: bool,
    bare: bool,
}

/// `3,000.50`, `5bn`, `20th`, `1,50,000`.
fn digits(raw: &str, tables: &NumberWords) -> Option<Digits> {
    let raw = &*plain_digits(raw);
    let end = raw
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.'))
        .unwrap_or(raw.len());
    let (number, letters) = raw.split_at(end);
    let separated = number.contains(',');
    let plain: String = number.chars().filter(|letter| *letter != ',').collect();
    // More than one point: a version or an address.
    if plain.is_empty() || plain.len() > 20 || plain.matches('.').count() > 1 {
        return None;
    }
    let value = Decimal::from_str(&plain).ok()?;
    let places = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let rounding = if places > 0 {
        half_place(u32::try_from(places).ok()?)
    } else {
        zeros(value)
    };
    let mut found = Digits {
        value,
        rounding,
        ordinal: false,
        bare: !separated && places == 0 && letters.is_empty(),
    };
    if letters.is_empty() {
        return Some(found);
    }
    let letters = letters.to_lowercase();
    match tables.numeral(&letters)? {
        Numeral::Scale(scale) => {
            found.value = found.value.checked_mul(scale)?;
            // 54bn is given to the billion; 54,000 may be exact.
            let place = half_place(u32::try_from(places).ok()?);
            found.rounding = place.checked_mul(scale)?;
            Some(found)
        }
        // "20s", "1990s": no figure
        Numeral::Suffix if letters == "s" => None,
        Numeral::Suffix => {
            found.ordinal = true;
            found.rounding = Decimal::ZERO;
            Some(found)
        }
        _ => None,
    }
}

/// Half of the n-th decimal place.
fn half_place(places: u32) -> Decimal {
    Decimal::try_new(5, places + 1).unwrap_or_default()
}

/// The leeway of a whole number: half of its last place that is not zero, at most a twentieth of the number, so
/// that 43,000 meets 43,350 and 200 does not meet 240; below a hundred every unit counts.
fn zeros(value: Decimal) -> Decimal {
    let half = half_place(0);
    if value < Decimal::from(100) {
        return half;
    }
    let mut place = Decimal::ONE;
    let ten = Decimal::TEN;
    let mut rest = value;
    while rest >= ten && (rest % ten).is_zero() {
        rest /= ten;
        place *= ten;
    }
    (place * half).min(value / Decimal::from(20)).max(half)
}

/// Takes the scale words after digits: "1.5 million", "3 lakh crore".
fn scaled(digits: Digits, length: usize, words: &[Word<'_>], tables: &NumberWords) -> Value {
    let mut value = Value {
        low: digits.value,
        high: digits.value,
        rounding: digits.rounding,
        length,
        vague: false,
        ordinal: digits.ordinal,
        bare: digits.bare,
    };
    if digits.ordinal {
        return value;
    }
    let mut first = true;
    loop {
        let mut at = value.length;
        if words
            .get(at)
            .is_some_and(|word| word.raw == "-" && word.glued)
        {
            at += 1;
        }
        let Some(word) = words.get(at) else { break };
        let Some(Numeral::Scale(scale)) = tables.numeral(&word.fold) else {
            break;
        };
        // A single letter that stands apart is no scale: "5 m" are metres.
        if word.raw.chars().count() < 2 {
            break;
        }
        let (Some(low), places) = (value.low.checked_mul(scale), digits.value.scale()) else {
            break;
        };
        let rounding = if first {
            half_place(places).checked_mul(scale)
        } else {
            value.rounding.checked_mul(scale)
        };
        value.low = low;
        value.high = low;
        value.rounding = rounding.unwrap_or(value.rounding);
        value.length = at + 1;
        value.bare = false;
        first = false;
    }
    value
}

/// "dozens", "hundreds of thousands".
fn vague(words: &[Word<'_>], tables: &NumberWords) -> Option<Value> {
    let pick = |around: &Around| match around {
        Around::Vague(low, high) => Some((*low, *high)),
        _ => None,
    };
    let ((mut low, mut high), mut length) = tables.around(words, pick)?;
    // "of" is any word in between: hundreds of thousands
    if let Some(rest) = words.get(length + 1..)
        && words.get(length).is_some_and(|word| word.raw.len() == 2)
        && let Some(((scale, _), more)) = tables.around(rest, pick)
    {
        // "tens of thousands": twenty to two hundred thousand
        low = low.checked_mul(scale)?;
        high = high.checked_mul(scale)?;
        length += 1 + more;
    } else if low == Decimal::from(20) && words.first().is_some_and(|word| word.raw.len() == 4) {
        // "tens" alone is no amount
        return None;
    }
    Some(Value {
        low,
        high,
        rounding: Decimal::ZERO,
        length,
        vague: true,
        ordinal: false,
        bare: false,
    })
}

/// "half a million", "half-million".
fn half(words: &[Word<'_>], tables: &NumberWords) -> Option<Value> {
    let is = |at: usize, wanted: &Around| {
        words
            .get(at..)
            .and_then(|rest| tables.around(rest, |around| (around == wanted).then_some(())))
            .is_some()
    };
    if !is(0, &Around::Half) {
        return None;
    }
    let mut at = 1;
    if words.get(at).is_some_and(|word| word.raw == "-") || is(at, &Around::One) {
        at += 1;
    }
    let Numeral::Scale(scale) = tables.numeral(&words.get(at)?.fold)? else {
        return None;
    };
    let value = scale.checked_div(Decimal::TWO)?;
    Some(Value {
        low: value,
        high: value,
        rounding: value.checked_div(Decimal::TEN)?,
        length: at + 1,
        vague: false,
        ordinal: false,
        bare: false,
    })
}

/// "twenty-one", "two hundred and fifty thousand", "a dozen", "third".
fn spelled(words: &[Word<'_>], tables: &NumberWords) -> Option<Value> {
    let pick = |wanted: fn(&Around) -> bool| move |around: &Around| wanted(around).then_some(());
    let one = pick(|around| matches!(around, Around::One));
    let joint = pick(|around| matches!(around, Around::Joint));
    let mut total = Decimal::ZERO;
    let mut part = Decimal::ZERO;
    let mut at = 0;
    let mut end = 0;
    let mut ordinal = false;
    let mut place = Decimal::ONE;
    let mut last_tens = false;
    let mut last_unit = false;
    if tables.around(words, one).is_some() {
        // "a hundred", "a dozen"; "a couple of"
        let rest = words.get(1..)?;
        let couple = tables.around(rest, |around| match around {
            Around::Couple(value) => Some(*value),
            _ => None,
        });
        if let Some((value, length)) = couple {
            return Some(Value {
                low: value,
                high: value,
                rounding: Decimal::ONE,
                length: 1 + length,
                vague: false,
                ordinal: false,
                bare: false,
            });
        }
        match tables.numeral(&rest.first()?.fold)? {
            Numeral::Scale(_) if rest.first().is_some_and(|word| word.raw.len() > 2) => {}
            _ => return None,
        }
        part = Decimal::ONE;
        at = 1;
    }
    // Twelve words spell more than 28 digits hold.
    while at < 16 {
        let Some(word) = words.get(at) else { break };
        if word.shape == Shape::Mark {
            let tied = word.raw == "-" && word.glued && end == at && end > 0;
            if !tied {
                break;
            }
            at += 1;
            continue;
        }
        if end > 0 && end == at && tables.around(words.get(at..)?, joint).is_some() {
            let more = words
                .get(at + 1)
                .and_then(|word| tables.numeral(&word.fold))
                .is_some_and(|numeral| matches!(numeral, Numeral::Unit(_) | Numeral::Tens(_)));
            // "two hundred and fifty"; "five and six" are two numbers
            if !more || place < Decimal::ONE_HUNDRED {
                break;
            }
            at += 1;
            continue;
        }
        match tables.numeral(&word.fold) {
            Some(Numeral::Unit(value)) if !last_unit && (!last_tens || value < 10) => {
                part = part.checked_add(Decimal::from(value))?;
                place = Decimal::ONE;
                last_unit = true;
                last_tens = false;
            }
            Some(Numeral::Tens(value)) if !last_unit && !last_tens => {
                part = part.checked_add(Decimal::from(value))?;
                place = Decimal::ONE;
                last_tens = true;
            }
            Some(Numeral::Scale(scale)) if !part.is_zero() || !total.is_zero() => {
                if word.raw.chars().count() < 2 {
                    break;
                }
                if scale < Decimal::ONE_THOUSAND {
                    part = part.checked_mul(scale)?;
                } else {
                    let whole = total.checked_add(part)?;
                    total = whole.checked_mul(scale)?;
                    part = Decimal::ZERO;
                }
                place = scale;
                last_unit = false;
                last_tens = false;
            }
            Some(Numeral::Ordinal(value)) if !last_unit => {
                part = part.checked_add(Decimal::from(value))?;
                ordinal = true;
                end = at + 1;
                break;
            }
            _ => break,
        }
        at += 1;
        end = at;
    }
    if end == 0 {
        return None;
    }
    let value = total.checked_add(part)?;
    let rounding = if ordinal {
        Decimal::ZERO
    } else if place >= Decimal::ONE_THOUSAND {
        place.checked_mul(half_place(0))?
    } else if place > Decimal::ONE {
        zeros(value)
    } else {
        half_place(0)
    };
    Some(Value {
        low: value,
        high: value,
        rounding,
        length: end,
        vague: false,
        ordinal,
        bare: false,
    })
}
