//! Where in each report the statements stand that another report has too.

use crate::model::{Part, Position, Report, Role, Row, StatementId, Status};
use crate::text::{Document, Story};

use super::uses::words_in;

/// By report, in text order; a statement that stands in several rows is given with each.
pub(super) fn positions(story: &Story<'_>, rows: &[Row]) -> Vec<Vec<Position>> {
    let shown = (0..)
        .zip(rows)
        .filter(|(_, row)| row.status != Status::Unique);
    let mut rows_of: Vec<(StatementId, u32)> = shown
        .flat_map(|(index, row)| row.members.iter().map(move |member| (*member, index)))
        .collect();
    rows_of.sort_unstable();
    story
        .reports
        .iter()
        .zip(story.documents)
        .zip(story.statements)
        .map(|((report, document), statements)| {
            let layout = Layout::new(report, document);
            statements
                .iter()
                .flat_map(|statement| {
                    let first = rows_of.partition_point(|(held, _)| *held < statement.id);
                    let rows = rows_of.get(first..).unwrap_or(&[]).iter();
                    let rows = rows.take_while(|(held, _)| *held == statement.id);
                    let sentence = document.sentences.get(statement.sentence);
                    let layout = &layout;
                    sentence.into_iter().flat_map(move |sentence| {
                        rows.clone().map(move |(_, row)| Position {
                            statement: statement.id,
                            row: *row,
                            part: layout.part(statement.role, sentence.block, statement.span.start),
                            start: layout.thousandths(statement.span.start),
                            end: layout.thousandths(statement.span.end),
                        })
                    })
                })
                .collect()
        })
        .collect()
}

/// The words of one report by place.
struct Layout {
    /// Start of every word, in text order.
    words: Vec<usize>,
    /// The block of the lede.
    lede: Option<usize>,
    /// Words before the first one after the lede.
    before_rest: usize,
}

impl Layout {
    fn new(report: &Report, document: &Document) -> Layout {
        let words: Vec<usize> = words_in(document, crate::model::Span::new(0, report.text.len()))
            .map(|token| token.span.start)
            .collect();
        let lede = report
            .blocks
            .iter()
            .position(|block| block.role == Role::Body);
        let end_of_lede = lede
            .and_then(|index| report.blocks.get(index))
            .map_or(0, |block| block.span.end);
        let before_rest = words.partition_point(|start| *start < end_of_lede);
        Layout {
            words,
            lede,
            before_rest,
        }
    }

    fn before(&self, byte: usize) -> usize {
        self.words.partition_point(|start| *start < byte)
    }

    fn thousandths(&self, byte: usize) -> u16 {
        let share = (self.before(byte) * 1000).checked_div(self.words.len());
        u16::try_from(share.unwrap_or(0)).unwrap_or(u16::MAX)
    }

    fn part(&self, role: Role, block: usize, byte: usize) -> Part {
        if role != Role::Body {
            return Part::Headline;
        }
        if self.lede == Some(block) {
            return Part::Lede;
        }
        let rest = self.words.len().saturating_sub(self.before_rest);
        let place = self.before(byte).saturating_sub(self.before_rest);
        match (place * 4).checked_div(rest).unwrap_or(0) {
            0 => Part::Quarter(1),
            1 => Part::Quarter(2),
            2 => Part::Quarter(3),
            _ => Part::Quarter(4),
        }
    }
}
