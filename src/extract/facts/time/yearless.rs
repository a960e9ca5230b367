//! Times of a report that gives its day without the year: the year stays open, days and months are worked out.
//!
//! In: the words of a sentence, and day, month and perhaps weekday of the report. Out: [`TimeExpression`]s whose days
//! are keys ("march 9 monday"). Each sentence is read as if of a leap year and as if of another; what depends on it
//! (or on a weekday that is not known) stays as the words have it. No year is guessed.

use super::*;

/// The years of one round of the calendar: each pair of a weekday and a kind of year comes up.
const ROUND: std::ops::Range<i16> = 2001..2029;

/// The time expressions of a sentence.
pub(super) fn times(line: &Line<'_>, day: Yearless, words: &Words<'_>) -> Vec<TimeExpression> {
    let plain = read(line, None, words);
    let Some([one, other]) = stand_ins(day) else {
        return plain;
    };
    let known = day.weekday.is_some();
    let told = |date: Date| -> Vec<TimeExpression> {
        let found = read(line, Some(date), words).into_iter();
        found.filter_map(|time| without_year(time, known)).collect()
    };
    let found = told(one);
    if found != told(other) {
        return plain;
    }
    found
        .into_iter()
        .map(|time| {
            // "March 9" is what the words say, "Monday" was worked out
            let said = plain.iter().any(|own| {
                let digits = own.span == time.span;
                digits && is_day(&own.value) && is_day(&time.value)
            });
            TimeExpression {
                resolved: time.resolved && !said,
                ..time
            }
        })
        .collect()
}

/// True for the key of a month or of a day in it.
fn is_day(value: &TimeValue) -> bool {
    let TimeValue::Unresolved { key } = value else {
        return false;
    };
    let month = key.split(' ').next().unwrap_or("");
    (1..=12).any(|number| calendar::month_name(number) == month)
}

/// A day of a leap year and one of another year that the report's day can be: on its weekday, where that is known, else on
/// two weekdays.
fn stand_ins(day: Yearless) -> Option<[Date; 2]> {
    let weekday = |date: &Date| date.weekday().to_monday_one_offset();
    let fits = |date: &Date| day.weekday.is_none_or(|wanted| weekday(date) == wanted);
    let dates = |leap: bool| {
        ROUND
            .filter_map(|year| Date::new(year, day.month, day.day).ok())
            .filter(move |date| date.in_leap_year() == leap)
            .filter(fits)
    };
    let leap = dates(true).next()?;
    let common = dates(false).find(|date| day.weekday.is_some() || weekday(date) != weekday(&leap));
    Some([leap, common.unwrap_or(leap)])
}

/// The expression with its year left open; `None` for what says nothing without one. `weekday`: it is known.
fn without_year(time: TimeExpression, weekday: bool) -> Option<TimeExpression> {
    let TimeValue::Date {
        from, precision, ..
    } = &time.value
    else {
        return Some(time);
    };
    if !time.resolved {
        return Some(time);
    }
    let month = calendar::month_name(from.month());
    let key = match precision {
        Precision::Day if weekday => {
            let name = calendar::weekday_name(i64::from(from.weekday().to_monday_one_offset()));
            format!("{month} {} {name}", from.day())
        }
        Precision::Day => format!("{month} {}", from.day()),
        Precision::Month => month.to_owned(),
        Precision::Week | Precision::Year => return None,
    };
    Some(TimeExpression {
        value: TimeValue::Unresolved { key },
        ..time
    })
}
