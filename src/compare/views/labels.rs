//! How the outlets name the same person, group, place or act.
//!
//! The names come from the typed facts; their uses are then counted in the text itself, so that a use that the reader
//! of names passed over (in a headline in capitals, in a compound) counts all the same. Every use counts for one form,
//! the longest that fits there.

use std::collections::BTreeMap;

use crate::model::{LabelForm, LabelView, Name, NameKind, ReportId};
use crate::text::{Story, Token};

use super::uses::{Tally, without_possessive};
use super::zones::Zones;

/// A name as words, as the reports write it.
type Words = Vec<String>;

/// A name with what it names: its key and its sort.
type Form<'a> = (&'a Words, &'a (String, NameKind));

/// Those with two or more forms, most uses first.
pub(super) fn labels(story: &Story<'_>, zones: &Zones) -> Vec<LabelView> {
    let forms = forms(story);
    // Longest first under each first word.
    let mut by_first: BTreeMap<&str, Vec<Form<'_>>> = BTreeMap::new();
    for (words, key) in &forms {
        if let Some(first) = words.first() {
            by_first.entry(first).or_default().push((words, key));
        }
    }
    for forms in by_first.values_mut() {
        forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    let mut tallies: BTreeMap<&str, BTreeMap<&Words, Tally>> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, NameKind> = BTreeMap::new();
    for (index, (report, document)) in story.reports.iter().zip(story.documents).enumerate() {
        for sentence in &document.sentences {
            let tokens: Vec<Token> = document.tokens_of(sentence).collect();
            let mut at = 0;
            while let Some(token) = tokens.get(at) {
                let first = without_possessive(token.span.cut(&report.text));
                let hit = by_first
                    .get(first)
                    .into_iter()
                    .flatten()
                    .find(|(words, _)| fits(words, tokens.get(at..).unwrap_or(&[]), &report.text));
                let Some((words, (key, kind))) = hit else {
                    at += 1;
                    continue;
                };
                let last = tokens.get(at + words.len() - 1).unwrap_or(token);
                tallies
                    .entry(key)
                    .or_default()
                    .entry(words)
                    .or_insert_with(|| Tally::new(story.reports.len()))
                    .count(ReportId::new(index), token.span.cover(last.span), zones);
                kinds.insert(key, *kind);
                at += words.len();
            }
        }
    }
    let mut views: Vec<LabelView> = tallies
        .into_iter()
        .filter(|(_, forms)| forms.len() > 1)
        .map(|(key, forms)| view(forms, kinds.get(key).copied().unwrap_or(NameKind::Other)))
        .collect();
    views.sort_by_cached_key(|view| {
        let total: usize = view
            .forms
            .iter()
            .flat_map(|form| &form.uses)
            .map(|uses| uses.own + uses.quoted)
            .sum();
        (std::cmp::Reverse(total), view.name.clone())
    });
    views
}

fn view(forms: BTreeMap<&Words, Tally>, kind: NameKind) -> LabelView {
    let mut forms: Vec<(usize, LabelForm)> = forms
        .into_iter()
        .map(|(words, tally)| {
            let form = LabelForm {
                form: joined(words),
                examples: tally.examples(),
                uses: tally.uses.clone(),
            };
            (tally.total(), form)
        })
        .collect();
    forms.sort_by(|(left, left_form), (right, right_form)| {
        right
            .cmp(left)
            .then_with(|| left_form.form.cmp(&right_form.form))
    });
    let forms: Vec<LabelForm> = forms.into_iter().map(|(_, form)| form).collect();
    LabelView {
        name: forms
            .first()
            .map_or_else(String::new, |form| form.form.clone()),
        kind,
        forms,
    }
}

/// The words of a name as they are written: no space around a hyphen or an apostrophe.
fn joined(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        let is_joint =
            |text: &str| matches!(text, "-" | "\u{2010}" | "\u{2011}" | "'" | "\u{2019}");
        let after_joint = out
            .chars()
            .last()
            .is_some_and(|last| is_joint(&last.to_string()));
        if !out.is_empty() && !after_joint && !is_joint(word) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn fits(words: &[String], tokens: &[Token], text: &str) -> bool {
    tokens.len() >= words.len()
        && words
            .iter()
            .zip(tokens)
            .enumerate()
            .all(|(index, (word, token))| {
                let found = token.span.cut(text);
                let is_last = index + 1 == words.len();
                found == word || (is_last && without_possessive(found) == word)
            })
}

/// Every form with what it names; where reports use one form for several things, the one most often meant.
fn forms(story: &Story<'_>) -> BTreeMap<Words, (String, NameKind)> {
    let mut votes: BTreeMap<Words, BTreeMap<(&str, NameKind), usize>> = BTreeMap::new();
    for (report, statements) in story.reports.iter().zip(story.statements) {
        let Some(document) = story.documents.get(report.id.index()) else {
            continue;
        };
        for name in statements.iter().flat_map(|found| &found.facts.names) {
            for words in words_of(name, &report.text, document) {
                *votes
                    .entry(words)
                    .or_default()
                    .entry((&name.key, name.kind))
                    .or_default() += 1;
            }
        }
    }
    votes
        .into_iter()
        .filter_map(|(words, keys)| {
            let ((key, kind), _) = keys.into_iter().max_by_key(|(_, count)| *count)?;
            Some((words, (key.to_owned(), kind)))
        })
        .collect()
}

/// The words of a name without article and possessive. A name with another in brackets ("Daesh (ISIL)") is two.
fn words_of(name: &Name, text: &str, document: &crate::text::Document) -> Vec<Words> {
    let tokens = document.tokens.starting_from(name.span.start);
    let mut parts: Vec<Words> = vec![Vec::new()];
    for token in tokens.take_while(|token| token.span.end <= name.span.end) {
        let word = token.span.cut(text);
        let is_bracket = matches!(word, "(" | ")" | "[" | "]" | "/" | ",");
        if is_bracket {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(word.to_owned());
        }
    }
    let starts_with_letter = |word: &String| word.chars().next().is_some_and(char::is_alphanumeric);
    for part in &mut parts {
        if part
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case("the"))
        {
            part.remove(0);
        }
        if let Some(last) = part.last_mut() {
            *last = without_possessive(last).to_owned();
        }
    }
    parts.retain(|part| part.first().is_some_and(starts_with_letter));
    parts
}
