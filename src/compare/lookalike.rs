//! Rows → notes on words inside quotation marks that look the same in two reports and are not the same characters.
//!
//! Alignment and the grade of the wording take such words for what they look like, so the row may well be shared; the
//! note keeps what was folded away from being lost. Linear in the words of the rows that hold one.

use std::collections::BTreeMap;

use crate::model::{Note, NoteKind, ReportId, Row, StatementId};
use crate::text::{Story, compared_words, deceives, deceiving_letters};

/// Words that a note shows.
const SHOWN: usize = 5;

/// A note for each report whose quotations deceive the eye.
pub(super) fn notes(story: &Story<'_>, rows: &[Row]) -> Vec<Note> {
    let mut found: BTreeMap<ReportId, Vec<String>> = BTreeMap::new();
    for row in rows {
        let members = || row.members.iter().copied();
        let suspect: Vec<StatementId> = members().filter(|id| is_suspect(story, *id)).collect();
        for id in suspect {
            for (form, word) in words(story, id).filter(|(_, word)| deceives(word)) {
                let otherwise = members()
                    .filter(|other| other.report != id.report)
                    .flat_map(|other| words(story, other))
                    .any(|(other, written)| other == form && !deceives(written));
                let shown = format!("{word} ({})", deceiving_letters(word).join(", "));
                let list = found.entry(id.report).or_default();
                if otherwise && !list.contains(&shown) {
                    list.push(shown);
                }
            }
        }
    }
    found
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(report, words)| Note {
            kind: NoteKind::LookAlike,
            reports: vec![report],
            message: format!(
                "words in quotations look like those of another report but are other characters: {}{}",
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

/// The words of a quotation inside its marks: as compared, and as written.
fn words<'a>(
    story: &Story<'a>,
    id: StatementId,
) -> impl Iterator<Item = (String, &'a str)> + use<'a> {
    let text = story
        .reports
        .get(id.report.0)
        .map_or("", |report| report.text.as_str());
    let quotation = story
        .statement(id)
        .and_then(|statement| statement.quotation.as_ref());
    quotation
        .map_or(&[][..], |quotation| quotation.quoted.as_slice())
        .iter()
        .flat_map(move |span| compared_words(text, *span))
        .map(move |word| (word.form, word.span.cut(text)))
}
