//! Input: one sentence a line, each a paragraph. Output: its statements, one a line.

use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::Document;

#[test]
fn statements_of_sentences() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    let words = Words::new(&lexicon);
    super::check("claim", |case| {
        let mut out = String::new();
        for line in case.input.lines().filter(|line| !line.trim().is_empty()) {
            let text = format!("A headline\n\n{line}\n");
            let input = Input {
                path: "case.txt",
                bytes: text.as_bytes(),
                label: None,
                format: None,
            };
            let (reports, _) = reader.read(input, &ReadConfig::default()).unwrap();
            let document = Document::new(&reports[0], &lexicon);
            for statement in extract(&reports[0], &document, &words)
                .statements
                .iter()
                .skip(1)
            {
                out += statement.span.cut(&reports[0].text);
                out += "\n";
            }
            out += "\n";
        }
        out
    });
}
