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
            T::TimeOfDay(_),
            T::TimeOfDay(_) | T::Date { time: Some(_), .. }
        ) | (T::Date { time: Some(_), .. }, T::TimeOfDay(_))
            | (T::Duration { .. }, T::Duration { .. })
    )
}

/// True when the two can be compared and can both be right.
pub(super) fn agree(a: &TimeExpression, b: &TimeExpression) -> bool {
    same_sort(a, b) && !apart(a, b, 0)
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
        (T::Unresolved { key }, T::Unresolved { key: other }) => {
            // a weekday and a month say nothing about each other
            key != other && key.contains(' ') == other.contains(' ')
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
    let minutes = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    (minutes(a) - minutes(b)).abs() > blur
}

fn durations_apart(a: (Decimal, &str), b: (Decimal, &str)) -> bool {
    let (small, large) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    // half a unit of either is rounding: "two years" and 23 months
    let half = |unit: &str| match unit {
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
