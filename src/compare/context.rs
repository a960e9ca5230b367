//! A story → what the rules look at: the words of each statement with their keys, clauses and weights.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::denial::{Denied, denied};
use super::event::Days;
use super::shared::Places;
use super::tables::Tables;
use super::wording::Readings;
use crate::model::{
    Facts, NameKind, Note, NoteKind, Report, ReportId, Span, Statement, StatementId,
};
use crate::text::{Story, TokenKind};

/// A word of a statement.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// Lower case, no possessive.
    pub folded: String,
    /// Its stem.
    pub stem: String,
    /// What it is compared by: its class, the key of the name it ends, or its stem.
    pub key: String,
    /// True for words that carry content, figures and the last word of a name included.
    pub content: bool,
    /// True for a word of a name.
    pub name: Option<NameKind>,
    /// Runs between punctuation marks are numbered.
    pub segment: usize,
    /// Runs between punctuation marks or words that begin a clause are numbered.
    pub clause: usize,
    /// True inside quotation marks of a quotation.
    pub quoted: bool,
    /// How much it says in this story.
    pub weight: f64,
    /// Digests of stem and key: most words are told apart by them.
    digests: (u64, u64),
}

impl Word {
    /// A number of its stem: words with another one have another stem.
    pub(super) fn stem_digest(&self) -> u64 {
        self.digests.0
    }

    /// A number of its key.
    pub(super) fn key_digest(&self) -> u64 {
        self.digests.1
    }

    /// True when the two have the same key or the same stem.
    pub(super) fn answers(&self, other: &Word) -> bool {
        self.digests.0 == other.digests.0 && self.stem == other.stem
            || self.digests.1 == other.digests.1 && self.key == other.key
    }
}

/// FNV-1a: short, and the same in every run.
pub(super) fn digest(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A statement with its words.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Its report.
    pub report: &'a Report,
    /// Its words in text order; punctuation left out.
    pub words: Vec<Word>,
    /// What is inside its marks, read when it is first compared: it meets many.
    pub readings: Readings,
    /// Where its words of content stand, sorted when they are first looked for.
    pub places: OnceCell<(Places, Places)>,
}

impl View<'_> {
    /// The words that a span holds or touches, as a range of indices.
    pub(super) fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self
            .words
            .partition_point(|word| word.span.end <= span.start);
        let end = self
            .words
            .partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> &str {
        span.cut(&self.report.text)
    }

    /// The word that puts something at the place that begins at a word: "in" Harlow, "in" the Harlow area.
    pub(super) fn place_word(&self, tables: &Tables, start: usize) -> Option<&Word> {
        let before = start.checked_sub(1)?;
        let word = self.words.get(before)?;
        let word = if tables.articles.contains(&word.folded) {
            self.words.get(before.checked_sub(1)?)?
        } else {
            word
        };
        tables.locatives.contains(&word.folded).then_some(word)
    }

    /// The span from the first to the last word of a range.
    pub(super) fn span_of(&self, words: &std::ops::Range<usize>) -> Option<Span> {
        let first = self.words.get(words.start)?;
        let last = self.words.get(words.end.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }
}

/// Facts of one sort that a rule compares of a statement, the first of them: each is held against each of the other
/// side. A sentence of news has a handful; a table in one line has hundreds.
pub(super) const FACTS: usize = 24;

/// A story with everything that the rules look up.
pub(super) struct Context<'a> {
    /// The story.
    pub story: &'a Story<'a>,
    /// The lexicon's tables.
    pub tables: &'a Tables,
    /// The days that the reports are of.
    pub days: Days,
    /// The statements that deny what was said before.
    pub denials: BTreeMap<StatementId, Denied>,
    frequencies: BTreeMap<String, usize>,
    sentences: usize,
    /// By report: the keys of all that it names.
    names: Vec<BTreeSet<&'a str>>,
    /// By report: where it puts what: the key of a place, the key of the word of content before it, "" where there is none.
    placed: Vec<BTreeSet<(&'a str, String)>>,
    /// By report: what it counts, and how much of it.
    counted: Vec<BTreeSet<(Option<&'a str>, Decimal)>>,
    /// The reports of statements with more than [`FACTS`] facts of a sort.
    cut: RefCell<BTreeSet<ReportId>>,
}

/// The keys of the names of some statements.
fn keys(statements: &[Statement]) -> BTreeSet<&str> {
    let facts = statements.iter().map(|statement| &statement.facts);
    let names = facts.flat_map(|facts| &facts.names);
    names.map(|name| &*name.key).collect()
}

/// What some statements count, and how much of it; posts and those who hold them are one (`None`).
fn counted<'a>(
    tables: &Tables,
    statements: &'a [Statement],
) -> BTreeSet<(Option<&'a str>, Decimal)> {
    let facts = statements.iter().map(|statement| &statement.facts);
    let figures = facts.flat_map(|facts| &facts.figures);
    figures
        .filter_map(|figure| {
            let counted = figure.counted.as_deref()?;
            Some((tables.thing(counted), figure.low))
        })
        .collect()
}

