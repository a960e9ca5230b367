//! What must hold for any input: nothing lost, spans exact, order of no matter, a copy all shared, marks, white space
//! and line ends of no matter.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

mod common;

use common::{compare, compare_reports, draws_safely, holds_everything, reports_of, told};
use proptest::prelude::*;
use storydiff::model::{Comparison, NoteKind, ReportId, Status};

/// Text that looks like news to a reader of bytes: names, figures, marks, odd white space.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{2,9}",
        2 => "[A-Z][a-z]{2,8}",
        1 => "[1-9][0-9]{0,4}",
        1 => Just("said".to_owned()),
        1 => Just("not".to_owned()),
        1 => Just("“we will”".to_owned()),
        1 => Just("\"he".to_owned()),
        1 => Just("U.S.".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => Just("''x''".to_owned()),
    ];
    let sentence =
        prop::collection::vec(word, 4..18).prop_map(|words| format!("The {}.", words.join(" ")));
    prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "))
}

fn report() -> impl Strategy<Value = String> {
    prop::collection::vec(paragraph(), 1..5).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

/// News whose marks stand in pairs, as an editor sets them.
fn tidy_report() -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => "[a-z]{2,9}", 1 => "[1-9][0-9]{0,2}", 1 => Just("not".to_owned()), 1 => Just("Orvo".to_owned())];
    let words = prop::collection::vec(word, 4..12).prop_map(|words| words.join(" "));
    let sentence = prop_oneof![
        3 => words.clone().prop_map(|words| format!("The {words}.")),
        1 => words.clone().prop_map(|words| format!("“We {words},” Jane Holm said.")),
        1 => words.prop_map(|words| format!("The mayor said “it’s {words}” on Monday.")),
    ];
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 2..5)
        .prop_map(|paragraphs| format!("Crane falls at Orvo\n\n{}\n", paragraphs.join("\n\n")))
}

/// Statuses with the words of the rows, marks and white space left out.
fn gist(comparison: &Comparison) -> Vec<(Status, Vec<String>)> {
    let mut rows: Vec<(Status, Vec<String>)> = comparison
        .rows
        .iter()
        .map(|row| {
            let words = |text: &str| -> String {
                text.chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .collect()
            };
            let members = row.members.iter();
            (
                row.status,
                members.map(|id| words(comparison.text_of(*id))).collect(),
            )
        })
        .collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(common::tries(48))]

    #[test]
    fn nothing_is_lost(texts in prop::collection::vec(report(), 2..4)) {
        let compared = compare(&texts);
        holds_everything(&compared);
        draws_safely(&compared);
    }

    #[test]
    fn any_text_is_held(texts in prop::collection::vec("\\PC{0,200}", 2..4)) {
        holds_everything(&compare(&texts));
    }

    #[test]
    fn any_characters_are_held(texts in prop::collection::vec("(\\PC|[\u{0}-\u{20}]|[“”\"'.,<>=+@\u{202e}\u{200b}\u{1b}]){0,120}", 2..3)) {
        let compared = compare(&texts);
        holds_everything(&compared);
        draws_safely(&compared);
    }

    #[test]
    fn the_order_of_the_reports_changes_no_group(texts in prop::collection::vec(report(), 2..4)) {
        let reports = reports_of(&texts);
        let mut reversed = reports.clone();
        reversed.reverse();
        for (index, report) in reversed.iter_mut().enumerate() {
            report.id = ReportId::new(index);
        }
        prop_assert_eq!(told(&compare_reports(reports)), told(&compare_reports(reversed)));
    }

    #[test]
    fn a_copy_is_all_shared(text in report()) {
        let compared = compare(&[text.clone(), text]);
        for row in &compared.rows {
            prop_assert_eq!(row.status, Status::Shared, "{:?}", row.members.iter().map(|m| compared.text_of(*m)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn curly_or_straight_marks_change_no_status(left in tidy_report(), right in tidy_report()) {
        let straight = right.replace(['“', '”'], "\"").replace('’', "'");
        prop_assert_eq!(gist(&compare(&[left.clone(), right])), gist(&compare(&[left, straight])));
    }

    #[test]
    fn other_white_space_changes_no_status(left in tidy_report(), right in tidy_report()) {
        let other = right.replace(' ', "\u{a0}").replace("\n\n", "\n \t\n\n");
        prop_assert_eq!(gist(&compare(&[left.clone(), right])), gist(&compare(&[left, other])));
    }

    #[test]
    fn other_line_ends_change_no_status(left in tidy_report(), right in tidy_report()) {
        let other = right.replace('\n', "\r\n");
        prop_assert_eq!(gist(&compare(&[left.clone(), right])), gist(&compare(&[left, other])));
    }
}

/// The reports that the notes of a kind are about.
fn noted(comparison: &Comparison, kind: NoteKind) -> Vec<usize> {
    let notes = comparison.notes.iter().filter(|note| note.kind == kind);
    notes
        .flat_map(|note| note.reports.iter().map(|report| report.index()))
        .collect()
}

/// A name's title was known by the one plain space before the name.
#[test]
fn no_break_spaces_before_a_name_change_no_row() {
    let left = "Crane falls at Orvo\n\n“We aa aa aa aa aa aa aa aa,” Jane Holm said.\n\nThe mayor said “it’s not 1 aa aa” on Monday.\n";
    let right = "Crane falls at Orvo\n\nThe mayor said “it’s aa aa Orvo hm” on Monday. The mayor said “it’s fgrua hhwnu not yjlyvt ukzr uzwyilxwj” on Monday. The wvous ql Orvo Orvo ajiyg not nad not iic viubuoi.\n";
    let other = right.replace(' ', "\u{a0}");
    let plain = compare(&[left.to_owned(), right.to_owned()]);
    assert_eq!(gist(&plain), gist(&compare(&[left.to_owned(), other])));
}

#[test]
fn what_cannot_be_seen_inside_a_word_parts_it_not() {
    let plain = "Crane falls at Orvo\n\n“The crane broke before the storm,” Jane Holm said.\n\nThe ferry stopped at noon.\n";
    let hidden = plain
        .replace("broke", "bro\u{200b}ke")
        .replace("ferry", "fer\u{200b}\u{2060}ry");
    let compared = compare(&[plain.to_owned(), hidden]);
    for row in &compared.rows {
        assert_eq!(row.status, Status::Shared, "{row:?}");
        let words = |id| compared.text_of(id).split_whitespace().count();
        assert!(row.members.iter().any(|id| words(*id) > 3));
    }
    assert_eq!(noted(&compared, NoteKind::LookAlike), [1]);
}

#[test]
fn facts_beyond_the_first_two_dozen_are_said_to_be_left_out() {
    let report = |count: usize, last: &str| {
        let list: String = (1..=count)
            .map(|number| format!("{number} tons of coal, "))
            .collect();
        format!("Crane falls at Orvo\n\nThe crane lifted {list}sand and {last} on Monday.\n")
    };
    let long = compare(&[report(30, "steel"), report(30, "iron")]);
    assert_eq!(noted(&long, NoteKind::Degraded), [0, 1]);
    let short = compare(&[report(20, "steel"), report(20, "iron")]);
    assert!(noted(&short, NoteKind::Degraded).is_empty());
}
