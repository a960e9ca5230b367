//! Tolls: two sentences that count the same people in the same plight tell one statement, whatever their figures are.
//!
//! "Nine dead in factory blast" and "the toll had risen to 11 by night" share no word and no figure, and readers look
//! for that conflict first. In: the statements with their figures. Out: the two that tell one toll. A toll of another
//! year or of other people is another statement, whatever the words; of a part of one ("three more bodies") and where a
//! report tells many of a sort (a war, a season) the features decide. Cost: the figures of each sentence.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

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
    /// Nouns for people → one for all that name the same.
    nouns: FxHashMap<String, String>,
    additional: FxHashSet<String>,
    past: Vec<String>,
    of: Vec<String>,
}

impl Plights {
    /// Reads the tables `counted`, `people_nouns` and `rule-words`.
    pub(super) fn new(lexicon: &Lexicon) -> Plights {
        let (people, plights) = (lexicon.table("counted").entries.iter())
            .partition::<Vec<_>, _>(|entry| entry.cell(2) == "person");
        let keys = |entries: Vec<&crate::lexicon::Entry>| {
            let keys = entries.into_iter().map(|entry| entry.cell(1).to_owned());
            keys.collect()
        };
        let rule_words = lexicon.table("rule-words");
        let phrases = |role| -> Vec<String> {
            let words = rule_words.words_of(role);
            words.map(|words| format!(" {words} ")).collect()
        };
        let people: FxHashSet<String> = keys(people);
        let mut plights: FxHashSet<String> = keys(plights);
        // a turnout counts people, but says nothing of what became of them
        plights.retain(|plight| !people.contains(plight));
        Plights {
            plights,
            people,
            nouns: (lexicon.table("people_nouns").entries.iter())
                .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
                .collect(),
            additional: rule_words
                .words_of("additional")
                .map(str::to_owned)
                .collect(),
            of: phrases("part"),
            past: phrases("past"),
        }
    }
}

impl Plights {
    /// Who or what a figure counts, one noun for all that name the same; nothing where it only says that it is people.
    pub(super) fn noun_of<'w>(&'w self, counted: &'w str) -> Option<&'w str> {
        let noun = match counted.rsplit_once(' ') {
            Some((noun, plight)) if self.plights.contains(plight) => noun,
            _ => counted,
        };
        let told = !self.people.contains(noun) && !self.plights.contains(noun);
        told.then(|| self.nouns.get(noun).map_or(noun, String::as_str))
    }
}

/// A toll: the plight, who is counted (`None`: people) and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Toll<'a> {
    statement: StatementId,
    plight: &'a str,
    noun: Option<&'a str>,
    value: Decimal,
    /// Of another year.
    past: bool,
    /// "Three more", "three of the injured".
    partial: bool,
    /// The report tells many of the sort.
    many: bool,
}

/// The tolls of a story, by report and sentence.
pub(super) struct Tolls<'a>(BTreeMap<(usize, usize), Vec<Toll<'a>>>);

impl<'a> Tolls<'a> {
    pub(super) fn new(story: &Story<'a>, words: &'a Plights) -> Tolls<'a> {
        let mut tolls: BTreeMap<(usize, usize), Vec<Toll<'a>>> = BTreeMap::new();
        for (number, (report, statements)) in story.reports.iter().zip(story.statements).enumerate()
        {
            let mut own: BTreeMap<usize, Vec<Toll<'a>>> = BTreeMap::new();
            for statement in statements {
                let told = tolls_of(report, statement, words);
                if !told.is_empty() {
                    own.entry(statement.sentence).or_default().extend(told);
                }
            }
            // "It last erupted in 2011, | when 27 people died": the clause before dates it
            let past: BTreeSet<usize> = (statements.iter())
                .filter(|one| own.contains_key(&one.sentence) && is_past(report, one, words))
                .map(|one| one.sentence)
                .collect();
            let mut values: BTreeMap<&str, BTreeSet<Decimal>> = BTreeMap::new();
            for (sentence, told) in &mut own {
                for toll in told {
                    toll.past = past.contains(sentence);
                    if !toll.past && !toll.partial {
                        values.entry(toll.plight).or_default().insert(toll.value);
                    }
                }
            }
            for (sentence, mut told) in own {
                for toll in &mut told {
                    let values = values.get(toll.plight).map_or(0, BTreeSet::len);
                    toll.many = values > VALUES;
                }
                told.shrink_to_fit();
                tolls.insert((number, sentence), told);
            }
        }
        Tolls(tolls)
    }

    fn of(&self, sentence: (usize, usize)) -> &[Toll<'a>] {
        self.0.get(&sentence).map_or(&[], Vec::as_slice)
    }

    /// The first two statements of two sentences (report and index each) that tell one toll, with the plight.
    pub(super) fn same(
        &self,
        here: (usize, usize),
        there: (usize, usize),
    ) -> Option<(StatementId, StatementId, &'a str)> {
        let clean = |toll: &&Toll<'_>| !toll.past && !toll.partial && !toll.many;
        self.of(here).iter().filter(clean).find_map(|one| {
            let mut others = self.of(there).iter().filter(clean);
            let two = others.find(|two| {
                let alike = one.noun == two.noun || one.noun.is_none() || two.noun.is_none();
                one.plight == two.plight && alike
            })?;
            Some((one.statement, two.statement, one.plight))
        })
    }

    /// True for two sentences with tolls of one plight that are all of other people or of another year.
    pub(super) fn differ(&self, here: (usize, usize), there: (usize, usize)) -> bool {
        let mut met = false;
        for one in self.of(here) {
            for two in self.of(there).iter().filter(|two| two.plight == one.plight) {
                met = true;
                let others = one.noun.is_some() && two.noun.is_some() && one.noun != two.noun;
                let apart = one.past != two.past || others;
                if one.value == two.value || !apart {
                    return false;
                }
            }
        }
        met
    }
}

/// The reason of such a pair.
pub(super) fn reason(plight: &str) -> Reasons {
    let words = format!("both count the {plight}, and neither another year's nor a part of them");
    Own::SameToll.reason(1.0, &words)
}

fn tolls_of<'a>(report: &Report, statement: &'a Statement, words: &'a Plights) -> Vec<Toll<'a>> {
    let figures = statement.facts.figures.iter();
    let mut tolls: Vec<Toll<'a>> = figures
        .filter(|figure| figure.unit == Unit::Count)
        .filter_map(|figure| {
            let counted = figure.counted.as_deref()?;
            let (noun, plight) = match counted.rsplit_once(' ') {
                Some((noun, plight)) => (Some(noun), plight),
                None => (None, counted),
            };
            let noun = noun.filter(|noun| !words.people.contains(*noun));
            let class = |noun: &'a str| words.nouns.get(noun).map_or(noun, String::as_str);
            (words.plights.contains(plight)).then(|| Toll {
                statement: statement.id,
                plight,
                noun: noun.map(class),
                value: figure.low,
                past: false,
                partial: is_partial(report, statement, figure, words),
                many: false,
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
