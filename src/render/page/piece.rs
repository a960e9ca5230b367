//! Pieces of an outline as HTML, and what a row says about itself to the filters.

use std::collections::BTreeSet;

use super::super::clean::clean;
use super::super::markup::{Attribute, Markup};
use super::super::outline::{Choice, Line, Piece, StripPart, Topic, group_id};
use crate::model::{Comparison, Coverage, Status};

/// Which anchors the page has, so that no link leads nowhere.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Anchors {
    /// By row of the comparison.
    rows: Vec<bool>,
    texts: bool,
    /// By row of the comparison and place of the speaker: who is quoted there.
    speakers: BTreeSet<(usize, usize)>,
}

impl Anchors {
    pub(in crate::render) fn new(comparison: &Comparison, choice: &Choice) -> Anchors {
        let topic = |status: Status| match status {
            Status::Divergent => Topic::Divergent,
            Status::Shared => Topic::Shared,
            Status::Unique => Topic::Unique,
        };
        Anchors {
            rows: comparison
                .rows
                .iter()
                .map(|row| {
                    choice.topics.contains(&topic(row.status)) && choice.rows.shows(row, comparison)
                })
                .collect(),
            texts: choice.topics.contains(&Topic::Texts),
            speakers: (comparison.views.speakers.iter().enumerate())
                .flat_map(|(place, speaker)| {
                    speaker.rows.iter().map(move |quoted| (quoted.row, place))
                })
                .collect(),
        }
    }

    fn has_row(&self, row: usize) -> bool {
        self.rows.get(row).copied().unwrap_or(false)
    }
}

/// What the filters ask of a row.
#[derive(Clone, Debug)]
pub(in crate::render) struct Facets {
    row: String,
    status: &'static str,
    kinds: String,
    outlets: String,
    speakers: String,
}

impl Facets {
    pub(in crate::render) fn attributes(&self) -> [Attribute<'_>; 5] {
        [
            ("data-row", &self.row),
            ("data-status", self.status),
            ("data-kind", &self.kinds),
            ("data-outlet", &self.outlets),
            ("data-speaker", &self.speakers),
        ]
    }
}

/// Status, kinds, outlets and speakers of a row.
pub(in crate::render) fn facets(
    comparison: &Comparison,
    index: usize,
    anchors: &Anchors,
) -> Facets {
    let row = comparison.rows.get(index);
    let kinds: BTreeSet<&str> = row
        .iter()
        .flat_map(|row| &row.divergences)
        .filter(|found| !found.is_hint())
        .map(|found| found.kind.name())
        .collect();
    let outlets: BTreeSet<String> = row
        .iter()
        .flat_map(|row| &row.members)
        .map(|member| member.report.to_string())
        .collect();
    let speakers: Vec<String> = (anchors.speakers)
        .range((index, 0)..=(index, usize::MAX))
        .map(|(_, place)| place.to_string())
        .collect();
    Facets {
        row: group_id(index),
        status: row.map_or("", |row| row.status.name()),
        kinds: joined(kinds),
        outlets: joined(outlets),
        speakers: speakers.join(" "),
    }
}

fn joined<T: AsRef<str>>(words: BTreeSet<T>) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(" ")
}

/// The sign that stands beside a status, so that no status is told by colour alone.
pub(in crate::render) fn sign(status: Status) -> &'static str {
    match status {
        Status::Divergent => "≠",
        Status::Shared => "=",
        Status::Unique => "1",
    }
}

/// True for a cell that only says that there is nothing.
pub(in crate::render) fn is_nil(line: &Line) -> bool {
    matches!(line.as_slice(), [Piece::Text(words)] if words == "–")
}

/// A run of pieces.
pub(in crate::render) fn line(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    line: &Line,
    anchors: &Anchors,
) {
    for piece in line {
        match piece {
            Piece::Text(words) => html.text(&clean(words)),
            Piece::Strong(words) => {
                html.open("b", &[]);
                html.leaf("bdi", &[], &clean(words));
                html.close();
            }
            Piece::Faint(words) => html.leaf("span", &[("class", "faint")], &clean(words)),
            Piece::Quoted(words) => html.leaf("q", &[], &clean(words)),
            Piece::Statement { id, words } => {
                let id = id.to_string();
                html.open("span", &[("class", "words"), ("data-statement", &id)]);
                html.open("bdi", &[]);
                for (words, marked) in words {
                    if *marked {
                        html.leaf("mark", &[], &clean(words));
                    } else {
                        html.text(&clean(words));
                    }
                }
                html.close();
                if anchors.texts {
                    html.text(" ");
                    html.leaf("a", &[("class", "ref"), ("href", &format!("#{id}"))], &id);
                }
                html.close();
            }
            Piece::Group(row) => group(html, comparison, *row, anchors, ""),
            Piece::Status(status) => {
                html.leaf("span", &[("class", status.name())], status.name());
            }
            Piece::Coverage(coverage) => {
                let class = match coverage {
                    Coverage::Says => "says",
                    Coverage::Differs => "differs",
                    Coverage::Quotes => "quotes",
                    Coverage::Elsewhere | Coverage::NotFound => "absent",
                };
                html.open("span", &[("class", class)]);
                html.leaf("span", &[("aria-hidden", "true")], coverage.sign());
                html.leaf("span", &[("class", "unseen")], coverage.name());
                html.close();
            }
            Piece::Strip(parts) => strip(html, parts),
            Piece::Break => html.void("br", &[]),
        }
    }
}

/// The name of a row, as a link where the page has the row.
pub(in crate::render) fn group(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    row: usize,
    anchors: &Anchors,
    before: &str,
) {
    let id = group_id(row);
    let status = comparison
        .rows
        .get(row)
        .map_or(Status::Unique, |row| row.status);
    let shown = format!("{before}{id}");
    if anchors.has_row(row) {
        let class = format!("group {}", status.name());
        html.leaf(
            "a",
            &[("class", &class), ("href", &format!("#{id}"))],
            &shown,
        );
    } else {
        html.leaf("span", &[("class", "group")], &shown);
    }
}

/// Height of a strip in its own units; the width is a thousand.
const STRIP_HEIGHT: &str = "40";

/// The place of each statement between start and end of the report: shared in half height, divergent in full, so
/// that the two differ without colour.
fn strip(html: &mut Markup<'_>, parts: &[StripPart]) {
    let words: Vec<String> = parts
        .iter()
        .map(|part| format!("{} at {} %", group_id(part.row), part.start / 10))
        .collect();
    let shown = if words.is_empty() {
        "nothing that another report has".to_owned()
    } else {
        words.join(", ")
    };
    html.open(
        "svg",
        &[
            ("viewBox", "0 0 1000 40"),
            ("preserveAspectRatio", "none"),
            ("class", "strip"),
            ("role", "img"),
            ("aria-label", &shown),
        ],
    );
    html.open(
        "rect",
        &[
            ("class", "ground"),
            ("width", "1000"),
            ("height", STRIP_HEIGHT),
        ],
    );
    html.close();
    for part in parts {
        // A headline of five words in a long report would be thinner than a pixel.
        let width = part.end.saturating_sub(part.start).max(8);
        let (y, height) = match part.status {
            Status::Divergent => ("0", STRIP_HEIGHT),
            _ => ("20", "20"),
        };
        html.open(
            "rect",
            &[
                ("class", part.status.name()),
                ("x", &part.start.to_string()),
                ("y", y),
                ("width", &width.to_string()),
                ("height", height),
            ],
        );
        html.close();
    }
    html.close();
}
