//! Input: one paragraph. Output: its sentences, one a line.

use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::Document;

#[test]
fn text() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    super::check("text", |case| {
        let text = format!("A headline of the case\n\n{}\n", case.input);
        let input = Input {
            path: "case.txt",
            bytes: text.as_bytes(),
            label: None,
            format: None,
        };
        let (reports, _) = reader.read(input, &ReadConfig::default()).unwrap();
        let document = Document::new(&reports[0], &lexicon);
        let sentences = document.sentences.iter().skip(1);
        sentences
            .map(|sentence| sentence.span.cut(&reports[0].text).replace('\n', " ") + "\n")
            .collect()
    });
}
