//! Two times of a story → whether both can be right, each with the precision that its words give.
//!
//! In: time expressions as they were read. Out: yes or no; which happening they date is the rule's business (`date`).

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;

use crate::model::{Precision, TimeExpression, TimeValue};

/// True when the two can be compared at all.
pub(super) fn same_sort(a: &TimeExpression, b: &TimeExpression) -> bool {
    use TimeValue as T;
    matches!(
        (&a.value, &b.value),
        (
            T::Date { .. } | T::Unresolved { .. },
            T::Date { .. } | T::Unresolved { .. }
        ) | (
            T::TimeOfDay(_) | T::Unresolved { .. },
            T::TimeOfDay(_) | T::Unresolved { .. }
        ) | (T::TimeOfDay(_), T::Date { time: Some(_), .. })
            | (T::Date { time: Some(_), .. }, T::TimeOfDay(_))
            | (T::Duration { .. }, T::Duration { .. })
    ) && is_clock(a) == is_clock(b)
}

/// True for a time of day.
pub(super) fn is_clock(time: &TimeExpression) -> bool {
    match &time.value {
        TimeValue::TimeOfDay(_) | TimeValue::Date { time: Some(_), .. } => true,
        TimeValue::Unresolved { key } => half_clock(key).is_some(),
        _ => false,
    }
}

/// The minutes since midnight or noon of a time that does not say which half of the day is meant: "8:15".
fn half_clock(key: &str) -> Option<i64> {
    let (hour, minute) = key.split_once(':')?;
    Some(hour.parse::<i64>().ok()? % 12 * 60 + minute.parse::<i64>().ok()?)
}

/// What the key of an unresolved day says.
#[derive(Default)]
struct Day<'a> {
    weekday: Option<&'a str>,
    month: Option<&'a str>,
    day: Option<&'a str>,
}

