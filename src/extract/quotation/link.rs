//! Pieces of content → their cues and sources.
//!
//! In: the runs of a report and trained weights. Out: for each piece the cue and the source that rank highest among
//! the candidates of the neighbourhood, "none" being one. First the cue is chosen for the piece, then the source for
//! the pair. The weights are those of a multinomial logistic model over hashed features. Linear: a bounded number of
//! candidates for each piece.

use super::features::{Cell, Paragraph, Quoted, bucket, mix};
use super::lattice::exp;
use super::runs::{Run, Runs, Share, share};
use super::weights::{WIDTH, Weights};

/// The choice made for a piece: indices into [`Runs`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// The cue.
    pub cue: Option<usize>,
    /// The source.
    pub source: Option<usize>,
    /// Probability of the source among its candidates.
    pub belief: f32,
}

/// The two rankers.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    /// Piece to cue.
    pub cues: Weights,
    /// Piece and cue to source.
    pub sources: Weights,
}

/// Candidates on each side of a piece; chosen so that over 99 % of PolNeAR's links are among them.
const REACH: usize = 6;

/// What the linker looks at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// The runs.
    pub runs: &'a Runs,
}

impl Linker {
    /// Reads the weights of both rankers.
    #[must_use]
    pub fn read(cues: &[u8], sources: &[u8]) -> Linker {
        Linker {
            cues: Weights::read(cues),
            sources: Weights::read(sources),
        }
    }

    /// The link of each piece.
    #[must_use]
    pub fn link(&self, view: View<'_>) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::with_capacity(view.runs.pieces.len());
        let mut features = Vec::new();
        for piece in 0..view.runs.pieces.len() {
            let before = links.last().copied();
            let candidates = view.cue_candidates(piece, before);
            let (cue, _) = best(
                &self.cues,
                &candidates,
                |cue, out| {
                    view.cue_features(piece, cue, before, out);
                },
                &mut features,
            );
            let candidates = view.source_candidates(piece, cue, before);
            let (source, belief) = best(
                &self.sources,
                &candidates,
                |source, out| {
                    view.source_features(piece, cue, source, before, out);
                },
                &mut features,
            );
            links.push(Link {
                cue,
                source,
                belief,
            });
        }
        links
    }
}

fn best(
    weights: &Weights,
    candidates: &[Option<usize>],
    mut emit: impl FnMut(Option<usize>, &mut Vec<u32>),
    features: &mut Vec<u32>,
) -> (Option<usize>, f32) {
    let mut scores = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        features.clear();
        emit(*candidate, features);
        let mut sums = [0i32; WIDTH];
        weights.add(features, &mut sums);
        scores.push(weights.score(sums[0]));
    }
    let mut chosen = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores.get(chosen).copied().unwrap_or(f32::MIN) {
            chosen = index;
        }
    }
    let top = scores.get(chosen).copied().unwrap_or(0.0);
    let total: f32 = scores.iter().map(|score| exp(score - top)).sum();
    (
        candidates.get(chosen).copied().flatten(),
        if total > 0.0 { 1.0 / total } else { 0.0 },
    )
}

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

/// How two runs lie to each other.
struct Relation {
    /// 0 the second is before the first, 1 after, 2 in an earlier paragraph, 3 in a later one.
    order: u32,
    distance: u32,
    sentences: u32,
    commas: u32,
    marks: u32,
    /// Hash of the classes between where at most three tokens lie between.
    between: u32,
    cues_between: u32,
    sources_between: u32,
    pieces_between: u32,
}

