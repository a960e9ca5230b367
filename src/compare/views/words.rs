//! Loaded words, hedges and saying-verbs by outlet: counts with examples, without judgement.
//!
//! Loaded words are looked up in the list `loaded_words`; hedges and saying-verbs are those that the reader of facts
//! and of quotations found by `hedges` and `cue_words`, so that the view and the rows never disagree about what is one.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;
use crate::model::{ListSource, ReportId, Span, WordList, WordView};
use crate::text::{Story, TokenKind};

use super::uses::{Tally, folded, without_possessive};
use super::zones::Zones;

/// The table of loaded words: `word`, its other `forms` separated by commas, `sort`.
const LOADED: &str = "loaded_words";
/// The table of hedges.
const HEDGES: &str = "hedges";
/// The table of words that report speech: `word`, `lemma`, `class`.
const CUES: &str = "cue_words";

/// The words by list, most uses first, and where the lists come from.
pub(super) fn words(
    story: &Story<'_>,
    zones: &Zones<'_>,
    lexicon: &Lexicon,
) -> (Vec<WordView>, Vec<ListSource>) {
    let mut tallies: BTreeMap<(WordList, String, String), Tally> = BTreeMap::new();
    let count = story.reports.len();
    let verbs = SayingVerbs::new(lexicon);
    loaded(story, lexicon, |report, word, sort, span| {
        tallies
            .entry((WordList::Loaded, word.to_owned(), sort.to_owned()))
            .or_insert_with(|| Tally::new(count))
            .count(report, span, zones);
    });
    for (report, statements) in story.reports.iter().zip(story.statements) {
        let mut seen = BTreeSet::new();
        for statement in statements {
            let hedges = statement
                .facts
                .hedges
                .iter()
                .map(|hedge| (WordList::Hedge, hedge.cue, hedge.certainty.name()));
            let cues = statement
                .quotation
                .iter()
                .filter_map(|quotation| quotation.cue)
                .map(|cue| (WordList::Saying, cue, ""));
            for (list, span, sort) in hedges.chain(cues) {
                // One cue may govern several statements of a sentence.
                if !seen.insert((list, span)) {
                    continue;
                }
                let cue = folded(span.cut(&report.text));
                let word = match list {
                    WordList::Saying => verbs.of(&cue),
                    _ => Some(cue.split_whitespace().collect::<Vec<_>>().join(" ")),
                };
                let Some(word) = word else { continue };
                tallies
                    .entry((list, word, sort.to_owned()))
                    .or_insert_with(|| Tally::new(count))
                    .count(report.id, span, zones);
            }
        }
    }
    let mut views: Vec<WordView> = tallies
        .into_iter()
        .map(|((list, word, sort), tally)| WordView {
            list,
            word,
            sort,
            examples: tally.examples(),
            uses: tally.uses,
        })
        .collect();
    views.sort_by_key(|view| {
        let total: usize = view.uses.iter().map(|uses| uses.own + uses.quoted).sum();
        (view.list, std::cmp::Reverse(total))
    });
    let lists = WordList::ALL.map(|list| {
        let table = lexicon.table(match list {
            WordList::Loaded => LOADED,
            WordList::Hedge => HEDGES,
            WordList::Saying => CUES,
        });
        ListSource {
            list,
            file: table.file.clone(),
            version: table.version.clone(),
            entries: table.entries.len(),
        }
    });
    (views, lists.to_vec())
}

/// The verbs of the list of cues. A reader of quotations finds more than verbs ("in his comments about").
struct SayingVerbs<'a> {
    verbs: BTreeSet<&'a str>,
    stopwords: BTreeSet<&'a str>,
}

