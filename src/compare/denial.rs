//! The rule `denial`: what a row tells is denied beside it in some reports and not in the others.
//!
//! It sees a row, not two statements: who denies is mostly not who claimed, and the denial is a statement of its own
//! ("Russia announced a joint mission. The Pentagon denied it."). What it finds is a hint: the claim itself is told
//! alike. Cost: two sentences for each member.

use std::collections::BTreeMap;

use super::context::{Context, View};
use super::tables::Tables;
use crate::model::{Divergence, DivergenceKind, ReportId, Side, Span, StatementId};

/// Its name in the output.
pub(super) const NAME: &str = "denial";

/// What is denied stands at most this many words behind the denial: "denied the latest report".
const REACH: usize = 4;

/// A hint: below what makes a row divergent.
const CONFIDENCE: f64 = 0.4;

/// A denial within a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Denied {
    /// From who denies to what stands for the claim.
    span: Span,
    /// True before the first comma: in the claim itself that is somebody's other denial, behind a comma it is its own.
    opens: bool,
}

/// The denial that only some of the reports of a row have. `joined` says whether a statement stands in some row with one
/// of a report.
///
/// Fires (as a hint): `Russia said so, but the Pentagon denied it` | `Russia said so`.
/// Stays quiet: where every report has one; where what is denied is named anew ("denied any wrongdoing").
pub(super) fn denial(
    context: &Context<'_>,
    members: &[StatementId],
    joined: impl Fn(StatementId, ReportId) -> bool,
) -> Option<Divergence> {
    // The first telling of each report, and where it is denied.
    let mut tellings: BTreeMap<ReportId, (StatementId, Option<(StatementId, Span)>)> =
        BTreeMap::new();
    for member in members {
        let found = beside(context, *member);
        let telling = tellings.entry(member.report).or_insert((*member, None));
        if telling.1.is_none() && found.is_some() {
            *telling = (*member, found);
        }
    }
    let denials: Vec<StatementId> = (tellings.values())
        .filter_map(|(_, denied)| Some(denied.as_ref()?.0))
        .collect();
    // told there too, in a row of its own
    tellings.retain(|report, (_, denied)| {
        let mut apart = denials.iter().filter(|denial| !members.contains(denial));
        denied.is_some() || !apart.any(|denial| joined(*denial, *report))
    });
    if denials.is_empty() || denials.len() == tellings.len() {
        return None;
    }
    let sides: Vec<Side> = tellings
        .into_iter()
        .map(|(report, (statement, denied))| {
            let text = context
                .story
                .reports
                .get(report.index())
                .map_or("", |it| &it.text);
            let span = denied.map(|(_, span)| span);
            let value = span.map_or_else(
                || "no denial beside it".to_owned(),
                |span| {
                    let words: Vec<&str> = span.cut(text).split_whitespace().collect();
                    words.join(" ")
                },
            );
            Side {
                statement,
                spans: span.into_iter().collect(),
                telling: usize::from(span.is_none()),
                value,
            }
        })
        .collect();
    let words: Vec<&str> = sides
        .iter()
        .filter(|side| side.telling == 0)
        .map(|side| side.value.as_str())
        .collect();
    Some(Divergence {
        kind: DivergenceKind::Polarity,
        rule: NAME,
        explanation: format!(
            "a denial stands beside it, not found in the other reports: {}",
            words.join(" | ")
        ),
        sides,
        confidence: CONFIDENCE,
    })
}

/// The denial in a statement that follows it in the same or the next sentence.
fn beside(context: &Context<'_>, member: StatementId) -> Option<(StatementId, Span)> {
    let statements = context.story.statements.get(member.report.index())?;
    let own = context.story.statement(member)?;
    let at = statements.partition_point(|one| one.id < member);
    let following = statements.get(at..)?.iter();
    following
        .take_while(|one| one.sentence <= own.sentence + 1)
        .find_map(|one| {
            let denied = context.denials.get(&one.id)?;
            (one.id != member || !denied.opens).then_some((one.id, denied.span))
        })
}

/// The words from who denies to what stands for the claim: "the Pentagon denied the report", "which it denied", "this was
/// rejected by the ministry".
pub(super) fn denied(tables: &Tables, view: &View<'_>) -> Option<Denied> {
    let word = |index: usize| view.words.get(index);
    let plain = |index: usize| word(index).is_some_and(|word| !word.content);
    (0..view.words.len()).find_map(|index| {
        let denial = word(index).filter(|word| tables.denials.contains(&word.stem))?;
        let inside =
            |other: &usize| word(*other).is_some_and(|word| word.segment == denial.segment);
        let before = (0..index).rev().take_while(inside);
        let behind = (index + 1..=index + REACH).take_while(inside);
        let stands = |other: &usize| {
            word(*other).is_some_and(|word| tables.said_before.contains(&word.folded))
        };
        let first = before.clone().last().unwrap_or(index);
        // "denied it would close" denies something else
        let ends = |last: usize| {
            let next = word(last + 1).filter(|next| next.segment == denial.segment);
            next.is_none_or(|next| tables.then.contains(&next.folded))
        };
        let object = behind
            .clone()
            .find(stands)
            .filter(|last| ends(*last) && (index + 1..*last).all(plain));
        // as the subject of the passive, or which everything before the verb is said of
        let subject = || {
            let passive = behind.clone().next().is_none_or(|next| {
                word(next).is_some_and(|word| tables.as_of.contains(&word.folded))
            });
            let opens = before.clone().take(REACH).find(stands)?;
            if !(first..opens).all(plain) {
                return None;
            }
            let end = behind.clone().last().unwrap_or(index);
            (passive && (opens + 1 < index || denial.segment > 0)).then_some(end)
        };
        let last = object.or_else(subject)?;
        Some(Denied {
            span: view.span_of(&(first..last + 1))?,
            opens: denial.segment == 0,
        })
    })
}
