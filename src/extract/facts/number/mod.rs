//! The figures of a sentence: value, bound, precision, unit, and what is counted.
//!
//! In: the words of a sentence, and the stretches that are names or times. Out: [`Figure`]s in text order, disjoint.
//! Years, dates, times of day, lengths of time and the numbers in names are left to others. Two figures can be
//! compared when unit and counted key are equal. Linear.

mod count;
mod script;
mod share;
mod tables;
mod unit;
mod value;

use rust_decimal::Decimal;

use super::super::lex::{Line, Shape, Word};
use super::super::words::Words;
use crate::model::{Bound, Figure, Span, Unit};
use count::Tables;
use tables::Around;
use value::Value;

pub(in crate::extract) use tables::NumberWords;

/// The plain value at the first of `words` ("two", "24", "a hundred") and how many words it takes; no ordinals, no
/// vague amounts.
pub(super) fn value_at(words: &[Word<'_>], tables: &NumberWords) -> Option<(Decimal, usize)> {
    let value = value::read(words, tables)?;
    (!value.vague && !value.ordinal).then_some((value.low, value.length))
}

/// The figures of a sentence; those that begin inside a `taken` stretch (sorted, names and times) are left out.
pub(super) fn figures(line: &Line<'_>, taken: &[Span], words: &Words<'_>) -> Vec<Figure> {
    let reader = Reader {
        line,
        taken,
        tables: Tables {
            numbers: &words.numbers,
            common: &words.common,
            verbs: &words.verbs,
        },
    };
    let mut found = Vec::new();
    let mut at = 0;
    let mut floor = 0;
    while at < line.words.len() {
        let share = reader.share(at, floor);
        match share.or_else(|| reader.figure(at, floor)) {
            Some((figure, end)) => {
                at = end.max(at + 1);
                floor = at;
                found.push(figure);
            }
            None => at += reader.step(at),
        }
    }
    found
}

struct Reader<'a, 'w> {
    line: &'a Line<'w>,
    taken: &'a [Span],
    tables: Tables<'a>,
}

impl Reader<'_, '_> {
    fn rest(&self, at: usize) -> &[Word<'_>] {
        self.line.words.get(at..).unwrap_or(&[])
    }

    fn is(&self, at: usize, pick: impl Fn(&Around) -> bool) -> bool {
        self.tables
            .numbers
            .around(self.rest(at), |around| pick(around).then_some(()))
            .is_some()
    }

    /// Words to step over where no figure begins: a number that was refused goes as a whole.
    fn step(&self, at: usize) -> usize {
        let number = self
            .line
            .words
            .get(at)
            .is_some_and(|word| word.shape == Shape::Number);
        if number {
            value::read(self.rest(at), self.tables.numbers).map_or(1, |value| value.length)
        } else {
            1
        }
    }

    fn is_taken(&self, span: Span) -> bool {
        let at = self.taken.partition_point(|taken| taken.end <= span.start);
        self.taken.get(at).is_some_and(|taken| taken.overlaps(span))
    }

    /// The figure whose value, sign or bound begins at a word; `floor`: nothing before that word may be taken.
    fn figure(&self, at: usize, floor: usize) -> Option<(Figure, usize)> {
        let numbers = self.tables.numbers;
        let here = self.line.words.get(at)?;
        // A sign before the digits: $5bn, US$5bn, Rs 500, N500m.
        let mut from = at;
        let mut money: Option<String> = None;
        let mut start = at;
        if let Some((sign, length)) = numbers.around(self.rest(at), |around| match around {
            Around::Sign(code) | Around::Code(code) => Some(code.clone()),
            _ => None,
        }) {
            let next = self.line.words.get(at + length)?;
            if next.shape != Shape::Number {
                return None;
            }
            money = Some(sign);
            start = at + length;
            if let Some(nation) = at.checked_sub(1).filter(|_| here.glued)
                && let Some((code, _)) = numbers.around(self.rest(nation), |around| match around {
                    Around::SignNation(code) => Some(code.clone()),
                    _ => None,
                })
            {
                money = Some(code);
                from = nation;
            }
        } else if let Some((letters, _)) = value::glued_code(here.raw)
            && here.shape != Shape::Number
        {
            let letters = letters.to_lowercase();
            let code = numbers
                .numeral(&letters)
                .is_none()
                .then(|| self.code(&letters))
                .flatten()?;
            money = Some(code);
        }
        let mut value = value::read(self.rest(start), numbers)?;
        let mut end = start + value.length;
        let span_of = |from: usize, end: usize| {
            let first = self.line.words.get(from)?;
            let last = self.line.words.get(end.checked_sub(1)?)?;
            Some(Span::new(first.span.start, last.span.end))
        };
        if money.is_none() && self.is_taken(span_of(start, end)?)
            || self.in_a_name(from, end, &value)
        {
            return None;
        }
        let spelled_one = value.low == Decimal::ONE
            && here.shape != Shape::Number
            && (self.is(end, |around| matches!(around, Around::PronounOne))
                || from.checked_sub(1).is_some_and(|before| {
                    self.is(before, |around| matches!(around, Around::NotOne))
                }));
        if spelled_one {
            return None;
        }
        // A second value: a range or a score.
        let mut bound = if value.vague {
            Bound::Vague
        } else {
            Bound::Exact
        };
        let mut high = Some(value.high);
        if let Some((second, next, sort)) = self.second(from, end, &value) {
            bound = Bound::Range;
            high = Some(second.high);
            value.rounding = value.rounding.min(second.rounding);
            value.bare = false;
            // "1.5 to 2 million": the scale holds for both.
            let scale = self.shared_scale(&value, &second);
            value.low = value.low.checked_mul(scale)?;
            value.rounding = value
                .rounding
                .checked_mul(scale)?
                .min(second.rounding.max(value.rounding));
            end = next;
            if sort {
                let figure = Figure {
                    span: span_of(from, end)?,
                    low: value.low,
                    high,
                    bound: Bound::Exact,
                    rounding: Decimal::ZERO,
                    unit: Unit::Score,
                    counted: None,
                    counted_span: None,
                };
                return Some((figure, end));
            }
        }
        let (unit, factor, after) = self.unit(from, end, money, &value)?;
        end = after;
        let mut counted = None;
        // "40 or more boats": the noun stands behind the bound.
        let behind = numbers.around(self.rest(end), |around| match around {
            Around::After(bound) => Some(*bound),
            _ => None,
        });
        if bound != Bound::Range
            && let Some((named, length)) = behind
        {
            bound = named;
            end += length;
        }
        let named_after = behind.is_some() && bound != Bound::Range;
        if self.is_year(&value, end, &unit) {
            return None;
        }
        if unit == Unit::Count || unit == Unit::Ordinal {
            counted = count::counted(self.line, self.bounded(from, floor).1, end, self.tables);
            if counted.is_none() && value.bare && self.bare_is_nothing(from, end, &value) {
                return None;
            }
            let one = value.low == Decimal::ONE && here.shape != Shape::Number;
            if (unit == Unit::Ordinal || one) && counted.is_none() {
                return None;
            }
        } else if matches!(unit, Unit::Percent | Unit::PercentagePoint) {
            counted = self.share_of(end);
        } else if matches!(unit, Unit::Money(_)) {
            counted = self.sum_for(from, end);
        }
        let (before, first) = self.bounded(from, floor);
        let mut first = first;
        let mut low = value.low.checked_mul(factor)?;
        let mut high = match high {
            Some(high) => Some(high.checked_mul(factor)?),
            None => None,
        };
        let rounding = value.rounding.checked_mul(factor)?;
        let reach = counted.as_ref().map_or(end, |counted| counted.end.max(end));
        if unit == Unit::Ordinal {
            first = from;
        } else if bound == Bound::Range {
            first = self.range_open(from).unwrap_or(from);
        } else {
            if let Some(named) = before
                && !named_after
                && bound != Bound::Vague
            {
                bound = named;
            }
            match bound {
                Bound::AtLeast | Bound::MoreThan => high = None,
                Bound::AtMost | Bound::LessThan => low = Decimal::ZERO,
                _ => {}
            }
        }
        let figure = Figure {
            span: span_of(first, reach)?,
            low,
            high,
            bound,
            rounding,
            unit,
            counted_span: counted.as_ref().and_then(|counted| counted.span),
            counted: counted.map(|counted| counted.key),
        };
        Some((figure, reach.max(end)))
    }

    fn code(&self, letters: &str) -> Option<String> {
        let word = Word {
            span: Span::new(0, 0),
            raw: letters,
            fold: letters.into(),
            shape: Shape::Lower,
            possessive: false,
            glued: false,
        };
        let found = self.tables.numbers.around(&[word], |around| match around {
            Around::Code(code) => Some(code.clone()),
            _ => None,
        })?;
        Some(found.0)
    }

    /// The bound before a figure, and its first word.
    fn bounded(&self, from: usize, floor: usize) -> (Option<Bound>, usize) {
        let pick = |around: &Around| match around {
            Around::Before(bound) => Some(*bound),
            _ => None,
        };
        let mut end = from;
        // "the", "a" between: "more than a dozen" is read with its article already
        let mut bound = None;
        // Two bounds may follow each other: "up to about".
        for _ in 0..2 {
            match self.tables.numbers.before(&self.line.words, end, pick) {
                Some((named, first)) if first >= floor => {
                    // The outer one rules.
                    bound = Some(named);
                    end = first;
                }
                _ => break,
            }
        }
        (bound, end)
    }

    fn range_open(&self, from: usize) -> Option<usize> {
        let before = from.checked_sub(1)?;
        self.is(before, |around| matches!(around, Around::RangeOpen))
            .then_some(before)
    }

    /// The second value of a range ("20 to 30", "20-30", "between 20 and 30") or a score ("52-48"), the word after
    /// it, and whether it is a score.
    fn second(&self, from: usize, end: usize, first: &Value) -> Option<(Value, usize, bool)> {
        if first.vague || first.ordinal {
            return None;
        }
        // "61 votes to 36"
        let votes = self.is(end, |around| matches!(around, Around::ScoreWord))
            && self.is(end + 1, |around| matches!(around, Around::RangeClose));
        let end = end + usize::from(votes);
        let tie = self.line.words.get(end)?;
        let hyphen = matches!(tie.raw, "-" | "–" | "‑" | "—") && tie.glued;
        let opened = self.range_open(from).is_some();
        let word = self.is(end, |around| matches!(around, Around::RangeClose));
        if !hyphen && !word {
            return None;
        }
        let mut at = end + 1;
        if self.is(at, |around| matches!(around, Around::Sign(_))) {
            at += 1;
        }
        let second = value::read(self.rest(at), self.tables.numbers)?;
        let next = self.line.words.get(at)?;
        if second.vague || second.ordinal || hyphen && !next.glued && next.shape == Shape::Number {
            return None;
        }
        let joint = self.is(end, |around| matches!(around, Around::Joint));
        let after = at + second.length;
        let small = first.bare && second.bare || votes && first.low < Decimal::ONE_THOUSAND;
        // "52-48": falling, or beside a word of voting; "20-30" rises.
        let voting = (from.saturating_sub(4)..from)
            .chain(after..after + 3)
            .any(|at| self.is(at, |around| matches!(around, Around::ScoreWord)));
        // "confirmed her 61 to 37", not "passed 20 to 30 laws"
        let counts = |word: &Word<'_>| word.is_word() && !self.tables.common.is_closed(&word.fold);
        let voting = voting
            || votes
            || !self.line.words.get(after).is_some_and(counts)
                && (from.saturating_sub(5)..from)
                    .any(|at| self.is(at, |around| matches!(around, Around::ScoreVerb)));
        if small && (hyphen || !joint && voting) && (second.low < first.low || voting) {
            return Some((second, after, true));
        }
        let rises =
            second.low > first.low || second.low.checked_div(Decimal::ONE_THOUSAND)? > first.low;
        let ranged = hyphen || opened || word && !joint;
        (ranged && rises && (hyphen || !joint || opened)).then_some((second, after, false))
    }

    /// "1.5 to 2 million": the factor that the first value lacks.
    fn shared_scale(&self, first: &Value, second: &Value) -> Decimal {
        let mut scale = Decimal::ONE;
        for candidate in [
            Decimal::ONE_THOUSAND,
            Decimal::from(100_000),
            Decimal::from(1_000_000),
            Decimal::from(10_000_000),
            Decimal::from(1_000_000_000),
            Decimal::from(1_000_000_000_000u64),
        ] {
            // The second is a small number of that scale, the first a small number without one.
            if second.low >= candidate && !second.bare && first.low < Decimal::ONE_THOUSAND {
                scale = candidate;
            }
        }
        scale
    }
}
