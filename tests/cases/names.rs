//! Input: a report, its first paragraph the headline. Output: one line a mention: the words, kind, full form, key,
//! then gender and title where known.

use storydiff::extract::names::Gender;
use storydiff::extract::{Words, names};
use storydiff::lexicon::Lexicon;
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::Document;

#[test]
fn names_of_reports() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    let words = Words::new(&lexicon);
    super::check("names", |case| {
        let input = Input {
            path: "case.txt",
            bytes: case.input.as_bytes(),
            label: None,
            format: None,
        };
        let (reports, _) = reader.read(input, &ReadConfig::default()).unwrap();
        let report = &reports[0];
        let document = Document::new(report, &lexicon);
        let names = names(report, &document, &words);
        let mut lines = String::new();
        for mention in names.mentions() {
            let entity = names.entity(mention).unwrap();
            lines += &format!(
                "{} · {:?} · {} · {}",
                mention.span.cut(&report.text),
                entity.kind,
                entity.full,
                entity.key
            );
            if let Some(within) = &entity.within {
                lines += &format!(" · in {within}");
            }
            match entity.gender {
                Some(Gender::Female) => lines += " · female",
                Some(Gender::Male) => lines += " · male",
                None => {}
            }
            if let Some(title) = &entity.title {
                lines += &format!(" · {title}");
            }
            lines += "\n";
        }
        lines
    });
}
