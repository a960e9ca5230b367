//! How far a name reaches: the run of capitals, with the small words and marks that tie it together.
//!
//! In: the first word. Out: one past the last. Which kind of name it is, is told in `classify`.

use super::*;

impl Spotter<'_, '_, '_, '_> {
    /// Where a name really begins: a word whose capital only opens the sentence is stepped over.
    pub(super) fn begin(&self, at: usize, listed: bool) -> usize {
        let Some(word) = self.word(at) else { return at };
        let closed = [
            Class::Article,
            Class::Determiner,
            Class::Possessive,
            Class::Pronoun,
            Class::ObjectPronoun,
            Class::Preposition,
            Class::Coordinator,
            Class::Subordinator,
            Class::Auxiliary,
            Class::NegativeAuxiliary,
            Class::Contraction,
            Class::Adverb,
        ];
        if listed {
            return at;
        }
        // "Four Republicans", "Six British soldiers": a number, not a part of the name; "Four Seasons" is one where the
        // report has "Four" with a capital elsewhere.
        if opens(self.line, at)
            && self.numbers.is_cardinal(&word.fold)
            && !self.seen.capital.contains(word.fold.as_ref())
        {
            return at + 1;
        }
        // R-Ohio: the party's letter.
        let tied = |index: usize| {
            self.word(index)
                .is_some_and(|mark| matches!(mark.raw, "-" | "‐" | "‑" | "–") && mark.glued)
        };
        if self.is_initial(at) && tied(at + 1) {
            return at + 2;
        }
        if self.common.is_any(&word.fold, &closed)
            && (word.shape != Shape::Upper || self.line.loud)
            && !self.is_person_start(at)
        {
            return at + 1;
        }
        if self.line.loud {
            // Without small letters around it a capital is no evidence: given name and surname, or a short acronym.
            let acronym = word.shape == Shape::Upper
                && !self.shouting()
                && word.raw.len() <= 5
                && !self.seen.small.contains(word.fold.as_ref());
            return if self.is_person_start(at) || acronym {
                at
            } else {
                at + 1
            };
        }
        if opens(self.line, at) && word.shape == Shape::Capital {
            let next = self
                .word(at + 1)
                .is_some_and(|next| next.is_capital() && !opens(self.line, at + 1));
            let known = self.seen.capital.contains(word.fold.as_ref());
            let small = self.seen.small.contains(word.fold.as_ref());
            let starter = self.common.holds(&word.fold);
            if next {
                let telling = self.names.organisation_word(word).is_some();
                if small && !known && !telling && self.names.given(word).is_none() {
                    return at + 1;
                }
            } else if small || starter || !(known || self.names.given(word).is_some()) {
                return at + 1;
            }
        }
        at
    }

    pub(super) fn shouting(&self) -> bool {
        !self
            .line
            .words
            .iter()
            .any(|word| matches!(word.shape, Shape::Capital) && word.raw.len() > 3)
    }

    /// One past the last word of the run of capitals that begins at `from`.
    pub(super) fn extent(&self, from: usize, person: bool) -> usize {
        let mut end = from;
        let mut next = from;
        while let Some(word) = self.word(next) {
            let glue = next > from;
            if word.is_capital() {
                if glue {
                    let stop = self
                        .common
                        .is_any(&word.fold, &[Class::Weekday, Class::Month])
                        || self.begins_title(next, from)
                        || (self.line.loud && next - from >= 2 && !self.is_initial(next - 1))
                        || (self.line.loud && self.common.holds(&word.fold))
                        || self.is_initial(next) && self.common.is(&word.fold, Class::Pronoun);
                    if stop {
                        break;
                    }
                }
                next += 1;
                end = next;
                if word.possessive || next - from >= 12 {
                    break;
                }
                continue;
            }
            let particle = person && self.common.is(&word.fold, Class::Particle);
            if !(glue || particle) {
                break;
            }
            match self.connect(from, next, person) {
                Some((length, ends)) => {
                    next += length;
                    if ends {
                        end = next;
                    }
                }
                None => break,
            }
        }
        end
    }

    /// True when a title with a name after it begins at a word inside a run.
    pub(super) fn begins_title(&self, at: usize, from: usize) -> bool {
        let Some(length) = self.titles(at) else {
            return false;
        };
        let end = self.plain_run(at + length);
        end > at + length && !self.ends_in_organisation(from, end)
    }

    pub(super) fn plain_run(&self, from: usize) -> usize {
        let mut end = from;
        while self.word(end).is_some_and(Word::is_capital) && end - from < 12 {
            end += 1;
        }
        end
    }

    /// How many small words or marks at `at` tie the run to what follows, and whether the name may end after them.
    pub(super) fn connect(&self, from: usize, at: usize, person: bool) -> Option<(usize, bool)> {
        let word = self.word(at)?;
        let before = at.checked_sub(1).and_then(|before| self.word(before))?;
        let capital = |index: usize| self.word(index).is_some_and(Word::is_capital);
        let is = |index: usize, class: Class| {
            self.word(index)
                .is_some_and(|word| self.common.is(&word.fold, class))
        };
        let hyphen = |index: usize| {
            self.word(index)
                .is_some_and(|mark| matches!(mark.raw, "-" | "‐" | "‑") && mark.glued)
        };
        if before.possessive {
            return None;
        }
        if hyphen(at) {
            let next = self.word(at + 1).filter(|next| next.glued)?;
            if next.is_capital() {
                return Some((1, false));
            }
            // Jong-un: the second syllable small, in a name of two or more words.
            let syllable = next.shape == Shape::Lower
                && at > from + 1
                && next.raw.chars().count() <= 4
                && before.raw.chars().count() <= 5;
            return syllable.then_some((2, true));
        }
        if word.raw == "&" {
            return capital(at + 1).then_some((1, false));
        }
        if word.shape != Shape::Lower {
            return None;
        }
        if is(at, Class::Particle) {
            return if capital(at + 1) {
                Some((1, false))
            } else if (hyphen(at + 1) || is(at + 1, Class::Particle)) && capital(at + 2) {
                Some((2, false))
            } else {
                None
            };
        }
        if person {
            return None;
        }
        let run = self.line.words.get(from..at).unwrap_or(&[]);
        let telling = run.iter().any(|word| {
            matches!(
                self.names.organisation_word(word),
                Some(Where::Any | Where::First)
            ) || matches!(self.names.place_word(word), Some(Where::Any))
        });
        if !telling {
            return None;
        }
        if is(at, Class::Link) {
            if capital(at + 1) && !is(at + 1, Class::Month) {
                return Some((1, false));
            }
            return (is(at + 1, Class::Article) && capital(at + 2)).then_some((2, false));
        }
        let listing = is(at, Class::Coordinator)
            && run
                .iter()
                .any(|word| self.common.is(&word.fold, Class::Link));
        (listing && capital(at + 1) && !self.is_person_start(at + 1)).then_some((1, false))
    }
}
