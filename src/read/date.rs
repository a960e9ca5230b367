//! Dates as outlets print them beside the headline, and as records and pages declare them.
//!
//! In: a metadata value or one line of a page. Out: a civil date; no zone is applied, the day stays the one that the
//! outlet gives. Dates inside running text are the business of `extract`.

mod yearless;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::lexicon::Lexicon;

/// Names of months and the words around dates.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar {
    months: BTreeMap<String, i8>,
    /// Monday 1.
    weekdays: BTreeMap<String, i8>,
    words: BTreeSet<String>,
}

/// A date with what the string says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day.
    pub(super) date: Date,
    /// `3/4/2017`: day and month could be the other way round; read month first.
    pub(super) ambiguous: bool,
}

/// A piece of a line: letters, digits or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Digits(String),
    Mark(char),
}

impl Calendar {
    /// From `month_names.tsv` and `date_words.tsv`.
    pub(super) fn new(lexicon: &Lexicon) -> Calendar {
        let months = lexicon.table("month_names").entries.iter();
        Calendar {
            months: months
                .filter_map(|entry| Some((entry.cell(0).to_owned(), entry.cell(1).parse().ok()?)))
                .collect(),
            weekdays: (lexicon.table("time_words").entries.iter())
                .filter(|entry| entry.cell(1) == "weekday")
                .filter_map(|entry| {
                    let name = entry.cell(0).replace('.', "");
                    Some((name, entry.cell(2).parse().ok()?))
                })
                .collect(),
            words: lexicon
                .table("date_words")
                .words()
                .map(|word| word.replace(['.', '/'], ""))
                .collect(),
        }
    }

    /// The first date of a line.
    pub(super) fn find(&self, line: &str) -> Option<Dated> {
        let pieces = pieces(line);
        (0..pieces.len()).find_map(|start| {
            let rest = pieces.get(start..)?;
            let bounded = !matches!(
                (
                    start.checked_sub(1).and_then(|at| pieces.get(at)),
                    rest.first()
                ),
                (Some(Piece::Mark('/' | '-' | '.')), Some(Piece::Digits(_)))
            );
            self.at(rest, bounded)
        })
    }

    /// The date of a metadata value: like a line, and also seconds since 1970.
    pub(super) fn value(&self, value: &str) -> Option<Dated> {
        let value = value.trim();
        if value.len() >= 9 && value.len() <= 13 && value.bytes().all(|byte| byte.is_ascii_digit())
        {
            let number: i64 = value.parse().ok()?;
            let seconds = if value.len() > 11 {
                number / 1000
            } else {
                number
            };
            let epoch = Date::new(1970, 1, 1).ok()?;
            let days = jiff::Span::new().try_days(seconds / 86_400).ok()?;
            let date = epoch.checked_add(days).ok()?;
            return Some(Dated {
                date,
                ambiguous: false,
            });
        }
        self.find(value.get(..value.len().min(80)).unwrap_or(value))
    }

    /// True when a line only gives a date or time (`Updated: Mon 3 May 2021 10:30 BST`, `3 hours ago`).
    pub(super) fn only_date(&self, line: &str) -> bool {
        if line.len() > 120 {
            return false;
        }
        let mut numbers = 0;
        let mut units = 0;
        for piece in pieces(line) {
            match piece {
                Piece::Word(word) if self.months.contains_key(&word) => units += 1,
                Piece::Word(word) if self.words.contains(&word) => {
                    units += usize::from(word.len() > 1);
                }
                Piece::Word(_) => return false,
                Piece::Digits(_) => numbers += 1,
                Piece::Mark(mark) => {
                    if !matches!(
                        mark,
                        ',' | '.'
                            | ':'
                            | '/'
                            | '-'
                            | '–'
                            | '—'
                            | '|'
                            | '·'
                            | '•'
                            | '+'
                            | '('
                            | ')'
                            | '\u{2011}'
                    ) {
                        return false;
                    }
                }
            }
        }
        // `Updated:` alone belongs to the date line after it; a number alone does not make a date.
        (numbers > 0 && (units > 0 || self.find(line).is_some())) || (numbers == 0 && units > 0)
    }

    /// True when a line gives a time of the day (`07:24 GMT`).
    pub(super) fn has_clock(&self, line: &str) -> bool {
        pieces(line).windows(3).any(|window| {
            matches!(window, [Piece::Digits(hour), Piece::Mark(':'), Piece::Digits(minute)]
                if hour.len() <= 2 && minute.len() == 2)
        })
    }

