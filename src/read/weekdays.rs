//! Reports of one event lie days apart: the weekday of a report that gives only day and month, from those beside it.
//!
//! In: the reports of a run. Out: the weekday of "Feb 6" where another report is of "Thursday, February 5" or of a day
//! with its year. Nothing is filled in that depends on a leap year, nor where the others disagree.

use jiff::civil::Date;

use crate::model::{Report, Yearless};

/// Reports of one event appear within so many days of each other; farther apart the year may be another one.
const NEAR: i32 = 31;

/// Fills in the weekdays that follow from the other reports.
pub(crate) fn share(reports: &mut [Report]) {
    let mut known: Vec<Yearless> = reports.iter().filter_map(known).collect();
    known.sort_unstable_by_key(|day| (day.month, day.day, day.weekday));
    known.dedup();
    for report in reports {
        let Some(day) = &mut report.metadata.day else {
            continue;
        };
        if day.weekday.is_none() {
            let mut told = known.iter().filter_map(|other| follows(*other, *day));
            let first = told.next();
            if told.all(|weekday| Some(weekday) == first) {
                day.weekday = first;
            }
        }
    }
}

/// The day of a report with its weekday.
fn known(report: &Report) -> Option<Yearless> {
    let metadata = &report.metadata;
    let dated = metadata
        .published
        .as_ref()
        .filter(|published| published.trusted);
    match dated {
        Some(published) => Some(Yearless {
            month: published.date.month(),
            day: published.date.day(),
            weekday: Some(published.date.weekday().to_monday_one_offset()),
        }),
        None => metadata.day.filter(|day| day.weekday.is_some()),
    }
}

/// The weekday of a day, from another one that has its weekday.
fn follows(known: Yearless, day: Yearless) -> Option<i8> {
    // a leap year and another
    let mut gaps = [2004, 2001].map(|year| gap(known, day, year)).into_iter();
    let (first, second) = (gaps.next()??, gaps.next()??);
    (first == second && first.abs() <= NEAR).then_some(())?;
    let weekday = (i32::from(known.weekday?) - 1 + first).rem_euclid(7) + 1;
    i8::try_from(weekday).ok()
}

/// Days from one day to the nearest other, which may lie in the next year or the one before.
fn gap(from: Yearless, to: Yearless, year: i16) -> Option<i32> {
    let from = Date::new(year, from.month, from.day).ok()?;
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| {
            let to = Date::new(year, to.month, to.day).ok()?;
            Some(from.until(to).ok()?.get_days())
        })
        .min_by_key(|days| days.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: i8, day: i8, weekday: Option<i8>) -> Yearless {
        Yearless {
            month,
            day,
            weekday,
        }
    }

    #[test]
    fn weekdays_follow() {
        let of = |one, other| follows(one, other);
        assert_eq!(of(day(3, 15, Some(7)), day(3, 16, None)), Some(1));
        assert_eq!(of(day(1, 2, Some(3)), day(12, 30, None)), Some(7));
        // a leap day may lie between
        assert_eq!(of(day(3, 1, Some(7)), day(2, 28, None)), None);
        // half a year apart
        assert_eq!(of(day(3, 15, Some(7)), day(9, 15, None)), None);
    }
}
