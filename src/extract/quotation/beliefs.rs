//! What the first pass believes of a paragraph → the further features of the second pass. Linear.

use super::hash::{bucket, mix};
use super::lattice::label;
use super::paragraph::Paragraph;
use super::tagger::Tagged;

/// Gives the features of the second pass beside those of the first, what the first pass believed: of every token with its
/// number, in text order.
pub fn of_beliefs(paragraph: &Paragraph, first: &Tagged, mut take: impl FnMut(usize, &[u32])) {
    let cells = &paragraph.cells;
    let count = cells.len();
    let mut all: Vec<u32> = Vec::with_capacity(40);
    let tag = |at: usize| first.labels.get(at).map_or(8, |label| *label as u32);
    // nearest believed cue, source, content start to both sides, within the sentence and beyond
    let nearest = |wanted: usize| -> (Vec<usize>, Vec<usize>) {
        let mut left = vec![usize::MAX; count];
        let mut right = vec![usize::MAX; count];
        let mut last = usize::MAX;
        for (at, slot) in left.iter_mut().enumerate() {
            *slot = last;
            if first.labels.get(at) == Some(&wanted) {
                last = at;
            }
        }
        last = usize::MAX;
        for (at, slot) in right.iter_mut().enumerate().rev() {
            *slot = last;
            if first.labels.get(at) == Some(&wanted) {
                last = at;
            }
        }
        (left, right)
    };
    let (left_cue, right_cue) = nearest(label::CUE);
    let (left_source, right_source) = nearest(label::SOURCE);
    let (left_content, right_content) = nearest(label::CONTENT);
    for at in 0..count {
        let Some(here) = cells.get(at) else { continue };
        all.clear();
        let mut add = |template: u32, left: u32, right: u32| all.push(mix(template, left, right));
        let far = |place: usize| -> u32 {
            match cells.get(place) {
                None => 30,
                Some(cell) => {
                    let distance = bucket(place.abs_diff(at));
                    match cell.sentence.abs_diff(here.sentence) {
                        0 => distance,
                        1 => 20,
                        _ => 21,
                    }
                }
            }
        };
        let at_offset = |offset: isize| -> u32 {
            let place = at as isize + offset;
            if place < 0 { 9 } else { tag(place as usize) }
        };
        let (lc, rc) = (
            left_cue.get(at).copied().unwrap_or(usize::MAX),
            right_cue.get(at).copied().unwrap_or(usize::MAX),
        );
        let (ls, rs) = (
            left_source.get(at).copied().unwrap_or(usize::MAX),
            right_source.get(at).copied().unwrap_or(usize::MAX),
        );
        let (lo, ro) = (
            left_content.get(at).copied().unwrap_or(usize::MAX),
            right_content.get(at).copied().unwrap_or(usize::MAX),
        );
        let cue_word = |place: usize| cells.get(place).map_or(1, |cell| cell.word);
        let cue_lemma = |place: usize| cells.get(place).map_or(1, |cell| cell.lemma);
        let (dlc, drc, dls, drs, dlo, dro) = (far(lc), far(rc), far(ls), far(rs), far(lo), far(ro));
        for offset in -3..=3isize {
            add(200 + (offset + 3) as u32, at_offset(offset), 0);
        }
        let (before, now, after) = (at_offset(-1), at_offset(0), at_offset(1));
        add(210, mix(0, before, now), after);
        add(211, mix(0, at_offset(-2), before), mix(0, now, after));
        add(212, now, here.word);
        add(213, now, here.class);
        add(214, mix(0, now, after), here.quoted as u32);
        add(215, mix(0, dlc, drc), now);
        add(216, dlc, cue_word(lc));
        add(217, drc, cue_word(rc));
        add(218, mix(0, dls, drs), now);
        add(219, mix(0, dlo, dro), now);
        add(220, mix(0, dlc.min(20), dls.min(20)), dlo.min(20));
        add(221, mix(0, drc.min(20), drs.min(20)), dro.min(20));
        let order = |left: usize, right: usize| {
            u32::from(left != usize::MAX && (right == usize::MAX || left > right))
        };
        let left_order = order(lc, ls) * 2 + order(lo, lc);
        let right_order = u32::from(rc < rs) * 2 + u32::from(ro < rc);
        add(
            222,
            mix(0, left_order, right_order),
            mix(0, u32::from(dlc < 20), u32::from(drc < 20)),
        );
        add(
            223,
            mix(0, cue_lemma(lc), left_order),
            mix(0, u32::from(dlc < 20), now),
        );
        add(
            224,
            mix(0, cue_lemma(rc), right_order),
            mix(0, u32::from(drc < 20), now),
        );
        add(
            225,
            mix(0, cue_word(lc), u32::from(dlc < 20)),
            mix(0, now, here.class),
        );
        add(
            226,
            mix(0, u32::from(dlc < 20), u32::from(drc < 20)),
            mix(0, here.quoted as u32, now),
        );
        add(
            227,
            mix(
                0,
                cells.get(lc.wrapping_add(1)).map_or(1, |cell| cell.class),
                u32::from(dlc < 20),
            ),
            mix(0, now, dlc.min(4)),
        );
        // how sure the first pass was
        if let Some(row) = first.beliefs.get(at) {
            let tenth = |value: f32| (value * 8.0) as u32;
            let content = row[label::CONTENT] + row[label::IN_CONTENT];
            let source = row[label::SOURCE] + row[label::IN_SOURCE];
            let cue = row[label::CUE] + row[label::IN_CUE];
            add(230, tenth(content), tenth(row[label::CONTENT]));
            add(231, tenth(source), tenth(row[label::SOURCE]));
            add(232, tenth(cue), tenth(row[label::CUE]));
            add(233, mix(0, tenth(content), tenth(source)), tenth(cue));
            add(234, tenth(content), here.class);
            add(235, tenth(content), mix(0, here.quoted as u32, now));
        }
        take(at, &all);
    }
}
