//! Runs of words → lines of a width: words and numbers stay whole.
//!
//! A word wider than the line breaks behind a dash, slash or hyphen, and only where that is not enough between two
//! letters. Linear in the text.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Safe, Style};

/// A stretch of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, without styles and line ends.
    pub text: Safe,
    /// How they are set off.
    pub style: Option<Style>,
    /// Whether [`fit`](super::fit()) may leave its words out.
    pub keep: Keep,
}

/// Whether words may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Where there is no room.
    #[default]
    No,
    /// Never; they stand before the text and say nothing about it.
    Lead,
    /// Never, and the words around them go last.
    Mark,
}

impl Run {
    /// A stretch without a style.
    #[must_use]
    pub fn plain(text: Safe) -> Self {
        Self {
            text,
            style: None,
            keep: Keep::No,
        }
    }
}

/// Letters of one style that belong to one word.
type Part = (String, Option<Style>);
/// Parts that no line end separates.
type Word = Vec<Part>;

/// Breaks runs into lines of at most `width` columns, at least one column wide. No lines for no words.
#[must_use]
pub fn wrap(runs: &[Run], width: usize) -> Vec<Safe> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line: Vec<Word> = Vec::new();
    let mut used = 0;
    for word in words(runs) {
        for (piece, is_new_word) in fitted(word, width) {
            let wide = word_width(&piece);
            let gap = usize::from(is_new_word && !line.is_empty());
            if used + gap + wide > width && !line.is_empty() {
                lines.push(painted(&line));
                line.clear();
                used = 0;
            }
            if is_new_word && !line.is_empty() {
                used += 1;
            }
            used += wide;
            line.push(piece);
        }
    }
    if !line.is_empty() {
        lines.push(painted(&line));
    }
    lines
}

/// The width of the widest word, which no column should fall under.
#[must_use]
pub fn widest_word(text: &Safe) -> usize {
    text.0
        .split(' ')
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

fn word_width(word: &Word) -> usize {
    word.iter().map(|(text, _)| text.width()).sum()
}

fn words(runs: &[Run]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for run in runs {
        for (index, text) in run.text.0.split(' ').enumerate() {
            if index > 0 {
                open = false;
            }
            if text.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(word) if open => word.push((text.to_owned(), run.style)),
                _ => words.push(vec![(text.to_owned(), run.style)]),
            }
            open = true;
        }
    }
    words
}

/// The word in pieces that fit; the flag says which one begins the word.
fn fitted(word: Word, width: usize) -> Vec<(Word, bool)> {
    if word_width(&word) <= width {
        return vec![(word, true)];
    }
    let mut pieces: Vec<(Word, bool)> = Vec::new();
    let mut piece: Word = Vec::new();
    let mut used = 0;
    for (text, style) in word {
        for chunk in chunks(&text, width) {
            let wide = chunk.width();
            if used + wide > width && !piece.is_empty() {
                pieces.push((std::mem::take(&mut piece), pieces.is_empty()));
                used = 0;
            }
            used += wide;
            match piece.last_mut() {
                Some((last, same)) if *same == style => last.push_str(chunk),
                _ => piece.push((chunk.to_owned(), style)),
            }
        }
    }
    if !piece.is_empty() {
        pieces.push((piece, pieces.is_empty()));
    }
    pieces
}

/// The text cut behind dashes and slashes, and between letters where a stretch is still too wide.
fn chunks(text: &str, width: usize) -> Vec<&str> {
    text.split_inclusive(['—', '–', '/', '-', '_', '&', '?', '='])
        .flat_map(|chunk| {
            if chunk.width() <= width {
                vec![chunk]
            } else {
                chunk.graphemes(true).collect()
            }
        })
        .collect()
}

/// The line as text; a space stands between words and takes the style of its two sides where they agree.
fn painted(line: &[Word]) -> Safe {
    let mut parts: Vec<Part> = Vec::new();
    for (index, word) in line.iter().enumerate() {
        for (part_index, (text, style)) in word.iter().enumerate() {
            let gap = index > 0 && part_index == 0;
            match parts.last_mut() {
                Some((last, same)) if same == style => {
                    if gap {
                        last.push(' ');
                    }
                    last.push_str(text);
                }
                _ => {
                    if gap {
                        parts.push((" ".to_owned(), None));
                    }
                    parts.push((text.clone(), *style));
                }
            }
        }
    }
    let mut out = Safe::default();
    for (text, style) in parts {
        out.push(&Safe(text).painted(style));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expect: &[&str]) {
        let lines = wrap(&[Run::plain(Safe::text(text))], width);
        let lines: Vec<&str> = lines.iter().map(Safe::as_str).collect();
        assert_eq!(lines, expect);
    }

    #[test]
    fn words_stay_whole() {
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 8, &["one two", "three"]);
        check("", 8, &[]);
    }

    #[test]
    fn wide_letters_count_two() {
        check("日本 語の 新聞", 5, &["日本", "語の", "新聞"]);
        check("日本 語の 新聞", 9, &["日本 語の", "新聞"]);
    }

    #[test]
    fn only_a_word_wider_than_the_line_breaks() {
        check(
            "see example/path/to here",
            10,
            &["see", "example/", "path/to", "here"],
        );
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
    }

    #[test]
    fn a_style_closes_on_each_line_and_a_word_of_two_styles_stays_whole() {
        let runs = [
            Run::plain(Safe::piece("a ")),
            Run {
                text: Safe::piece("b c"),
                style: Some(Style::Mark),
                keep: Keep::Mark,
            },
            Run::plain(Safe::piece(".")),
        ];
        let lines = wrap(&runs, 3);
        let lines: Vec<&str> = lines.iter().map(Safe::as_str).collect();
        assert_eq!(
            lines,
            ["a \u{1b}[1;33mb\u{1b}[0m", "\u{1b}[1;33mc\u{1b}[0m."]
        );
    }
}
