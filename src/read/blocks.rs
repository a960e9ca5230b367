//! Blocks → blocks of bounded length.
//!
//! Quotations and sentences are read by looking back and forth within a paragraph, so a text of megabytes on one line
//! would take the square of its length. In: the blocks of a report. Out: the same, those that are too long cut between
//! sentences, or words where no sentence ends. Every byte stays in a block.

use crate::model::{Block, Role, Span};

/// Bytes of a paragraph at most: six times the longest report of the annotated stories, so that even a report pasted as
/// one line stays whole.
pub(super) const MOST_BYTES: usize = 32 << 10;

/// Cuts what is too long; gives how many blocks were.
pub(super) fn cut(text: &str, blocks: &mut Vec<Block>) -> usize {
    let long = |block: &Block| block.span.len() > MOST_BYTES && block.role.makes_statements();
    let count = blocks.iter().filter(|block| long(block)).count();
    if count == 0 {
        return 0;
    }
    let mut found = Vec::with_capacity(blocks.len() + count);
    for mut block in blocks.drain(..) {
        while long(&block) {
            let at = place(text, block.span);
            let (head, rest) = (
                Span::new(block.span.start, at),
                Span::new(at, block.span.end),
            );
            let head = head.trimmed(text);
            if !head.is_empty() {
                found.push(Block {
                    span: head,
                    ..block.clone()
                });
            }
            block.span = rest.trimmed(text);
            // A report has one headline.
            let old = std::mem::replace(&mut block.role, Role::Body);
            if old != Role::Body {
                block.reason = format!(
                    "cut from a {} of more than {} KiB",
                    old.name(),
                    MOST_BYTES >> 10
                );
            }
        }
        if !block.span.is_empty() {
            found.push(block);
        }
    }
    *blocks = found;
    count
}

/// The last place in the first [`MOST_BYTES`] where a sentence ends, else a word, else a character.
fn place(text: &str, span: Span) -> usize {
    let mut end = span.start + MOST_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = Span::new(span.start, end).cut(text);
    let space = |(at, _): (usize, &str)| span.start + at;
    let stops = [". ", ".\n", "! ", "? ", ".” ", ".\" "];
    stops
        .iter()
        .filter_map(|stop| Some(span.start + head.rfind(stop)? + stop.len()))
        .max()
        .or_else(|| head.rmatch_indices(char::is_whitespace).next().map(space))
        .filter(|at| *at > span.start)
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: usize) {
        let mut blocks = vec![Block {
            span: Span::new(0, text.len()),
            role: Role::Body,
            reason: String::new(),
            set_off: false,
        }];
        cut(text, &mut blocks);
        assert_eq!(blocks.len(), expect);
        let letters = |text: &str| {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
        };
        let held: usize = blocks
            .iter()
            .map(|block| letters(block.span.cut(text)))
            .sum();
        assert_eq!(held, letters(text));
        assert!(blocks.iter().all(|block| block.span.len() <= MOST_BYTES));
    }

    #[test]
    fn long_blocks_are_cut_and_nothing_is_lost() {
        check("It fell. ", 1);
        check(&"It fell. ".repeat(10_000), 3);
        check(&"a".repeat(100_000), 4);
        check(&"鶴".repeat(100_000), 10);
        check(&" ".repeat(100_000), 0);
    }
}
