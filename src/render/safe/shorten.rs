//! A long statement → its marked words with the words around them, every gap shown as `…`.
//!
//! Words are left out whole, the farthest from a marked word first; without a marked word the last ones first.

use unicode_width::UnicodeWidthStr;

use super::{Keep, Run, Safe, Style, wrap};

/// A gap of so few words is not worth a sign: the words are shown.
const LEAST_GAP: usize = 2;

struct Word<'a> {
    parts: Vec<(&'a str, Option<Style>, Keep)>,
    width: usize,
    keep: Keep,
}

/// Breaks runs into at most `lines` lines of `width` columns, leaving words out where they do not fit. What is
/// marked to keep stays, however many lines it takes.
#[must_use]
pub fn fit(runs: &[Run], width: usize, lines: usize) -> Vec<Safe> {
    let words = words(runs);
    if count_lines(words.iter().map(|word| word.width), width).is_some_and(|count| count <= lines) {
        return wrap(runs, width);
    }
    let order = order(&words);
    // Lines end ragged: a budget that fits is found from above, a quarter of a line at a time.
    let mut budget = width.saturating_mul(lines);
    loop {
        let shown = shown(&words, &order, budget);
        let count = count_lines(widths(&words, &shown), width);
        if count.is_some_and(|count| count > lines) && budget >= width {
            budget -= (width / 4).max(1);
            continue;
        }
        let fitted = wrap(&cut(&words, &shown), width);
        if fitted.len() <= lines || budget < width {
            return fitted;
        }
        budget -= (width / 4).max(1);
    }
}

/// How many lines words of these widths take; `None` where a word is wider than a line and has to be broken.
fn count_lines(widths: impl Iterator<Item = usize>, width: usize) -> Option<usize> {
    let (mut lines, mut used) = (0, 0);
    for wide in widths {
        if wide > width {
            return None;
        }
        if lines == 0 || used + 1 + wide > width {
            lines += 1;
            used = wide;
        } else {
            used += 1 + wide;
        }
    }
    Some(lines)
}

/// The widths of what is shown, a gap with one column.
fn widths<'a>(words: &'a [Word<'_>], shown: &'a [bool]) -> impl Iterator<Item = usize> + 'a {
    let mut in_gap = false;
    words.iter().zip(shown).filter_map(move |(word, shown)| {
        let opens = !shown && !in_gap;
        in_gap = !shown;
        if *shown {
            Some(word.width)
        } else {
            opens.then_some(1)
        }
    })
}

/// The words by how soon they are taken in.
fn order(words: &[Word<'_>]) -> Vec<usize> {
    let distances = distances(words);
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|index| (distances.get(*index).copied().unwrap_or(0), *index));
    order
}