/// The places of a statement with the word of content before each.
fn puts<'a>(tables: &Tables, view: &View<'a>) -> Vec<(&'a str, String)> {
    let names = view.statement.facts.names.iter();
    let places =
        names.filter(|name| !matches!(name.kind, NameKind::Person | NameKind::Organisation));
    places
        .filter_map(|name| {
            let start = view.words_in(name.span).start;
            view.place_word(tables, start)?;
            let before = view.words.get(..start)?.iter().rev();
            let what = before
                .skip_while(|word| !word.content)
                .map(|word| word.key.clone())
                .next();
            Some((&*name.key, what.unwrap_or_default()))
        })
        .collect()
}

impl<'a> Context<'a> {
    pub(super) fn new(story: &'a Story<'a>, tables: &'a Tables, days: Days) -> Context<'a> {
        let mut context = Context {
            story,
            tables,
            days,
            denials: BTreeMap::new(),
            frequencies: BTreeMap::new(),
            sentences: 0,
            names: story.statements.iter().map(|own| keys(own)).collect(),
            placed: vec![BTreeSet::new(); story.statements.len()],
            counted: (story.statements.iter())
                .map(|own| counted(tables, own))
                .collect(),
            cut: RefCell::default(),
        };
        let mut frequencies: BTreeMap<String, usize> = BTreeMap::new();
        let mut denials = BTreeMap::new();
        let mut sentences = 0;
        for statement in story.statements.iter().flatten() {
            let Some(view) = context.view(statement.id) else {
                continue;
            };
            sentences += 1;
            if let Some(placed) = context.placed.get_mut(statement.id.report.index()) {
                placed.extend(puts(tables, &view));
            }
            denials.extend(denied(tables, &view).map(|found| (statement.id, found)));
            let keys: BTreeSet<String> = view.words.into_iter().map(|word| word.key).collect();
            for key in keys {
                *frequencies.entry(key).or_default() += 1;
            }
        }
        context.frequencies = frequencies;
        context.denials = denials;
        context.sentences = sentences;
        context
    }

    /// The first [`FACTS`] facts of a statement; that there are more is remembered.
    pub(super) fn first<T>(&self, view: &View<'_>, facts: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut facts = facts.into_iter();
        let first = facts.by_ref().take(FACTS).collect();
        if facts.next().is_some() {
            self.cut.borrow_mut().insert(view.report.id);
        }
        first
    }

    /// A note on the reports whose statements were not compared in all their facts.
    pub(super) fn note(&self) -> Option<Note> {
        let reports: Vec<ReportId> = self.cut.borrow().iter().copied().collect();
        (!reports.is_empty()).then(|| Note {
            kind: NoteKind::Degraded,
            reports,
            message: format!(
                "a statement has more than {FACTS} figures, times, names or other facts of one sort: the first {FACTS} are compared"
            ),
        })
    }

    /// True when a report names what has the key, anywhere.
    pub(super) fn names(&self, report: ReportId, key: &str) -> bool {
        self.names
            .get(report.index())
            .is_some_and(|names| names.contains(key))
    }

    /// True when a report puts what has the one key at the place with the other, or opens a sentence with the place.
    pub(super) fn puts(&self, report: ReportId, place: &str, what: &str) -> bool {
        self.placed.get(report.index()).is_some_and(|placed| {
            [what, ""]
                .iter()
                .any(|what| placed.contains(&(place, (*what).to_owned())))
        })
    }

    /// True when a report counts so much of that, anywhere.
    pub(super) fn counts(&self, report: ReportId, counted: &str, value: Decimal) -> bool {
        let own = self.counted.get(report.index());
        own.is_some_and(|own| own.contains(&(self.tables.thing(counted), value)))
    }

    /// How much a word says in this story: from about .7 for a word of every second statement up.
    ///
    /// ln((S + 2) / (s + .5)) of S statements, s of them with the word.
    #[allow(clippy::cast_precision_loss)] // counts of statements
    pub(super) fn weight(&self, key: &str) -> f64 {
        let seen = self.frequencies.get(key).copied().unwrap_or(0) as f64;
        ((self.sentences as f64 + 2.0) / (seen + 0.5)).ln().max(0.2)
    }

    /// A claim together with the claims beside it in its sentence that `alone` is true of; `None` where there are none.
    /// "It last erupted in 2011, | when 27 people died": what a clause tells may stand in the next one.
    pub(super) fn whole(
        &self,
        id: StatementId,
        alone: impl Fn(StatementId) -> bool,
    ) -> Option<Statement> {
        let statements = self.story.statements.get(id.report.index())?;
        let at = statements.partition_point(|one| one.id < id);
        let own = statements.get(at)?;
        let beside = |one: &&Statement| {
            one.sentence == own.sentence && one.quotation.is_none() && alone(one.id)
        };
        let before = statements
            .get(..at)?
            .iter()
            .rev()
            .take_while(beside)
            .count();
        let behind = statements.get(at + 1..)?.iter().take_while(beside).count();
        if own.quotation.is_some() || before + behind == 0 {
            return None;
        }
        let mut whole = own.clone();
        whole.facts = Facts::default();
        for part in statements.get(at - before..=at + behind)? {
            whole.span = whole.span.cover(part.span);
            whole.facts.append(&part.facts);
        }
        Some(whole)
    }

    /// The statement with its words.
    pub(super) fn view(&self, id: StatementId) -> Option<View<'a>> {
        self.view_of(self.story.statement(id)?)
    }

