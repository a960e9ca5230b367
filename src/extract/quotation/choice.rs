//! A piece and a candidate → the features of their link.
//!
//! In: a piece, its candidate cue or source, the link of the piece before. Out: hashes that the rankers weigh.

use super::candidates::View;
use super::hash::bucket;
use super::hash::mix;
use super::link::Link;
use super::paragraph::Paragraph;
use super::runs::{Run, share};

/// A piece of content, prepared.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    index: usize,
    run: &'a Run,
    /// How much of it stands in marks.
    form: u32,
    /// Classes of its first and last token, of those before and after it.
    first: u32,
    last: u32,
    behind: u32,
    ahead: u32,
    /// It begins a sentence.
    starts: u32,
}

/// Where the source is looked for: at the cue, or at the piece when it has none.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'a> {
    run: &'a Run,
    cued: u32,
    lemma: u32,
    word: u32,
    class: u32,
    next: u32,
    behind: u32,
}

const NO_RUN: &Run = &Run {
    paragraph: usize::MAX,
    start: 0,
    end: 0,
    belief: 0.0,
    best: false,
};

/// A neutral cell beyond the edges of a paragraph.
fn class_at(paragraph: Option<&Paragraph>, at: usize) -> u32 {
    paragraph
        .and_then(|paragraph| paragraph.cells.get(at))
        .map_or(3, |cell| cell.class)
}

fn word_at(paragraph: Option<&Paragraph>, at: usize) -> u32 {
    paragraph
        .and_then(|paragraph| paragraph.cells.get(at))
        .map_or(3, |cell| cell.word)
}

fn tenth(value: f32) -> u32 {
    (value * 8.0) as u32
}

/// The lemma of the first word of a cue that is a listed one.
fn lemma_of(there: Option<&Paragraph>, cue: &Run) -> u32 {
    there
        .and_then(|there| there.cells.get(cue.start..cue.end))
        .and_then(|cells| cells.iter().find(|cell| cell.lemma != 0))
        .map_or(0, |cell| cell.lemma)
}

fn before(paragraph: Option<&Paragraph>, at: usize) -> u32 {
    at.checked_sub(1).map_or(5, |at| class_at(paragraph, at))
}

