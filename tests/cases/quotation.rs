//! Input: a passage, paragraphs parted by blank lines; one behind `> ` is set off by the page. Output: for each quotation, in text order, a line
//! `form act | content | cue | mention -> name (kind[, title])`; parts of a content are joined by ` … `.

use std::fmt::Write as _;

use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{Act, Block, Metadata, Report, ReportId, Role, Span};
use storydiff::text::Document;

#[test]
fn quotation() {
    let lexicon = Lexicon::embedded();
    let words = Words::new(&lexicon);
    super::check("quotation", |case| {
        let report = report(&case.input);
        let document = Document::new(&report, &lexicon);
        let mut out = String::new();
        for quotation in extract(&report, &document, &words).quotations {
            let cut = |span: Span| span.cut(&report.text).replace('\n', " ");
            let content: Vec<String> = quotation.content.iter().copied().map(cut).collect();
            let act = match quotation.act {
                Act::Speech => "speech",
                Act::Attitude => "attitude",
            };
            let _ = write!(
                out,
                "{} {act} | {} | {} | ",
                quotation.form.name(),
                content.join(" … "),
                quotation.cue.map_or("-".to_owned(), cut),
            );
            match &quotation.speaker {
                None => out.push('-'),
                Some(speaker) => {
                    let _ = write!(
                        out,
                        "{} -> {} ({}{})",
                        speaker.mention.map_or("-".to_owned(), cut),
                        speaker.name.as_deref().unwrap_or("?"),
                        speaker.kind.name(),
                        speaker
                            .title
                            .as_ref()
                            .map_or(String::new(), |title| format!(", {title}")),
                    );
                }
            }
            out.push('\n');
        }
        out
    });
}

fn report(input: &str) -> Report {
    let text = input.to_owned();
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let sign = if paragraph.starts_with("> ") { 2 } else { 0 };
        blocks.push(Block {
            span: Span::new(start + sign, start + paragraph.len()).trimmed(&text),
            role: Role::Body,
            reason: String::new(),
            set_off: sign > 0,
        });
        start += paragraph.len() + 2;
    }
    Report {
        id: ReportId::new(0),
        label: "case".to_owned(),
        path: "case.txt".to_owned(),
        text,
        metadata: Metadata::default(),
        blocks,
        input_format: "text",
        encoding: "UTF-8",
        sha256: String::new(),
    }
}
