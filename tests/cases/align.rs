//! Input: lines `Outlet: sentence`; the lines of an outlet are its report, the first its headline. Output: each group
//! of statements of two or more outlets, a line each; a statement that nothing is linked to is not shown.

use std::collections::BTreeMap;

use storydiff::lexicon::Lexicon;
use storydiff::model::{Report, Status};
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::{Config, Language, number_reports};

#[test]
fn align() {
    let lexicon = Lexicon::embedded();
    let language = Language::new(&lexicon);
    let reader = Reader::new(&lexicon);
    super::check("align", |case| {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for line in case.input.lines() {
            if let Some((outlet, sentence)) = line.split_once(": ") {
                let text = texts.entry(outlet).or_default();
                text.push_str(sentence);
                text.push_str("\n\n");
            }
        }
        let mut reports: Vec<Report> = Vec::new();
        for (outlet, text) in &texts {
            let input = Input {
                path: outlet,
                bytes: text.as_bytes(),
                label: Some(outlet),
                format: None,
            };
            let (found, _) = reader.read(input, &ReadConfig::default()).unwrap();
            reports.extend(found);
        }
        number_reports(&mut reports);
        let comparison = language.compare(reports, Vec::new(), &Config::default());
        let mut lines = Vec::new();
        for row in &comparison.rows {
            if row.status == Status::Unique {
                continue;
            }
            let members: Vec<String> = row
                .members
                .iter()
                .map(|id| {
                    let label = comparison
                        .report(id.report)
                        .map_or("", |report| &report.label);
                    format!("{label}: {}", comparison.text_of(*id))
                })
                .collect();
            lines.push(members.join(" ~ "));
        }
        lines.sort();
        lines.join("\n")
    });
}
