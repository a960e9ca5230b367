//! A line of a page → the day that it gives without a year: "Sunday, March 15".
//!
//! In: a date line, byline or dateline. Out: month, day and perhaps weekday. The year is not guessed; see `extract` for
//! what can be worked out without it.

use super::*;
use crate::model::Yearless;

impl Calendar {
    /// The first day of a line that gives month and day: "Sunday, March 15", "24th April, 16:10".
    pub(in crate::read) fn yearless(&self, line: &str) -> Option<Yearless> {
        let pieces = pieces(line);
        let weekday = pieces.iter().find_map(|piece| match piece {
            Piece::Word(word) => self.weekdays.get(word).copied(),
            _ => None,
        });
        // commas, full stops, "of" and the ending of "24th" stand between day and month
        let solid: Vec<&Piece> = pieces
            .iter()
            .filter(|piece| match piece {
                Piece::Mark(mark) => !matches!(mark, ',' | '.'),
                Piece::Word(word) => word.len() > 2,
                Piece::Digits(_) => true,
            })
            .collect();
        let (month, day) = (0..solid.len()).find_map(|at| {
            let piece = |at: Option<usize>| at.and_then(|at| solid.get(at)).copied();
            let next = piece(Some(at + 1))?;
            let (name, day, beyond) = match (*solid.get(at)?, next) {
                (Piece::Word(month), Piece::Digits(day)) => (month, day, at.checked_add(2)),
                (Piece::Digits(day), Piece::Word(month)) => (month, day, at.checked_sub(1)),
                _ => return None,
            };
            // the hour of a clock, or minutes: "March 10:30"
            if matches!(piece(beyond), Some(Piece::Mark(':'))) {
                return None;
            }
            Some((*self.months.get(name)?, day.parse::<i8>().ok()?))
        })?;
        // a leap year has every day
        Date::new(2004, month, day).ok()?;
        Some(Yearless {
            month,
            day,
            weekday,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_lines() {
        let calendar = Calendar::new(&Lexicon::embedded());
        let day = |line: &str| {
            calendar
                .yearless(line)
                .map(|day| (day.month, day.day, day.weekday))
        };
        assert_eq!(day("Sunday, March 15"), Some((3, 15, Some(7))));
        assert_eq!(day("Oct. 23"), Some((10, 23, None)));
        assert_eq!(day("Thursday 24th of April, 16:10"), Some((4, 24, Some(4))));
        assert_eq!(day("10:30 March 15"), Some((3, 15, None)));
        assert_eq!(day("PORT AMERY, Feb 6 (AP) -"), Some((2, 6, None)));
        assert_eq!(day("March 32"), None);
        assert_eq!(day("Monday"), None);
        assert_eq!(day("10/22"), None);
    }
}
