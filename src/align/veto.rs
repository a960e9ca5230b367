//! What forbids a link whatever the features say: they are fitted on eight stories and cannot learn what those lack.
//!
//! In: a pair of sentences with its features. Out: the veto against it, which becomes a reason that a reader sees.

use jiff::civil::Date;

use super::features::{self, Values};
use super::reasons::Own;
use super::refusal::{Refusals, Refusing};
use super::sheet::Profile;
use super::toll::{Plights, Tolls};
use crate::model::{Reasons, Report, Role, StatementId};
use crate::text::Story;

/// The most that a pair can have that is vetoed: below what rows are merged by.
pub(super) const MOST: f64 = 0.09;

/// Reports that appeared more than this many days apart: weeklies and late updates are nearer.
const DAYS: i32 = 3;
/// Two sentences of reports that lie apart in time are linked when they share this much of their words: background that
/// was taken over. Of 28 links between a sample story's reports and one of a second heat wave, none was right, and
/// none has as much.
const TAKEN_OVER: f64 = 0.75;

/// Why a pair is not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veto {
    /// Two sentences of the bodies that share neither a plain word nor a paraphrase, only names or one figure. Of 43 such
    /// links on fourteen stories 35 were wrong, on the invented ones 28 of 29; the features alone give many of them .5 and
    /// more. A figure with a name, or two figures, tell: on six more stories 15 of 19 such pairs were right.
    NamesOnly,
    /// Two sentences of reports of different days that are not taken over from each other: the same words tell of another
    /// instance (the second alert of the summer).
    OtherDate,
    /// Both count the dead (the hurt, the missing ...), but of another year or other people: 27 killed in 2011, ten
    /// rebels beside three policemen.
    OtherToll,
    /// Both tell that someone would not comment or denied it all, and name others: the words are the same, the
    /// statements are not.
    OtherRefuser,
    /// No word in common, only a paraphrase, and no third report tells it too. Of 44 such links between two reports of the 32
    /// stories 21 were wrong; in small stories "old" and "pensioners" alone joined two sentences.
    NoWord,
}

impl Veto {
    /// The veto as a reason.
    pub(super) fn reason(self) -> Reasons {
        let own = match self {
            Veto::NamesOnly => Own::NamesOnly,
            Veto::OtherDate => Own::OtherDate,
            Veto::OtherToll => Own::OtherToll,
            Veto::OtherRefuser => Own::OtherRefuser,
            Veto::NoWord => Own::NoWord,
        };
        own.reason(1.0, "")
    }
}

/// What the vetoes look up in a story.
pub(super) struct Vetoes<'a> {
    story: &'a Story<'a>,
    /// By report: the first and the last day that it can be of.
    days: Vec<(Option<Date>, Option<Date>)>,
    tolls: Tolls<'a>,
    refusals: Refusals<'a>,
}

impl<'a> Vetoes<'a> {
    pub(super) fn new(
        story: &'a Story<'a>,
        (plights, refusing): (&'a Plights, &Refusing),
    ) -> Vetoes<'a> {
        Vetoes {
            refusals: Refusals::new(story, refusing),
            tolls: Tolls::new(story, plights),
            story,
            days: story.reports.iter().map(days).collect(),
        }
    }

    /// What forbids to link two sentences that are not the same text.
    pub(super) fn against(&self, pair: (&Profile, &Profile), values: &Values) -> Option<Veto> {
        if self.lie_apart(pair.0.report, pair.1.report)
            && values
                .get(features::SHARED_WORDS)
                .is_none_or(|share| *share < TAKEN_OVER)
        {
            return Some(Veto::OtherDate);
        }
        let place = |profile: &Profile| (profile.report, profile.index);
        if self.tolls.differ(place(pair.0), place(pair.1)) {
            return Some(Veto::OtherToll);
        }
        if self.refusals.differ(place(pair.0), place(pair.1)) {
            return Some(Veto::OtherRefuser);
        }
        let none = |at: usize| values.get(at).is_some_and(|value| *value <= 0.0);
        if none(features::SHARED_WORDS) && none(features::THIRD_REPORT) {
            return Some(Veto::NoWord);
        }
        // headline and deck are short
        let names_only = none(features::PLAIN_WORDS)
            && none(features::PARAPHRASE)
            && self.is_body(pair.0)
            && self.is_body(pair.1)
            && !figures_tell(pair);
        names_only.then_some(Veto::NamesOnly)
    }

    /// The two statements that tell one toll, with the plight.
    pub(super) fn toll(
        &self,
        pair: (&Profile, &Profile),
    ) -> Option<(StatementId, StatementId, &'a str)> {
        let place = |profile: &Profile| (profile.report, profile.index);
        self.tolls.same(place(pair.0), place(pair.1))
    }

    fn is_body(&self, profile: &Profile) -> bool {
        let document = self.story.documents.get(profile.report);
        let sentence = document.and_then(|document| document.sentences.get(profile.index));
        sentence.is_some_and(|sentence| sentence.role == Role::Body)
    }

    fn lie_apart(&self, one: usize, two: usize) -> bool {
        let (Some(one), Some(two)) = (self.days.get(one), self.days.get(two)) else {
            return false;
        };
        let apart = |early: Option<Date>, late: Option<Date>| {
            let (Some(early), Some(late)) = (early, late) else {
                return false;
            };
            early
                .until(late)
                .is_ok_and(|between| between.get_days() > DAYS)
        };
        apart(one.1, two.0) || apart(two.1, one.0)
    }
}

/// True for two sentences that share a figure and a name, or two figures.
fn figures_tell(pair: (&Profile, &Profile)) -> bool {
    let (names, figures) = pair.0.facts.common(&pair.1.facts);
    figures > 1 || figures > 0 && names > 0
}

/// A date that a page shows without saying what it is may be the day of the visit: the report is not younger.
fn days(report: &Report) -> (Option<Date>, Option<Date>) {
    let published = report.metadata.published.as_ref();
    let date = published.map(|published| published.date);
    let trusted = published.is_some_and(|published| published.trusted);
    (date.filter(|_| trusted), date)
}
