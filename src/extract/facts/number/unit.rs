//! The unit of a figure, and the numbers that are no figures.
//!
//! In: where the value stands. Out: unit with its factor to the base unit, what a sum or share is of, and whether the
//! number is a year or belongs to a name.

use super::*;
use crate::extract::common::Class;

impl Reader<'_, '_> {
    /// Unit, factor to its base, and the word after it. `None`: a length of time or a past age, which are no figures.
    pub(super) fn unit(
        &self,
        from: usize,
        end: usize,
        money: Option<String>,
        value: &Value,
    ) -> Option<(Unit, Decimal, usize)> {
        let one = Decimal::ONE;
        if let Some(code) = money {
            return Some((Unit::Money(code), one, end));
        }
        let numbers = self.tables.numbers;
        let mut at = end;
        if self
            .line
            .words
            .get(at)
            .is_some_and(|word| word.raw == "-" && word.glued)
        {
            at += 1;
        }
        let age = numbers.around(self.rest(at), |around| {
            matches!(around, Around::AgeAfter).then_some(())
        });
        if let Some(((), length)) = age {
            return Some((Unit::Age, one, at + length));
        }
        // "tens of thousands of dollars"
        let link = value.vague
            && self
                .line
                .words
                .get(at)
                .is_some_and(|word| self.tables.common.is(&word.fold, Class::Link));
        if link
            && let Some((unit, length)) = numbers.around(self.rest(at + 1), |around| match around {
                Around::Money(code) => Some(Unit::Money(code.clone())),
                _ => None,
            })
        {
            return Some((unit, one, at + 1 + length));
        }
        let found = numbers.around(self.rest(at), |around| match around {
            Around::Money(code) => Some((Unit::Money(code.clone()), one)),
            Around::LargeMoney(code) if self.is_large_sum(at, value) => {
                Some((Unit::Money(code.clone()), one))
            }
            Around::Cents(factor, code) => Some((Unit::Money(code.clone()), *factor)),
            Around::Percent => Some((Unit::Percent, one)),
            Around::Point => Some((Unit::PercentagePoint, one)),
            Around::Measure(factor, base) => Some((Unit::Measure(base.clone()), *factor)),
            Around::Duration => Some((Unit::Age, Decimal::ZERO)),
            _ => None,
        });
        if let Some(((unit, factor), length)) = found {
            if value.ordinal {
                return Some((Unit::Ordinal, one, end));
            }
            if factor.is_zero() {
                return None;
            }
            return Some((unit, factor, at + length));
        }
        if value.ordinal {
            return Some((Unit::Ordinal, one, end));
        }
        let before = |pick: fn(&Around) -> bool| {
            from.checked_sub(1)
                .is_some_and(|before| self.is(before, pick))
        };
        if before(|around| matches!(around, Around::Magnitude)) {
            return Some((Unit::Measure("magnitude".to_owned()), one, end));
        }
        if self.is(at, |around| matches!(around, Around::Magnitude)) {
            return Some((Unit::Measure("magnitude".to_owned()), one, at + 1));
        }
        if before(|around| matches!(around, Around::AgeBefore)) || self.is_next_age(from) {
            return Some((Unit::Age, one, end));
        }
        if self.is_age_of(from, end, value) {
            return Some((Unit::Age, one, end));
        }
        // "convictions going back to the age of 13": neither a count nor how old somebody is
        let then = numbers.before(&self.line.words, from, |around| {
            matches!(around, Around::AgeThen).then_some(())
        });
        if then.is_some() {
            return None;
        }
        // "Okoro, 45, said": a bare number between commas after a name.
        let commas = value.bare
            && value.low < Decimal::from(120)
            && from >= 2
            && self
                .line
                .words
                .get(from - 1)
                .is_some_and(|word| word.raw == ",")
            && (self.line.words.get(from - 2).is_some_and(Word::is_capital)
                || self.someone(from - 2, value))
            && self
                .line
                .words
                .get(end)
                .is_some_and(|word| matches!(word.raw, "," | "." | ";"));
        if commas {
            return Some((Unit::Age, one, end));
        }
        Some((Unit::Count, one, end))
    }

