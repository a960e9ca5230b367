//! A sample story of `data/stories` from its files to every form of output: what a reader gets, as goldens that a person
//! can read. `UPDATE_EXPECT=1 cargo test --test sample` writes them; what the forms hold word for word is tested over
//! a comparison made by hand (`tests/render.rs`, `tests/handout.rs`).

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use expect_test::expect_file;
use serde_json::Value;
use storydiff::lexicon::Lexicon;
use storydiff::model::Comparison;
use storydiff::read::{Input, ReadConfig, read};
use storydiff::render::sheet::View;
use storydiff::render::terminal::{self, Length};
use storydiff::render::{Choice, Screen, explain, json};
use storydiff::{Config, compare_reports, number_reports};

#[path = "render/forms.rs"]
mod forms;

const SCREEN: Screen<'static> = Screen {
    width: 100,
    colour: false,
    links: None,
};

static FERRY: LazyLock<Comparison> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let mut reports = Vec::new();
    for name in [
        "harbour-courier.txt",
        "northmere-post.html",
        "kestrel-news.json",
    ] {
        let path = format!("data/stories/ferry/{name}");
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let input = Input {
            path: &path,
            bytes: &bytes,
            label: None,
            format: None,
        };
        reports.extend(read(input, &lexicon, &ReadConfig::default()).unwrap().0);
    }
    number_reports(&mut reports);
    compare_reports(reports, Vec::new(), &lexicon, &Config::default())
});

#[test]
fn table() {
    let text = terminal::comparison(&FERRY, &View::default(), Length::Short, SCREEN);
    expect_file!["sample/ferry.txt"].assert_eq(text.as_str());
}

#[test]
fn views_on_a_terminal() {
    let text = terminal::views(&FERRY, &Choice::default(), SCREEN);
    expect_file!["sample/views.txt"].assert_eq(text.as_str());
}

#[test]
fn views_fit_any_width() {
    for width in (40..=240).step_by(20) {
        let screen = Screen { width, ..SCREEN };
        let text = terminal::views(&FERRY, &Choice::default(), screen);
        let bare = text.as_str().replace(['«', '»'], "");
        let shown: BTreeSet<&str> = bare.split_whitespace().collect();
        for line in text.as_str().lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(wide <= width, "{wide} columns at width {width}: {line}");
        }
        for statement in FERRY.statements.iter().flatten() {
            for word in FERRY.text_of(statement.id).split_whitespace() {
                assert!(shown.contains(word), "`{word}` is cut at width {width}");
            }
        }
    }
}

#[test]
fn explanation() {
    let text = explain::explain(&FERRY, "g4", SCREEN).unwrap();
    // The weights of the links change with every fit.
    let (text, _) = text.as_str().split_once("\nJOINED BECAUSE").unwrap();
    expect_file!["sample/explain-g4.txt"].assert_eq(text);
}

#[test]
fn every_form_has_its_golden() {
    forms::goldens(&FERRY, "sample/ferry");
}

#[test]
fn independent_readers_read_every_form_back() {
    forms::read_back(&FERRY);
}

#[test]
fn each_view_stands_alone() {
    forms::views_alone(&FERRY);
}

#[test]
fn json_document() {
    let text = json::comparison(&FERRY, &View::default());
    let mut value: Value = serde_json::from_str(&text).unwrap();
    forms::without_scores(&mut value);
    expect_file!["sample/ferry.json"]
        .assert_eq(&(serde_json::to_string_pretty(&value).unwrap() + "\n"));
}

/// Every view of the JSON output holds what the comparison holds, and every place in it cuts its words.
#[test]
fn json_views_are_whole() {
    let text = json::comparison(&FERRY, &View::default());
    let value: Value = serde_json::from_str(&text).unwrap();
    let views = &value["views"];
    let of = &FERRY.views;
    for (name, count) in [
        ("overview", of.overview.len()),
        ("coverage", of.coverage.rows().count()),
        ("speakers", of.speakers.len()),
        ("independence", of.independence.len()),
        ("missing_one", of.missing_one.len()),
        ("labels", of.labels.len()),
        ("words", of.words.len()),
        ("lists", of.lists.len()),
        ("positions", of.positions.len()),
        ("timeline", of.timeline.len()),
        ("numbers", of.numbers.len()),
    ] {
        assert_eq!(views[name].as_array().unwrap().len(), count, "{name}");
        assert!(count > 0, "the sample shows no {name}");
    }
    for day in views["timeline"].as_array().unwrap() {
        for mention in day["mentions"].as_array().unwrap() {
            let statement = value["statements"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["id"] == mention["statement"])
                .unwrap();
            let (start, end) = (&mention["span"]["start"], &mention["span"]["end"]);
            assert!(start.as_u64() >= statement["span"]["start"].as_u64());
            assert!(end.as_u64() <= statement["span"]["end"].as_u64());
        }
    }
}
