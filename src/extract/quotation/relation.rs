//! Two runs → how they lie to each other: order, distance, what stands between.

use super::candidates::View;
use super::hash::{bucket, mix};
use super::paragraph::{Cell, Quoted};
use super::runs::Run;

/// How two runs lie to each other.
pub(super) struct Relation {
    /// 0 the second is before the first, 1 after, 2 in an earlier paragraph, 3 in a later one.
    pub(super) order: u32,
    pub(super) distance: u32,
    pub(super) sentences: u32,
    pub(super) commas: u32,
    pub(super) marks: u32,
    /// Hash of the classes between where at most three tokens lie between.
    pub(super) between: u32,
    pub(super) cues_between: u32,
    pub(super) sources_between: u32,
    pub(super) pieces_between: u32,
}

impl View<'_> {
    /// How `second` lies to `first`.
    pub(super) fn relation(&self, first: &Run, second: &Run) -> Relation {
        let (order, left, right) = if second.paragraph < first.paragraph {
            (2, second, first)
        } else if second.paragraph > first.paragraph {
            (3, first, second)
        } else if second.start < first.start {
            (0, second, first)
        } else {
            (1, first, second)
        };
        let count = |list: &[Run]| -> u32 {
            let from =
                list.partition_point(|run| (run.paragraph, run.start) < (left.paragraph, left.end));
            let to = list
                .partition_point(|run| (run.paragraph, run.start) < (right.paragraph, right.start));
            to.saturating_sub(from).min(3) as u32
        };
        let sure = |list: &[Run]| -> u32 {
            let from =
                list.partition_point(|run| (run.paragraph, run.start) < (left.paragraph, left.end));
            list.iter()
                .skip(from)
                .take(16)
                .take_while(|run| (run.paragraph, run.start) < (right.paragraph, right.start))
                .filter(|run| run.best)
                .count()
                .min(3) as u32
        };
        let mut relation = Relation {
            order,
            distance: 12,
            sentences: 5,
            commas: 0,
            marks: 0,
            between: 1,
            cues_between: sure(&self.runs.cues),
            sources_between: sure(&self.runs.sources),
            pieces_between: count(&self.runs.pieces),
        };
        if order < 2
            && let Some(paragraph) = self.paragraph(left)
        {
            let gap = paragraph.cells.get(left.end..right.start).unwrap_or(&[]);
            relation.distance = bucket(gap.len());
            let sentence = |at: usize| {
                paragraph
                    .cells
                    .get(at)
                    .map_or(0, |cell: &Cell| cell.sentence)
            };
            relation.sentences = sentence(right.start)
                .saturating_sub(sentence(left.end.saturating_sub(1)))
                .min(3) as u32;
            for cell in gap.iter().take(60) {
                relation.commas += u32::from(cell.comma);
                relation.marks +=
                    u32::from(matches!(cell.quoted, Quoted::Opening | Quoted::Closing));
            }
            relation.commas = relation.commas.min(3);
            relation.marks = relation.marks.min(3);
            if gap.len() <= 3 {
                relation.between = gap.iter().fold(9, |hash, cell| mix(0, hash, cell.class));
            }
        }
        relation
    }
}
