//! Links from words of a report to its file and line, for terminals that follow OSC 8.
//!
//! In: the files of the reports, as `cli` found them. Out: [`Href`], which holds printable ASCII only, so that no path
//! steers the terminal. A file that is the report's text itself gives the line by its span; in a page, Markdown or
//! JSON the first letters of the words are looked for, and where they are not found the link leads to the file.
//! Cost: one look through each file, and for each link one from the link before it on: links come in the order of the
//! text, but for rows of a table.
//!
//! Source: "Hyperlinks in terminal emulators" (Egmont Koblinger); `#` before the line is what kitty understands, others
//! open the file.

use std::cell::Cell;
use std::rc::Rc;

use super::Safe;
use crate::model::{Report, Span};

/// Letters by which words are found again in a file: enough to be alone in it, few enough to stand within one element.
const LETTERS: usize = 24;

/// An address that may stand in terminal text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href(String);

/// Where the reports stand, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    places: Vec<Option<Place>>,
}

/// Where one report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: Rc<File>,
    /// Among the letters of the file: where the report begins, as far as known, and where words were found last.
    begin: usize,
    last: Cell<usize>,
}

#[derive(Debug, PartialEq, Eq)]
struct File {
    address: String,
    lines: Lines,
}

/// How a span becomes a line.
#[derive(Debug, PartialEq, Eq)]
enum Lines {
    /// The file is the text: the bytes where its lines end.
    Same { ends: Vec<usize> },
    /// The letters of the file, and how many of their bytes stand before each line end.
    Searched { letters: String, ends: Vec<usize> },
}

impl Links {
    /// The next report stands in no file.
    pub fn add_none(&mut self) {
        self.places.push(None);
    }

    /// The next report is this file, which holds `text`. `path` is absolute, its bytes as the system gives them.
    pub fn add_text(&mut self, path: &[u8], text: &str) {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        self.add_file(path, Lines::Same { ends }, [""].into_iter());
    }

    /// The next reports were taken, in this order, out of this file, which holds `raw`. `texts` are theirs.
    pub fn add_page<'a>(&mut self, path: &[u8], raw: &str, texts: impl Iterator<Item = &'a str>) {
        let (mut letters, mut ends) = (String::new(), Vec::new());
        for letter in raw.chars() {
            if letter == '\n' {
                ends.push(letters.len());
            } else if letter.is_alphanumeric() {
                letters.push(letter);
            }
        }
        self.add_file(path, Lines::Searched { letters, ends }, texts);
    }

    fn add_file<'a>(&mut self, path: &[u8], lines: Lines, texts: impl Iterator<Item = &'a str>) {
        let mut address = String::from("file://");
        for &byte in path {
            if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
        let file = Rc::new(File { address, lines });
        let mut begin = 0;
        for text in texts {
            if let Lines::Searched { letters, .. } = &file.lines {
                // A sentence that two records share is looked for in its own.
                begin = find(letters, &first_letters(text), begin).unwrap_or(begin);
            }
            self.places.push(Some(Place {
                file: Rc::clone(&file),
                begin,
                last: Cell::new(begin),
            }));
        }
    }

    /// The address of words of a report.
    #[must_use]
    pub fn to(&self, report: &Report, span: Span) -> Option<Href> {
        let place = self.places.get(report.id.index())?.as_ref()?;
        let file = &place.file;
        let line = match &file.lines {
            Lines::Same { ends } => Some(ends.partition_point(|&end| end < span.start) + 1),
            Lines::Searched { letters, ends } => {
                let words = first_letters(span.cut(&report.text));
                let found = find(letters, &words, place.last.get())
                    .or_else(|| find(letters, &words, place.begin))
                    .or_else(|| find(letters, &words, 0));
                place.last.set(found.unwrap_or(place.last.get()));
                found.map(|at| ends.partition_point(|&end| end <= at) + 1)
            }
        };
        Some(Href(match line {
            Some(line) => format!("{}#{line}", file.address),
            None => file.address.clone(),
        }))
    }
}

/// What is looked for of some words.
fn first_letters(words: &str) -> String {
    words
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .take(LETTERS)
        .collect()
}

fn find(letters: &str, words: &str, from: usize) -> Option<usize> {
    Some(from + letters.get(from..)?.find(words)?)
}

impl Safe {
    /// The same words as a link, or as they are without one. The terminal adds no columns for it.
    #[must_use]
    pub fn linked(&self, href: Option<&Href>) -> Self {
        match href {
            Some(Href(address)) if !self.is_empty() => Self(format!(
                "\u{1b}]8;;{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\",
                self.0
            )),
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Divider, GridColumn, Style, grid};
    use super::*;

    fn href(links: &Links) -> Href {
        match links.places.first() {
            Some(Some(place)) => Href(place.file.address.clone()),
            _ => panic!("no file"),
        }
    }

    #[test]
    fn a_path_cannot_steer_the_terminal() {
        let mut links = Links::default();
        links.add_text("/a b/\u{1b}]0;é\\.txt".as_bytes(), "");
        assert_eq!(href(&links).0, "file:///a%20b/%1B%5D0%3B%C3%A9%5C.txt");
    }

    #[test]
    fn a_link_takes_no_columns_in_a_grid() {
        let mut links = Links::default();
        links.add_text(b"/a", "");
        let href = href(&links);
        let columns = [5, 4].map(|width| GridColumn {
            width,
            right: false,
        });
        let cells = vec![
            vec![Safe::text("one").linked(Some(&href)), Safe::text("two")],
            vec![
                Safe::text("30")
                    .painted(Some(Style::Mark))
                    .linked(Some(&href)),
            ],
        ];
        let drawn = grid(&[cells], &columns, Divider::Line);
        assert!(
            drawn
                .as_str()
                .contains("file:///a\u{1b}\\one\u{1b}]8;;\u{1b}\\")
        );
        // The grid may open and close styles and links without words; what is seen is as wide as without them.
        let mut seen = String::new();
        for (index, part) in drawn.as_str().split('\u{1b}').enumerate() {
            let part = match part.split_at_checked(1) {
                Some(("[", style)) => style.split_once('m').map_or("", |(_, rest)| rest),
                Some(("\\", rest)) => rest,
                Some(("]", _)) => "",
                _ if index == 0 => part,
                _ => "not an escape",
            };
            seen.push_str(part);
        }
        assert_eq!(seen, " one   │ 30\n two   │\n");
    }
}
