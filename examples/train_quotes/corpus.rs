//! A corpus folder (`ID.txt`, `ID.json`) → articles with their annotations on tokens.

use std::path::Path;

use storydiff::extract::quotation::lattice::label;
use storydiff::extract::quotation::paragraph::{
    Marking, Paragraph, paragraphs, speaks_in_single_marks,
};
use storydiff::extract::quotation::vocabulary::Vocabulary;
use storydiff::lexicon::Lexicon;
use storydiff::model::{Block, Metadata, Report, ReportId, Role, Span};
use storydiff::text::Document;

/// One annotated attribution; byte spans.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    pub content: Vec<Span>,
    pub cue: Vec<Span>,
    pub source: Vec<Span>,
}

/// One article, prepared.
pub struct Article {
    pub id: String,
    pub report: Report,
    pub document: Document,
    pub paragraphs: Vec<Paragraph>,
    pub gold: Vec<Attribution>,
}

impl Article {
    /// The label of each token of a paragraph.
    pub fn labels(&self, paragraph: &Paragraph) -> Vec<usize> {
        let mut labels = vec![label::OUTSIDE; paragraph.cells.len()];
        for attribution in &self.gold {
            for (spans, first) in [
                (&attribution.content, label::CONTENT),
                (&attribution.source, label::SOURCE),
                (&attribution.cue, label::CUE),
            ] {
                let mut inside = false;
                for (at, cell) in paragraph.cells.iter().enumerate() {
                    // some annotations are off by a letter: what holds most of a word holds the word
                    let hit = overlap(cell.span, spans) * 2 > cell.span.len();
                    if hit {
                        labels[at] = if inside { first + 1 } else { first };
                    }
                    inside = hit;
                }
            }
        }
        labels
    }
}

/// Bytes of `span` that lie in others.
pub fn overlap(span: Span, others: &[Span]) -> usize {
    others
        .iter()
        .filter_map(|other| span.intersection(*other))
        .map(Span::len)
        .sum()
}

/// All articles of a folder, sorted by name.
pub fn load(folder: &Path, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Vec<Article> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| article(path, lexicon, vocabulary))
        .collect()
}

fn article(path: &Path, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Article {
    let text = std::fs::read_to_string(path).unwrap();
    let json = std::fs::read_to_string(path.with_extension("json")).unwrap();
    let items: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let spans = |value: &serde_json::Value| -> Vec<Span> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(|pair| {
                let at = |index: usize| bytes[pair[index].as_u64().unwrap() as usize];
                Span::new(at(0), at(1))
            })
            .collect()
    };
    let gold = items
        .iter()
        .map(|item| Attribution {
            content: spans(&item["content"]),
            cue: spans(&item["cue"]),
            source: spans(&item["source"]),
        })
        .collect();
    let report = plain_report(text);
    let document = Document::new(&report, lexicon);
    let marking = Marking {
        single: speaks_in_single_marks(&report, &document),
        carried: false,
    };
    let whole = 0..document.sentences.len();
    let paragraphs = paragraphs(&report, &document, whole, marking, vocabulary);
    Article {
        id: path.file_stem().unwrap().to_string_lossy().into_owned(),
        report,
        document,
        paragraphs,
        gold,
    }
}

/// A report whose first line is the headline and every other line a paragraph: what is learned does not depend on
/// how pasted text is zoned.
pub fn plain_report(text: String) -> Report {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                role: if blocks.is_empty() {
                    Role::Headline
                } else {
                    Role::Body
                },
                reason: String::new(),
                set_off: false,
            });
        }
    }
    Report {
        id: ReportId::new(0),
        label: String::new(),
        path: String::new(),
        text,
        metadata: Metadata::default(),
        blocks,
        input_format: "text",
        encoding: "UTF-8",
        sha256: String::new(),
    }
}
