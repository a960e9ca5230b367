//! Who is quoted: how often, in how many words, and how the outlets' wordings of one utterance relate.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::{
    Form, GradedPair, Quotation, QuotedRow, ReportId, Row, SpeakerKind, SpeakerUse, SpeakerView,
    Statement, StatementId, WordingGrade,
};
use crate::text::Story;

use super::uses::{folded, words_in};

/// A row of more members is large: more outlets than a story of news has in one place of the table.
const LARGE: usize = 64;

/// What identifies a source across reports: its sort and its folded words. Two people without a name are the same
/// source only where the reports call them the same. All quotations of one share it.
type Source = Rc<(SpeakerKind, Vec<String>)>;

/// The rows of quotations: ascending.
type RowsOf = Vec<(StatementId, usize)>;

/// Named sources first, then bodies, documents, people without a name, and quotations of nobody; most words first.
pub(super) fn speakers(story: &Story<'_>, rows: &[Row]) -> Vec<SpeakerView> {
    let sources = sources(story);
    let mut of_source: BTreeMap<&Source, Vec<&Statement>> = BTreeMap::new();
    for statement in story.statements.iter().flatten() {
        if let Some(source) = sources.get(&statement.id) {
            of_source.entry(source).or_default().push(statement);
        }
    }
    let mut rows_of: RowsOf = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let quoted = |member: &&StatementId| sources.contains_key(*member);
        rows_of.extend(
            row.members
                .iter()
                .filter(quoted)
                .map(|member| (*member, index)),
        );
    }
    rows_of.sort_unstable();
    let mut views: Vec<SpeakerView> = of_source
        .into_iter()
        .map(|(source, statements)| SpeakerView {
            name: shown_name(story, &statements),
            kind: source.0,
            titles: titles(&statements),
            uses: uses(story, &statements),
            rows: quoted_rows(story, rows, &statements, &rows_of, &sources),
        })
        .collect();
    views.sort_by_cached_key(|view| {
        let words: usize = view.uses.iter().map(|used| used.words).sum();
        (rank(view.kind), std::cmp::Reverse(words), view.name.clone())
    });
    views
}

fn rank(kind: SpeakerKind) -> u8 {
    match kind {
        SpeakerKind::Named => 0,
        SpeakerKind::Organisation => 1,
        SpeakerKind::Document => 2,
        SpeakerKind::Anonymous => 3,
        SpeakerKind::Unknown => 4,
    }
}

/// The source of every quotation.
fn sources(story: &Story<'_>) -> BTreeMap<StatementId, Source> {
    let mut sources = BTreeMap::new();
    let mut known: BTreeSet<Source> = BTreeSet::new();
    for statement in story.statements.iter().flatten() {
        let Some(quotation) = &statement.quotation else {
            continue;
        };
        let source = Rc::new(source(story, statement.id.report, quotation));
        let source = match known.get(&source) {
            Some(known) => known.clone(),
            None => {
                known.insert(source.clone());
                source
            }
        };
        sources.insert(statement.id, source);
    }
    let full = full_names(&known);
    for source in sources.values_mut() {
        if let Some(full) = full.get(source) {
            *source = full.clone();
        }
    }
    sources
}

fn source(
    story: &Story<'_>,
    report: ReportId,
    quotation: &Quotation,
) -> (SpeakerKind, Vec<String>) {
    let Some(speaker) = &quotation.speaker else {
        return (SpeakerKind::Unknown, Vec::new());
    };
    let words = match (&speaker.name, speaker.mention) {
        (Some(name), _) => name,
        (None, Some(mention)) => story
            .reports
            .get(report.index())
            .map_or("", |report| mention.cut(&report.text)),
        (None, None) => "",
    };
    let folded: Vec<String> = words.split_whitespace().map(folded).collect();
    let bare = match folded.split_first() {
        Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
        _ => folded,
    };
    if bare.is_empty() {
        return (SpeakerKind::Unknown, bare);
    }
    (speaker.kind, bare)
}

/// "Ada Spender" for "Spender", where only one longer name of a person ends so.
fn full_names(sources: &BTreeSet<Source>) -> BTreeMap<Source, Source> {
    let named = |source: &&Source| source.0 == SpeakerKind::Named;
    // By last word, so that long lists of names stay cheap.
    let mut by_last: BTreeMap<&String, Vec<&Vec<String>>> = BTreeMap::new();
    for name in sources.iter().filter(named).map(|source| &source.1) {
        if let Some(last) = name.last() {
            by_last.entry(last).or_default().push(name);
        }
    }
    let mut full_names = BTreeMap::new();
    for source in sources.iter().filter(named) {
        let name = &source.1;
        let Some(candidates) = name.last().and_then(|last| by_last.get(last)) else {
            continue;
        };
        let mut longer = candidates
            .iter()
            .filter(|other| other.len() > name.len() && is_short_for(name, other));
        if let (Some(full), rest) = (longer.next(), longer)
            && let longest = rest.fold(*full, |best, other| {
                if other.len() > best.len() {
                    other
                } else {
                    best
                }
            })
            && candidates.iter().all(|other| is_short_for(other, longest))
        {
            let full = Rc::new((source.0, longest.clone()));
            full_names.insert(source.clone(), full);
        }
    }
    full_names
}

