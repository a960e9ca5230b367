//! Predictions as `ID.json`, spans in code points; and a cache of runs, for trying other linkers.

use std::path::Path;

use storydiff::extract::quotation::Attributor;
use storydiff::extract::quotation::runs::{Run, Runs};
use storydiff::model::Span;

use crate::corpus::Article;

/// A run as it is kept.
type Kept = (usize, usize, usize, f32, bool);

/// Writes what the attributor finds in each article, with its confidence, before names are resolved.
pub fn write(folder: &Path, articles: &[Article], attributor: &Attributor) {
    std::fs::create_dir_all(folder).unwrap();
    for article in articles {
        let text = &article.report.text;
        let mut places = vec![0usize; text.len() + 1];
        for (count, (at, _)) in text.char_indices().enumerate() {
            places[at] = count;
        }
        places[text.len()] = text.chars().count();
        let span = |span: Span| serde_json::json!([places[span.start], places[span.end]]);
        let items: Vec<serde_json::Value> = attributor
            .quotations(&article.report, &article.document)
            .iter()
            .map(|quotation| {
                serde_json::json!({
                    "content": quotation.content.iter().map(|part| span(*part)).collect::<Vec<_>>(),
                    "cue": quotation.cue.map(span),
                    "source": quotation.speaker.as_ref().and_then(|speaker| speaker.mention).map(span),
                    "source_text": null,
                    "confidence": quotation.confidence,
                })
            })
            .collect();
        let file = folder.join(format!("{}.json", article.id));
        std::fs::write(file, serde_json::to_string(&items).unwrap()).unwrap();
    }
}

/// Keeps the runs of all articles.
pub fn save(file: &Path, found: &[Runs]) {
    let all: Vec<Vec<Vec<Kept>>> = found
        .iter()
        .map(|runs| {
            [&runs.pieces, &runs.cues, &runs.sources]
                .iter()
                .map(|list| {
                    list.iter()
                        .map(|run| (run.paragraph, run.start, run.end, run.belief, run.best))
                        .collect()
                })
                .collect()
        })
        .collect();
    std::fs::write(file, serde_json::to_string(&all).unwrap()).unwrap();
}

/// The runs that were kept.
pub fn load(file: &Path) -> Vec<Runs> {
    let all: Vec<Vec<Vec<Kept>>> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let list = |list: &[Kept]| -> Vec<Run> {
        list.iter()
            .map(|(paragraph, start, end, belief, best)| Run {
                paragraph: *paragraph,
                start: *start,
                end: *end,
                belief: *belief,
                best: *best,
            })
            .collect()
    };
    all.iter()
        .map(|runs| Runs {
            pieces: list(&runs[0]),
            cues: list(&runs[1]),
            sources: list(&runs[2]),
        })
        .collect()
}
