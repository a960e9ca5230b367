//! Which names stand in a report, and what do they name? Prints one line a mention.
//!
//! `cargo run --example names -- REPORT.txt`

use storydiff::extract::{Words, names};
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
            let names = names(report, &document, &words);
            for mention in names.mentions() {
                let Some(entity) = names.entity(mention) else {
                    continue;
                };
                println!(
                    "{}\t{:?}\t{}\t{}\t{}",
                    mention.span.cut(&report.text),
                    entity.kind,
                    entity.full,
                    entity.key,
                    entity.title.as_deref().unwrap_or("")
                );
            }
        }
    }
    Ok(())
}
