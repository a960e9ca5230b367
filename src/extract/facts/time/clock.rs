//! Times of day and lengths of time.
//!
//! In: the first word. Out: the value and how many words it takes; also "two days ago", which is a length before
//! publication.

use super::*;

impl Reader<'_, '_> {
    /// "two days ago", "three-year", "a week", "months-long".
    pub(super) fn ago_or_duration(&self, at: usize) -> Option<Read> {
        if let Some(part) = self.part_of_unit(at) {
            return Some(part);
        }
        let (count, mut length) = if self.is(at, "one").is_some() {
            (Decimal::ONE, 1)
        } else {
            number::value_at(self.rest(at), self.numbers)?
        };
        let article = self.is(at, "one").is_some();
        let hyphen = self.word(at + length).is_some_and(Word::glued_hyphen);
        length += usize::from(hyphen);
        let (unit, more) = self.is(at + length, "unit")?;
        length += more;
        // "34-year-old", "34 years old" is an age.
        let old = usize::from(self.word(at + length).is_some_and(Word::glued_hyphen));
        if self.is(at + length + old, "old").is_some() {
            return None;
        }
        if let Some((_, more)) = self.is(at + length, "ago") {
            let published = self.published?;
            let back = count.to_i64()?.checked_neg()?;
            if back < -100_000 {
                return None;
            }
            let (from, to, precision) = match unit {
                "week" | "fortnight" => {
                    let days = if unit == "week" { 7 } else { 14 };
                    let day = calendar::shift(published, back.checked_mul(days)?)?;
                    (
                        calendar::shift(day, -3)?,
                        calendar::shift(day, 3)?,
                        Precision::Week,
                    )
                }
                "hour" | "minute" | "second" => {
                    let hours = if unit == "hour" { back / 24 } else { 0 };
                    let day = calendar::shift(published, hours)?;
                    (day, day, Precision::Day)
                }
                _ => {
                    let (named, factor) = match unit {
                        "decade" => ("year", 10),
                        "century" => ("year", 100),
                        unit => (unit, 1),
                    };
                    let (from, to) = calendar::period(published, named, back.checked_mul(factor)?)?;
                    let precision = match named {
                        "day" => Precision::Day,
                        "month" => Precision::Month,
                        _ => Precision::Year,
                    };
                    (from, to, precision)
                }
            };
            return Some((stretch(from, to, precision), true, length + more));
        }
        // "a day", "a year" alone is mostly a rate ("$5 a day"): a length only with a number, as "-long" or "a year's", or behind a
        // word that takes one ("for a year"). Nothing is rated by the decade.
        let rate = !matches!(unit, "fortnight" | "decade" | "century");
        let owns = self
            .word(at + length - 1)
            .is_some_and(|unit| unit.possessive);
        let lasts = unit != "second"
            && at
                .checked_sub(1)
                .is_some_and(|before| self.is(before, "length-before").is_some());
        if article && !hyphen && rate && !owns && !lasts {
            return None;
        }
        let days = days(unit, count)?;
        let unit = unit.to_owned();
        Some((TimeValue::Duration { days, unit }, false, length))
    }

    /// "9 p.m.", "10:30am", "0900 GMT", "noon".
    pub(super) fn clock(&self, at: usize) -> Option<Read> {
        if let Some((value, length)) = self.is(at, "clock") {
            let time = Time::new(value.parse().ok()?, 0, 0, 0).ok()?;
            return Some((TimeValue::TimeOfDay(time), false, length));
        }
        let word = self.word(at).filter(|word| word.shape == Shape::Number)?;
        let end = word
            .raw
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(word.raw.len());
        let (digits, letters) = word.raw.split_at(end);
        let (mut hour, mut minute): (i8, i8) = match digits.split_once('.') {
            // "17.6 percent" is no time
            Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
            Some(_) => return None,
            None if digits.len() == 4 && self.is(at + 1, "zone").is_some() => (
                digits.get(..2)?.parse().ok()?,
                digits.get(2..)?.parse().ok()?,
            ),
            None => (digits.parse().ok()?, 0),
        };
        let mut length = 1;
        let mut colon = digits.len() == 4 && !digits.contains('.');
        let mut letters = letters.to_lowercase();
        if letters.is_empty()
            && self
                .word(at + 1)
                .is_some_and(|mark| mark.raw == ":" && mark.glued)
            && let Some(next) = self.word(at + 2).filter(|next| next.glued)
        {
            let end = next
                .raw
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or(next.raw.len());
            let (digits, more) = next.raw.split_at(end);
            if digits.len() != 2 {
                return None;
            }
            minute = digits.parse().ok()?;
            letters = more.to_lowercase();
            length = 3;
            colon = true;
        }
        let mut half = None;
        if !letters.is_empty() {
            half = match letters.as_str() {
                "am" => Some(0),
                "pm" => Some(12),
                _ => return None,
            };
        } else if let Some((value, more)) = self.is(at + length, "half-day") {
            half = value.parse::<i8>().ok();
            length += more;
        }
        if self.is(at + length, "zone").is_some() && (half.is_some() || colon) {
            length += 1;
        }
        match half {
            Some(half) => {
                if !(1..=12).contains(&hour) {
                    return None;
                }
                hour = hour % 12 + half;
            }
            None if colon => {}
            None => return None,
        }
        let time = Time::new(hour, minute, 0, 0).ok()?;
        Some((TimeValue::TimeOfDay(time), false, length))
    }
}

/// A length in days.
pub(super) fn days(unit: &str, count: Decimal) -> Option<Decimal> {
    // Days of the unit in ten-thousandths; months 30.4375 and years 365.25 days.
    let (factor, divisor): (i64, i64) = match unit {
        "second" => (1, 86_400),
        "minute" => (1, 1_440),
        "hour" => (1, 24),
        "day" => (1, 1),
        "weekend" => (2, 1),
        "week" => (7, 1),
        "fortnight" => (14, 1),
        "month" => (304_375, 10_000),
        "year" => (36_525, 100),
        "decade" => (36_525, 10),
        "century" => (36_525, 1),
        _ => return None,
    };
    count
        .checked_mul(Decimal::from(factor))?
        .checked_div(Decimal::from(divisor))
}
