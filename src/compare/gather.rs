//! The members of a group → its divergences: every rule on every two members of different reports, what is found
//! gathered into one divergence for each rule and thing compared.
//!
//! Cost: pairs of members, in a large row some for each member (`pairing`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::context::{Context, View};
use super::denial;
use super::pairing::{Pairing, hubs};
use super::parts::{About, parted};
use super::rules::{Evidence, Finding, Pair, RULES, Rule};
use super::shared::Shared;
use super::wording;
use crate::model::{
    Divergence, DivergenceKind, ReportId, Side, Span, Statement, StatementId, Wording,
};

/// A finding with the statements that it is about.
type Found = About<Finding>;

/// What comparing the members of a group gives.
#[derive(Default)]
pub(super) struct Gathered {
    /// By kind, then rule, then what is compared; a hint never repeats a divergence that is shown.
    pub divergences: Vec<Divergence>,
    /// Grades of utterances that stand in marks on both sides, by statements.
    pub wordings: Vec<Wording>,
}

/// Words of the statements that are kept with all that is known of their words, where they stand in several rows: those
/// of an event in twenty outlets. Each takes 800 bytes, so that is eight megabytes.
const KEPT_WORDS: usize = 10_000;
/// What the rules found that is kept for the next row with the same two statements: each takes half a kilobyte.
const KEPT_FINDINGS: usize = 10_000;
/// Statements of a story from which on none are kept, for memory: fifty outlets tell fewer of an event.
const VERY_MANY: usize = 2_000;

/// What the rules say of two statements.
#[derive(Clone, Default)]
struct Verdict {
    findings: Vec<(usize, Finding)>,
    wording: Option<Wording>,
}

/// Compares the members of rows; two statements that stand together in several rows are compared once.
pub(super) struct Gatherer<'c> {
    context: &'c Context<'c>,
    /// In how many rows each statement stands, where it is more than one.
    rows: BTreeMap<StatementId, usize>,
    pairing: Pairing,
    /// Nothing where the rules find nothing.
    known: BTreeMap<(StatementId, StatementId), Option<Rc<Verdict>>>,
    /// How many findings more may be kept there.
    known_room: usize,
    /// Statements in several rows with their words, and how many words more may be kept.
    views: BTreeMap<StatementId, Rc<View<'c>>>,
    room: usize,
    /// The statements that stand in a row of several reports, ascending.
    told: Vec<StatementId>,
    /// The reports that each denial stands in a row with.
    denied: BTreeMap<StatementId, BTreeSet<ReportId>>,
}

