//! Each form of the output over one comparison made by hand. `UPDATE_EXPECT=1 cargo test` writes the goldens.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use expect_test::{ExpectFile, expect_file};
use storydiff::model::{Kind, Status};
use storydiff::render::sheet::View;
use storydiff::render::terminal::{self, Length};
use storydiff::render::{Alone, Screen, explain, inspect, json, quotes};

#[path = "render/forms.rs"]
mod forms;
#[path = "render/sample.rs"]
mod sample;

use forms::held_to;

const PLAIN: Screen<'static> = Screen {
    width: 100,
    colour: false,
    links: None,
};

fn table(width: usize, expect: &ExpectFile) {
    let comparison = sample::comparison();
    let screen = Screen { width, ..PLAIN };
    let text = terminal::comparison(&comparison, &View::default(), Length::Short, screen);
    expect.assert_eq(text.as_str());
}

#[test]
fn table_at_100_columns_stands_side_by_side() {
    table(100, &expect_file!["render/table-100.txt"]);
}

#[test]
fn table_at_160_columns_stands_side_by_side() {
    table(160, &expect_file!["render/table-160.txt"]);
}

#[test]
fn table_at_80_columns_is_stacked() {
    table(80, &expect_file!["render/table-80.txt"]);
}

#[test]
fn table_at_44_columns_has_labels_on_their_own_lines() {
    table(44, &expect_file!["render/table-44.txt"]);
}

#[test]
fn colour_adds_only_styles() {
    let comparison = sample::comparison();
    let draw = |colour| {
        let screen = Screen { colour, ..PLAIN };
        terminal::comparison(&comparison, &View::default(), Length::Full, screen)
    };
    let coloured = draw(true);
    assert!(
        coloured
            .as_str()
            .contains("\u{1b}[1;33m«30 people»\u{1b}[0m")
    );
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    bare.push_str(rest);
    assert_eq!(bare, draw(false).as_str());
}

#[test]
fn a_view_leaves_out_what_was_not_asked_for() {
    let comparison = sample::comparison();
    let view = View {
        statuses: vec![Status::Divergent],
        kinds: vec![Kind::Quotation],
    };
    let text = terminal::comparison(&comparison, &view, Length::Short, PLAIN);
    expect_file!["render/only-divergent-quotations.txt"].assert_eq(text.as_str());
}

#[test]
fn explain_shows_all_that_stands_behind_a_group() {
    let comparison = sample::comparison();
    let text = explain::explain(&comparison, "g2", PLAIN).unwrap();
    expect_file!["render/explain-g2.txt"].assert_eq(text.as_str());
    let by_statement = explain::explain(&comparison, "r2s2", PLAIN).unwrap();
    assert_eq!(by_statement, text);
}

#[test]
fn explain_says_what_ids_there_are() {
    let comparison = sample::comparison();
    for (id, expect) in [
        (
            "x",
            "not an id; groups are named g1, g2, ... and statements r1s1, r1s2, ...",
        ),
        (
            "g0",
            "not an id; groups are named g1, g2, ... and statements r1s1, r1s2, ...",
        ),
        (
            "g9",
            "no such id; there are 6 groups (g1 to g6), statements are listed by `storydiff inspect`",
        ),
        (
            "r9s1",
            "no such id; there are 6 groups (g1 to g6), statements are listed by `storydiff inspect`",
        ),
    ] {
        let cause = explain::explain(&comparison, id, PLAIN).unwrap_err();
        assert_eq!(cause, format!("--explain {id}: {expect}"));
    }
}

fn alone(run: impl Fn(&Alone<'_>) -> String) -> String {
    let comparison = sample::comparison();
    let quotations: Vec<Vec<_>> = comparison
        .statements
        .iter()
        .map(|statements| {
            statements
                .iter()
                .filter_map(|statement| statement.quotation.as_deref().cloned())
                .collect()
        })
        .collect();
    run(&Alone {
        reports: &comparison.reports,
        statements: &comparison.statements,
        quotations: &quotations,
        notes: &comparison.notes,
    })
}

#[test]
fn inspect_shows_metadata_blocks_and_statements() {
    let text = alone(|alone| inspect::table(alone, PLAIN).as_str().to_owned());
    expect_file!["render/inspect.txt"].assert_eq(&text);
}

#[test]
fn quotes_stand_by_speaker() {
    let text = alone(|alone| quotes::table(alone, PLAIN).as_str().to_owned());
    expect_file!["render/quotes.txt"].assert_eq(&text);
}

/// Indented, so that a person can read the golden.
fn pretty(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}

#[test]
fn json_of_a_comparison_holds_to_its_schema() {
    let text = json::comparison(&sample::comparison(), &View::default());
    expect_file!["render/comparison.json"].assert_eq(&pretty(&text));
    held_to("comparison-1.json", &text);
}

#[test]
fn json_of_inspect_holds_to_its_schema() {
    held_to("inspect-1.json", &alone(json::inspection));
}

#[test]
fn json_of_quotes_holds_to_its_schema() {
    let text = alone(json::quotations);
    expect_file!["render/quotes.json"].assert_eq(&pretty(&text));
    held_to("quotes-1.json", &text);
}

#[test]
fn each_line_of_quotes_holds_to_its_schema() {
    for line in alone(json::quotation_lines).lines() {
        held_to("quotation-1.json", line);
    }
}

/// Every width from 40 to 240: no line too wide, and every word and number of every statement in one piece.
#[test]
fn no_line_is_too_wide_and_no_word_is_cut() {
    let comparison = sample::comparison();
    for width in 40..=240 {
        let screen = Screen { width, ..PLAIN };
        let text = terminal::comparison(&comparison, &View::default(), Length::Full, screen);
        let bare = text.as_str().replace(['«', '»'], "");
        let shown: std::collections::BTreeSet<&str> = bare.split_whitespace().collect();
        for line in text.as_str().lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(wide <= width, "{wide} columns at width {width}: {line}");
        }
        for statement in comparison.statements.iter().flatten() {
            for word in comparison.text_of(statement.id).split_whitespace() {
                assert!(shown.contains(word), "`{word}` is cut at width {width}");
            }
        }
    }
}
