//! A paragraph → the features of each of its tokens, as hashes.
//!
//! In: one block of a report with its tokens, sentences and marks. Out: for each token the hashes that the tagger
//! weighs. Everything is computed from the words around the token, the marks, and the words of reporting in
//! `cue_words.tsv`; there is no parser and no part-of-speech tagger. Linear in the number of tokens.

use super::hash::{bucket, mix};
use super::paragraph::{Cell, Paragraph};
use super::sentence::{SentenceFacts, scans};

/// Gives the features of every token of a paragraph with its number, in text order. Each list is given as it is made: all
/// of them would take a hundred times the text.
pub fn emit(paragraph: &Paragraph, mut take: impl FnMut(usize, &[u32])) {
    let cells = &paragraph.cells;
    let mut out: Vec<u32> = Vec::with_capacity(100);
    let (left, right) = scans(paragraph);
    let many_sentences = bucket(paragraph.sentences.len());
    for (number, range) in paragraph.sentences.iter().enumerate() {
        let facts = SentenceFacts::new(paragraph, range.clone());
        for at in range.clone() {
            let Some(here) = cells.get(at) else { continue };
            // the words to both sides within the sentence
            let mut words = [7u32; 7];
            let mut classes = [9u32; 7];
            for (offset, (word, class)) in words.iter_mut().zip(&mut classes).enumerate() {
                let place = (at + offset).wrapping_sub(3);
                if range.contains(&place)
                    && let Some(cell) = cells.get(place)
                {
                    *word = cell.word;
                    *class = cell.class;
                }
            }
            let word = |offset: isize| words.get((offset + 3) as usize).copied().unwrap_or(7);
            let class = |offset: isize| classes.get((offset + 3) as usize).copied().unwrap_or(9);
            let quote = |offset: isize| {
                cells
                    .get((at as isize + offset).max(0) as usize)
                    .map_or(0, |cell| cell.quoted as u32)
            };
            out.clear();
            let mut add =
                |template: u32, left: u32, right: u32| out.push(mix(template, left, right));
            add(10, 0, 0);
            for offset in -3..=3isize {
                add(20 + (offset + 3) as u32, word(offset), 0);
                add(30 + (offset + 3) as u32, class(offset), 0);
            }
            add(40, word(-1), word(0));
            add(41, word(0), word(1));
            add(42, word(-1), word(1));
            add(43, word(-2), word(-1));
            add(44, word(1), word(2));
            add(45, class(-1), class(0));
            add(46, class(0), class(1));
            add(47, mix(0, class(-2), class(-1)), class(0));
            add(48, mix(0, class(-1), class(0)), class(1));
            add(49, mix(0, class(0), class(1)), class(2));
            add(50, class(-2), class(-1));
            add(51, class(1), class(2));
            add(52, mix(0, class(-3), class(-2)), class(-1));
            add(53, mix(0, class(1), class(2)), class(3));
            add(54, word(-1), class(0));
            add(55, word(0), class(1));
            add(56, class(-1), word(0));
            add(57, class(0), word(1));
            for (index, affix) in here.affixes.iter().enumerate() {
                add(60 + index as u32, *affix, 0);
            }
            add(63, here.shape, u32::from(at == range.start));
            // marks
            let quotes = mix(0, quote(-1), mix(0, quote(0), quote(1)));
            add(70, quotes, 0);
            add(71, quotes, word(0));
            add(72, quotes, class(0));
            if let Some(region) = here.region.and_then(|index| facts.region(index)) {
                add(73, here.quoted as u32, region.length);
                add(74, mix(0, here.quoted as u32, region.length), region.title);
                add(75, region.before, region.length);
                add(76, region.after, region.length);
                add(77, region.before_class, region.after_class);
                add(78, mix(0, region.last, region.length), region.title);
            }
            // sentence and paragraph
            let position = bucket(at - range.start);
            let rest = bucket(range.end - at - 1);
            add(80, position, 0);
            add(81, rest, 0);
            add(82, bucket(number), facts.quoted);
            add(83, facts.quoted, quote(0));
            add(84, u32::from(paragraph.heading), class(0));
            add(85, u32::from(paragraph.heading), quote(0));
            add(
                86,
                mix(
                    0,
                    u32::from(paragraph.carried),
                    u32::from(paragraph.after_colon),
                ),
                quote(0),
            );
            add(87, many_sentences, facts.quoted);
            add(88, facts.first, bucket(at - range.start));
            add(89, facts.first_pair, quote(0));
            // the attribution at the sentence's head or tail
            add(90, facts.tail, u32::from(at < facts.tail_start));
            add(
                91,
                mix(0, facts.tail, u32::from(at < facts.tail_start)),
                class(0),
            );
            add(
                92,
                facts.tail_kind,
                mix(0, u32::from(at < facts.tail_start), position),
            );
            add(93, facts.head, u32::from(at < facts.head_end));
            // cues to both sides
            let from = left.get(at).copied().unwrap_or_default();
            let to = right.get(at).copied().unwrap_or_default();
            let left_cue = cells.get(from.cue);
            let right_cue = cells.get(to.cue);
            let lemma = |cue: Option<&Cell>| cue.map_or(3, |cue| cue.lemma);
            let kind = |cue: Option<&Cell>| cue.map_or(9, |cue| cue.cue as u32);
            let distance = |cue: usize| {
                if cue == usize::MAX {
                    11
                } else {
                    bucket(cue.abs_diff(at))
                }
            };
            let after_cue = cells
                .get(from.cue.saturating_add(1))
                .map_or(5, |cell| cell.word);
            let after_cue_class = cells
                .get(from.cue.saturating_add(1))
                .map_or(5, |cell| cell.class);
            let (near, far) = (from.commas.min(3) as u32, to.commas.min(3) as u32);
            add(100, lemma(left_cue), distance(from.cue));
            add(101, lemma(left_cue), near);
            add(102, kind(left_cue), mix(0, distance(from.cue), near));
            add(103, lemma(left_cue), after_cue);
            add(104, mix(0, lemma(left_cue), after_cue_class), near);
            add(105, mix(0, kind(left_cue), after_cue_class), class(0));
            add(
                106,
                mix(0, lemma(left_cue), distance(from.cue).min(3)),
                class(0),
            );
            add(107, lemma(right_cue), distance(to.cue));
            add(108, lemma(right_cue), far);
            add(109, kind(right_cue), mix(0, distance(to.cue), far));
            add(
                110,
                mix(0, lemma(right_cue), distance(to.cue).min(3)),
                class(0),
            );
            add(111, mix(0, kind(left_cue), kind(right_cue)), quote(0));
            add(
                112,
                mix(0, kind(left_cue), near),
                mix(0, kind(right_cue), far),
            );
            // a further verb of reporting in the same sentence: "said … and warned …"
            let tie = mix(0, class(-1), class(0));
            add(113, mix(0, tie, kind(left_cue)), near);
            add(114, mix(0, here.lemma, class(-1)), class(1));
            add(115, mix(0, tie, class(1)), kind(left_cue));
            // the clause
            let clause = cells.get(from.clause);
            let clause_word = clause.map_or(0, |cell| cell.word);
            add(120, clause_word, bucket(at - from.clause.min(at)));
            add(121, clause_word, class(0));
            add(122, mix(0, clause_word, kind(left_cue)), near);
            take(at, &out);
        }
    }
}