    /// "84 million pounds", not "6 million pounds of beef".
    fn is_large_sum(&self, at: usize, value: &Value) -> bool {
        let link = self.line.words.get(at + 1);
        value.low >= Decimal::from(1_000_000)
            && !link.is_some_and(|word| self.tables.common.is(&word.fold, Class::Link))
    }

    /// The second of "aged 74 and 71".
    fn is_next_age(&self, from: usize) -> bool {
        let digits = |at: usize| {
            let word = self.line.words.get(at);
            word.is_some_and(|word| word.shape == Shape::Number)
        };
        let mut at = from;
        while at >= 3 && digits(at) {
            let tie = self.line.words.get(at - 1);
            let tied = tie.is_some_and(|word| word.raw == ",")
                || self.is(at - 1, |around| matches!(around, Around::Joint));
            if !tied || !digits(at - 2) {
                return false;
            }
            at -= 2;
            if self.is(at - 1, |around| matches!(around, Around::AgeBefore)) {
                return true;
            }
        }
        false
    }

    /// "a retired bus driver of 67": somebody, and no count behind the number.
    fn is_age_of(&self, from: usize, end: usize, value: &Value) -> bool {
        let Some(noun) = from.checked_sub(2).filter(|_| value.bare) else {
            return false;
        };
        let word = |at: usize| self.line.words.get(at);
        let link =
            word(from - 1).is_some_and(|word| self.tables.common.is(&word.fold, Class::Link));
        let old = |around: &Around| matches!(around, Around::AgeNoun(least) if value.low >= *least && value.low < Decimal::from(110));
        let alone = word(end).is_none_or(|next| {
            !next.is_word()
                || self.tables.common.is_closed(&next.fold)
                || self.tables.verbs.is_verb(&next.fold)
        });
        link && alone && self.is(noun, old)
    }

    /// "Flight 370", "Article 50", "No. 3": the number of a thing.
    pub(super) fn in_a_name(&self, from: usize, end: usize, value: &Value) -> bool {
        let Some(before) = from
            .checked_sub(1)
            .and_then(|before| self.line.words.get(before))
        else {
            return false;
        };
        // "no-one", "mid-thirties"
        if before.glued_hyphen()
            && self
                .line
                .words
                .get(from)
                .is_some_and(|word| word.glued && word.shape != Shape::Number)
        {
            return true;
        }
        // "the First Amendment"
        let capital = |at: usize| self.line.words.get(at).is_some_and(Word::is_capital);
        if value.ordinal && capital(from) && capital(end) {
            return true;
        }
        if !value.bare {
            return false;
        }
        let named = self.is(from - 1, |around| matches!(around, Around::NumberName));
        if named && before.is_capital() || self.numbers_a_name(from, end, value) {
            return true;
        }
        // 10:30, 1/2, 0800 555: part of something longer
        // but "INFERNO: 12 killed": the number must touch the mark
        let touches = self.line.words.get(from).is_some_and(|word| word.glued);
        let joint = matches!(before.raw, ":" | "/" | "#") && before.glued && touches
            || self
                .line
                .words
                .get(end)
                .is_some_and(|next| matches!(next.raw, ":" | "/") && next.glued);
        let digits = before.shape == Shape::Number
            || self
                .line
                .words
                .get(end)
                .is_some_and(|next| next.shape == Shape::Number);
        joint || digits
    }

    /// "A man, 36,": a noun with its article, and a number that can be someone's age.
    fn someone(&self, noun: usize, value: &Value) -> bool {
        let article = noun.checked_sub(1).is_some_and(|before| {
            let word = self.line.words.get(before);
            word.is_some_and(|word| self.tables.common.is(&word.fold, Class::Article))
        });
        let small = self.line.words.get(noun);
        article && small.is_some_and(|word| word.shape == Shape::Lower) && value.low >= Decimal::TEN
    }

