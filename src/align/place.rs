//! Where a word stands, small: the sheet of a large story holds one for each of its words.

use crate::model::Span;

/// A span in half the room. No input is as long as what does not fit; it would be cut to nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

impl Place {
    pub(super) fn new(span: Span) -> Place {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place {
            start: small(span.start),
            end: small(span.end),
        }
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}
