//! The views on the wire: what a newsroom or a class looks for, counted once in the comparison.
//!
//! Lists `by_report` run in the order of `reports`; groups, statements and reports stand by their ids.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::statement::WireUnit;
use super::text::Each;
use super::views_wire::{
    WireAside, WireByStatus, WireCoverage, WireDay, WireForm, WireGrade, WireIndependence,
    WireLabel, WireList, WireMissing, WireNumber, WireOverview, WirePlace, WirePosition,
    WirePositions, WireQuoted, WireSpeakerUse, WireSpeakerView, WireUses, WireWord,
};
use super::{Offsets, WireSpan};
use crate::model::{
    Comparison, Coverage, Example, GradedPair, Independence, LabelView, ListSource, MissingOne,
    NumberView, ReportOverview, SpeakerView, TimelineEntry, Uses, WordView,
};
use crate::render::sheet::row_id;

/// All views, each made when it is written: of a large story they are as long as the rest together.
pub(super) struct WireViews<'a> {
    comparison: &'a Comparison,
    offsets: &'a [Offsets<'a>],
}

/// All views.
pub(super) fn views<'a>(comparison: &'a Comparison, offsets: &'a [Offsets<'a>]) -> WireViews<'a> {
    WireViews {
        comparison,
        offsets,
    }
}

impl Serialize for WireViews<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let views = &self.comparison.views;
        let drawn = Drawn {
            comparison: self.comparison,
            offsets: self.offsets,
        };
        let coverage = |(row, by_report): (usize, &[Coverage])| WireCoverage {
            group: drawn.group(row),
            by_report: by_report.iter().map(|one| one.name()).collect(),
        };
        let missing = |one: &MissingOne| WireMissing {
            group: drawn.group(one.row),
            report: one.report.to_string(),
        };
        let mut out = serializer.serialize_struct("WireViews", 11)?;
        out.serialize_field("overview", &Each(|| views.overview.iter().map(overview)))?;
        let rows = || views.coverage.rows().enumerate();
        out.serialize_field("coverage", &Each(|| rows().map(coverage)))?;
        let speakers = || views.speakers.iter();
        out.serialize_field(
            "speakers",
            &Each(|| speakers().map(|one| drawn.speaker(one))),
        )?;
        let independence = || views.independence.iter();
        out.serialize_field(
            "independence",
            &Each(|| independence().map(|one| drawn.independence(one))),
        )?;
        out.serialize_field(
            "missing_one",
            &Each(|| views.missing_one.iter().map(missing)),
        )?;
        let labels = || views.labels.iter();
        out.serialize_field("labels", &Each(|| labels().map(|one| drawn.label(one))))?;
        out.serialize_field(
            "words",
            &Each(|| views.words.iter().map(|one| drawn.word(one))),
        )?;
        out.serialize_field("lists", &Each(|| views.lists.iter().map(list)))?;
        out.serialize_field("positions", &Each(|| drawn.positions()))?;
        let timeline = || views.timeline.iter();
        out.serialize_field("timeline", &Each(|| timeline().map(|one| drawn.day(one))))?;
        let numbers = || views.numbers.iter();
        out.serialize_field("numbers", &Each(|| numbers().map(|one| drawn.number(one))))?;
        out.end()
    }
}

fn overview(one: &ReportOverview) -> WireOverview<'_> {
    let [divergent, shared, unique] = one.rows;
    WireOverview {
        report: one.report.to_string(),
        words: one.words,
        statements: one.statements,
        quotations: one.quotations,
        groups: WireByStatus {
            divergent,
            shared,
            unique,
        },
        set_aside: one
            .set_aside
            .iter()
            .map(|aside| WireAside {
                role: aside.role.name(),
                blocks: aside.blocks,
                words: aside.words,
                reasons: &aside.reasons,
            })
            .collect(),
    }
}

fn list(one: &ListSource) -> WireList<'_> {
    WireList {
        list: one.list.name(),
        file: &one.file,
        version: &one.version,
        entries: one.entries,
    }
}

fn uses(by_report: &[Uses]) -> Vec<WireUses> {
    by_report
        .iter()
        .map(|uses| WireUses {
            own: uses.own,
            quoted: uses.quoted,
        })
        .collect()
}

