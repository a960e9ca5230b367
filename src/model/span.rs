//! Half-open byte ranges into a report's text.
//!
//! Bytes inside the library because slicing is free; code points only on the wire (`render/json.rs`).

/// A half-open range of UTF-8 byte offsets into [`Report::text`](super::Report), on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted pair gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when nothing lies inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// True when `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shared part; `None` when the two share no byte.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        self.overlaps(other)
            .then(|| Span::new(self.start.max(other.start), self.end.min(other.end)))
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text inside; empty when the span does not fit the text.
    #[must_use]
    pub fn cut(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span without the white space at its two ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.cut(text);
        let left = inside.len() - inside.trim_start().len();
        let right = inside.len() - inside.trim_end().len();
        if left == inside.len() {
            return Span::new(self.start, self.start);
        }
        Span::new(self.start + left, self.end - right)
    }
}
