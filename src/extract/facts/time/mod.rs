//! The dates, times of day and lengths of time of a sentence.
//!
//! In: the words of a sentence and the day of publication, where it is trusted. Out: [`TimeExpression`]s in text
//! order, disjoint, each with the precision that the words give. A weekday is the nearest before publication, unless
//! the sentence speaks of the future; a day of a month lies in the year nearest to publication; without a trusted day
//! of publication both stay unresolved, and with one that lacks its year the year stays open. Linear.

mod calendar;
mod clock;
mod spoken;
mod yearless;

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::lex::{Line, Shape, Word};
use super::super::phrases::Phrases;
use super::super::words::Words;
use super::number::{self, NumberWords};
use crate::lexicon::Lexicon;
use crate::model::{Precision, Span, TimeExpression, TimeValue, Yearless};

/// The words of time.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct TimeWords {
    phrases: Vec<(String, Phrases<String>)>,
}

impl TimeWords {
    pub fn new(lexicon: &Lexicon) -> TimeWords {
        let mut classes: std::collections::BTreeMap<String, Vec<(&str, String)>> =
            std::collections::BTreeMap::new();
        for entry in &lexicon.table("time_words").entries {
            classes
                .entry(entry.cell(1).to_owned())
                .or_default()
                .push((entry.cell(0), entry.cell(2).to_owned()));
        }
        TimeWords {
            phrases: classes
                .into_iter()
                .map(|(class, list)| (class, Phrases::new(list)))
                .collect(),
        }
    }

