//! What a run of capitals is: listed, person, organisation, place, or two names side by side.
//!
//! In: first word and one past the last. Out: [`Spotted`] names, added to those found.

use super::*;

impl<'t> Spotter<'_, '_, 't, '_> {
    /// Takes a titled name.
    pub(super) fn titled(&mut self, title: usize, from: usize, end: usize) {
        let Some(span) = self.span(from, end) else {
            return;
        };
        let mut office = false;
        let mut gender = None;
        let mut at = title;
        while at < from {
            match self.names.title(self.rest(at)) {
                Some((read, length)) if length > 0 => {
                    office |= read.office;
                    gender = gender.or(read.gender);
                    at += length;
                }
                _ => break,
            }
        }
        let before = self.span(title, from);
        if gender.is_none() {
            gender = self
                .word(from)
                .and_then(|word| self.names.given(word))
                .flatten();
        }
        self.found.push(Spotted {
            line: self.number,
            words: (from, end),
            span,
            what: What::Person,
            title: before,
            office,
            gender,
        });
    }

    pub(super) fn span(&self, from: usize, end: usize) -> Option<Span> {
        let first = self.word(from)?;
        let last = self.word(end.checked_sub(1)?)?;
        Some(Span::new(first.span.start, last.span.end))
    }

    pub(super) fn push(&mut self, from: usize, end: usize, what: What<'t>) {
        let Some(span) = self.span(from, end) else {
            return;
        };
        let gender = match what {
            What::Person => self
                .word(from)
                .and_then(|word| self.names.given(word))
                .flatten(),
            _ => None,
        };
        self.found.push(Spotted {
            line: self.number,
            words: (from, end),
            span,
            what,
            title: None,
            office: false,
            gender,
        });
    }

    /// Decides what a run of capitals is; it may hold two names ("German Angela Merkel").
    pub(super) fn classify(&mut self, from: usize, end: usize) {
        let loud = self.line.loud;
        let names: &'t NameWords = self.names;
        let listed = names.listed(self.rest(from), loud);
        let length = end - from;
        let (Some(first), Some(last)) = (self.word(from), self.word(end - 1)) else {
            return;
        };
        if let Some((listed, covered)) = listed
            && covered >= length
        {
            self.push(from, end, What::Listed(listed));
            return;
        }
        let given = self.names.given(first).is_some() && (2..=4).contains(&length);
        let organisation = matches!(
            self.names.organisation_word(last),
            Some(Where::Last | Where::Any)
        ) || matches!(
            self.names.organisation_word(first),
            Some(Where::Any | Where::First)
        ) && length > 2;
        if length >= 2 && organisation {
            self.push(from, end, What::Organisation);
            return;
        }
        let ends = self.names.place_word(last);
        let begins = self.names.place_word(first);
        let place = matches!(ends, Some(Where::Last | Where::Any))
            || matches!(ends, Some(Where::Surname)) && !given
            || matches!(begins, Some(Where::First | Where::Any));
        if length >= 2 && place {
            self.push(from, end, What::Place);
            return;
        }
        if given && listed.is_none_or(|(_, covered)| covered == 1) {
            self.push(from, end, What::Person);
            return;
        }
        if let Some((listed, covered)) = listed {
            let rest = from + covered;
            let person = self
                .word(rest)
                .is_some_and(|word| self.names.given(word).is_some());
            let apart = listed.sort == Sort::Demonym
                || first.shape == Shape::Upper
                || person
                || listed.kind == NameKind::Organisation && end - rest >= 2;
            let tied = self
                .word(rest)
                .is_some_and(|word| matches!(word.raw, "-" | "‐" | "‑"));
            if apart && !tied {
                self.push(from, rest, What::Listed(listed));
                self.classify(rest, end);
            } else if tied {
                self.push(from, rest, What::Listed(listed));
                self.classify(rest + 1, end);
            } else {
                self.push(from, end, What::Unknown);
            }
            return;
        }
        let acronym = length == 1
            && last.shape == Shape::Upper
            && last
                .raw
                .chars()
                .filter(|letter| letter.is_alphabetic())
                .count()
                >= 2;
        if acronym {
            // MP, CEO, TV: a title or a common word in capitals is no name.
            if self.names.title(self.rest(from)).is_none()
                && !self.seen.small.contains(last.fold.as_ref())
                && !self.common.holds(&last.fold)
            {
                self.push(from, end, What::Organisation);
            }
            return;
        }
        if length == 1 {
            // A title or a telling word alone ("the President", "the Ministry") names nobody.
            let bare = self.names.title(self.rest(from)).is_some()
                || self.names.organisation_word(first).is_some()
                || self.names.place_word(first).is_some();
            if bare || self.is_initial(from) {
                return;
            }
            if self.names.given(first).is_some() && !self.seen.small.contains(first.fold.as_ref()) {
                self.push(from, end, What::Person);
                return;
            }
        }
        self.push(from, end, What::Unknown);
    }
}
