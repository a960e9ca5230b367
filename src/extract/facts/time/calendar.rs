//! Civil dates worked out from the day of publication.
//!
//! In: weekday, month, day and year as the words give them, and the day of publication. Out: first and last day.
//! Every sum is checked: a day outside the calendar is none.

use jiff::civil::Date;

/// First and last day.
pub(super) type Days = (Date, Date);

/// That many days later.
pub(super) fn shift(date: Date, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(span).ok()
}

/// The weekday (Monday 1) nearest before publication, that day included; after it where `future`.
pub(super) fn weekday(published: Date, wanted: i64, future: bool, strict: bool) -> Option<Date> {
    let today = i64::from(published.weekday().to_monday_one_offset());
    let mut back = (today - wanted).rem_euclid(7);
    if strict && back == 0 && !future {
        back = 7;
    }
    if future {
        let ahead = (wanted - today).rem_euclid(7);
        return shift(published, if strict && ahead == 0 { 7 } else { ahead });
    }
    shift(published, -back)
}

/// A day of a month in the year that puts it nearest to publication.
pub(super) fn month_day(published: Date, month: i8, day: i8) -> Option<Date> {
    (-1..=1i16)
        .filter_map(|offset| Date::new(published.year() + offset, month, day).ok())
        .min_by_key(|date| distance(*date, published))
}

fn distance(left: Date, right: Date) -> i32 {
    left.until(right)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

/// A whole month; without a year, the one that is nearest to publication.
pub(super) fn month(published: Option<Date>, month: i8, year: Option<i16>) -> Option<Days> {
    let year = match (year, published) {
        (Some(year), _) => year,
        (None, Some(published)) => month_day(published, month, 15)?.year(),
        (None, None) => return None,
    };
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// A whole year.
pub(super) fn year(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The unit of `offset` units from publication: the week (Monday to Sunday), weekend, month or year.
pub(super) fn period(published: Date, unit: &str, offset: i64) -> Option<Days> {
    match unit {
        "day" => shift(published, offset).map(|day| (day, day)),
        "week" | "weekend" => {
            let today = i64::from(published.weekday().to_monday_one_offset());
            // "this weekend", written on a Monday, is the one just past.
            let monday = shift(published, 1 - today + 7 * offset)?;
            let sunday = shift(monday, 6)?;
            if unit == "weekend" {
                return Some((shift(monday, 5)?, sunday));
            }
            Some((monday, sunday))
        }
        "month" => {
            let span = jiff::Span::new().try_months(offset).ok()?;
            let day = published.checked_add(span).ok()?;
            Some((day.first_of_month(), day.last_of_month()))
        }
        "year" => year(i16::try_from(i64::from(published.year()) + offset).ok()?),
        _ => None,
    }
}

/// The name that keys of days use.
pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| NAMES.get(index).copied())
        .unwrap_or("")
}

/// The same of a weekday, Monday 1.
pub(super) fn weekday_name(day: i64) -> &'static str {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    usize::try_from(day - 1)
        .ok()
        .and_then(|index| NAMES.get(index).copied())
        .unwrap_or("")
}
