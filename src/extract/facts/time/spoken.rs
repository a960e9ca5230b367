//! Times of day and parts of lengths of time as they are spoken: "a quarter past eight", "nine o'clock", "half a century".
//!
//! In: the first word. Out: the value and how many words it takes. A time that does not say which half of the day is
//! meant stays unresolved: "8:15".

use super::*;

impl Reader<'_, '_> {
    /// "half past seven", "a quarter to nine in the evening", "nine o'clock".
    pub(super) fn spoken_clock(&self, at: usize) -> Option<Read> {
        let mut length = 0;
        let mut minutes: i64 = 0;
        if let Some((part, more)) = self.is(at, "clock-part") {
            let part: i64 = part.parse().ok()?;
            let hyphen = usize::from(self.word(at + more).is_some_and(Word::glued_hyphen));
            let side = at + more + hyphen;
            let (sign, side_length) = self.is(side, "clock-side")?;
            minutes = part * sign.parse::<i64>().ok()?;
            length = more + hyphen + side_length;
        }
        let (hour, more) = number::value_at(self.rest(at + length), self.numbers)?;
        let hour = hour.to_i64().filter(|hour| (1..=12).contains(hour))?;
        let told = length > 0;
        length += more;
        match self.is(at + length, "clock-word") {
            Some((_, more)) => length += more,
            None if told => {}
            None => return None,
        }
        let half = ["half-day", "day-part"]
            .into_iter()
            .find_map(|class| self.is(at + length, class))
            .and_then(|(half, more)| Some((half.parse::<i64>().ok()?, more)));
        // minutes since midnight or noon
        let minute = (hour % 12 * 60 + minutes).rem_euclid(12 * 60);
        let (clock, rest) = (minute / 60, minute % 60);
        let Some((half, more)) = half else {
            let hour = if clock == 0 { 12 } else { clock };
            let key = format!("{hour}:{rest:02}");
            return Some((TimeValue::Unresolved { key }, false, length));
        };
        let hour = i8::try_from(clock + half).ok()?;
        let time = Time::new(hour, i8::try_from(rest).ok()?, 0, 0).ok()?;
        Some((TimeValue::TimeOfDay(time), false, length + more))
    }

    /// "half a century", "a quarter of an hour": the part, the unit, the smaller unit that it is told to, and the length.
    pub(super) fn part_of_unit(&self, at: usize) -> Option<Read> {
        let (part, length) = self.is(at, "fraction")?;
        let part: Decimal = part.parse().ok()?;
        let (unit, more) = self.is(at + length, "unit")?;
        let smaller = match unit {
            "century" => "decade",
            "decade" => "year",
            "year" => "month",
            "month" => "week",
            "week" | "fortnight" | "weekend" => "day",
            "day" => "hour",
            "hour" => "minute",
            _ => "second",
        };
        let days = clock::days(unit, part)?;
        let unit = smaller.to_owned();
        // "half an hour ago" dates what happened, roughly
        if self.is(at + length + more, "ago").is_some() {
            return None;
        }
        Some((TimeValue::Duration { days, unit }, false, length + more))
    }
}
