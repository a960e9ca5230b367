//! Rows → notes on words inside quotation marks, and of who speaks, that look the same in two reports and are not the
//! same characters.
//!
//! Alignment and the grade of the wording take such words for what they look like, so the row may well be shared; the
//! note keeps what was folded away from being lost. Linear in the words of the rows that hold one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Note, NoteKind, ReportId, Row, StatementId};
use crate::text::{Story, compared_words, deceives, deceiving_letters};

/// Words that a note shows.
const SHOWN: usize = 5;

/// A note for each report whose quotations deceive the eye.
pub(super) fn notes(story: &Story<'_>, rows: &[Row]) -> Vec<Note> {
    let mut found: BTreeMap<ReportId, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let suspect: Vec<StatementId> = (row.members.iter().copied())
            .filter(|id| is_suspect(story, *id))
            .collect();
        if suspect.is_empty() {
            continue;
        }
        // Which reports of the row write a word as what it looks like: two are enough to know another one.
        let mut plain: BTreeMap<String, Vec<ReportId>> = BTreeMap::new();
        for id in &row.members {
            for (form, _) in words(story, *id).filter(|(_, word)| !deceives(word)) {
                let reports = plain.entry(form).or_default();
                if reports.len() < 2 && !reports.contains(&id.report) {
                    reports.push(id.report);
                }
            }
        }
        for id in suspect {
            for (form, word) in words(story, id).filter(|(_, word)| deceives(word)) {
                let reports = plain.get(&form).map_or(&[][..], Vec::as_slice);
                if reports.iter().any(|report| *report != id.report) {
                    let letters = deceiving_letters(word).join(", ");
                    let list = found.entry(id.report).or_default();
                    list.insert(format!("{word} ({letters})"));
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(report, words)| (report, Vec::from_iter(words)))
        .map(|(report, words)| Note {
            kind: NoteKind::LookAlike,
            reports: vec![report],
            message: format!(
                "words in quotations or of who speaks look like those of another report but are other characters: {}{}",
                words.get(..SHOWN).unwrap_or(&words).join(", "),
                if words.len() > SHOWN { ", …" } else { "" }
            ),
        })
        .collect()
}

fn is_suspect(story: &Story<'_>, id: StatementId) -> bool {
    let text = story.text_of(id);
    let quotes = story
        .statement(id)
        .is_some_and(|statement| statement.quotation.is_some());
    quotes && !text.is_ascii() && text.split_whitespace().any(deceives)
}

/// The words of a quotation inside its marks, and those that name who speaks: as compared, and as written.
fn words<'a>(
    story: &Story<'a>,
    id: StatementId,
) -> impl Iterator<Item = (String, &'a str)> + use<'a> {
    let text = story
        .reports
        .get(id.report.index())
        .map_or("", |report| report.text.as_str());
    let quotation = story
        .statement(id)
        .and_then(|statement| statement.quotation.as_ref());
    let mention = quotation
        .and_then(|quotation| quotation.speaker.as_ref())
        .and_then(|speaker| speaker.mention);
    quotation
        .map_or(&[][..], |quotation| quotation.quoted.as_slice())
        .iter()
        .copied()
        .chain(mention)
        .flat_map(move |span| compared_words(text, span))
        .map(move |word| (word.form, word.span.cut(text)))
}