impl<'a> Day<'a> {
    /// Reads "monday", "january", "january 23" and "january 23 monday".
    fn of(key: &'a str) -> Day<'a> {
        // keys have weekdays as the calendar names them; no month ends so
        let is_weekday = |word: &&str| word.ends_with("day");
        let mut words = key.split(' ');
        let first = words.next();
        match first.filter(is_weekday) {
            Some(weekday) => Day {
                weekday: Some(weekday),
                ..Day::default()
            },
            None => Day {
                month: first,
                day: words.next(),
                weekday: words.next(),
            },
        }
    }

    /// True where the one and the other say what can be compared: day with day, month with month, weekday with weekday.
    fn comparable(&self, other: &Day<'_>) -> bool {
        self.day.is_some() == other.day.is_some() && self.month.is_some() == other.month.is_some()
            || self.weekday.is_some() && other.weekday.is_some()
    }

    fn differs(&self, other: &Day<'_>) -> bool {
        let days = self.month.is_some() && other.month.is_some();
        if days && self.day.is_some() == other.day.is_some() {
            return (self.month, self.day) != (other.month, other.day);
        }
        self.comparable(other) && self.weekday != other.weekday
    }
}

/// Unresolved times: a weekday and a month say nothing about each other.
fn keys_apart(one: &str, other: &str, blur: i64) -> bool {
    match (half_clock(one), half_clock(other)) {
        (Some(a), Some(b)) => circle(a, b) > blur,
        (None, None) => Day::of(one).differs(&Day::of(other)),
        _ => false,
    }
}

/// Minutes between two times on the face of a clock.
fn circle(a: i64, b: i64) -> i64 {
    let gap = (a - b).rem_euclid(12 * 60);
    gap.min(12 * 60 - gap)
}

/// A day with its year against one without: month and day are compared.
fn day_apart(from: Date, key: &str) -> bool {
    let day = Day::of(key);
    let (Some(month), Some(number)) = (day.month, day.day) else {
        return false;
    };
    from.strftime("%B").to_string().to_lowercase() != month || from.day().to_string() != number
}

/// True when the two can be compared and can both be right.
pub(super) fn agree(a: &TimeExpression, b: &TimeExpression) -> bool {
    use TimeValue as T;
    let comparable = match (&a.value, &b.value) {
        (T::Unresolved { key }, T::Unresolved { key: other }) => {
            is_clock(a) || Day::of(key).comparable(&Day::of(other))
        }
        _ => true,
    };
    same_sort(a, b) && comparable && !apart(a, b, 0)
}

/// True when two times cannot both be right; `blur`: minutes that clock times may differ.
pub(super) fn apart(a: &TimeExpression, b: &TimeExpression, blur: i64) -> bool {
    use TimeValue as T;
    match (&a.value, &b.value) {
        (
            T::Date {
                from,
                to,
                precision,
                time,
            },
            T::Date {
                from: other_from,
                to: other_to,
                precision: other_precision,
                time: other_time,
            },
        ) => {
            if let (Some(time), Some(other)) = (time, other_time)
                && from == other_from
            {
                return clocks_apart(*time, *other, blur);
            }
            dates_apart(
                (*from, *to, *precision),
                (*other_from, *other_to, *other_precision),
                [a, b].iter().all(|one| !one.resolved)
                    && (*precision).max(*other_precision) == Precision::Month,
            )
        }
        (T::Unresolved { key }, T::Unresolved { key: other }) => keys_apart(key, other, blur),
        (
            T::Date {
                from,
                to,
                precision: Precision::Day,
                ..
            },
            T::Unresolved { key },
        )
        | (
            T::Unresolved { key },
            T::Date {
                from,
                to,
                precision: Precision::Day,
                ..
            },
        ) => from == to && half_clock(key).is_none() && day_apart(*from, key),
        (T::TimeOfDay(time), T::Unresolved { key })
        | (T::Unresolved { key }, T::TimeOfDay(time)) => {
            half_clock(key).is_some_and(|half| circle(minutes(*time), half) > blur)
        }
        (
            T::TimeOfDay(time),
            T::TimeOfDay(other)
            | T::Date {
                time: Some(other), ..
            },
        )
        | (
            T::Date {
                time: Some(time), ..
            },
            T::TimeOfDay(other),
        ) => clocks_apart(*time, *other, blur),
        (
            T::Duration { days, unit },
            T::Duration {
                days: other,
                unit: other_unit,
            },
        ) => durations_apart((*days, unit), (*other, other_unit)),
        _ => false,
    }
}

/// `whole`: both name their year.
fn dates_apart(a: (Date, Date, Precision), b: (Date, Date, Precision), whole: bool) -> bool {
    // "Friday" and "2018" date other things more often than one; "March 3, 2029" and "May 2029" do not
    if a.2 != b.2 && a.2.max(b.2) >= Precision::Month && !whole {
        return false;
    }
    if a.1 >= b.0 && b.1 >= a.0 {
        return false;
    }
    let gap = if a.1 < b.0 {
        days(a.1, b.0)
    } else {
        days(b.1, a.0)
    };
    // "last week", "the weekend" have soft ends; else both give a day, a month, or a year (see above)
    a.2.max(b.2) != Precision::Week || gap > 3
}

/// Days from one date to a later one.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn clocks_apart(a: Time, b: Time, blur: i64) -> bool {
    (minutes(a) - minutes(b)).abs() > blur
}

/// Minutes since midnight.
fn minutes(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

fn durations_apart(a: (Decimal, &str), b: (Decimal, &str)) -> bool {
    let (small, large) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    // half a unit of either is rounding: "two years" and 23 months
    let half = |unit: &str| match unit {
        // decades are counted roughly: "three decades" and 28 years
        "decade" | "century" => Decimal::from(1826),
        "year" => Decimal::new(1826, 1),
        "month" => Decimal::from(15),
        "week" => Decimal::new(35, 1),
        "day" => Decimal::new(5, 1),
        _ => Decimal::new(1, 2),
    };
    let slack = if small.1 == large.1 {
        Decimal::ZERO
    } else {
        half(small.1).max(half(large.1))
    };
    large.0.saturating_sub(small.0) > slack
}
