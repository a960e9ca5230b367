//! Tiny sentences by the ten thousand → fewer, each of several.
//!
//! What is held of a sentence takes a kilobyte whatever its length, so a megabyte of `A. A. A.` would take a gigabyte. No
//! report has such sentences. In: the sentences of a report. Out: the same text in longer ones. Linear.

use super::Sentence;

/// Sentences of a report from which on it is looked at how long they are: the longest reports have 1,000.
const VERY_MANY: usize = 5_000;
/// Bytes that so many sentences have on average where they are what news is made of; a table of results has twenty.
const TINY: usize = 32;
/// Bytes that a joined sentence has at least, where its paragraphs go on.
const JOINED: usize = 96;

/// Joins sentences that are very many and tiny, of one paragraph or of paragraphs that follow each other, with at most
/// `most` tokens; gives how many there were, 0 where they are left as they are.
pub(super) fn join(sentences: &mut Vec<Sentence>, most: usize) -> usize {
    let count = sentences.len();
    let bytes: usize = sentences.iter().map(|sentence| sentence.span.len()).sum();
    if count <= VERY_MANY || bytes >= TINY * count {
        return 0;
    }
    let mut block = sentences.first().map_or(0, |first| first.block);
    sentences.dedup_by(|next, held| {
        // `block` is that of the sentence before, which may be joined already.
        let follows = next.block <= block + 1 && next.role == held.role;
        let fits = next.tokens.end - held.tokens.start <= most;
        let joins = follows && fits && held.span.len() < JOINED;
        block = next.block;
        if joins {
            held.span = held.span.cover(next.span);
            held.tokens.end = next.tokens.end;
        }
        joins
    });
    sentences.shrink_to_fit();
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Role, Span};

    /// So many sentences of so many bytes and two tokens, so many in a paragraph.
    fn sentences(count: usize, bytes: usize, in_block: usize) -> Vec<Sentence> {
        let sentence = |number| Sentence {
            span: Span::new(number * (bytes + 2), number * (bytes + 2) + bytes),
            tokens: 2 * number..2 * number + 2,
            block: number / in_block,
            role: Role::Body,
        };
        (0..count).map(sentence).collect()
    }

    #[test]
    fn what_news_has_is_left_as_it_is() {
        for (count, bytes) in [(VERY_MANY, 2), (3 * VERY_MANY, TINY)] {
            let mut found = sentences(count, bytes, 3);
            assert_eq!(join(&mut found, 400), 0);
            assert_eq!(found.len(), count);
        }
    }

    #[test]
    fn tiny_sentences_are_joined_and_none_is_lost() {
        for in_block in [1, 3, 100_000] {
            let mut found = sentences(2 * VERY_MANY, 6, in_block);
            assert_eq!(join(&mut found, 400), 2 * VERY_MANY);
            assert!(found.len() < VERY_MANY, "{}", found.len());
            assert_eq!(found[0].tokens.start, 0);
            assert_eq!(found[found.len() - 1].tokens.end, 4 * VERY_MANY);
            for pair in found.windows(2) {
                assert_eq!(pair[0].tokens.end, pair[1].tokens.start);
                assert!(pair[0].span.len() >= JOINED);
            }
        }
    }

    #[test]
    fn what_lies_between_two_paragraphs_is_not_taken_in() {
        let mut found = sentences(2 * VERY_MANY, 6, 1);
        for sentence in &mut found {
            sentence.block *= 2;
        }
        join(&mut found, 400);
        assert_eq!(found.len(), 2 * VERY_MANY);
    }

    #[test]
    fn no_sentence_gets_too_many_tokens() {
        let mut found = sentences(2 * VERY_MANY, 6, 1);
        join(&mut found, 4);
        assert_eq!(found.len(), VERY_MANY);
    }
}
