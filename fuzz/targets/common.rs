//! What the targets share: the tables, made once, and the reading of one input.

#![allow(dead_code)]

use std::sync::OnceLock;

use storydiff::Language;
use storydiff::lexicon::Lexicon;
use storydiff::model::Report;
use storydiff::read::{Input, InputFormat, ReadConfig, Reader};

pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::embedded)
}

pub fn language() -> &'static Language<'static> {
    static LANGUAGE: OnceLock<Language<'static>> = OnceLock::new();
    LANGUAGE.get_or_init(|| Language::new(lexicon()))
}

pub fn read(bytes: &[u8], format: Option<InputFormat>) -> Vec<Report> {
    static READER: OnceLock<Reader> = OnceLock::new();
    let input = Input {
        path: "fuzz",
        bytes,
        label: None,
        format,
    };
    let reports = READER
        .get_or_init(|| Reader::new(lexicon()))
        .read(input, &ReadConfig::default())
        .map(|(reports, _)| reports)
        .unwrap_or_default();
    for report in &reports {
        let mut end = 0;
        for block in &report.blocks {
            assert!(end <= block.span.start && block.span.start < block.span.end);
            assert!(report.text.get(block.span.start..block.span.end).is_some());
            end = block.span.end;
        }
    }
    reports
}