    fn at(&self, class: &str, words: &[Word<'_>]) -> Option<(&str, usize)> {
        let (_, phrases) = self.phrases.iter().find(|(listed, _)| listed == class)?;
        phrases
            .at(words)
            .map(|(value, length)| (value.as_str(), length))
    }
}

/// The time expressions of a sentence.
pub(super) fn times(
    line: &Line<'_>,
    published: Option<Date>,
    yearless: Option<Yearless>,
    words: &Words<'_>,
) -> Vec<TimeExpression> {
    match yearless.filter(|_| published.is_none()) {
        Some(day) => yearless::times(line, day, words),
        None => read(line, published, words),
    }
}

/// The time expressions of a sentence, worked out from a day where one is known.
fn read(line: &Line<'_>, published: Option<Date>, words: &Words<'_>) -> Vec<TimeExpression> {
    let reader = Reader {
        line,
        published,
        times: &words.times,
        numbers: &words.numbers,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.words.len() {
        match reader.read(at) {
            Some((value, resolved, length)) if length > 0 => {
                let first = line.words.get(at);
                let last = line.words.get(at + length - 1);
                if let (Some(first), Some(last)) = (first, last) {
                    found.push(TimeExpression {
                        span: Span::new(first.span.start, last.span.end),
                        value,
                        resolved,
                    });
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

type Read = (TimeValue, bool, usize);

struct Reader<'a, 'w> {
    line: &'a Line<'w>,
    published: Option<Date>,
    times: &'a TimeWords,
    numbers: &'a NumberWords,
}

impl Reader<'_, '_> {
    fn rest(&self, at: usize) -> &[Word<'_>] {
        self.line.words.get(at..).unwrap_or(&[])
    }

    fn word(&self, at: usize) -> Option<&Word<'_>> {
        self.line.words.get(at)
    }

    fn is(&self, at: usize, class: &str) -> Option<(&str, usize)> {
        self.times.at(class, self.rest(at))
    }

    fn read(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        if !word.is_word() {
            return None;
        }
        self.clock(at)
            .or_else(|| self.spoken_clock(at))
            .or_else(|| self.date(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.ago_or_duration(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.year_alone(at))
    }

    /// The month named at a word: with a capital letter, for `may` and `march` are words.
    fn month(&self, at: usize) -> Option<i8> {
        let (value, length) = self.is(at, "month")?;
        let capital = self.word(at).is_some_and(Word::is_capital);
        (capital && length == 1).then(|| value.parse().ok())?
    }

    /// A whole number in digits, `23` or `23rd`, up to a bound.
    fn digits(&self, at: usize, most: i64) -> Option<i64> {
        let word = self.word(at).filter(|word| word.shape == Shape::Number)?;
        let end = word
            .raw
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(word.raw.len());
        let (digits, letters) = word.raw.split_at(end);
        if !(letters.is_empty() || letters.len() == 2 && letters.chars().all(char::is_alphabetic)) {
            return None;
        }
        let value: i64 = digits.parse().ok()?;
        (value <= most).then_some(value)
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let word = self.word(at)?;
        let plain = word.raw.len() == 4 && word.raw.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = plain.then(|| word.raw.parse().ok())??;
        // Years that news speaks of.
        (1500..2200).contains(&year).then_some(year)
    }

    /// "Jan. 23, 2017", "23 January", "2017-01-23".
    fn date(&self, at: usize) -> Option<Read> {
        if let (Some(year), Some(dash), Some(month), Some(day)) = (
            self.year_at(at),
            self.word(at + 1),
            self.digits(at + 2, 12),
            self.digits(at + 4, 31),
        ) && dash.raw == "-"
            && self.word(at + 3).is_some_and(|dash| dash.raw == "-")
        {
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            return Some((day_value(date), false, 5));
        }
        let (month, day, mut length) = if let Some(month) = self.month(at) {
            let link = usize::from(self.is(at + 1, "of").is_some());
            if let Some(year) = self.year_at(at + 1 + link) {
                let (from, to) = calendar::month(None, month, Some(year))?;
                return Some((stretch(from, to, Precision::Month), false, 2 + link));
            }
            (month, self.digits(at + 1, 31)?, 2)
        } else {
            let day = self.digits(at, 31)?;
            let link = usize::from(self.is(at + 1, "of").is_some());
            (self.month(at + 1 + link)?, day, 2 + link)
        };
        let day = i8::try_from(day).ok()?;
        let comma = usize::from(self.word(at + length).is_some_and(|word| word.raw == ","));
        if let Some(year) = self.year_at(at + length + comma) {
            let date = Date::new(year, month, day).ok()?;
            length += comma + 1;
            return Some((day_value(date), false, length));
        }
        match self.published {
            Some(published) => calendar::month_day(published, month, day)
                .map(|date| (day_value(date), true, length)),
            None => {
                let key = format!("{} {day}", calendar::month_name(month));
                Some((TimeValue::Unresolved { key }, false, length))
            }
        }
    }

    /// "Monday", "last Friday", "Tuesday, 23 January".
    fn weekday(&self, at: usize) -> Option<Read> {
        let (modifier, skip) = if let Some((_, length)) = self.is(at, "last") {
            (-1, length)
        } else if let Some((_, length)) = self.is(at, "next") {
            (1, length)
        } else if let Some((_, length)) = self.is(at, "this") {
            (0, length)
        } else {
            (0, 0)
        };
        let (value, length) = self.is(at + skip, "weekday")?;
        let wanted: i64 = value.parse().ok()?;
        if !self.word(at + skip).is_some_and(Word::is_capital) {
            return None;
        }
        let mut end = skip + length;
        // A date beside it says which one.
        let comma = usize::from(self.word(at + end).is_some_and(|word| word.raw == ","));
        if let Some((value, resolved, more)) = self.date(at + end + comma) {
            return Some((value, resolved, end + comma + more));
        }
        if self.is(at + end, "part").is_some() {
            end += 1;
        }
        let Some(published) = self.published else {
            let key = calendar::weekday_name(wanted).to_owned();
            return Some((TimeValue::Unresolved { key }, false, end));
        };
        let future = match modifier {
            0 => self.speaks_of_future(at),
            modifier => modifier > 0,
        };
        let date = calendar::weekday(published, wanted, future, modifier != 0)?;
        Some((day_value(date), true, end))
    }

    /// True when a word of the future stands within a few words before the place, and none of the past after it:
    /// "struck down by a judge on Tuesday" is past, "by Tuesday" is not.
    fn speaks_of_future(&self, at: usize) -> bool {
        let just_before = at.checked_sub(1);
        // Eight words reach from "will" over "hold a public hearing on the plan on".
        just_before.is_some_and(|at| self.is(at, "future-before").is_some())
            || (at.saturating_sub(8)..at)
                .rev()
                .take_while(|&at| {
                    self.word(at)
                        .is_some_and(|word| word.raw != "," && word.raw != ";")
                        && self.is(at, "past").is_none()
                })
                .any(|at| self.is(at, "future").is_some())
    }

    /// "today", "last week", "earlier this month", "this weekend".
    fn relative(&self, at: usize) -> Option<Read> {
        if let Some((value, length)) = self.is(at, "day") {
            let days: i64 = value.parse().ok()?;
            let date = calendar::shift(self.published?, days)?;
            return Some((day_value(date), true, length));
        }
        let within = self.is(at, "within").map_or(0, |(_, length)| length);
        let begin = at + within;
        let (offset, length) = if let Some((_, length)) = self.is(begin, "last") {
            (-1, length)
        } else if let Some((_, length)) = self.is(begin, "next") {
            (1, length)
        } else if let Some((_, length)) = self.is(begin, "this") {
            (0, length)
        } else {
            return None;
        };
        let published = self.published?;
        let end = within + length;
        if let Some(month) = self.month(at + end) {
            let (from, to) = calendar::month(Some(published), month, None)?;
            return Some((stretch(from, to, Precision::Month), true, end + 1));
        }
        let (unit, more) = self.is(at + end, "unit")?;
        // "the last weeks" is a length, not a week.
        if self
            .word(at + end)
            .is_some_and(|word| word.fold.ends_with('s'))
        {
            return None;
        }
        let (from, to) = calendar::period(published, unit, offset)?;
        let precision = match unit {
            "day" => Precision::Day,
            "month" => Precision::Month,
            "year" => Precision::Year,
            _ => Precision::Week,
        };
        Some((stretch(from, to, precision), true, end + more))
    }

    /// "in January", "last March".
    fn month_alone(&self, at: usize) -> Option<Read> {
        let month = self.month(at)?;
        let before = at.checked_sub(1).is_some_and(|before| {
            let back = if self.word(before).is_some_and(Word::glued_hyphen) {
                before.saturating_sub(1)
            } else {
                before
            };
            self.is(back, "month-before").is_some()
        });
        if !before {
            return None;
        }
        match calendar::month(self.published, month, None) {
            Some((from, to)) => Some((stretch(from, to, Precision::Month), true, 1)),
            None => {
                let key = calendar::month_name(month).to_owned();
                Some((TimeValue::Unresolved { key }, false, 1))
            }
        }
    }

    /// "in 1996", "the 1990s".
    fn year_alone(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        if let Some(decade) = word.raw.strip_suffix('s')
            && decade.len() == 4
            && decade.ends_with('0')
            && let Ok(first) = decade.parse::<i16>()
            && (1500..2200).contains(&first)
        {
            let (from, _) = calendar::year(first)?;
            let (_, to) = calendar::year(first + 9)?;
            return Some((stretch(from, to, Precision::Year), false, 1));
        }
        let year = self.year_at(at)?;
        let before = at.checked_sub(1);
        let told = before.is_some_and(|before| self.is(before, "year-before").is_some());
        let ends = self
            .word(at + 1)
            .is_none_or(|next| !next.is_word() && !matches!(next.raw, "-" | "%" | "/"));
        let bracket = before
            .and_then(|before| self.word(before))
            .is_some_and(|word| word.raw == "(")
            && ends;
        // "the 2018 races"
        let noun = (1900..2100).contains(&year)
            && self.word(at + 1).is_some_and(|next| {
                matches!(next.shape, Shape::Lower | Shape::Capital)
                    && self.is(at + 1, "unit").is_none()
            })
            && !self.numbers.counts_people(self.rest(at + 1));
        if !(told || bracket || noun) || !(1800..2100).contains(&year) {
            return None;
        }
        let (from, to) = calendar::year(year)?;
        Some((stretch(from, to, Precision::Year), false, 1))
    }
}

fn day_value(date: Date) -> TimeValue {
    stretch(date, date, Precision::Day)
}

fn stretch(from: Date, to: Date, precision: Precision) -> TimeValue {
    TimeValue::Date {
        from,
        to,
        precision,
        time: None,
    }
}
