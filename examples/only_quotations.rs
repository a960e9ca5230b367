//! Who is quoted in a report, and how?
//!
//! ```console
//! $ cargo run --example only_quotations -- data/stories/recount/lagoon-lantern.txt
//! ```
//!
//! Prints one line a quotation: its form, the speaker (`?` when the report does not say), the words.

use std::error::Error;

use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, read};
use storydiff::text::Document;

fn main() -> Result<(), Box<dyn Error>> {
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
            println!("{}", report.label);
            let document = Document::new(report, &lexicon);
            for quotation in extract(report, &document, &words).quotations {
                let speaker = quotation.speaker.as_ref().and_then(|speaker| {
                    let mention = speaker.mention.map(|span| span.cut(&report.text));
                    speaker.name.as_deref().or(mention)
                });
                let content: Vec<&str> = quotation
                    .content
                    .iter()
                    .map(|span| span.cut(&report.text))
                    .collect();
                let (form, speaker) = (quotation.form.name(), speaker.unwrap_or("?"));
                println!("  {form:8}  {speaker}: {}", content.join(" ... "));
            }
        }
    }
    Ok(())
}
