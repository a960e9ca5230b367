//! Tolls: two sentences that count the same people in the same plight tell one statement, whatever their figures are.
//!
//! "Nine dead in factory blast" and "the toll had risen to 11 by night" share no word and no figure, and readers look
//! for that conflict first. In: the statements with their figures. Out: the two that tell one toll. A toll of another
//! year, a part of one ("three more bodies") and a report that tells many of a sort (a war, a season) are left to the
//! features. Cost: the figures of each sentence.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::reasons::Own;
use crate::lexicon::Lexicon;
use crate::model::{Figure, Precision, Reasons, Report, Statement, StatementId, TimeValue, Unit};
use crate::text::Story;

/// What such a pair is worth at least. On six stories that nothing was fitted on 11 pairs that stood in no row for want
/// of words were right, none wrong.
pub(super) const PROBABILITY: f64 = 0.75;
/// Different values of one plight in a report up to which they are tellings of one toll: the first count and the last.
const VALUES: usize = 2;
/// A month or year that ended this many days before the report is another event's.
const PAST_DAYS: i32 = 60;

/// The words that tell what became of people, and those that make a count no toll.
pub(super) struct Plights {
    plights: FxHashSet<String>,
    people: FxHashSet<String>,
    additional: FxHashSet<String>,
    past: Vec<String>,
    of: Vec<String>,
}

impl Plights {
    /// Reads the tables `counted` and `rule-words`.
    pub(super) fn new(lexicon: &Lexicon) -> Plights {
        let (people, plights) = (lexicon.table("counted").entries.iter())
            .partition::<Vec<_>, _>(|entry| entry.cell(2) == "person");
        let keys = |entries: Vec<&crate::lexicon::Entry>| {
            let keys = entries.into_iter().map(|entry| entry.cell(1).to_owned());
            keys.collect()
        };
        let roles = |role: &str| {
            let entries = lexicon.table("rule-words").entries.iter();
            let of_role = entries.filter(move |entry| entry.cell(1) == role);
            of_role
                .map(|entry| entry.cell(0).to_owned())
                .collect::<Vec<_>>()
        };
        Plights {
            plights: keys(plights),
            people: keys(people),
            additional: roles("additional").into_iter().collect(),
            of: roles("part")
                .iter()
                .map(|word| format!(" {word} "))
                .collect(),
            past: roles("past")
                .iter()
                .map(|words| format!(" {words} "))
                .collect(),
        }
    }
}

/// A toll: the plight, who is counted (`None`: people) and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Toll<'a> {
    plight: &'a str,
    noun: Option<&'a str>,
    value: Decimal,
}

/// The tolls of a story, by statement; a statement that tells two of one plight has none of it.
pub(super) struct Tolls<'a>(BTreeMap<StatementId, Vec<Toll<'a>>>);

impl<'a> Tolls<'a> {
    pub(super) fn new(story: &Story<'a>, words: &Plights) -> Tolls<'a> {
        let mut tolls: BTreeMap<StatementId, Vec<Toll<'a>>> = BTreeMap::new();
        for (report, statements) in story.reports.iter().zip(story.statements) {
            let mut values: BTreeMap<&str, BTreeSet<Decimal>> = BTreeMap::new();
            let mut own: Vec<(StatementId, Vec<Toll<'_>>)> = Vec::new();
            // "It last erupted in 2011, | when 27 people died": the clause before dates it
            let past: BTreeSet<usize> = (statements.iter())
                .filter(|statement| is_past(report, statement, words))
                .map(|statement| statement.sentence)
                .collect();
            for statement in statements {
                if past.contains(&statement.sentence) {
                    continue;
                }
                let told = tolls_of(report, statement, words);
                for toll in &told {
                    values.entry(toll.plight).or_default().insert(toll.value);
                }
                if !told.is_empty() {
                    own.push((statement.id, told));
                }
            }
            let one = |toll: &Toll<'_>| {
                values
                    .get(toll.plight)
                    .is_some_and(|values| values.len() <= VALUES)
            };
            for (id, mut told) in own {
                told.retain(one);
                tolls.insert(id, told);
            }
        }
        Tolls(tolls)
    }

    /// The first two statements of two sentences that tell one toll, with the plight.
    pub(super) fn same(
        &self,
        here: &[StatementId],
        there: &[StatementId],
    ) -> Option<(StatementId, StatementId, &'a str)> {
        if self.0.is_empty() {
            return None;
        }
        let of = |id: &StatementId| self.0.get(id).map_or(&[][..], Vec::as_slice);
        for left in here {
            for one in of(left) {
                for right in there {
                    let meets = |two: &&Toll<'_>| {
                        let alike =
                            one.noun == two.noun || one.noun.is_none() || two.noun.is_none();
                        one.plight == two.plight && alike
                    };
                    if of(right).iter().any(|two| meets(&two)) {
                        return Some((*left, *right, one.plight));
                    }
                }
            }
        }
        None
    }
}

