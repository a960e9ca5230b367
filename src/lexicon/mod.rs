//! Words of a language, from `data/lexicon`, as tables.
//!
//! Form of a file: UTF-8, one entry a line, columns separated by tabs, the first line a comment that names the
//! columns (`# verb<TAB>class`), further `#` lines and empty lines ignored,
//! save `# version: 1`. What a table means is the business of the
//! stage that reads it; this module only knows lines and cells, and keeps the line number for errors.

mod files;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A file of the lexicon that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct LexiconError {
    /// The file's name.
    pub file: String,
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong and the way out.
    pub message: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The line itself: cutting it when a cell is asked for is cheaper than holding thousands of lists of cells.
    text: Cow<'static, str>,
}

impl Entry {
    /// The cell of a column; empty when there is none.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        // tens of thousands are asked for in a run: bytes, not characters
        let mut rest = self.text.as_bytes();
        let mut start = 0;
        for _ in 0..column {
            let Some(tab) = rest.iter().position(|byte| *byte == b'\t') else {
                return "";
            };
            start += tab + 1;
            rest = rest.get(tab + 1..).unwrap_or(&[]);
        }
        let length = rest.iter().position(|byte| *byte == b'\t');
        let end = length.map_or(self.text.len(), |length| start + length);
        self.text.get(start..end).unwrap_or("").trim_ascii()
    }

    /// The cells after the first that the line has.
    pub fn rest(&self) -> impl Iterator<Item = &str> {
        self.text.split('\t').skip(1).map(str::trim)
    }
}

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The file's name without its folder (`hedges.tsv`).
    pub file: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The entries in file order.
    pub entries: Vec<Entry>,
    /// What a line `# version: 1` says; empty when the file has none.
    pub version: String,
}

impl Table {
    fn parse(file: &str, text: Cow<'static, str>) -> Result<Table, LexiconError> {
        let fail = |line: usize, message: String| LexiconError {
            file: file.to_owned(),
            line,
            message,
        };
        let mut columns = Vec::new();
        let mut entries = Vec::new();
        let mut version = String::new();
        let mut take = |index: usize, line: Cow<'static, str>, tabs: usize| {
            if index == 0 {
                let Some(names) = line.strip_prefix("# ") else {
                    return Err(fail(
                        1,
                        "the first line must name the columns: `# word<TAB>...`".to_owned(),
                    ));
                };
                columns = names
                    .split('\t')
                    .map(|name| name.trim().to_owned())
                    .collect();
            } else if line.starts_with('#') || line.trim_start().is_empty() {
                if let Some(named) = line.strip_prefix("# version:") {
                    named.trim().clone_into(&mut version);
                }
            } else {
                let cells = 1 + tabs;
                if cells > columns.len() {
                    return Err(fail(
                        index + 1,
                        format!(
                            "{cells} cells where the first line names {} columns",
                            columns.len()
                        ),
                    ));
                }
                entries.push(Entry {
                    line: index + 1,
                    text: line,
                });
            }
            Ok(())
        };
        match text {
            Cow::Borrowed(text) => {
                for (index, (line, tabs)) in lines(text).enumerate() {
                    take(index, Cow::Borrowed(line), tabs)?;
                }
            }
            Cow::Owned(text) => {
                for (index, (line, tabs)) in lines(&text).enumerate() {
                    take(index, Cow::Owned(line.to_owned()), tabs)?;
                }
            }
        }
        Ok(Table {
            file: file.to_owned(),
            columns,
            entries,
            version,
        })
    }

    /// The cells of the first column, in file order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.cell(0))
    }

    /// Those of the first column whose second cell is `role`, in file order; none where the table has no such role.
    pub fn words_of(&self, role: &str) -> impl Iterator<Item = &str> {
        let of_role = self
            .entries
            .iter()
            .filter(move |entry| entry.cell(1) == role);
        of_role.map(|entry| entry.cell(0))
    }
}

/// The lines of a text with the number of their tabs, in one pass: the built-in files have fifteen thousand.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut tabs, mut end) = (0, 0);
        for byte in rest.bytes() {
            match byte {
                b'\n' => break,
                b'\t' => tabs += 1,
                _ => {}
            }
            end += 1;
        }
        let line = rest.get(..end).filter(|_| !rest.is_empty())?;
        rest = rest.get(end + 1..).unwrap_or("");
        Some((line.strip_suffix('\r').unwrap_or(line), tabs))
    })
}

/// All tables by name (`hedges` for `hedges.tsv`).
#[derive(Debug, Clone)]
pub struct Lexicon {
    tables: BTreeMap<String, Held>,
}

/// A table that is cut into entries when it is first asked for: a run needs few of the built-in ones on the thread that
/// reads the reports.
#[derive(Debug, Clone)]
struct Held {
    table: OnceLock<Table>,
    /// The file's name and text, for a table that nobody has asked for.
    source: (&'static str, &'static str),
}

impl Lexicon {
    /// The lexicon that is built in.
    ///
    /// A built-in file that does not parse would be an empty table; a test holds that there is none.
    #[must_use]
    pub fn embedded() -> Lexicon {
        let held = |&source: &(&'static str, &'static str)| {
            let table = OnceLock::new();
            (stem(source.0).to_owned(), Held { table, source })
        };
        Lexicon {
            tables: files::FILES.iter().map(held).collect(),
        }
    }

    /// Replaces the table of that file's name, or adds one.
    ///
    /// # Errors
    /// When the text is not in the form above; the error names file and line.
    pub fn replace(&mut self, file: &str, text: String) -> Result<(), LexiconError> {
        let table = Table::parse(file, Cow::Owned(text))?;
        let held = Held {
            table: OnceLock::from(table),
            source: ("", ""),
        };
        self.tables.insert(stem(file).to_owned(), held);
        Ok(())
    }

    /// The table of that name; an empty one when there is none.
    #[must_use]
    pub fn table(&self, name: &str) -> &Table {
        static EMPTY: Table = Table {
            file: String::new(),
            columns: Vec::new(),
            entries: Vec::new(),
            version: String::new(),
        };
        let parsed = |held: &Held| {
            let (file, text) = held.source;
            Table::parse(file, Cow::Borrowed(text)).unwrap_or_default()
        };
        self.tables
            .get(name)
            .map_or(&EMPTY, |held| held.table.get_or_init(|| parsed(held)))
    }

    /// The text of a table that is as it was built in; `None` for one that was replaced.
    #[must_use]
    pub fn built_in(&self, name: &str) -> Option<&'static str> {
        let (_, text) = self.tables.get(name)?.source;
        (!text.is_empty()).then_some(text)
    }

    /// The names of all tables, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The built-in file of that name, verbatim.
    #[must_use]
    pub fn source(name: &str) -> Option<&'static str> {
        files::FILES
            .iter()
            .find(|(file, _)| stem(file) == name)
            .map(|(_, text)| *text)
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_parses() {
        for (file, text) in files::FILES {
            let table = Table::parse(file, Cow::Borrowed(text));
            assert!(table.is_ok(), "{table:?}");
        }
    }

    #[test]
    fn an_error_names_file_and_line() {
        let mut lexicon = Lexicon::embedded();
        let error = lexicon
            .replace("own.tsv", "# a\nx\ty\n".to_owned())
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("own.tsv:2: 2 cells where the first line names 1 columns".to_owned())
        );
    }
}