/// Names and places of one comparison.
struct Drawn<'a, 'o> {
    comparison: &'a Comparison,
    offsets: &'o [Offsets<'o>],
}

impl<'a> Drawn<'a, '_> {
    fn group(&self, row: usize) -> String {
        self.comparison
            .rows
            .get(row)
            .map(row_id)
            .unwrap_or_default()
    }

    fn places(&self, examples: &[Example]) -> Vec<WirePlace> {
        examples
            .iter()
            .filter_map(|example| {
                Some(WirePlace {
                    statement: example.statement.to_string(),
                    span: WireSpan::new(
                        example.span,
                        self.offsets.get(example.statement.report.index())?,
                    ),
                })
            })
            .collect()
    }

    fn speaker(&self, one: &'a SpeakerView) -> WireSpeakerView<'a, impl Serialize> {
        WireSpeakerView {
            name: Some(one.name.as_str()).filter(|name| !name.is_empty()),
            kind: one.kind.name(),
            titles: &one.titles,
            uses: one
                .uses
                .iter()
                .map(|uses| WireSpeakerUse {
                    report: uses.report.to_string(),
                    direct: uses.direct,
                    mixed: uses.mixed,
                    indirect: uses.indirect,
                    words: uses.words,
                    quoted_words: uses.quoted_words,
                })
                .collect(),
            groups: Each(|| {
                (one.rows.iter()).map(|quoted| WireQuoted {
                    group: self.group(quoted.row),
                    statements: Each(|| quoted.statements.iter().map(ToString::to_string)),
                    grades: Each(|| quoted.grades.iter().map(grade)),
                })
            }),
        }
    }

    fn independence(&self, one: &'a Independence) -> WireIndependence<'a> {
        WireIndependence {
            group: self.group(one.row),
            likeness: one.likeness.name(),
            origins: one
                .origins
                .iter()
                .map(|set| set.iter().map(ToString::to_string).collect())
                .collect(),
            agency: one.agency.as_deref(),
        }
    }

    fn label(&self, one: &'a LabelView) -> WireLabel<'a> {
        WireLabel {
            name: &one.name,
            kind: one.kind.name(),
            forms: one
                .forms
                .iter()
                .map(|form| WireForm {
                    form: &form.form,
                    by_report: uses(&form.uses),
                    examples: self.places(&form.examples),
                })
                .collect(),
        }
    }

    fn word(&self, one: &'a WordView) -> WireWord<'a> {
        WireWord {
            list: one.list.name(),
            word: &one.word,
            sort: &one.sort,
            by_report: uses(&one.uses),
            examples: self.places(&one.examples),
        }
    }

    fn positions(&self) -> impl Iterator<Item = WirePositions<impl Serialize>> {
        let by_report = self.comparison.views.positions.iter();
        by_report
            .zip(&self.comparison.reports)
            .map(|(positions, report)| WirePositions {
                report: report.id.to_string(),
                statements: Each(|| {
                    positions.iter().map(|one| WirePosition {
                        statement: one.statement.to_string(),
                        group: self.group(one.row as usize),
                        part: one.part.name(),
                        start: one.start,
                        end: one.end,
                    })
                }),
            })
    }

    fn day(&self, one: &'a TimelineEntry) -> WireDay<'a> {
        WireDay {
            shown: &one.shown,
            from: one.days.map(|(from, _)| from.to_string()),
            to: one.days.map(|(_, to)| to.to_string()),
            precision: one.precision.map(|precision| precision.name()),
            time: one.time.map(|time| time.to_string()),
            mentions: self.places(&one.mentions),
        }
    }

    fn number(&self, one: &'a NumberView) -> WireNumber<'a> {
        WireNumber {
            counted: one.counted.as_deref(),
            unit: WireUnit::new(&one.unit),
            mentions: self.places(&one.mentions),
        }
    }
}

fn grade(pair: &GradedPair) -> WireGrade {
    WireGrade {
        statements: [pair.left.to_string(), pair.right.to_string()],
        grade: pair.grade.name(),
    }
}
