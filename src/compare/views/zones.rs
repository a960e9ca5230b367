//! Where a report speaks in quotation marks, and which statement holds a place.
//!
//! In: the story. Out: [`Zones`], asked by span. Marks are read from the text as well as from the quotations, so
//! that words in marks without a speaker ("scare quotes") count as quoted too.

use crate::model::{ReportId, Span, Statement, StatementId};
use crate::text::{Story, regions};

/// The stretches inside quotation marks, by report.
#[derive(Debug)]
pub(super) struct Zones<'a> {
    /// By report, in text order, disjoint.
    quoted: Vec<Vec<Span>>,
    /// By report, in text order.
    statements: &'a [Vec<Statement>],
}

impl<'a> Zones<'a> {
    pub(super) fn new(story: &Story<'a>) -> Zones<'a> {
        let mut quoted = Vec::with_capacity(story.reports.len());
        for (report, found) in story.reports.iter().zip(story.statements) {
            let mut spans = Vec::new();
            let mut carried = false;
            for block in &report.blocks {
                if block.role.makes_statements() {
                    let regions = regions(&report.text, block.span, carried);
                    carried = regions.last().is_some_and(|region| !region.closed);
                    spans.extend(regions.into_iter().map(|region| region.inner));
                }
            }
            let quotations = found
                .iter()
                .filter_map(|statement| statement.quotation.as_ref());
            spans.extend(quotations.flat_map(|quotation| quotation.quoted.iter().copied()));
            quoted.push(merged(spans));
        }
        Zones {
            quoted,
            statements: story.statements,
        }
    }

    /// True when the span begins inside quotation marks.
    pub(super) fn is_quoted(&self, report: ReportId, span: Span) -> bool {
        let Some(zones) = self.quoted.get(report.index()) else {
            return false;
        };
        let after = zones.partition_point(|zone| zone.start <= span.start);
        after
            .checked_sub(1)
            .and_then(|index| zones.get(index))
            .is_some_and(|zone| span.start < zone.end)
    }

    /// The statement that holds the start of a span.
    pub(super) fn statement_at(&self, report: ReportId, span: Span) -> Option<StatementId> {
        let statements = self.statements.get(report.index())?;
        let after = statements.partition_point(|held| held.span.start <= span.start);
        statements
            .get(..after)?
            .iter()
            .rev()
            // Statements may overlap a little; more than a few back cannot hold the place.
            .take(4)
            .find(|held| span.start < held.span.end)
            .map(|held| held.id)
    }
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut result: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match result.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => result.push(span),
        }
    }
    result
}
