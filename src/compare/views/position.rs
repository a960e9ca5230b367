//! Where in each report the statements stand that another report has too.

use crate::model::{Part, Position, Report, Role, Row, Span, StatementId, Status};
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
struct Layout<'a> {
    document: &'a Document,
    /// By sentence: how many words stand before it; and all of them.
    before: Vec<u32>,
    /// The block of the lede.
    lede: Option<usize>,
    /// Words before the first one after the lede.
    before_rest: usize,
}

impl<'a> Layout<'a> {
    fn new(report: &Report, document: &'a Document) -> Layout<'a> {
        let mut before = Vec::with_capacity(document.sentences.len() + 1);
        let mut words = 0;
        before.push(words);
        for sentence in &document.sentences {
            let own = words_in(document, sentence.span).count();
            // A report has fewer words than bytes, and none is as long as this.
            words = u32::try_from(own).map_or(u32::MAX, |own| words.saturating_add(own));
            before.push(words);
        }
        let lede = report
            .blocks
            .iter()
            .position(|block| block.role == Role::Body);
        let end_of_lede = lede
            .and_then(|index| report.blocks.get(index))
            .map_or(0, |block| block.span.end);
        let mut layout = Layout {
            document,
            before,
            lede,
            before_rest: 0,
        };
        layout.before_rest = layout.before(end_of_lede);
        layout
    }

    /// How many words begin before a byte.
    fn before(&self, byte: usize) -> usize {
        let sentences = &self.document.sentences;
        let next = sentences.partition_point(|sentence| sentence.span.end <= byte);
        let before = self.before.get(next).copied().unwrap_or(0) as usize;
        let start = sentences.get(next).map_or(byte, |next| next.span.start);
        if start >= byte {
            return before;
        }
        let own = words_in(self.document, Span::new(start, self.document_end()));
        before + own.take_while(|word| word.span.start < byte).count()
    }

    /// Where the last sentence ends.
    fn document_end(&self) -> usize {
        let last = self.document.sentences.last();
        last.map_or(0, |last| last.span.end)
    }

    /// How many words the report has.
    fn all(&self) -> usize {
        self.before.last().copied().unwrap_or(0) as usize
    }

    fn thousandths(&self, byte: usize) -> u16 {
        let share = (self.before(byte) * 1000).checked_div(self.all());
        u16::try_from(share.unwrap_or(0)).unwrap_or(u16::MAX)
    }

    fn part(&self, role: Role, block: usize, byte: usize) -> Part {
        if role != Role::Body {
            return Part::Headline;
        }
        if self.lede == Some(block) {
            return Part::Lede;
        }
        let rest = self.all().saturating_sub(self.before_rest);
        let place = self.before(byte).saturating_sub(self.before_rest);
        match (place * 4).checked_div(rest).unwrap_or(0) {
            0 => Part::Quarter(1),
            1 => Part::Quarter(2),
            2 => Part::Quarter(3),
            _ => Part::Quarter(4),
        }
    }
}
