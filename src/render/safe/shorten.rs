//! A long statement → its marked words with the words around them, every gap shown as `…`.
//!
//! Words are left out whole, the farthest from a marked word first; without a marked word the last ones first.

use unicode_width::UnicodeWidthStr;

use super::{Keep, Run, Safe, Style, wrap};

/// A gap of so few words is not worth a sign: the words are shown.
const LEAST_GAP: usize = 2;

struct Word {
    parts: Vec<(String, Option<Style>, Keep)>,
    width: usize,
    keep: Keep,
}

/// Breaks runs into at most `lines` lines of `width` columns, leaving words out where they do not fit. What is
/// marked to keep stays, however many lines it takes.
#[must_use]
pub fn fit(runs: &[Run], width: usize, lines: usize) -> Vec<Safe> {
    let whole = wrap(runs, width);
    if whole.len() <= lines {
        return whole;
    }
    // Lines end ragged: a budget that fits is found from above, a quarter of a line at a time.
    let mut budget = width * lines;
    loop {
        let fitted = wrap(&shorten(runs, budget), width);
        if fitted.len() <= lines || budget < width {
            return fitted;
        }
        budget -= (width / 4).max(1);
    }
}

/// Shortens runs to `budget` columns; what is marked to keep stays, whatever it takes.
fn shorten(runs: &[Run], budget: usize) -> Vec<Run> {
    let words = words(runs);
    let total: usize = words.iter().map(|word| word.width + 1).sum();
    if total <= budget {
        return runs.to_vec();
    }
    let distances = distances(&words);
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|index| (distances.get(*index).copied().unwrap_or(0), *index));
    let mut shown = vec![false; words.len()];
    let mut used = 0;
    for index in order {
        let (Some(word), Some(shown)) = (words.get(index), shown.get_mut(index)) else {
            continue;
        };
        if word.keep == Keep::No && used + word.width + 1 > budget {
            break;
        }
        used += word.width + 1;
        *shown = true;
    }
    fill_small_gaps(&mut shown);
    let mut out = Vec::new();
    let mut in_gap = false;
    for (word, shown) in words.iter().zip(&shown) {
        if *shown {
            for (text, style, keep) in &word.parts {
                out.push(Run {
                    text: Safe(text.clone()),
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

fn words(runs: &[Run]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for run in runs {
        for (index, text) in run.text.0.split(' ').enumerate() {
            open &= index == 0;
            if text.is_empty() {
                continue;
            }
            let part = (text.to_owned(), run.style, run.keep);
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
fn distances(words: &[Word]) -> Vec<usize> {
    if !words.iter().any(|word| word.keep == Keep::Mark) {
        return (0..words.len()).collect();
    }
    let pass = |iter: &mut dyn Iterator<Item = &Word>| -> Vec<usize> {
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

    fn check(runs: &[(&str, bool)], budget: usize, expect: &str) {
        let runs: Vec<Run> = runs
            .iter()
            .map(|(text, keep)| Run {
                text: Safe::piece(text),
                style: None,
                keep: if *keep { Keep::Mark } else { Keep::No },
            })
            .collect();
        let lines = wrap(&shorten(&runs, budget), 1000);
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
        let lines = wrap(&shorten(&runs, 16), 1000);
        assert_eq!(lines.first().map_or("", Safe::as_str), "· … j k l «x» m n");
    }
}