    fn at(&self, pieces: &[Piece], bounded: bool) -> Option<Dated> {
        let solid: Vec<&Piece> = pieces
            .iter()
            .take(12)
            .filter(|piece| !matches!(piece, Piece::Mark(',' | '.')))
            .collect();
        let certain = |date: Date| Dated {
            date,
            ambiguous: false,
        };
        match pieces {
            // 2017-01-23, 2017/01/23, 2017.01.23
            [
                Piece::Digits(year),
                Piece::Mark('-' | '/' | '.'),
                Piece::Digits(month),
                Piece::Mark('-' | '/' | '.'),
                Piece::Digits(day),
                ..,
            ] if year.len() == 4 && bounded => {
                return date(year, month.parse().ok()?, day).map(certain);
            }
            // 1/23/2017, 23/1/2017, 23.01.2017, 23-01-2017
            [
                Piece::Digits(first),
                Piece::Mark(mark @ ('/' | '.' | '-')),
                Piece::Digits(second),
                Piece::Mark('/' | '.' | '-'),
                Piece::Digits(year),
                ..,
            ] if year.len() == 4 && first.len() <= 2 && second.len() <= 2 && bounded => {
                let (left, right): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
                let day_first = left > 12 || *mark != '/';
                let found = if day_first {
                    date(year, right, first)
                } else {
                    date(year, left, second)
                };
                return Some(Dated {
                    date: found?,
                    ambiguous: *mark == '/' && left <= 12 && right <= 12 && left != right,
                });
            }
            // 20170123
            [Piece::Digits(all), ..] if all.len() == 8 && bounded => {
                let month = all.get(4..6)?.parse().ok()?;
                if let Some(found) = date(all.get(..4)?, month, all.get(6..)?) {
                    return Some(certain(found));
                }
            }
            _ => {}
        }
        match solid.as_slice() {
            // January 23 2017; January 23rd 2017
            [Piece::Word(month), Piece::Digits(day), rest @ ..]
                if self.months.contains_key(month) =>
            {
                let rest = match rest {
                    [Piece::Word(ending), rest @ ..] if ending.len() == 2 => rest,
                    rest => rest,
                };
                let [Piece::Digits(year), ..] = rest else {
                    return None;
                };
                date(year, *self.months.get(month)?, day).map(certain)
            }
            // 23 January 2017; 23rd of January 2017; 23-Jan-2017
            [Piece::Digits(day), rest @ ..] => {
                let mut rest = rest;
                while let [Piece::Word(ending), after @ ..] = rest {
                    if ending.len() > 2 {
                        break;
                    }
                    rest = after;
                }
                let rest: Vec<&&Piece> = rest
                    .iter()
                    .filter(|piece| !matches!(piece, Piece::Mark('-')))
                    .collect();
                let [Piece::Word(month), Piece::Digits(year), ..] = rest.as_slice() else {
                    return None;
                };
                let month = *self.months.get(month)?;
                // A zone's offset that ran into the day (`GMT +328 March`): the day is the last two digits.
                let day = match day.len() {
                    0..=2 => day.as_str(),
                    3..=4 => day.get(day.len() - 2..)?,
                    _ => return None,
                };
                date(year, month, day).map(certain)
            }
            _ => None,
        }
    }
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    if year.len() != 4 || day.len() > 2 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    // Newspapers begin in 1605; a year after 2200 is no year.
    if !(1600..=2200).contains(&year) {
        return None;
    }
    Date::new(year, month, day.parse().ok()?).ok()
}

fn pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for letter in line.chars().take(400) {
        if letter.is_whitespace() {
            found.push(Piece::Mark(' '));
        } else if letter.is_ascii_digit() {
            if let Some(Piece::Digits(digits)) = found.last_mut() {
                digits.push(letter);
            } else {
                found.push(Piece::Digits(letter.to_string()));
            }
        } else if letter.is_alphabetic() {
            let lower: String = letter.to_lowercase().collect();
            if let Some(Piece::Word(word)) = found.last_mut() {
                word.push_str(&lower);
            } else {
                found.push(Piece::Word(lower));
            }
        } else {
            found.push(Piece::Mark(letter));
        }
    }
    found.retain(|piece| *piece != Piece::Mark(' '));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wanted: &str) {
        let calendar = Calendar::new(&Lexicon::embedded());
        let found = calendar
            .value(line)
            .map_or(String::new(), |found| found.date.to_string());
        assert_eq!(found, wanted, "{line}");
    }

    #[test]
    fn dates_of_pages_and_records() {
        for line in [
            "2017-01-23T10:00:00+01:00",
            "2017-01-23 23:59",
            "2017/01/23",
            "20170123",
            "20170123T101500Z",
            "1/23/2017",
            "23/1/2017",
            "23.01.2017",
            "January 23, 2017",
            "Jan. 23, 2017",
            "Published Mon 23 Jan 2017 10.30 GMT",
            "Mon, 23 Jan 2017 10:00:00 +0000",
            "23rd January 2017",
            "January 23rd, 2017",
            "23-Jan-2017",
            "07:24 GMT +323 January 2017",
            "1485165600",
            "1485165600000",
        ] {
            check(line, "2017-01-23");
        }
    }

    #[test]
    fn what_is_no_date() {
        for line in [
            "",
            "31 February 2017",
            "2017",
            "12/2017",
            "13/13/2017",
            "0000-01-01",
            "9999-01-01",
            "1 2 3",
            "Monday",
            "January 23",
            "99999999999999999999",
        ] {
            check(line, "");
        }
    }

    #[test]
    fn day_and_month_may_be_swapped() {
        let calendar = Calendar::new(&Lexicon::embedded());
        let ambiguous = |line| calendar.value(line).is_some_and(|found| found.ambiguous);
        assert!(ambiguous("3/4/2017"));
        assert!(!ambiguous("4/4/2017") && !ambiguous("23/4/2017") && !ambiguous("3.4.2017"));
    }

    #[test]
    fn lines_that_only_date() {
        let calendar = Calendar::new(&Lexicon::embedded());
        for line in [
            "Updated:",
            "1/23/2017",
            "Published 3 hours ago",
            "Last updated on Mon 3 May 2021 at 10:30 BST",
            "07:24 GMT +328 March 2017",
            "May 3, 2021 | 10:30 am",
            "3d ago",
        ] {
            assert!(calendar.only_date(line), "{line}");
        }
        for line in [
            "12",
            "The 3 of May",
            "Monday was quiet",
            "March for 3",
            "2-1",
        ] {
            assert!(!calendar.only_date(line), "{line}");
        }
    }
}