impl<'a> View<'a> {
    fn paragraph(&self, run: &Run) -> Option<&'a Paragraph> {
        self.paragraphs.get(run.paragraph)
    }

    fn near(list: &[Run], piece: &Run, back: usize) -> Vec<usize> {
        // same paragraph: the nearest on each side; the paragraph before: its last ones; the next: its first
        let at =
            list.partition_point(|run| (run.paragraph, run.start) < (piece.paragraph, piece.start));
        let mut found: Vec<usize> = (at.saturating_sub(REACH)..at)
            .filter(|index| {
                list.get(*index).is_some_and(|run| {
                    run.paragraph == piece.paragraph
                        || (run.paragraph + 1 == piece.paragraph && at - index <= back)
                })
            })
            .collect();
        found.extend((at..list.len().min(at + REACH)).filter(|index| {
            list.get(*index)
                .is_some_and(|run| run.paragraph == piece.paragraph)
        }));
        found
    }

    /// The cues that may belong to a piece, in text order; the last candidate is "none".
    #[must_use]
    pub fn cue_candidates(&self, piece: usize, before: Option<Link>) -> Vec<Option<usize>> {
        let Some(run) = self.runs.pieces.get(piece) else {
            return vec![None];
        };
        let mut found: Vec<Option<usize>> = Self::near(&self.runs.cues, run, 3)
            .into_iter()
            .map(Some)
            .collect();
        if let Some(carried) = before.and_then(|before| before.cue)
            && !found.contains(&Some(carried))
            && self
                .runs
                .cues
                .get(carried)
                .is_some_and(|cue| cue.paragraph + 4 > run.paragraph)
        {
            found.push(Some(carried));
        }
        found.push(None);
        found
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
        let mut found: Vec<Option<usize>> = Self::near(&self.runs.sources, anchor, 3)
            .into_iter()
            .map(Some)
            .collect();
        if let Some(carried) = before.and_then(|before| before.source)
            && !found.contains(&Some(carried))
            && self
                .runs
                .sources
                .get(carried)
                .is_some_and(|source| source.paragraph + 4 > run.paragraph)
        {
            found.push(Some(carried));
        }
        found.push(None);
        found
    }

    fn relation(&self, first: &Run, second: &Run) -> Relation {
        let (order, left, right) = if second.paragraph < first.paragraph {
            (2, second, first)
        } else if second.paragraph > first.paragraph {
            (3, first, second)
        } else if second.start < first.start {
            (0, second, first)
        } else {
            (1, first, second)
        };
        let count = |list: &[Run]| -> u32 {
            let from =
                list.partition_point(|run| (run.paragraph, run.start) < (left.paragraph, left.end));
            let to = list
                .partition_point(|run| (run.paragraph, run.start) < (right.paragraph, right.start));
            to.saturating_sub(from).min(3) as u32
        };
        let sure = |list: &[Run]| -> u32 {
            let from =
                list.partition_point(|run| (run.paragraph, run.start) < (left.paragraph, left.end));
            list.iter()
                .skip(from)
                .take(16)
                .take_while(|run| (run.paragraph, run.start) < (right.paragraph, right.start))
                .filter(|run| run.best)
                .count()
                .min(3) as u32
        };
        let mut relation = Relation {
            order,
            distance: 12,
            sentences: 5,
            commas: 0,
            marks: 0,
            between: 1,
            cues_between: sure(&self.runs.cues),
            sources_between: sure(&self.runs.sources),
            pieces_between: count(&self.runs.pieces),
        };
        if order < 2
            && let Some(paragraph) = self.paragraph(left)
        {
            let gap = paragraph.cells.get(left.end..right.start).unwrap_or(&[]);
            relation.distance = bucket(gap.len());
            let sentence = |at: usize| {
                paragraph
                    .cells
                    .get(at)
                    .map_or(0, |cell: &Cell| cell.sentence)
            };
            relation.sentences = sentence(right.start)
                .saturating_sub(sentence(left.end.saturating_sub(1)))
                .min(3) as u32;
            for cell in gap.iter().take(60) {
                relation.commas += u32::from(cell.comma);
                relation.marks +=
                    u32::from(matches!(cell.quoted, Quoted::Opening | Quoted::Closing));
            }
            relation.commas = relation.commas.min(3);
            relation.marks = relation.marks.min(3);
            if gap.len() <= 3 {
                relation.between = gap.iter().fold(9, |hash, cell| mix(0, hash, cell.class));
            }
        }
        relation
    }

    /// The features of a cue for a piece.
    pub fn cue_features(
        &self,
        piece: usize,
        cue: Option<usize>,
        before: Option<Link>,
        out: &mut Vec<u32>,
    ) {
        let Some(run) = self.runs.pieces.get(piece) else {
            return;
        };
        let paragraph = self.paragraph(run);
        let form = paragraph.map_or(0, |paragraph| share(paragraph, run) as u32);
        let first = class_at(paragraph, run.start);
        let starts = u32::from(paragraph.is_some_and(|paragraph| {
            paragraph
                .sentences
                .iter()
                .any(|sentence| sentence.start == run.start)
        }));
        let last = run
            .end
            .checked_sub(1)
            .map_or(0, |last| class_at(paragraph, last));
        let ahead = class_at(paragraph, run.end);
        let behind = run
            .start
            .checked_sub(1)
            .map_or(5, |at| class_at(paragraph, at));
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
        let lemma = there
            .and_then(|there| there.cells.get(cue.start..cue.end))
            .and_then(|cells| cells.iter().find(|cell| cell.lemma != 0))
            .map_or(0, |cell| cell.lemma);
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
        piece: usize,
        cue: Option<usize>,
        source: Option<usize>,
        before: Option<Link>,
        out: &mut Vec<u32>,
    ) {
        let Some(run) = self.runs.pieces.get(piece) else {
            return;
        };
        let paragraph = self.paragraph(run);
        let form = paragraph.map_or(0, |paragraph| share(paragraph, run) as u32);
        let cue = cue.and_then(|index| self.runs.cues.get(index));
        let anchor = cue.unwrap_or(run);
        let there = self.paragraph(anchor);
        let lemma = cue
            .and_then(|cue| there?.cells.get(cue.start..cue.end))
            .and_then(|cells| cells.iter().find(|cell| cell.lemma != 0))
            .map_or(0, |cell| cell.lemma);
        let word = cue.map_or(0, |cue| word_at(there, cue.start));
        let cue_class = cue.map_or(0, |cue| class_at(there, cue.start));
        let next = cue.map_or(0, |cue| class_at(there, cue.end));
        let behind = cue
            .and_then(|cue| cue.start.checked_sub(1))
            .map_or(5, |at| class_at(there, at));
        let cued = u32::from(cue.is_some());
        let mut add = |template: u32, left: u32, right: u32| out.push(mix(template, left, right));
        let Some((source_index, source)) =
            source.and_then(|index| Some((index, self.runs.sources.get(index)?)))
        else {
            let strongest = self
                .source_candidates(piece, None, before)
                .into_iter()
                .flatten()
                .filter_map(|index| self.runs.sources.get(index))
                .filter(|source| {
                    source.paragraph == anchor.paragraph
                        && there.is_some_and(|there| {
                            there.cells.get(source.start).map(|cell| cell.sentence)
                                == there.cells.get(anchor.start).map(|cell| cell.sentence)
                        })
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

/// True when a piece stands in marks as a whole or in part.
#[must_use]
pub fn is_quoted(paragraphs: &[Paragraph], run: &Run) -> bool {
    paragraphs
        .get(run.paragraph)
        .is_some_and(|paragraph| share(paragraph, run) != Share::None)
}
