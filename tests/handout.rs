//! The formats that people hand out, over one comparison made by hand, and read back by independent readers.
//! `UPDATE_EXPECT=1 cargo test` writes the goldens.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use storydiff::lexicon::Lexicon;
use storydiff::model::Comparison;
use storydiff::render::sheet::View;
use storydiff::render::{Choice, delimited, json, markdown, page, tei, worksheet};
use storydiff::text::{Document, Story};

#[path = "render/forms.rs"]
mod forms;
#[path = "render/sample.rs"]
mod sample;

/// The sample with its views computed.
fn comparison() -> Comparison {
    let mut comparison = sample::comparison();
    with_views(&mut comparison);
    comparison
}

fn with_views(comparison: &mut Comparison) {
    let lexicon = Lexicon::embedded();
    let documents: Vec<Document> = comparison
        .reports
        .iter()
        .map(|report| Document::new(report, &lexicon))
        .collect();
    let story = Story {
        reports: &comparison.reports,
        documents: &documents,
        statements: &comparison.statements,
    };
    comparison.views = storydiff::compare::views(&story, &comparison.rows, &lexicon);
}

/// The sample with every text that it shows replaced by something that some format could take for its own.
fn hostile() -> Comparison {
    let mut comparison = sample::comparison();
    let attack = "=1+1</td><script>alert(1)</script>\u{1b}[31m|`*_[x](javascript:y)![i](http://z.example/)&amp;]]>\u{202e}\"'";
    for report in &mut comparison.reports {
        report.label = format!("{attack}{}", report.id);
        report.path = attack.to_owned();
        // Same length, so that the spans stay: every 12th letter of the text becomes one that matters somewhere.
        let signs = [
            '<', '>', '&', '"', '|', '*', '=', '`', '\'', '\t', '\u{7}', '[',
        ];
        let text: String = report
            .text
            .char_indices()
            .map(
                |(place, letter)| match (place % 12, letter.is_ascii_lowercase()) {
                    (0, true) => signs[place / 12 % signs.len()],
                    _ => letter,
                },
            )
            .collect();
        assert_eq!(text.len(), report.text.len());
        report.text = text;
    }
    for row in &mut comparison.rows {
        for divergence in row
            .joined
            .iter_mut()
            .flat_map(|joined| &mut joined.divergences)
        {
            divergence.explanation = attack.to_owned();
            for side in &mut divergence.sides {
                side.value = attack.to_owned();
            }
        }
    }
    for note in &mut comparison.notes {
        note.message = attack.to_owned();
    }
    with_views(&mut comparison);
    comparison
}

#[test]
fn every_form_has_its_golden() {
    forms::goldens(&comparison(), "render/story");
}

#[test]
fn independent_readers_read_every_form_back() {
    forms::read_back(&comparison());
    forms::read_back(&hostile());
}

/// The records of the lines are those of the whole document, with their `type`.
#[test]
fn the_schema_of_the_lines_is_that_of_the_document() {
    let read = |name: &str| -> serde_json::Value {
        let path = format!("{}/data/schema/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let (whole, mut lines) = (read("comparison-1.json"), read("lines-1.json"));
    for (name, expected) in whole["$defs"].as_object().unwrap() {
        let found = &mut lines["$defs"][name];
        if found["properties"]["type"]["const"] == **name {
            found["properties"].as_object_mut().unwrap().remove("type");
            let required = found["required"].as_array_mut().unwrap();
            required.retain(|field| field != "type");
        }
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn each_view_stands_alone() {
    forms::views_alone(&comparison());
}

#[test]
fn the_sheet_gives_no_answer_away() {
    let comparison = comparison();
    let sheet = worksheet::markdown(&comparison, worksheet::Part::Sheet);
    for side in comparison
        .rows
        .iter()
        .flat_map(|row| &row.divergences)
        .flat_map(|divergence| &divergence.sides)
    {
        assert!(!sheet.contains(&side.value), "{}", side.value);
    }
}

#[test]
fn every_format_names_version_inputs_and_settings() {
    let comparison = comparison();
    let choice = Choice::default();
    let all = [
        markdown::markdown(&comparison, &choice),
        page::page(&comparison, &choice),
        delimited::csv(&comparison, &choice),
        delimited::tsv(&comparison, &choice),
        json::comparison_lines(&comparison, &View::default()),
        tei::apparatus(&comparison, &choice),
        worksheet::html(&comparison, worksheet::Part::Sheet),
        worksheet::markdown(&comparison, worksheet::Part::Key),
    ];
    for text in all {
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text:.300}");
        assert!(text.contains("threshold"), "{text:.300}");
        for report in &comparison.reports {
            assert!(text.contains(&report.sha256), "{text:.300}");
        }
    }
}

#[test]
fn the_page_holds_no_markup_of_a_report() {
    for page in [
        page::page(&hostile(), &Choice::default()),
        worksheet::html(&hostile(), worksheet::Part::Key),
    ] {
        let bones = forms::bones(&page);
        assert!(!bones.contains("<script>alert"));
        assert!(!bones.contains('\u{1b}') && !bones.contains('\u{202e}'));
        for loading in ["http:", "https:", "url(", "@import"] {
            let own = page.replace("http://z.example/", "");
            assert!(!own.contains(loading), "{loading}");
        }
    }
}
