//! A byline → the names in it.
//!
//! In: one line, as a page or pasted text shows it. Out: the authors in its order; empty where it holds none.

use crate::lexicon::Lexicon;

/// Words of a byline around the names.
#[derive(Debug, Clone, Default)]
pub(super) struct BylineWords {
    opening: Vec<String>,
    joining: Vec<String>,
    ending: Vec<String>,
}

impl BylineWords {
    /// From `byline_words.tsv`.
    pub(super) fn new(lexicon: &Lexicon) -> BylineWords {
        let of = |place: &str| {
            let entries = lexicon.table("byline_words").entries.iter();
            entries
                .filter(|entry| entry.cell(1) == place)
                .map(|entry| entry.cell(0).to_owned())
                .collect()
        };
        BylineWords {
            opening: of("opens"),
            joining: of("joins"),
            ending: of("ends"),
        }
    }

    /// True for `By`.
    pub(super) fn opens(&self, word: &str) -> bool {
        self.opening.contains(&word.to_lowercase())
    }

    /// The names in a byline: `By Ann Lee and Bo Ray, Harrow Courier` gives two.
    pub(super) fn names(&self, line: &str) -> Vec<String> {
        let end = line
            .find(['|', '(', '•', '·', '/', ';', '\n'])
            .unwrap_or(line.len());
        // Names may be no longer than a line; a paragraph is no byline.
        let words: Vec<&str> = line
            .get(..end)
            .unwrap_or(line)
            .split_whitespace()
            .flat_map(|word| word.split_inclusive(','))
            .take(60)
            .collect();
        let is = |list: &[String], word: &str| {
            let word = word.trim_end_matches(':').to_lowercase();
            list.contains(&word)
        };
        // Everything up to the first `by`, which stands among the first words (`Written by Ann Lee`).
        let from = words
            .iter()
            .take(4)
            .position(|word| is(&self.opening, word))
            .map_or(0, |at| at + 1);
        let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
        let (mut joined, mut commas) = (None, 0);
        for word in words.into_iter().skip(from) {
            // `In Soo Kim` is a name.
            let small = word.starts_with(char::is_lowercase);
            if (small && is(&self.ending, word)) || matches!(word, "-" | "–" | "—") {
                break;
            }
            if is(&self.joining, word) {
                parts.retain(|part| !part.is_empty());
                joined = Some(parts.len());
                parts.push(Vec::new());
                continue;
            }
            if let Some(part) = parts.last_mut() {
                part.push(word.trim_end_matches(','));
            }
            if word.ends_with(',') {
                commas += 1;
                parts.push(Vec::new());
            }
        }
        let person = |parts: &Vec<&str>| {
            (2..=5).contains(&parts.len())
                && parts.iter().all(|part| {
                    !part.contains(|c: char| c.is_ascii_digit() || c == '@')
                        && (part.starts_with(char::is_uppercase) || part.chars().count() <= 3)
                })
        };
        // After a comma stands a desk or an outlet, unless more names are joined; after the last that is joined, too.
        let names = |place: usize| match joined {
            Some(last) => place <= last,
            None => place == 0 || commas > 1,
        };
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .enumerate()
            .filter(|(place, part)| person(part) && names(*place))
            .map(|(_, part)| part.join(" ").trim_end_matches('.').to_owned())
            .collect()
    }
}
