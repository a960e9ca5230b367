//! The members of a group → its divergences: every rule on every two members of different reports, what is found
//! gathered into one divergence for each rule and thing compared.
//!
//! Cost: pairs of members.

use std::collections::BTreeMap;

use super::context::{Context, View};
use super::rules::{Evidence, Finding, Pair, RULES, Rule};
use super::shared::Shared;
use super::wording;
use crate::model::{Divergence, Side, Span, StatementId, Wording};

/// A finding with the statements that it is about.
type Found = (StatementId, StatementId, Finding);

/// What comparing the members of a group gives.
#[derive(Default)]
pub(super) struct Gathered {
    /// By kind, then rule, then what is compared; a hint never repeats a divergence that is shown.
    pub divergences: Vec<Divergence>,
    /// Grades of utterances that stand in marks on both sides, by statements.
    pub wordings: Vec<Wording>,
}

/// Compares every two members of different reports.
pub(super) fn gather(context: &Context<'_>, members: &[StatementId]) -> Gathered {
    let views: Vec<View<'_>> = members.iter().filter_map(|id| context.view(*id)).collect();
    let mut found: BTreeMap<(usize, String), Vec<Found>> = BTreeMap::new();
    let mut wordings = Vec::new();
    for (index, left) in views.iter().enumerate() {
        for right in views.iter().skip(index + 1) {
            if left.report.id == right.report.id {
                continue;
            }
            let shared = Shared::new(context, left, right);
            let pair = Pair {
                context,
                left,
                right,
                shared: &shared,
            };
            for (place, rule) in RULES.iter().enumerate() {
                for finding in rule.check(&pair) {
                    found
                        .entry((place, finding.about.clone()))
                        .or_default()
                        .push((left.statement.id, right.statement.id, finding));
                }
            }
            wordings.extend(wording::grade(&pair));
        }
    }
    let mut divergences = Vec::new();
    for ((place, about), findings) in found {
        let Some(rule) = RULES.get(place) else {
            continue;
        };
        let (shown, hints): (Vec<_>, Vec<_>) = findings
            .into_iter()
            .partition(|(_, _, finding)| finding.confidence >= Divergence::SHOWN);
        let kept = if shown.is_empty() { hints } else { shown };
        let Some(divergence) = join(*rule, &about, kept) else {
            continue;
        };
        // the same words under two rules of one kind: the first rule has said it
        if !divergences.iter().any(|held| repeats(held, &divergence)) {
            divergences.push(divergence);
        }
    }
    divergences.sort_by_key(|divergence| divergence.kind);
    Gathered {
        divergences,
        wordings,
    }
}

/// True when a divergence of the same kind has words of a side of the second one.
fn repeats(held: &Divergence, second: &Divergence) -> bool {
    held.kind == second.kind
        && second.sides.iter().any(|side| {
            held.sides.iter().any(|known| {
                known.statement == side.statement
                    && known
                        .spans
                        .iter()
                        .any(|span| side.spans.iter().any(|other| span.overlaps(*other)))
            })
        })
}

/// One divergence of all findings about one thing.
fn join(rule: &dyn Rule, about: &str, findings: Vec<Found>) -> Option<Divergence> {
    let mut confidence: f64 = 0.0;
    let mut sides: BTreeMap<StatementId, Evidence> = BTreeMap::new();
    for (left, right, finding) in findings {
        confidence = confidence.max(finding.confidence);
        for (id, evidence) in [(left, finding.left), (right, finding.right)] {
            match sides.get_mut(&id) {
                None => {
                    sides.insert(id, evidence);
                }
                Some(held) => add(held, evidence),
            }
        }
    }
    if sides.len() < 2 {
        return None;
    }
    let mut values: Vec<&str> = Vec::new();
    for evidence in sides.values() {
        if !values.contains(&evidence.value.as_str()) {
            values.push(&evidence.value);
        }
    }
    let explanation = format!("{}: {}", rule.headline(about), values.join(" | "));
    let sides = sides
        .into_iter()
        .map(|(statement, evidence)| Side {
            statement,
            spans: evidence.spans,
            value: evidence.value,
        })
        .collect();
    Some(Divergence {
        kind: rule.kind(),
        rule: rule.name(),
        sides,
        explanation,
        confidence,
    })
}

/// Adds the words of a second finding about the same statement.
fn add(held: &mut Evidence, more: Evidence) {
    let news: Vec<Span> = more
        .spans
        .into_iter()
        .filter(|span| !held.spans.iter().any(|known| known.contains(*span)))
        .collect();
    if news.is_empty() {
        return;
    }
    held.spans
        .retain(|known| !news.iter().any(|span| span.contains(*known)));
    held.spans.extend(news);
    held.spans.sort();
    if !held.value.contains(&more.value) {
        held.value = format!("{}; {}", held.value, more.value);
    }
}
