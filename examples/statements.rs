//! What does a report state? Prints its statements, each with its typed facts.
//!
//! `cargo run --example statements -- REPORT.txt`

use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, read};
use storydiff::text::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::embedded();
    let words = Words::new(&lexicon);
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let input = Input {
            path: &path,
            bytes: &bytes,
            label: None,
            format: None,
        };
        let (reports, _) = read(input, &lexicon, &ReadConfig::default())?;
        for report in &reports {
            let document = Document::new(report, &lexicon);
            for statement in extract(report, &document, &words).statements {
                let cut = |span: storydiff::model::Span| span.cut(&report.text);
                println!(
                    "{} [{:?}] {}",
                    statement.id,
                    statement.kind,
                    cut(statement.span)
                );
                if let Some(quotation) = &statement.quotation {
                    let speaker = quotation.speaker.as_ref();
                    let name = speaker.and_then(|speaker| speaker.name.as_deref());
                    println!("    said by: {}", name.unwrap_or("?"));
                }
                let facts = &statement.facts;
                for name in &facts.names {
                    println!("    name: {} = {}", cut(name.span), name.key);
                }
                for figure in &facts.figures {
                    let counted = figure.counted.as_deref().unwrap_or("-");
                    println!("    figure: {} of {counted}", cut(figure.span));
                }
                for time in &facts.times {
                    println!("    time: {} = {:?}", cut(time.span), time.value);
                }
                for marker in &facts.negations {
                    println!("    negated: {} ({})", cut(marker.scope), cut(marker.cue));
                }
                for hedge in &facts.hedges {
                    let sort = hedge.certainty.name();
                    println!("    {sort}: {} ({})", cut(hedge.scope), cut(hedge.cue));
                }
            }
        }
    }
    Ok(())
}
