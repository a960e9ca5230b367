//! How the outlets name the same person, group, place or act.
//!
//! The names come from the typed facts; their uses are then counted in the text itself, so that a use that the reader
//! of names passed over (in a headline in capitals, in a compound) counts all the same. Every use counts for one form,
//! the longest that fits there.

use std::collections::BTreeMap;

use crate::model::{LabelForm, LabelView, Name, NameKind, ReportId};
use crate::text::{Document, Story, Token};

use super::uses::{Tally, without_possessive};
use super::zones::Zones;

/// A name as words, as the reports write it: stretches of their texts.
type Words<'a> = Box<[&'a str]>;

/// A name with what it names: its key and its sort. A long report names tens of thousands, so nothing is copied.
struct Form<'a> {
    words: Words<'a>,
    key: &'a str,
    kind: NameKind,
    /// Another form has the same key: only such are counted, for only they can be another name of the same.
    several: bool,
}

/// Those with two or more forms, most uses first.
pub(super) fn labels(story: &Story<'_>, zones: &Zones<'_>) -> Vec<LabelView> {
    let forms = forms(story);
    // The uses of a form of a key, by key and form; what a key names is what its last use names.
    let mut tallies: BTreeMap<&str, BTreeMap<&[&str], Tally>> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, NameKind> = BTreeMap::new();
    for (index, (report, document)) in story.reports.iter().zip(story.documents).enumerate() {
        for sentence in &document.sentences {
            let tokens: Vec<Token> = document.tokens_of(sentence).collect();
            let mut at = 0;
            while let Some(token) = tokens.get(at) {
                let first = without_possessive(token.span.cut(&report.text));
                let rest = tokens.get(at..).unwrap_or(&[]);
                let hit = longest(starting_with(&forms, first), rest, &report.text);
                let Some(form) = hit else {
                    at += 1;
                    continue;
                };
                if form.several {
                    let last = tokens.get(at + form.words.len() - 1).unwrap_or(token);
                    tallies
                        .entry(form.key)
                        .or_default()
                        .entry(&form.words)
                        .or_insert_with(|| Tally::new(story.reports.len()))
                        .count(ReportId::new(index), token.span.cover(last.span), zones);
                    kinds.insert(form.key, form.kind);
                }
                at += form.words.len();
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

/// The forms whose first word is this one, the longest first.
fn starting_with<'f, 'a>(forms: &'f [Form<'a>], first: &str) -> &'f [Form<'a>] {
    let word = |form: &Form<'a>| form.words.first().copied().unwrap_or("");
    let start = forms.partition_point(|form| word(form) < first);
    let rest = forms.get(start..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|form| word(form) <= first))
        .unwrap_or(&[])
}

fn view(forms: BTreeMap<&[&str], Tally>, kind: NameKind) -> LabelView {
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
fn joined(words: &[&str]) -> String {
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

/// The longest of the forms that stands at the beginning of the tokens, its last word with a possessive ending or without;
/// `forms` are the longest first, those of one length in order. A form is looked up and not held against each: thousands
/// of people may have one first name.
fn longest<'f, 'a>(
    mut forms: &'f [Form<'a>],
    tokens: &[Token],
    text: &str,
) -> Option<&'f Form<'a>> {
    while let Some(first) = forms.first() {
        let length = first.words.len();
        let same = forms.partition_point(|form| form.words.len() == length);
        let (same, shorter) = forms.split_at_checked(same)?;
        forms = shorter;
        let found = tokens.get(..length).and_then(<[Token]>::split_last);
        let Some((last, before)) = found else {
            continue;
        };
        let last = last.span.cut(text);
        let hit = [without_possessive(last), last]
            .into_iter()
            .find_map(|last| {
                let words = || {
                    before
                        .iter()
                        .map(|token| token.span.cut(text))
                        .chain([last])
                };
                let at = same.binary_search_by(|form| form.words.iter().copied().cmp(words()));
                same.get(at.ok()?)
            });
        if hit.is_some() {
            return hit;
        }
    }
    None
}

/// Every form with what it names, by first word, the longest first, then in order; where reports use one form for several
/// things, the one most often meant.
fn forms<'a>(story: &Story<'a>) -> Vec<Form<'a>> {
    let mut uses: Vec<(Words<'a>, &str, NameKind)> = Vec::new();
    for (report, statements) in story.reports.iter().zip(story.statements) {
        let Some(document) = story.documents.get(report.id.index()) else {
            continue;
        };
        for name in statements.iter().flat_map(|found| &found.facts.names) {
            words_of(name, &report.text, document, |words| {
                uses.push((words, &name.key, name.kind));
            });
        }
    }
    uses.sort_unstable();
    let mut forms: Vec<Form<'a>> = Vec::new();
    // Of the form that is read: how often its meaning was met, and how often the one that was met most.
    let (mut count, mut most) = (0, 0);
    let mut before: Option<(&str, NameKind)> = None;
    for (words, key, kind) in uses {
        let same_form = forms.last().is_some_and(|form| form.words == words);
        let same_meaning = same_form && before == Some((key, kind));
        before = Some((key, kind));
        count = if same_meaning { count + 1 } else { 1 };
        match forms.last_mut() {
            Some(form) if same_form => {
                if count >= most {
                    (most, form.key, form.kind) = (count, key, kind);
                }
            }
            _ => {
                most = count;
                forms.push(Form {
                    words,
                    key,
                    kind,
                    several: false,
                });
            }
        }
    }
    mark_several(&mut forms);
    // They stand in order: those of one first word and length keep it.
    forms.sort_by(|left, right| {
        let first = |form: &Form<'a>| form.words.first().copied();
        let length = |form: &Form<'a>| std::cmp::Reverse(form.words.len());
        (first(left), length(left)).cmp(&(first(right), length(right)))
    });
    forms.shrink_to_fit();
    forms
}

fn mark_several(forms: &mut [Form<'_>]) {
    let mut keys: Vec<&str> = forms.iter().map(|form| form.key).collect();
    keys.sort_unstable();
    for form in forms {
        let start = keys.partition_point(|key| *key < form.key);
        form.several = keys.get(start + 1).is_some_and(|next| *next == form.key);
    }
}

/// The words of a name without article and possessive. A name with another in brackets ("Daesh (ISIL)") is two.
fn words_of<'a>(name: &Name, text: &'a str, document: &Document, mut take: impl FnMut(Words<'a>)) {
    let tokens = document.tokens.starting_from(name.span.start);
    let mut part: Vec<&str> = Vec::new();
    let mut close = |part: &mut Vec<&'a str>| {
        if part
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case("the"))
        {
            part.remove(0);
        }
        if let Some(last) = part.last_mut() {
            *last = without_possessive(last);
        }
        let starts_with_letter = |word: &&str| word.starts_with(char::is_alphanumeric);
        if part.first().is_some_and(starts_with_letter) {
            take(part.as_slice().into());
        }
        part.clear();
    };
    for token in tokens.take_while(|token| token.span.end <= name.span.end) {
        let word = token.span.cut(text);
        if matches!(word, "(" | ")" | "[" | "]" | "/" | ",") {
            close(&mut part);
        } else {
            part.push(word);
        }
    }
    close(&mut part);
}