impl<'c> Gatherer<'c> {
    pub(super) fn new<'g>(
        context: &'c Context<'c>,
        groups: impl Iterator<Item = &'g [StatementId]>,
    ) -> Gatherer<'c> {
        let mut rows: BTreeMap<StatementId, usize> = BTreeMap::new();
        let mut sizes = Vec::new();
        let mut denied: BTreeMap<StatementId, BTreeSet<ReportId>> = BTreeMap::new();
        for group in groups {
            sizes.push(group.len());
            for member in group {
                *rows.entry(*member).or_default() += 1;
                if context.denials.contains_key(member) {
                    let reports = denied.entry(*member).or_default();
                    reports.extend(group.iter().map(|other| other.report));
                }
            }
        }
        let told = rows.keys().copied().collect();
        rows.retain(|_, count| *count > 1);
        let statements: usize = context.story.statements.iter().map(Vec::len).sum();
        Gatherer {
            context,
            rows,
            pairing: Pairing::new(context.story.reports.len(), &sizes, statements),
            known: BTreeMap::new(),
            known_room: KEPT_FINDINGS,
            views: BTreeMap::new(),
            room: if statements < VERY_MANY {
                KEPT_WORDS
            } else {
                0
            },
            told,
            denied,
        }
    }

    /// A statement with its words.
    fn view(&mut self, id: StatementId) -> Option<Rc<View<'c>>> {
        if let Some(known) = self.views.get(&id) {
            return Some(known.clone());
        }
        let view = Rc::new(self.context.view(id)?);
        let words = view.words.len();
        if words <= self.room && self.rows.contains_key(&id) {
            self.room -= words;
            self.views.insert(id, view.clone());
        }
        Some(view)
    }

    fn verdict(&mut self, left: &View<'_>, right: &View<'_>) -> Option<Rc<Verdict>> {
        let ends = (left.statement.id, right.statement.id);
        let again = self.rows.contains_key(&ends.0) && self.rows.contains_key(&ends.1);
        if again && let Some(known) = self.known.get(&ends) {
            return known.clone();
        }
        let shared = Shared::new(left, right);
        let quoted = wording::quoted(self.context, left, right);
        let pair = Pair {
            context: self.context,
            left,
            right,
            shared: &shared,
            quoted: quoted.as_ref(),
        };
        let mut verdict = Verdict {
            wording: wording::grade(&pair),
            ..Verdict::default()
        };
        for (place, rule) in RULES.iter().enumerate() {
            let found = rule.check(&pair).into_iter();
            verdict
                .findings
                .extend(found.map(|finding| (place, finding)));
        }
        let any = verdict.wording.is_some() || !verdict.findings.is_empty();
        let verdict = any.then(|| Rc::new(verdict));
        let size = verdict.as_ref().map_or(1, |any| any.findings.len() + 1);
        if again && self.known_room >= size {
            self.known_room -= size;
            self.known.insert(ends, verdict.clone());
        }
        verdict
    }

    /// Compares every two members of different reports that are to be compared (`pairing`).
    pub(super) fn gather(&mut self, members: &[StatementId]) -> Gathered {
        let context = self.context;
        let alone = |id: StatementId| self.told.binary_search(&id).is_err();
        let wholes: Vec<Option<Statement>> = (members.iter())
            .map(|id| context.whole(*id, alone))
            .collect();
        let mut pairs = self.pairing.pairs(&texts(context, members, &wholes));
        let hubs = hubs(members.len(), &mut pairs);
        let mut held: BTreeMap<usize, Rc<View<'_>>> = BTreeMap::new();
        let mut last = None;
        let mut found: BTreeMap<(usize, String), Vec<Found>> = BTreeMap::new();
        let mut wordings = Vec::new();
        for (left, right) in pairs {
            // In a large row the words of those that meet all others are held, and of one more.
            if let Some(hubs) = &hubs {
                let other = if hubs.contains(&left) { right } else { left };
                if last.is_some_and(|last| last != other && !hubs.contains(&last)) {
                    last.map(|last| held.remove(&last));
                }
                last = Some(other);
            }
            let mut view = |at: usize| -> Option<Rc<View<'_>>> {
                if let Some(known) = held.get(&at) {
                    return Some(Rc::clone(known));
                }
                let view = match wholes.get(at)? {
                    Some(whole) => context.view_of(whole).map(Rc::new),
                    None => self.view(*members.get(at)?),
                }?;
                held.insert(at, Rc::clone(&view));
                Some(view)
            };
            let (Some(left), Some(right)) = (view(left), view(right)) else {
                continue;
            };
            let Some(verdict) = self.verdict(&left, &right) else {
                continue;
            };
            for (place, finding) in &verdict.findings {
                found
                    .entry((*place, finding.about.clone()))
                    .or_default()
                    .push((left.statement.id, right.statement.id, finding.clone()));
            }
            wordings.extend(verdict.wording.clone());
        }
        if hubs.is_some() {
            wordings.sort_by_key(|wording: &Wording| (wording.left, wording.right));
            for findings in found.values_mut() {
                findings.sort_by_key(|(left, right, _)| (*left, *right));
            }
        }
        let mut divergences = joined(found);
        divergences.extend(denial::denial(context, members, |statement, report| {
            let told = self.denied.get(&statement);
            told.is_some_and(|reports| reports.contains(&report))
        }));
        divergences.sort_by_key(|divergence| divergence.kind);
        Gathered {
            divergences,
            wordings,
        }
    }
}

