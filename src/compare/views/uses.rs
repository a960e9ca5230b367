//! Counting words and names by report, inside quotation marks and outside apart.

use crate::model::{Example, ReportId, Span, Uses};
use crate::text::{Document, Token, TokenKind};

use super::zones::Zones;

/// Counts of one entry over all reports.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// By report.
    pub(super) uses: Vec<Uses>,
    /// By report: the first use, one outside quotation marks before one inside.
    first: Vec<Option<(bool, Example)>>,
}

impl Tally {
    pub(super) fn new(reports: usize) -> Tally {
        Tally {
            uses: vec![Uses::default(); reports],
            first: vec![None; reports],
        }
    }

    /// Counts one use.
    pub(super) fn count(&mut self, report: ReportId, span: Span, zones: &Zones<'_>) {
        let quoted = zones.is_quoted(report, span);
        if let Some(uses) = self.uses.get_mut(report.index()) {
            if quoted {
                uses.quoted += 1;
            } else {
                uses.own += 1;
            }
        }
        let (Some(first), Some(statement)) = (
            self.first.get_mut(report.index()),
            zones.statement_at(report, span),
        ) else {
            return;
        };
        let better = first.is_none_or(|(was_quoted, _)| was_quoted && !quoted);
        if better {
            *first = Some((quoted, Example { statement, span }));
        }
    }

    pub(super) fn total(&self) -> usize {
        self.uses.iter().map(|uses| uses.own + uses.quoted).sum()
    }

    pub(super) fn examples(&self) -> Vec<Example> {
        self.first
            .iter()
            .flatten()
            .map(|(_, example)| *example)
            .collect()
    }
}

/// Words and numbers inside a span, in text order.
pub(super) fn words_in(document: &Document, span: Span) -> impl Iterator<Item = Token> + '_ {
    document
        .tokens
        .starting_from(span.start)
        .take_while(move |token| token.span.end <= span.end)
        .filter(|token| token.kind != TokenKind::Punctuation)
}

/// The compared form of a word: small letters, straight apostrophe.
pub(super) fn folded(word: &str) -> String {
    let word = word.to_lowercase();
    if word.contains('\u{2019}') {
        return word.replace('\u{2019}', "'");
    }
    word
}

/// The word without a possessive ending; a bare apostrophe after s goes too.
pub(super) fn without_possessive(word: &str) -> &str {
    for ending in ["'s", "\u{2019}s", "'S", "\u{2019}S"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return stem;
        }
    }
    word.trim_end_matches(['\'', '\u{2019}'])
}
