//! The whole comparison of an input, cut in two by its first NUL byte, and every form of output.

#![no_main]

mod common;

use storydiff::render::sheet::View;
use storydiff::render::{Choice, delimited, json, markdown, page, tei};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let cut = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (left, right) = bytes.split_at(cut);
    let mut reports = common::read(left, None);
    reports.extend(common::read(right.get(1..).unwrap_or(left), None));
    reports.truncate(4);
    storydiff::number_reports(&mut reports);
    let compared = common::language().compare(reports, Vec::new(), &storydiff::Config::default());
    assert_eq!(compared.counts.statements_in, compared.counts.statements_out);
    let (view, choice) = (View::default(), Choice::default());
    let _ = json::comparison(&compared, &view);
    let _ = page::page(&compared, &choice);
    let _ = markdown::markdown(&compared, &choice);
    let _ = delimited::csv(&compared, &choice);
    let _ = tei::apparatus(&compared, &choice);
});