/// Which words stand in `budget` columns; what is marked to keep stands, whatever it takes.
fn shown(words: &[Word<'_>], order: &[usize], budget: usize) -> Vec<bool> {
    let total: usize = words.iter().map(|word| word.width + 1).sum();
    if total <= budget {
        return vec![true; words.len()];
    }
    let mut shown = vec![false; words.len()];
    let mut used = 0;
    for index in order {
        let (Some(word), Some(shown)) = (words.get(*index), shown.get_mut(*index)) else {
            continue;
        };
        if word.keep == Keep::No && used + word.width + 1 > budget {
            break;
        }
        used += word.width + 1;
        *shown = true;
    }
    fill_small_gaps(&mut shown);
    shown
}

/// The words that are shown, every gap as `…`.
fn cut(words: &[Word<'_>], shown: &[bool]) -> Vec<Run> {
    let mut out = Vec::new();
    let mut in_gap = false;
    for (word, shown) in words.iter().zip(shown) {
        if *shown {
            for (text, style, keep) in &word.parts {
                out.push(Run {
                    text: Safe((*text).to_owned()),
                    style: *style,
                    keep: *keep,
                });
            }
            out.push(Run::plain(Safe::own(" ")));
        } else if !in_gap {
            out.push(Run::plain(Safe::own("… ")));
        }
        in_gap = !shown;
    }
    out
}

fn words(runs: &[Run]) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut open = false;
    for run in runs {
        for (index, text) in run.text.0.split(' ').enumerate() {
            open &= index == 0;
            if text.is_empty() {
                continue;
            }
            let part = (text, run.style, run.keep);
            let width = text.width();
            match words.last_mut() {
                Some(word) if open => {
                    word.width += width;
                    word.keep = word.keep.max(run.keep);
                    word.parts.push(part);
                }
                _ => words.push(Word {
                    parts: vec![part],
                    width,
                    keep: run.keep,
                }),
            }
            open = true;
        }
    }
    words
}

/// How many words lie between each word and the nearest one to keep; the place from the start when there is none.
fn distances(words: &[Word<'_>]) -> Vec<usize> {
    if !words.iter().any(|word| word.keep == Keep::Mark) {
        return (0..words.len()).collect();
    }
    let pass = |iter: &mut dyn Iterator<Item = &Word<'_>>| -> Vec<usize> {
        let mut since = usize::MAX;
        iter.map(|word| {
            since = if word.keep == Keep::Mark {
                0
            } else {
                since.saturating_add(1)
            };
            since
        })
        .collect()
    };
    let from_left = pass(&mut words.iter());
    let mut from_right = pass(&mut words.iter().rev());
    from_right.reverse();
    from_left
        .into_iter()
        .zip(from_right)
        .zip(words)
        .map(|((left, right), word)| match word.keep {
            Keep::Lead => 0,
            _ => left.min(right),
        })
        .collect()
}

fn fill_small_gaps(shown: &mut [bool]) {
    let mut start = None;
    for index in 0..=shown.len() {
        match (shown.get(index), start) {
            (Some(false), None) => start = Some(index),
            (Some(true) | None, Some(from)) => {
                if index - from <= LEAST_GAP
                    && let Some(gap) = shown.get_mut(from..index)
                {
                    gap.fill(true);
                }
                start = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(runs: &[Run], budget: usize) -> Vec<Safe> {
        let words = words(runs);
        wrap(&cut(&words, &shown(&words, &order(&words), budget)), 1000)
    }

    fn check(runs: &[(&str, bool)], budget: usize, expect: &str) {
        let runs: Vec<Run> = runs
            .iter()
            .map(|(text, keep)| Run {
                text: Safe::piece(text),
                style: None,
                keep: if *keep { Keep::Mark } else { Keep::No },
            })
            .collect();
        let lines = shortened(&runs, budget);
        assert_eq!(lines.first().map_or("", Safe::as_str), expect);
    }

    #[test]
    fn the_end_goes_first() {
        let text = "one two three four five six seven eight nine ten";
        check(&[(text, false)], 100, text);
        check(&[(text, false)], 20, "one two three four …");
    }

    #[test]
    fn what_is_marked_stays_with_its_neighbours() {
        check(
            &[
                ("a b c d e f g h ", false),
                ("«30»", true),
                (" people i j k l m n o p q r s t", false),
            ],
            20,
            "… f g h «30» people i …",
        );
    }

    #[test]
    fn two_marked_places_have_a_gap_between() {
        check(
            &[
                ("«x»", true),
                (" b c d e f g h i j k l m n o p q r ", false),
                ("«y»", true),
            ],
            16,
            "«x» b c … q r «y»",
        );
    }

    #[test]
    fn a_gap_of_two_words_is_filled() {
        check(
            &[("«x»", true), (" bb cc dd ee ", false), ("«y»", true)],
            14,
            "«x» bb cc dd ee «y»",
        );
    }

    #[test]
    fn a_lead_stays_and_draws_no_words_to_it() {
        let run = |text: &str, keep| Run {
            text: Safe::piece(text),
            style: None,
            keep,
        };
        let runs = [
            run("· ", Keep::Lead),
            run("a b c d e f g h i j k l ", Keep::No),
            run("«x»", Keep::Mark),
            run(" m n", Keep::No),
        ];
        let lines = shortened(&runs, 16);
        assert_eq!(lines.first().map_or("", Safe::as_str), "· … j k l «x» m n");
    }
}
