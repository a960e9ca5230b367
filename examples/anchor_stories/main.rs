//! Where does each annotated sentence of the sample stories stand in the text that the tool reads?
//!
//! ```console
//! $ cargo run --example anchor_stories
//! ```
//!
//! Finds the sentences of `data/stories/*/annotation.tsv` in the reports and writes `alignment.json` beside them, in
//! the format that `examples/score.rs` reads. Run it after a change of a story or of a reader.

mod story;

use std::fmt::Write as _;
use std::process::ExitCode;

use storydiff::lexicon::Lexicon;

fn main() -> ExitCode {
    let lexicon = Lexicon::embedded();
    let mut trouble = false;
    for folder in story::folders() {
        let outcome = story::Story::load(&folder).and_then(|story| {
            let reports = story.reports(&lexicon)?;
            let text = story.alignment(&reports)?;
            std::fs::write(folder.join("alignment.json"), text)
                .map_err(|error| error.to_string())?;
            let mut lines = format!("{}: {} sentences, planted:", story.name, story.units.len());
            for planted in &story.planted {
                let (left, right) = (&planted.left, &planted.right);
                let _ = write!(
                    lines,
                    "\n  {:9} {}: {} | {}  ({} | {})",
                    planted.kind,
                    planted.fact,
                    left.1,
                    right.1,
                    left.0.join(", "),
                    right.0.join(", ")
                );
            }
            Ok(lines)
        });
        match outcome {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{error}");
                trouble = true;
            }
        }
    }
    ExitCode::from(u8::from(trouble))
}
