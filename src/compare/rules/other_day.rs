//! The rule `other-day`: the same words, but the reports are of different days.

use super::{Evidence, Finding, Pair, Rule, View};
use crate::model::{Act, DivergenceKind, Kind, Role};

/// `other-day`: the two reports are known to be of different days, and both statements tell what was said or done on
/// the day of the report.
///
/// What it sees: the days that the reports are of (trusted publication dates, else the latest past day that the text
/// names). Statements of the day are headline, deck, the first sentences of the body and reported speech; background
/// is not.
///
/// Why readers care: the same words on another day are another remark.
///
/// Fires: `the minister said he would not resign` in a report of 3 March | the same in a report of 20 April.
/// Stays quiet: reports of one event that appeared a day or two apart.
///
/// Sources: what users ask for (follow-up against first report; a page's clock is no date).
pub(super) struct OtherDay;

/// Sentences of the body that tell the news of the day.
const LEDE: usize = 2;

impl Rule for OtherDay {
    fn kind(&self) -> DivergenceKind {
        DivergenceKind::Date
    }

    fn name(&self) -> &'static str {
        "other-day"
    }

    fn check(&self, pair: &Pair<'_>) -> Vec<Finding> {
        let days = &pair.context.days;
        let (left, right) = (pair.left.report.id, pair.right.report.id);
        if !days.differ(left, right)
            || !of_the_day(pair, pair.left)
            || !of_the_day(pair, pair.right)
        {
            return Vec::new();
        }
        let evidence = |report| {
            Some(Evidence {
                spans: Vec::new(),
                value: days.shown(report)?,
            })
        };
        match (evidence(left), evidence(right)) {
            (Some(left), Some(right)) => vec![Finding {
                about: String::new(),
                left,
                right,
                confidence: 0.6,
            }],
            _ => Vec::new(),
        }
    }

    fn headline(&self, _about: &str) -> String {
        "the reports are of different days".to_owned()
    }
}

/// True when a statement tells what was said or done on the day of the report.
fn of_the_day(pair: &Pair<'_>, view: &View<'_>) -> bool {
    let statement = view.statement;
    let spoken = statement.kind == Kind::Quotation
        && statement
            .quotation
            .as_ref()
            .is_some_and(|quotation| quotation.act == Act::Speech);
    let first_body = || {
        let sentences = &pair
            .context
            .story
            .documents
            .get(view.report.id.index())?
            .sentences;
        let first = sentences
            .iter()
            .position(|sentence| sentence.role == Role::Body)?;
        Some(statement.sentence < first + LEDE)
    };
    spoken || matches!(statement.role, Role::Headline | Role::Deck) || first_body().unwrap_or(false)
}
