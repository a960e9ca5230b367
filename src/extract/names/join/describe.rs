//! What the words beside a name say of it, and names in lines that are all capitals.
//!
//! In: entities as joined so far. Out: their titles and descriptions, and further mentions in loud lines.

use super::*;

impl Joiner<'_, '_> {
    /// The title before or the description after a name; the entity keeps the longest.
    pub(super) fn describe(&mut self, name: &Spotted<'_>, entity: usize) -> Option<Span> {
        let line = self.lines.get(name.line)?;
        let person = self
            .drafts
            .get(entity)
            .is_some_and(|draft| matches!(draft.kind, NameKind::Person | NameKind::Other));
        if !person {
            return None;
        }
        let before = name.title.filter(|_| name.office).or_else(|| {
            let end = name.words.0;
            let last = line.words.get(end.checked_sub(1)?)?;
            if !self.words.names.ends_office(&last.fold) || last.shape != Shape::Lower {
                return None;
            }
            let mut first = end - 1;
            // Four words reach "former White House press secretary".
            while let Some(word) = first.checked_sub(1).and_then(|at| line.words.get(at)) {
                let part = word.is_word()
                    && !word.possessive
                    && word.shape != Shape::Number
                    && !self.words.common.is_closed(&word.fold)
                    && !self.words.verbs.is_verb(&word.fold);
                let hyphen = word.raw == "-" && word.glued;
                if !(part || hyphen) || end - first > 4 {
                    break;
                }
                first -= 1;
            }
            let first = line.words.get(first)?;
            Some(Span::new(first.span.start, last.span.end))
        });
        let after = self.apposition(&line, name.words.1);
        for described in [before, after].into_iter().flatten() {
            let words = described.cut(&self.report.text);
            if let Some(draft) = self.drafts.get_mut(entity)
                && draft.title.is_none_or(|known| longer(words, known))
            {
                draft.title = Some(words);
            }
        }
        before.or(name.title)
    }

    /// ", the town's mayor,": the words between the commas, article left out, when they name an office.
    pub(super) fn apposition(&self, line: &Line<'_>, at: usize) -> Option<Span> {
        let rest = line.words.get(at..)?;
        let (comma, rest) = rest.split_first()?;
        if comma.raw != "," {
            return None;
        }
        // Nine words hold "a spokesman for the state's Department of Public Safety".
        let length = rest
            .iter()
            .take(10)
            .position(|word| matches!(word.raw, "," | "." | ";" | "”" | "\""))?;
        let words = rest.get(..length)?;
        let office = words
            .iter()
            .any(|word| self.words.names.ends_office(&word.fold));
        let verb = words.iter().any(|word| {
            self.words
                .common
                .is_any(&word.fold, &[Class::Auxiliary, Class::Relative])
                || self.words.verbs.is_verb(&word.fold) && !self.words.names.ends_office(&word.fold)
        });
        if !office || verb {
            return None;
        }
        let first = words
            .iter()
            .find(|word| !self.words.common.is(&word.fold, Class::Article))?;
        Some(Span::new(first.span.start, words.last()?.span.end))
    }

    /// In lines where all words have capitals: the names that the running text has made known.
    pub(super) fn known_in_loud_lines(&mut self, mentions: &mut Vec<Mention>) {
        let mut by_last: HashMap<&str, usize> = HashMap::new();
        for (index, draft) in self.drafts.iter().enumerate() {
            let named =
                !draft.is_listed() && (draft.kind != NameKind::Other || draft.words.len() > 1);
            if let Some(last) = draft.words.last()
                && named
                && last.len() > 2
                && !self.words.common.holds(last)
            {
                by_last.entry(last).or_insert(index);
            }
        }
        let mut more = Vec::new();
        for line in self.lines.iter().filter(|line| line.loud) {
            for (at, word) in line.words.iter().enumerate() {
                if !word.is_capital() {
                    continue;
                }
                let folded = key(word.raw);
                let Some(&entity) = by_last.get(folded.as_str()) else {
                    continue;
                };
                let parts = self.drafts.get(entity).map(|draft| &draft.words);
                let mut first = at;
                for part in parts
                    .into_iter()
                    .flat_map(|parts| parts.iter().rev().skip(1))
                {
                    match first
                        .checked_sub(1)
                        .and_then(|before| line.words.get(before))
                    {
                        Some(word) if key(word.raw) == part => first -= 1,
                        _ => break,
                    }
                }
                let Some(begin) = line.words.get(first) else {
                    continue;
                };
                // A body is named by all its words here; one of them alone is a common word.
                let body = self
                    .drafts
                    .get(entity)
                    .is_some_and(|draft| draft.kind != NameKind::Person);
                if body && at - first + 1 < parts.map_or(0, Folded::len) {
                    continue;
                }
                more.push(Mention {
                    span: Span::new(begin.span.start, word.span.end),
                    title: None,
                    entity,
                    demonym: false,
                    government: false,
                });
            }
        }
        let mut free: usize = 0;
        let known = mentions.len();
        for mention in more {
            let before = mentions.get(..known).unwrap_or(&[]);
            let at = before.partition_point(|other| other.span.end <= mention.span.start);
            let taken = before
                .get(at)
                .is_some_and(|next| next.span.overlaps(mention.span));
            if !taken && mention.span.start >= free {
                free = mention.span.end;
                mentions.push(mention);
            }
        }
        mentions.sort_by_key(|mention| mention.span);
    }
}