impl<'a> View<'a> {
    /// Prepares a piece.
    #[must_use]
    pub fn piece(&self, index: usize) -> Piece<'a> {
        let run = self.runs.pieces.get(index).unwrap_or(NO_RUN);
        let paragraph = self.paragraph(run);
        let starts = paragraph.is_some_and(|paragraph| {
            paragraph
                .cells
                .get(run.start)
                .and_then(|cell| paragraph.sentences.get(cell.sentence))
                .is_some_and(|sentence| sentence.start == run.start)
        });
        Piece {
            index,
            run,
            form: paragraph.map_or(0, |paragraph| share(paragraph, run) as u32),
            first: class_at(paragraph, run.start),
            last: run
                .end
                .checked_sub(1)
                .map_or(0, |last| class_at(paragraph, last)),
            behind: before(paragraph, run.start),
            ahead: class_at(paragraph, run.end),
            starts: u32::from(starts),
        }
    }

    /// Prepares the cue that was chosen for a piece.
    #[must_use]
    pub fn anchor(&self, piece: &Piece<'a>, cue: Option<usize>) -> Anchor<'a> {
        let Some(run) = cue.and_then(|index| self.runs.cues.get(index)) else {
            return Anchor {
                run: piece.run,
                cued: 0,
                lemma: 0,
                word: 0,
                class: 0,
                next: 0,
                behind: 5,
            };
        };
        let there = self.paragraph(run);
        Anchor {
            run,
            cued: 1,
            lemma: lemma_of(there, run),
            word: word_at(there, run.start),
            class: class_at(there, run.start),
            next: class_at(there, run.end),
            behind: before(there, run.start),
        }
    }

    fn sentence(&self, run: &Run) -> Option<usize> {
        Some(self.paragraph(run)?.cells.get(run.start)?.sentence)
    }

    /// The features of a cue for a piece.
    pub fn cue_features(
        &self,
        piece: &Piece<'_>,
        cue: Option<usize>,
        before: Option<Link>,
        out: &mut Vec<u32>,
    ) {
        let Piece {
            run,
            form,
            first,
            starts,
            last,
            ahead,
            behind,
            ..
        } = *piece;
        let mut add = |template: u32, left: u32, right: u32| out.push(mix(template, left, right));
        let Some((cue_index, cue)) =
            cue.and_then(|index| Some((index, self.runs.cues.get(index)?)))
        else {
            add(300, form, 0);
            add(301, form, mix(0, starts, first));
            add(302, form, mix(0, last, ahead));
            add(303, behind, form);
            add(304, u32::from(before.is_none()), form);
            return;
        };
        let there = self.paragraph(cue);
        let relation = self.relation(run, cue);
        let carried = u32::from(before.is_some_and(|before| before.cue == Some(cue_index)));
        let lemma = lemma_of(there, cue);
        let word = word_at(there, cue.start);
        let next = class_at(there, cue.end);
        let kind = mix(0, relation.order, form);
        let place = mix(0, relation.distance, relation.sentences);
        add(310, kind, relation.distance);
        add(311, kind, relation.sentences);
        add(312, kind, place);
        add(313, kind, mix(0, relation.commas, relation.marks));
        add(
            314,
            kind,
            mix(0, relation.cues_between, relation.pieces_between),
        );
        add(315, mix(0, kind, relation.cues_between), relation.sentences);
        add(
            316,
            mix(0, kind, relation.sources_between),
            relation.pieces_between,
        );
        add(317, kind, relation.between);
        add(318, lemma, kind);
        add(319, word, relation.order);
        add(320, mix(0, lemma, relation.order), next);
        add(321, kind, next);
        add(322, tenth(cue.belief), u32::from(cue.best));
        add(
            323,
            mix(0, tenth(cue.belief), relation.order),
            relation.sentences,
        );
        add(324, carried, kind);
        add(
            325,
            mix(0, carried, kind),
            mix(0, relation.cues_between, relation.sentences),
        );
        add(326, mix(0, kind, first), mix(0, starts, relation.sentences));
        add(327, mix(0, kind, last), mix(0, ahead, relation.sentences));
        add(328, mix(0, kind, behind), relation.distance);
        add(329, mix(0, lemma, kind), place);
        add(
            330,
            mix(0, kind, starts),
            mix(0, relation.sentences, relation.pieces_between),
        );
        add(
            331,
            mix(0, kind, u32::from(relation.sentences > 0)),
            mix(0, relation.marks, relation.pieces_between),
        );
    }

    /// The features of a source for a piece and its cue.
    pub fn source_features(
        &self,
        piece: &Piece<'_>,
        anchor: &Anchor<'_>,
        source: Option<usize>,
        before: Option<Link>,
        out: &mut Vec<u32>,
    ) {
        let Piece { run, form, .. } = *piece;
        let Anchor {
            run: anchor,
            cued,
            lemma,
            word,
            class: cue_class,
            next,
            behind,
        } = *anchor;
        let mut add = |template: u32, left: u32, right: u32| out.push(mix(template, left, right));
        let Some((source_index, source)) =
            source.and_then(|index| Some((index, self.runs.sources.get(index)?)))
        else {
            let sentence = self.sentence(anchor);
            let strongest = self
                .source_candidates(piece.index, None, before)
                .into_iter()
                .flatten()
                .filter_map(|index| self.runs.sources.get(index))
                .filter(|source| {
                    source.paragraph == anchor.paragraph && self.sentence(source) == sentence
                })
                .map(|source| tenth(source.belief) + 1)
                .max()
                .unwrap_or(0);
            add(400, form, cued);
            add(401, lemma, form);
            add(402, word, behind);
            add(403, word, next);
            add(404, strongest, form);
            add(405, strongest, lemma);
            add(406, behind, cue_class);
            add(407, mix(0, strongest, cued), form);
            add(408, word, strongest);
            return;
        };
        let home = self.paragraph(source);
        let relation = self.relation(anchor, source);
        let to_piece = self.relation(run, source);
        let carried = u32::from(before.is_some_and(|before| before.source == Some(source_index)));
        let head = class_at(home, source.start);
        let tail = class_at(home, source.end.saturating_sub(1));
        let after = class_at(home, source.end);
        let prior = source
            .start
            .checked_sub(1)
            .map_or(5, |at| class_at(home, at));
        let prior_word = source
            .start
            .checked_sub(1)
            .map_or(5, |at| word_at(home, at));
        let length = bucket(source.end - source.start);
        let kind = mix(0, relation.order, cued);
        let place = mix(0, relation.distance, relation.sentences);
        add(410, kind, relation.distance);
        add(411, kind, place);
        add(412, mix(0, kind, form), relation.sentences);
        add(413, kind, mix(0, relation.commas, relation.marks));
        add(
            414,
            kind,
            mix(0, relation.cues_between, relation.sources_between),
        );
        add(
            415,
            mix(0, kind, relation.sentences),
            mix(0, relation.sources_between, relation.pieces_between),
        );
        add(416, kind, relation.between);
        add(417, lemma, kind);
        add(418, word, relation.order);
        add(419, mix(0, lemma, kind), place);
        add(420, mix(0, word, behind), relation.order);
        add(421, mix(0, prior_word, relation.order), cue_class);
        add(422, mix(0, relation.order, prior), relation.distance);
        add(423, tenth(source.belief), u32::from(source.best));
        add(424, mix(0, tenth(source.belief), kind), relation.sentences);
        add(425, mix(0, head, kind), relation.sentences);
        add(426, mix(0, head, tail), length);
        add(427, mix(0, after, kind), relation.distance);
        add(428, carried, form);
        add(
            429,
            mix(0, carried, form),
            mix(0, relation.order, relation.sentences),
        );
        add(
            430,
            mix(0, carried, cued),
            mix(0, relation.sources_between, relation.cues_between),
        );
        add(
            431,
            mix(0, to_piece.order, form),
            mix(0, to_piece.distance, to_piece.sentences),
        );
        add(
            432,
            mix(0, to_piece.order, relation.order),
            mix(0, form, to_piece.pieces_between),
        );
        add(
            433,
            mix(0, to_piece.order, relation.order),
            mix(0, to_piece.sources_between, relation.sources_between),
        );
        add(434, mix(0, kind, next), relation.distance);
        add(
            435,
            mix(0, to_piece.order, to_piece.sentences),
            mix(0, relation.order, relation.sentences),
        );
    }
}