impl<'a> SayingVerbs<'a> {
    fn new(lexicon: &'a Lexicon) -> SayingVerbs<'a> {
        let entries = &lexicon.table(CUES).entries;
        SayingVerbs {
            verbs: entries
                .iter()
                .filter(|entry| !entry.cell(2).ends_with("-noun"))
                .map(|entry| entry.cell(0))
                .collect(),
            stopwords: lexicon.table("stopwords").words().collect(),
        }
    }

    /// The verb of a cue without its helpers ("had also said" is "said"), with the word that belongs to it where the
    /// cue is no longer than that ("according to").
    fn of(&self, cue: &str) -> Option<String> {
        let words: Vec<&str> = cue.split_whitespace().collect();
        match words.as_slice() {
            [verb, after] if self.verbs.contains(verb) && self.stopwords.contains(after) => {
                Some(format!("{verb} {after}"))
            }
            _ => words
                .iter()
                .find(|word| self.verbs.contains(*word))
                .map(|verb| (*verb).to_owned()),
        }
    }
}

/// Words of a report that are looked at together: those of a large one take many times the room of its text.
const WINDOW: usize = 1024;

/// A form of an entry: its words, the entry and its sort.
type LoadedForm<'a> = (Vec<String>, &'a str, &'a str);

/// Calls `found` for every loaded word with its entry, its sort and its place.
fn loaded(story: &Story<'_>, lexicon: &Lexicon, mut found: impl FnMut(ReportId, &str, &str, Span)) {
    let forms = loaded_forms(lexicon);
    let lengths = forms.values().flatten().map(|(words, _, _)| words.len());
    let longest = lengths.max().unwrap_or(0);
    for (report, document) in story.reports.iter().zip(story.documents) {
        let tokens = document.tokens.iter();
        let mut next = tokens
            .filter(|token| token.kind == TokenKind::Word)
            .map(|token| {
                let word = without_possessive(token.span.cut(&report.text));
                (folded(word), token.span)
            });
        let mut words: Vec<(String, Span)> = Vec::new();
        let mut at = 0;
        loop {
            if words.len() < at + longest {
                words.drain(..at);
                at = 0;
                words.extend(next.by_ref().take(WINDOW));
            }
            let Some((first, _)) = words.get(at) else {
                break;
            };
            let rest = words.get(at..).unwrap_or(&[]);
            let hit = forms.get(first).into_iter().flatten().find_map(|form| {
                let taken = rest.get(..form.0.len())?;
                let same = form
                    .0
                    .iter()
                    .zip(taken)
                    .all(|(word, (found, _))| word == found);
                (same && stand_together(taken, &report.text)).then_some((form, taken))
            });
            if let Some(((_, entry, sort), taken)) = hit {
                let span = taken.iter().map(|(_, span)| *span).reduce(Span::cover);
                found(report.id, entry, sort, span.unwrap_or_default());
                at += taken.len();
            } else {
                at += 1;
            }
        }
    }
}

/// By first word, longest form first.
fn loaded_forms(lexicon: &Lexicon) -> BTreeMap<String, Vec<LoadedForm<'_>>> {
    let mut forms: BTreeMap<String, Vec<LoadedForm<'_>>> = BTreeMap::new();
    for entry in &lexicon.table(LOADED).entries {
        let others = entry.cell(1).split(',');
        for form in std::iter::once(entry.cell(0)).chain(others) {
            let words: Vec<String> = form
                .split(|letter: char| letter.is_whitespace() || letter == '-')
                .filter(|word| !word.is_empty())
                .map(folded)
                .collect();
            if let Some(first) = words.first() {
                forms
                    .entry(first.clone())
                    .or_default()
                    .push((words, entry.cell(0), entry.cell(2)));
            }
        }
    }
    for forms in forms.values_mut() {
        forms.sort_by_key(|(words, _, _)| std::cmp::Reverse(words.len()));
    }
    forms
}

/// True when only spaces and hyphens stand between the words.
fn stand_together(words: &[(String, Span)], text: &str) -> bool {
    words.windows(2).all(|pair| match pair {
        [(_, left), (_, right)] => {
            Span::new(left.end, right.start)
                .cut(text)
                .chars()
                .all(|letter| {
                    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}' | '\u{2011}')
                })
        }
        _ => true,
    })
}
