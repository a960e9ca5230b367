//! Byte offsets → code point offsets, for the wire, and lines, for people.

use crate::model::Span;

/// Offsets of one text. Cost: one pass over the text to build, a search and at most `STEP` bytes to ask.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP` (rounded down to a character boundary).
    marks: Vec<usize>,
}

/// Bytes between two marks: small enough that the rest is counted in well under a microsecond.
const STEP: usize = 256;

impl<'a> Offsets<'a> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        for (count, (byte, letter)) in text.char_indices().enumerate() {
            while marks.len() * STEP < byte + letter.len_utf8() {
                marks.push(count);
            }
        }
        Self { text, marks }
    }

    /// Code points before a byte offset.
    #[must_use]
    pub fn code_point(&self, byte: usize) -> usize {
        let slot = byte / STEP;
        let Some(&known) = self.marks.get(slot) else {
            return self
                .text
                .get(..byte)
                .map_or(0, |before| before.chars().count());
        };
        let from = self.text.floor_char_boundary(slot * STEP);
        known
            + self
                .text
                .get(from..byte)
                .map_or(0, |rest| rest.chars().count())
    }

    /// Start and end in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.code_point(span.start), self.code_point(span.end))
    }
}

/// Where the lines of a text begin. Cost: one pass over the text to build, a search to ask.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn of(&self, byte: usize) -> usize {
        self.0.partition_point(|end| *end < byte) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_that_of_its_line_ends_before() {
        let text = "a\n\nbc\nd";
        let lines = Lines::new(text);
        for byte in 0..=text.len() {
            assert_eq!(lines.of(byte), text[..byte].matches('\n').count() + 1);
        }
    }

    #[test]
    fn agrees_with_counting_from_the_start() {
        let text: String = "aé“𝄞\u{a0}".repeat(200);
        let offsets = Offsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_point(byte), count, "byte {byte}");
        }
        assert_eq!(offsets.code_point(text.len()), text.chars().count());
    }
}
