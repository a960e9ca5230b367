//! A piece of content → the cues and sources of the neighbourhood that may be its own.
//!
//! In: the runs of a report. Out: at most a dozen candidates for each piece, in text order, "none" last.

use super::link::Link;
use super::paragraph::Paragraph;
use super::runs::{Run, Runs};

/// Candidates on each side of a piece; chosen so that over 99 % of PolNeAR's links are among them.
const REACH: usize = 6;
/// Candidates of the paragraph before; chosen likewise.
const BACK: usize = 3;
/// A cue or source is carried on over fewer paragraphs than this.
const CARRIED: usize = 4;

/// What the linker looks at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// The runs.
    pub runs: &'a Runs,
}

impl<'a> View<'a> {
    pub(super) fn paragraph(&self, run: &Run) -> Option<&'a Paragraph> {
        self.paragraphs.get(run.paragraph)
    }

    /// The cues that may belong to a piece, in text order; the last candidate is "none".
    #[must_use]
    pub fn cue_candidates(&self, piece: usize, before: Option<Link>) -> Vec<Option<usize>> {
        let Some(run) = self.runs.pieces.get(piece) else {
            return vec![None];
        };
        around(
            &self.runs.cues,
            run,
            run,
            before.and_then(|before| before.cue),
        )
    }

    /// The sources that may belong to a piece and its cue; the last candidate is "none".
    #[must_use]
    pub fn source_candidates(
        &self,
        piece: usize,
        cue: Option<usize>,
        before: Option<Link>,
    ) -> Vec<Option<usize>> {
        let Some(run) = self.runs.pieces.get(piece) else {
            return vec![None];
        };
        let anchor = cue.and_then(|cue| self.runs.cues.get(cue)).unwrap_or(run);
        let carried = before.and_then(|before| before.source);
        around(&self.runs.sources, anchor, run, carried)
    }
}

/// The runs around an anchor, and the one carried over from the piece before.
fn around(list: &[Run], anchor: &Run, piece: &Run, carried: Option<usize>) -> Vec<Option<usize>> {
    // same paragraph: the nearest on each side; the paragraph before: its last ones
    let at =
        list.partition_point(|run| (run.paragraph, run.start) < (anchor.paragraph, anchor.start));
    let mut found: Vec<Option<usize>> = Vec::with_capacity(2 * REACH + 2);
    found.extend(
        (at.saturating_sub(REACH)..at)
            .filter(|index| {
                list.get(*index).is_some_and(|run| {
                    run.paragraph == anchor.paragraph
                        || (run.paragraph + 1 == anchor.paragraph && at - index <= BACK)
                })
            })
            .map(Some),
    );
    found.extend(
        (at..list.len().min(at + REACH))
            .filter(|index| {
                list.get(*index)
                    .is_some_and(|run| run.paragraph == anchor.paragraph)
            })
            .map(Some),
    );
    if carried.is_some()
        && !found.contains(&carried)
        && carried
            .and_then(|carried| list.get(carried))
            .is_some_and(|run| run.paragraph + CARRIED > piece.paragraph)
    {
        found.push(carried);
    }
    found.push(None);
    found
}