    /// The same of one that may be several.
    pub(super) fn view_of<'b>(&self, statement: &'b Statement) -> Option<View<'b>>
    where
        'a: 'b,
    {
        let id = statement.id;
        let report = self.story.reports.get(id.report.index())?;
        let document = self.story.documents.get(id.report.index())?;
        let mut words = Vec::new();
        let (mut segment, mut clause) = (0, 0);
        for token in document.tokens.ending_after(statement.span.start) {
            if token.span.start >= statement.span.end {
                break;
            }
            let text = token.span.cut(&report.text);
            if token.kind == TokenKind::Punctuation {
                // marks that part clauses; hyphens, quotation marks, currency and per cent signs do not
                if matches!(
                    text,
                    "," | ";" | ":" | "—" | "–" | "(" | ")" | "?" | "!" | "…"
                ) {
                    segment += 1;
                    clause += 1;
                }
                continue;
            }
            let folded = Tables::fold(text);
            if self.tables.is_break(&folded) {
                clause += 1;
            }
            let quoted = statement.quotation.as_ref().is_some_and(|quotation| {
                quotation
                    .quoted
                    .iter()
                    .any(|span| span.contains(token.span))
            });
            let stem = self.tables.stem(&folded);
            words.push(Word {
                span: token.span,
                key: self.tables.key_of(&folded, &stem),
                stem,
                content: !self.tables.is_stop(&folded),
                folded,
                name: None,
                segment,
                clause,
                quoted,
                weight: 0.0,
                digests: (0, 0),
            });
        }
        let mut view = View {
            statement,
            report,
            words,
            readings: Readings::default(),
            places: OnceCell::new(),
        };
        for name in &statement.facts.names {
            let range = view.words_in(name.span);
            let last = range.end;
            for index in range {
                let Some(word) = view.words.get_mut(index) else {
                    continue;
                };
                word.name = Some(name.kind);
                word.content = index + 1 == last;
                if word.content {
                    word.key = name.key.to_string();
                }
            }
        }
        for word in &mut view.words {
            word.weight = self.weight(&word.key);
            word.digests = (digest(&word.stem), digest(&word.key));
        }
        Some(view)
    }
}