/// Report and words of each member.
fn texts<'c>(
    context: &Context<'c>,
    members: &[StatementId],
    wholes: &[Option<Statement>],
) -> Vec<(ReportId, &'c str)> {
    let text = |(id, whole): (&StatementId, &Option<Statement>)| {
        let report = context.story.reports.get(id.report.index());
        let text = report.map_or("", |report| report.text.as_str());
        let text = match whole {
            Some(whole) => whole.span.cut(text),
            None => context.story.text_of(*id),
        };
        (id.report, text)
    };
    members.iter().zip(wholes).map(text).collect()
}

/// One divergence for each rule and thing compared, a hint only where nothing firmer is found.
fn joined(found: BTreeMap<(usize, String), Vec<Found>>) -> Vec<Divergence> {
    let mut divergences = Vec::new();
    for ((place, about), findings) in found {
        let Some(rule) = RULES.get(place) else {
            continue;
        };
        let (shown, hints): (Vec<_>, Vec<_>) = findings
            .into_iter()
            .partition(|(_, _, finding)| finding.confidence >= Divergence::SHOWN);
        let kept = if shown.is_empty() { hints } else { shown };
        let utterance = matches!(
            rule.kind(),
            DivergenceKind::Wording | DivergenceKind::Speaker
        );
        let parts = if utterance { parted(kept) } else { vec![kept] };
        for kept in parts {
            let Some(divergence) = join(*rule, &about, kept) else {
                continue;
            };
            // the same words under two rules of one kind: the first rule has said it
            if !divergences.iter().any(|held| repeats(held, &divergence)) {
                divergences.push(divergence);
            }
        }
    }
    divergences
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
    let mut against: BTreeMap<StatementId, BTreeSet<StatementId>> = BTreeMap::new();
    for (left, right, finding) in findings {
        confidence = confidence.max(finding.confidence);
        against.entry(left).or_default().insert(right);
        against.entry(right).or_default().insert(left);
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
    let tellings = tellings(&sides, &against);
    let mut values: Vec<Vec<&str>> = Vec::new();
    let mut known: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (evidence, telling) in sides.values().zip(&tellings) {
        while values.len() <= *telling {
            values.push(Vec::new());
        }
        if let Some(told) = values.get_mut(*telling)
            && known.insert((*telling, &evidence.value))
        {
            told.push(&evidence.value);
        }
    }
    let values: Vec<String> = values.iter().map(|told| told.join(", ")).collect();
    let explanation = format!("{}: {}", rule.headline(about), values.join(" | "));
    let sides = sides
        .into_iter()
        .zip(tellings)
        .map(|((statement, evidence), telling)| Side {
            statement,
            spans: evidence.spans,
            value: evidence.value,
            telling,
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

/// The telling of each side: two go together that say the same value, or that differ from a third and not from each other.
fn tellings(
    sides: &BTreeMap<StatementId, Evidence>,
    against: &BTreeMap<StatementId, BTreeSet<StatementId>>,
) -> Vec<usize> {
    let mut heads: Vec<(&StatementId, &str)> = Vec::new();
    sides
        .iter()
        .map(|(id, evidence)| {
            let value = evidence.value.as_str();
            let known = heads.iter().position(|(head, told)| {
                let (others, theirs) = (against.get(id), against.get(head));
                let differ = others.is_some_and(|others| others.contains(head));
                let third = || others.zip(theirs).is_some_and(|(a, b)| !a.is_disjoint(b));
                !differ && (*told == value || third())
            });
            known.unwrap_or_else(|| {
                heads.push((id, value));
                heads.len() - 1
            })
        })
        .collect()
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
