//! Shares in words: "half of voters", "a fifth of nurses", "one in ten nurses", "one nurse in five", "two out of three".
//!
//! In: where the words may begin. Out: a figure in per cent, so that it compares with one, and where it ends.

use super::*;
use crate::extract::common::Class;
use crate::model::Bound;
use tables::{CountKind, Numeral};

/// A share and the words that say it.
struct Part {
    share: Decimal,
    end: usize,
    /// The noun between the two numbers: "one nurse in five".
    noun: Option<usize>,
}

impl Reader<'_, '_> {
    /// The share that begins at a word.
    pub(super) fn share(&self, at: usize, floor: usize) -> Option<(Figure, usize)> {
        let part = self.fraction(at).or_else(|| self.one_in(at))?;
        let (first, last) = (
            self.line.words.get(at)?,
            self.line.words.get(part.end.checked_sub(1)?)?,
        );
        if self.is_taken(Span::new(first.span.start, last.span.end)) {
            return None;
        }
        let counted = match part.noun.and_then(|noun| self.line.words.get(noun)) {
            Some(noun) => Some(count::Counted {
                key: self.tables.numbers.singular(&noun.fold),
                span: Some(noun.span),
                end: part.end,
            }),
            None => self
                .share_of(part.end)
                .or_else(|| count::plain(self.line, part.end, self.tables)),
        };
        let (bound, from) = self.bounded(at, floor);
        let bound = bound.unwrap_or(Bound::Exact);
        let first = self.line.words.get(from)?;
        // Words for shares are round: "a fifth" is said of 18 per cent, not of 15; a bound is meant as it stands.
        let rounding = match bound {
            Bound::Exact | Bound::About => part.share.checked_div(Decimal::TEN)?,
            _ => Decimal::ZERO,
        };
        let (low, high) = match bound {
            Bound::AtLeast | Bound::MoreThan => (part.share, None),
            Bound::AtMost | Bound::LessThan => (Decimal::ZERO, Some(part.share)),
            _ => (part.share, Some(part.share)),
        };
        let figure = Figure {
            span: Span::new(first.span.start, last.span.end),
            low,
            high,
            bound,
            rounding,
            unit: Unit::Percent,
            counted_span: counted.as_ref().and_then(|counted| counted.span),
            counted: counted.map(|counted| counted.key),
        };
        Some((figure, part.end))
    }

    fn class(&self, at: usize, class: Class) -> bool {
        let word = self.line.words.get(at);
        word.is_some_and(|word| self.tables.common.is(&word.fold, class))
    }

    /// A whole number in words or digits, plain and below a thousand.
    fn whole(&self, at: usize) -> Option<(Decimal, usize)> {
        let value = value::read(self.rest(at), self.tables.numbers)?;
        let plain = !value.vague
            && !value.ordinal
            && value.low >= Decimal::ONE
            && value.low < Decimal::ONE_THOUSAND
            && value.low.is_integer();
        plain.then_some((value.low, value.length))
    }

    /// "a fifth of", "two-thirds of", "three quarters of", "half of", "half the".
    fn fraction(&self, at: usize) -> Option<Part> {
        let half = |around: &Around| matches!(around, Around::Half);
        if self.is(at, half) {
            // "the first half of", "the northern half of", "two and a half of"
            let free = self.bounded(at, 0).0.is_some()
                || at.checked_sub(1).is_none_or(|before| {
                    let (word, common) = (self.line.words.get(before), self.tables.common);
                    word.is_some_and(|word| {
                        let ordinal = |around: &Around| matches!(around, Around::Ordinal(_));
                        let mark = !word.is_word() && !word.glued_hyphen();
                        let light = common.is_closed(&word.fold)
                            && !common.is_any(&word.fold, &[Class::Article, Class::Determiner])
                            && !self.is(before, ordinal);
                        mark || light || self.tables.verbs.is_verb(&word.fold)
                    })
                });
            let of = self.class(at + 1, Class::Link) || self.class(at + 1, Class::Article);
            let one = self.is(at + 1, |around| matches!(around, Around::One));
            return (free && of && !one).then(|| Part {
                share: Decimal::from(50),
                end: at + 1,
                noun: None,
            });
        }
        let (parts, length) = if self.is(at, |around| matches!(around, Around::One)) {
            (Decimal::ONE, 1)
        } else {
            self.whole(at)?
        };
        let hyphen = self
            .line
            .words
            .get(at + length)
            .is_some_and(Word::glued_hyphen);
        let place = at + length + usize::from(hyphen);
        let of = self.line.words.get(place)?;
        let singular = of.fold.strip_suffix('s').unwrap_or(&of.fold);
        let whole = match self.tables.numbers.numeral(singular) {
            Some(Numeral::Ordinal(value)) if value > 2 => Decimal::from(value),
            _ => {
                self.tables
                    .numbers
                    .around(self.rest(place), |around| match around {
                        Around::Part(value) => Some(*value),
                        _ => None,
                    })?
                    .0
            }
        };
        // "a third of the ships", not "a third ship", "the fifth of May"; "fell by a third"
        let by = at
            .checked_sub(1)
            .is_some_and(|before| self.is(before, |around| matches!(around, Around::ChangeBy)));
        let next = self.line.words.get(place + 1);
        let ends =
            next.is_none_or(|next| !next.is_word() || self.tables.common.is_closed(&next.fold));
        (parts < whole && (self.class(place + 1, Class::Link) || by && ends)).then_some(())?;
        Some(Part {
            share: percent(parts, whole)?,
            end: place + 1,
            noun: None,
        })
    }

    /// "one in ten nurses", "one nurse in five", "two out of three".
    fn one_in(&self, at: usize) -> Option<Part> {
        let (parts, length) = self.whole(at)?;
        let mut link = at + length;
        let mut noun = None;
        let tied = |at: usize| {
            self.tables.numbers.around(self.rest(at), |around| {
                matches!(around, Around::ShareIn).then_some(())
            })
        };
        if tied(link).is_none() {
            let word = self.line.words.get(link)?;
            let plain = word.shape == Shape::Lower && !self.tables.common.is_closed(&word.fold);
            noun = plain.then_some(link);
            noun?;
            link += 1;
        }
        let ((), more) = tied(link)?;
        // of several parts only "out of": "scored two in three games"
        if parts != Decimal::ONE && more < 2 {
            return None;
        }
        let (whole, last) = self.whole(link + more)?;
        let end = link + more + last;
        let next = self.line.words.get(end);
        let names = next.is_some_and(|word| {
            word.is_word()
                && !self.tables.common.is_closed(&word.fold)
                && !self.tables.verbs.is_verb(&word.fold)
        });
        let unit = self.is(end, |around| {
            matches!(
                around,
                Around::Duration | Around::Percent | Around::Money(_)
            )
        });
        let killed = at.checked_sub(1).is_some_and(|before| {
            self.line.words.get(before).is_some_and(|word| {
                // "killed one in five attacks" counts one
                let act = self.tables.numbers.counted(&word.fold, CountKind::Act);
                act.is_some()
            })
        });
        // "one nurse in five": "one man in five cars" is another thing
        let named = noun.is_some() && names;
        let fits = parts < whole && !unit && !killed && !named;
        fits.then_some(())?;
        Some(Part {
            share: percent(parts, whole)?,
            end,
            noun,
        })
    }
}

fn percent(parts: Decimal, whole: Decimal) -> Option<Decimal> {
    parts.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}
