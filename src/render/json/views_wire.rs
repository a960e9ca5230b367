//! The shapes of the views on the wire; what each field says stands in `data/schema`.

use serde::Serialize;

use super::WireSpan;
use super::statement::WireUnit;

#[derive(Serialize)]
pub(super) struct WireOverview<'a> {
    pub(super) report: String,
    pub(super) words: usize,
    pub(super) statements: usize,
    pub(super) quotations: usize,
    pub(super) groups: WireByStatus,
    pub(super) set_aside: Vec<WireAside<'a>>,
}

#[derive(Serialize)]
pub(super) struct WireByStatus {
    pub(super) divergent: usize,
    pub(super) shared: usize,
    pub(super) unique: usize,
}

#[derive(Serialize)]
pub(super) struct WireAside<'a> {
    pub(super) role: &'static str,
    pub(super) blocks: usize,
    pub(super) words: usize,
    pub(super) reasons: &'a [String],
}

#[derive(Serialize)]
pub(super) struct WireCoverage {
    pub(super) group: String,
    pub(super) by_report: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct WireSpeakerView<'a, G> {
    pub(super) name: Option<&'a str>,
    pub(super) kind: &'static str,
    pub(super) titles: &'a [String],
    pub(super) uses: Vec<WireSpeakerUse>,
    /// The [`WireQuoted`] of each row.
    pub(super) groups: G,
}

#[derive(Serialize)]
pub(super) struct WireSpeakerUse {
    pub(super) report: String,
    pub(super) direct: usize,
    pub(super) mixed: usize,
    pub(super) indirect: usize,
    pub(super) words: usize,
    pub(super) quoted_words: usize,
}

#[derive(Serialize)]
pub(super) struct WireQuoted<S, G> {
    pub(super) group: String,
    /// The names of the statements.
    pub(super) statements: S,
    /// The [`WireGrade`] of each pair.
    pub(super) grades: G,
}

#[derive(Serialize)]
pub(super) struct WireGrade {
    pub(super) statements: [String; 2],
    pub(super) grade: &'static str,
}

#[derive(Serialize)]
pub(super) struct WireIndependence<'a> {
    pub(super) group: String,
    pub(super) likeness: &'static str,
    pub(super) origins: Vec<Vec<String>>,
    pub(super) agency: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct WireMissing {
    pub(super) group: String,
    pub(super) report: String,
}

#[derive(Serialize)]
pub(super) struct WireLabel<'a> {
    pub(super) name: &'a str,
    pub(super) kind: &'static str,
    pub(super) forms: Vec<WireForm<'a>>,
}

#[derive(Serialize)]
pub(super) struct WireForm<'a> {
    pub(super) form: &'a str,
    pub(super) by_report: Vec<WireUses>,
    pub(super) examples: Vec<WirePlace>,
}

#[derive(Serialize)]
pub(super) struct WireUses {
    pub(super) own: usize,
    pub(super) quoted: usize,
}

#[derive(Serialize)]
pub(super) struct WirePlace {
    pub(super) statement: String,
    pub(super) span: WireSpan,
}

#[derive(Serialize)]
pub(super) struct WireWord<'a> {
    pub(super) list: &'static str,
    pub(super) word: &'a str,
    pub(super) sort: &'a str,
    pub(super) by_report: Vec<WireUses>,
    pub(super) examples: Vec<WirePlace>,
}

#[derive(Serialize)]
pub(super) struct WireList<'a> {
    pub(super) list: &'static str,
    pub(super) file: &'a str,
    pub(super) version: &'a str,
    pub(super) entries: usize,
}

#[derive(Serialize)]
pub(super) struct WirePositions<S: Serialize> {
    pub(super) report: String,
    pub(super) statements: S,
}

#[derive(Serialize)]
pub(super) struct WirePosition {
    pub(super) statement: String,
    pub(super) group: String,
    pub(super) part: &'static str,
    pub(super) start: u16,
    pub(super) end: u16,
}

#[derive(Serialize)]
pub(super) struct WireDay<'a> {
    pub(super) shown: &'a str,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) precision: Option<&'static str>,
    pub(super) time: Option<String>,
    pub(super) mentions: Vec<WirePlace>,
}

#[derive(Serialize)]
pub(super) struct WireNumber<'a> {
    pub(super) counted: Option<&'a str>,
    pub(super) unit: WireUnit<'a>,
    pub(super) mentions: Vec<WirePlace>,
}