/// Every word of the shorter stands in the longer, in order.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// The fullest name, or the first words that stand for it.
fn shown_name(story: &Story<'_>, statements: &[&Statement]) -> String {
    let mut best = String::new();
    for statement in statements {
        let Some(speaker) = statement
            .quotation
            .as_ref()
            .and_then(|quotation| quotation.speaker.as_ref())
        else {
            continue;
        };
        let words = match (&speaker.name, speaker.mention) {
            (Some(name), _) => name,
            (None, Some(mention)) => story
                .reports
                .get(statement.id.report.index())
                .map_or("", |report| mention.cut(&report.text)),
            (None, None) => "",
        };
        let longer = words.chars().count() > best.chars().count();
        let first = words.chars().count() == best.chars().count() && words < best.as_str();
        if longer || first {
            words.clone_into(&mut best);
        }
    }
    best
}

fn titles(statements: &[&Statement]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for statement in statements {
        let title = statement
            .quotation
            .as_ref()
            .and_then(|quotation| quotation.speaker.as_ref())
            .and_then(|speaker| speaker.title.as_deref());
        if let Some(title) = title
            && !titles.iter().any(|known| known == title)
        {
            titles.push(title.to_owned());
        }
    }
    titles.shrink_to_fit();
    titles
}

fn uses(story: &Story<'_>, statements: &[&Statement]) -> Vec<SpeakerUse> {
    let mut uses: BTreeMap<ReportId, SpeakerUse> = BTreeMap::new();
    for statement in statements {
        let (Some(quotation), Some(document)) = (
            &statement.quotation,
            story.documents.get(statement.id.report.index()),
        ) else {
            continue;
        };
        let count = |spans: &[crate::model::Span]| -> usize {
            spans
                .iter()
                .map(|span| words_in(document, *span).count())
                .sum()
        };
        let report = statement.id.report;
        let used = uses.entry(report).or_insert(SpeakerUse {
            report,
            direct: 0,
            mixed: 0,
            indirect: 0,
            words: 0,
            quoted_words: 0,
        });
        match quotation.form {
            Form::Direct => used.direct += 1,
            Form::Mixed => used.mixed += 1,
            Form::Indirect => used.indirect += 1,
        }
        used.words += count(&quotation.content);
        used.quoted_words += count(&quotation.quoted);
    }
    uses.into_values().collect()
}

fn quoted_rows(
    story: &Story<'_>,
    rows: &[Row],
    statements: &[&Statement],
    rows_of: &RowsOf,
    sources: &BTreeMap<StatementId, Source>,
) -> Vec<QuotedRow> {
    let mut held: Vec<(usize, StatementId)> = Vec::new();
    for statement in statements {
        let first = rows_of.partition_point(|(id, _)| *id < statement.id);
        let own = rows_of.get(first..).unwrap_or(&[]).iter();
        let own = own.take_while(|(id, _)| *id == statement.id);
        held.extend(own.map(|(id, row)| (*row, *id)));
    }
    held.sort_unstable();
    let quoted: Vec<QuotedRow> = held
        .chunk_by(|one, two| one.0 == two.0)
        .filter_map(|own| {
            let (index, _) = *own.first()?;
            let statements: Vec<StatementId> = own.iter().map(|(_, id)| *id).collect();
            let grades = grades(story, &statements, rows.get(index)?, sources);
            Some(QuotedRow {
                row: index,
                grades: grades.into(),
                statements: statements.into(),
            })
        })
        .collect();
    quoted
}

/// Grades the quotations of one source in a row against each other and against those that the row gives to others.
fn grades(
    story: &Story<'_>,
    own: &[StatementId],
    row: &Row,
    sources: &BTreeMap<StatementId, Source>,
) -> Vec<GradedPair> {
    // In a large row every quotation meets some of the others only: chosen by what they say, not by their order.
    let mut met: Vec<StatementId> = row.members.to_vec();
    if met.len() > LARGE {
        met.sort_by_cached_key(|id| {
            let path = story
                .reports
                .get(id.report.index())
                .map(|report| &report.path);
            (story.text_of(*id), path, id.number())
        });
        met.truncate(LARGE);
        met.sort();
    }
    let mut pairs = Vec::new();
    for left in own {
        for right in &met {
            let is_own = own.binary_search(right).is_ok();
            let again = is_own && left > right && met.binary_search(left).is_ok();
            if left.report == right.report || again {
                continue;
            }
            let (left, right) = (*left.min(right), *left.max(right));
            if let Some(grade) = pair_grade(story, left, right, row, sources) {
                pairs.push(GradedPair { left, right, grade });
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.left, pair.right));
    pairs
}

/// `None` when both quote, but other parts of what was said.
fn pair_grade(
    story: &Story<'_>,
    left: StatementId,
    right: StatementId,
    row: &Row,
    sources: &BTreeMap<StatementId, Source>,
) -> Option<WordingGrade> {
    let quotation = |id: StatementId| story.statement(id)?.quotation.as_ref();
    let (left_quotation, right_quotation) = (quotation(left)?, quotation(right)?);
    let (left_source, right_source) = (sources.get(&left)?, sources.get(&right)?);
    let both_named = left_source.0 == SpeakerKind::Named && right_source.0 == SpeakerKind::Named;
    if both_named && left_source.1 != right_source.1 {
        return Some(WordingGrade::OtherSpeaker);
    }
    // In the order of their ends.
    let graded = row
        .wordings
        .binary_search_by_key(&(left, right), |wording| (wording.left, wording.right))
        .ok()
        .and_then(|at| row.wordings.get(at));
    if let Some(graded) = graded {
        return Some(WordingGrade::Graded(graded.grade));
    }
    match (
        left_quotation.quoted.is_empty(),
        right_quotation.quoted.is_empty(),
    ) {
        (true, true) => Some(WordingGrade::Indirect),
        (true, false) | (false, true) => Some(WordingGrade::Paraphrased),
        (false, false) => None,
    }
}