    /// "its Pulse 5 watches", "the iPhone 15 phones", "of Boeing 737 jets": the number of what is named, for a count
    /// stands before the name. "In Ohio 12 houses burned", "gave the Tories 51 seats" count.
    fn numbers_a_name(&self, from: usize, end: usize, value: &Value) -> bool {
        // Products and types have numbers of at most four digits.
        if self.line.loud || value.low >= Decimal::from(10_000) {
            return false;
        }
        let word = |at: usize| self.line.words.get(at);
        let digits = word(from).is_some_and(|word| word.shape == Shape::Number);
        let named = |at: usize| {
            word(at).is_some_and(|word| {
                let inner = word.raw.chars().skip(1).any(char::is_uppercase);
                (word.is_capital() || word.is_word() && inner)
                    && !self
                        .tables
                        .common
                        .is_any(&word.fold, &[Class::Weekday, Class::Month, Class::Article])
            })
        };
        let many = from
            .checked_sub(1)
            .and_then(word)
            .is_some_and(|word| word.possessive || word.raw.ends_with('s'));
        let measured = self.is(end, |around| {
            matches!(
                around,
                Around::Money(_)
                    | Around::Cents(..)
                    | Around::Percent
                    | Around::Point
                    | Around::Measure(..)
            )
        });
        if !digits || many || measured || !from.checked_sub(1).is_some_and(named) {
            return false;
        }
        let mut first = from;
        while first.checked_sub(1).is_some_and(named) {
            first -= 1;
        }
        first.checked_sub(1).and_then(word).is_some_and(|before| {
            self.tables.common.is_any(
                &before.fold,
                &[Class::Article, Class::Possessive, Class::Link],
            )
        })
    }

    /// "2018 races": four digits without a comma are a year, unless they count people.
    pub(super) fn is_year(&self, value: &Value, end: usize, unit: &Unit) -> bool {
        let year = value.bare
            && value.low >= Decimal::from(1900)
            && value.low < Decimal::from(2100)
            && *unit == Unit::Count;
        year && !self.tables.numbers.counts_people(self.rest(end))
    }

    /// A bare number that counts nothing: a year, or the number of a thing.
    pub(super) fn bare_is_nothing(&self, from: usize, end: usize, value: &Value) -> bool {
        let year = value.low >= Decimal::from(1000) && value.low < Decimal::from(2100);
        let capital = from
            .checked_sub(1)
            .and_then(|before| self.line.words.get(before))
            .is_some_and(|word| word.is_capital() && !self.tables.common.is_closed(&word.fold));
        let last = self.line.words.get(end).is_none_or(|word| !word.is_word());
        year || capital || last && self.line.words.len() < 3
    }

    /// "$54 billion plan", "a fine of $5 million": what the sum is.
    pub(super) fn sum_for(&self, from: usize, end: usize) -> Option<count::Counted> {
        let common = self.tables.common;
        let (_, first) = self.bounded(from, 0);
        let word = |back: usize| {
            first
                .checked_sub(back)
                .and_then(|at| self.line.words.get(at))
        };
        if word(1).is_some_and(|link| common.is(&link.fold, Class::Link))
            && let Some(noun) = word(2)
            && noun.shape == Shape::Lower
            && !common.is_closed(&noun.fold)
        {
            return Some(count::Counted {
                key: self.tables.numbers.singular(&noun.fold),
                span: Some(noun.span),
                end,
            });
        }
        let next = self.line.words.get(end)?;
        if !next.is_word() || common.is_closed(&next.fold) || self.tables.verbs.is_verb(&next.fold)
        {
            return None;
        }
        count::plain(self.line, end, self.tables)
    }

    /// "40 percent of voters": what the share is of.
    pub(super) fn share_of(&self, end: usize) -> Option<count::Counted> {
        let link = self
            .line
            .words
            .get(end)
            .is_some_and(|word| self.tables.common.is(&word.fold, Class::Link));
        if !link {
            return None;
        }
        let found = count::counted(self.line, end, end, self.tables)?;
        Some(count::Counted { end, ..found })
    }
}