/// The reason of such a pair.
pub(super) fn reason(plight: &str) -> Reasons {
    let words = format!("both count the {plight}, and neither another year's nor a part of them");
    Own::SameToll.reason(1.0, &words)
}

fn tolls_of<'a>(report: &Report, statement: &'a Statement, words: &Plights) -> Vec<Toll<'a>> {
    let mut tolls: Vec<Toll<'a>> = (statement.facts.figures.iter())
        .filter(|figure| {
            figure.unit == Unit::Count && !is_partial(report, statement, figure, words)
        })
        .filter_map(|figure| {
            let counted = figure.counted.as_deref()?;
            let (noun, plight) = match counted.rsplit_once(' ') {
                Some((noun, plight)) => (Some(noun), plight),
                None => (None, counted),
            };
            let noun = noun.filter(|noun| !words.people.contains(*noun));
            let value = figure.low;
            (words.plights.contains(plight)).then_some(Toll {
                plight,
                noun,
                value,
            })
        })
        .collect();
    let plights: Vec<&str> = tolls.iter().map(|toll| toll.plight).collect();
    tolls.retain(|toll| {
        plights
            .iter()
            .filter(|plight| **plight == toll.plight)
            .count()
            == 1
    });
    tolls
}

/// True for a figure with "another", "more" or the like beside it.
fn is_partial(report: &Report, statement: &Statement, figure: &Figure, words: &Plights) -> bool {
    let text = |from: usize, to: usize| {
        let span = crate::model::Span::new(from, to.max(from));
        span.cut(&report.text).to_lowercase()
    };
    let before = text(statement.span.start, figure.span.start);
    let behind = text(figure.span.end, statement.span.end);
    let inside = text(figure.span.start, figure.span.end);
    let is_additional = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        words.additional.contains(word)
    };
    // "three of the injured"
    let of_more = figure
        .counted_span
        .is_some_and(|counted| counted.start > figure.span.start)
        && words.of.iter().any(|of| inside.contains(of.as_str()));
    of_more
        || before.split_whitespace().rev().take(2).any(is_additional)
        || inside.split_whitespace().any(is_additional)
        || behind.split_whitespace().take(1).any(is_additional)
}

/// True for a statement of another year or month, or with words that say so ("last year").
fn is_past(report: &Report, statement: &Statement, words: &Plights) -> bool {
    let published = report
        .metadata
        .published
        .as_ref()
        .map(|published| published.date);
    let dated = statement.facts.times.iter().any(|time| match time.value {
        TimeValue::Date { to, precision, .. } => {
            let coarse = precision >= Precision::Month;
            match published {
                Some(date) => to.until(date).is_ok_and(|gap| gap.get_days() > PAST_DAYS),
                None => coarse,
            }
        }
        _ => false,
    });
    let text = statement.span.cut(&report.text).to_lowercase();
    let plain: Vec<&str> = (text.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let plain = format!(" {} ", plain.join(" "));
    dated || words.past.iter().any(|past| plain.contains(past.as_str()))
}
