//! The quotations of reports that are not compared, by speaker.
//!
//! A speaker is a name as a report gives it, or the mention where no name is known; different reports' speakers
//! stand together only when the names are the same letter for letter.

use std::collections::BTreeMap;

use super::pen::Pen;
use super::safe::{Run, Safe, Style};
use super::{Alone, Screen};
use crate::model::{Quotation, Report, SpeakerKind};

/// Everything that one speaker is quoted with.
#[derive(Default)]
struct Voice<'a> {
    titles: Vec<&'a str>,
    kind: Option<SpeakerKind>,
    said: Vec<(&'a Report, &'a Quotation)>,
}

/// The view for a terminal: speakers by number of quotations, then by name; without a speaker last.
#[must_use]
pub fn table(alone: &Alone<'_>, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut out = Safe::default();
    let mut voices: BTreeMap<Option<&str>, Voice<'_>> = BTreeMap::new();
    for (report, quotations) in alone.reports.iter().zip(alone.quotations) {
        for quotation in quotations {
            let speaker = quotation.speaker.as_ref();
            let name = speaker.and_then(|speaker| {
                speaker
                    .name
                    .as_deref()
                    .or_else(|| speaker.mention.map(|span| span.cut(&report.text)))
            });
            let voice = voices.entry(name).or_default();
            voice.kind = voice.kind.or(speaker.map(|speaker| speaker.kind));
            if let Some(title) = speaker.and_then(|speaker| speaker.title.as_deref())
                && !voice.titles.contains(&title)
            {
                voice.titles.push(title);
            }
            voice.said.push((report, quotation));
        }
    }
    let total: usize = alone.quotations.iter().map(Vec::len).sum();
    let line = format!(
        "Reports: {}. Quotations: {total}. Speakers: {}.",
        alone.reports.len(),
        voices.keys().flatten().count(),
    );
    pen.title(&Safe::text(&line), &mut out);
    let mut voices: Vec<_> = voices.into_iter().collect();
    voices
        .sort_by_key(|(name, voice)| (name.is_none(), std::cmp::Reverse(voice.said.len()), *name));
    for (name, voice) in voices {
        draw(name, &voice, pen, &mut out);
    }
    out
}

fn draw(name: Option<&str>, voice: &Voice<'_>, pen: Pen, out: &mut Safe) {
    let mut line = Safe::text(name.unwrap_or("no speaker found"));
    if !voice.titles.is_empty() {
        line.push_own(", ");
        line.push_text(&voice.titles.join("; "));
    }
    if let Some(kind) = voice.kind {
        line.push_own(" (");
        line.push_text(kind.name());
        line.push_own(")");
    }
    pen.title(&line, out);
    for (report, quotation) in &voice.said {
        let mut text = vec![pen.run(
            Safe::piece(&format!("{}, {}: ", report.label, quotation.form.name())),
            Style::Faint,
        )];
        // A direct quotation shows its marks; they stand outside its content.
        let (open, close) = match quotation.form {
            crate::model::Form::Direct => ("“", "”"),
            _ => ("", ""),
        };
        for (index, span) in quotation.content.iter().enumerate() {
            if index > 0 {
                text.push(Run::plain(Safe::own(" … ")));
            }
            text.push(Run::plain(Safe::own(open)));
            text.push(Run::plain(Safe::piece(span.cut(&report.text))));
            text.push(Run::plain(Safe::own(close)));
        }
        let first = quotation.content.first();
        let href = first.and_then(|span| pen.link(report, *span));
        pen.hanging_linked(1, &Safe::own("·"), 3, &text, href.as_ref(), out);
    }
}
