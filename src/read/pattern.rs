//! The pattern language of the lexicon's line tables: `follow * on twitter`, `published # hours ago`.
//!
//! A pattern stands for a whole line, word by word, whatever the case and the marks between the words. `*` is any
//! number of words, `#` a number, `<agency>` a news agency of `agencies.tsv`, `<name>` one to four words with a
//! capital. Marks that count as words: `:`, `©`, `@`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;

/// A word of a line, ready to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, Latin look-alikes folded.
    pub(super) text: String,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// All its letters are capitals.
    pub(super) capitals: bool,
}

impl Word {
    fn number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
            && self
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | 'm'))
    }
}

/// Cyrillic and Greek letters that look like Latin ones: page furniture is typed in them by mistake.
fn folded(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' => '\'',
        'а' | 'А' | 'Α' => 'a',
        'с' | 'С' => 'c',
        'е' | 'Е' | 'Ε' => 'e',
        'о' | 'О' | 'Ο' => 'o',
        'р' | 'Р' | 'Ρ' => 'p',
        'х' | 'Х' | 'Χ' => 'x',
        'у' | 'У' => 'y',
        'і' | 'І' => 'i',
        'М' | 'Μ' => 'm',
        'Т' | 'Τ' => 't',
        'Н' | 'Η' => 'h',
        'К' | 'Κ' => 'k',
        'В' | 'Β' => 'b',
        other => other,
    }
}

/// The words of a line, at most `most`. Glued words (`standardsDiscussion`) are taken apart where both are long.
pub(super) fn words(line: &str, most: usize) -> Vec<Word> {
    let mut found = Vec::new();
    for piece in line.split_whitespace() {
        if found.len() >= most {
            break;
        }
        let mut current = String::new();
        let letters: Vec<char> = piece.chars().take(80).collect();
        for (index, &letter) in letters.iter().enumerate() {
            let next = letters.get(index + 1).copied().unwrap_or(' ');
            let inner = matches!(letter, '\'' | '’' | '-' | '.' | '&' | ',' | '!')
                && !current.is_empty()
                && next.is_alphanumeric()
                && (!matches!(letter, ',' | '!') || next.is_ascii_digit());
            if letter.is_alphanumeric() || inner {
                let glued = letter.is_uppercase()
                    && current.chars().last().is_some_and(char::is_lowercase)
                    && current.chars().count() >= 5
                    && letters
                        .get(index + 1..index + 5)
                        .is_some_and(|rest| rest.iter().all(|c| c.is_lowercase()));
                if glued {
                    push(&mut found, &mut current);
                }
                current.push(letter);
            } else {
                push(&mut found, &mut current);
                if matches!(letter, ':' | '©' | '@') {
                    current.push(letter);
                    push(&mut found, &mut current);
                }
            }
        }
        push(&mut found, &mut current);
    }
    found.truncate(most);
    found
}

fn push(found: &mut Vec<Word>, current: &mut String) {
    if current.is_empty() {
        return;
    }
    let capital = current.chars().next().is_some_and(char::is_uppercase);
    let capitals = current.chars().all(|c| !c.is_lowercase());
    let text = current
        .chars()
        .map(folded)
        .flat_map(char::to_lowercase)
        .collect();
    found.push(Word {
        text,
        capital,
        capitals,
    });
    current.clear();
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Any,
    Number,
    Agency,
    Name,
}

/// One pattern with the row it comes from.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// As the table has it.
    pub(super) source: String,
    /// The other cells of the row.
    pub(super) cells: Vec<String>,
    parts: Vec<Part>,
}

impl Pattern {
    fn longest_literal(&self) -> Option<String> {
        let literals = self.parts.iter().filter_map(|part| match part {
            Part::Word(word) => Some(word),
            _ => None,
        });
        literals.max_by_key(|word| word.len()).cloned()
    }

    /// How many words it names literally.
    pub(super) fn literals(&self) -> usize {
        self.parts
            .iter()
            .filter(|part| matches!(part, Part::Word(_)))
            .count()
    }

    /// It names every word.
    pub(super) fn exact(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part, Part::Word(_) | Part::Number))
    }
}

/// A table of patterns, found by their first or last word, else by their longest literal one: most lines hold none of
/// these words and cost only the look-ups.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    by_first: FxHashMap<String, Vec<Pattern>>,
    by_last: FxHashMap<String, Vec<Pattern>>,
    by_inner: FxHashMap<String, Vec<Pattern>>,
    rest: Vec<Pattern>,
}

impl Patterns {
    /// The patterns of a table's first column.
    pub(super) fn new(lexicon: &Lexicon, table: &str) -> Patterns {
        let mut patterns = Patterns::default();
        for entry in &lexicon.table(table).entries {
            let source = entry.cell(0).to_owned();
            let parts: Vec<Part> = source
                .split_whitespace()
                .flat_map(|word| match word {
                    "*" => vec![Part::Any],
                    "#" => vec![Part::Number],
                    "<agency>" => vec![Part::Agency],
                    "<name>" => vec![Part::Name],
                    // most are plain words, and they are many
                    plain if plain.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                        vec![Part::Word(plain.to_owned())]
                    }
                    other => words(other, 9)
                        .into_iter()
                        .map(|word| Part::Word(word.text))
                        .collect(),
                })
                .collect();
            let (first, last) = (parts.first().cloned(), parts.last().cloned());
            let pattern = Pattern {
                source,
                cells: entry.rest().map(ToOwned::to_owned).collect(),
                parts,
            };
            match (first, last) {
                (Some(Part::Word(word)), _) => {
                    patterns.by_first.entry(word).or_default().push(pattern);
                }
                (_, Some(Part::Word(word))) => {
                    patterns.by_last.entry(word).or_default().push(pattern);
                }
                (Some(_), _) => match pattern.longest_literal() {
                    Some(word) => patterns.by_inner.entry(word).or_default().push(pattern),
                    None => patterns.rest.push(pattern),
                },
                (None, _) => {}
            }
        }
        patterns
    }

    /// The patterns that a line matches as a whole.
    pub(super) fn matching<'a>(
        &'a self,
        line: &'a [Word],
        agencies: &'a Agencies,
    ) -> impl Iterator<Item = &'a Pattern> {
        let line = trimmed(line);
        let first = line.first().and_then(|word| self.by_first.get(&word.text));
        let last = line.last().and_then(|word| self.by_last.get(&word.text));
        let inner = line
            .iter()
            .filter(|_| !self.by_inner.is_empty())
            .filter_map(|word| self.by_inner.get(&word.text));
        first
            .into_iter()
            .chain(last)
            .chain(inner)
            .flatten()
            .chain(&self.rest)
            .filter(move |pattern| !line.is_empty() && matches(&pattern.parts, line, agencies))
    }

    /// True when the line matches one of them.
    pub(super) fn match_any(&self, line: &[Word], agencies: &Agencies) -> bool {
        self.matching(line, agencies).next().is_some()
    }
}

/// A colon at the end of a line is no word of it (`Related:`).
fn trimmed(mut line: &[Word]) -> &[Word] {
    while let [rest @ .., last] = line {
        if last.text != ":" {
            break;
        }
        line = rest;
    }
    line
}

/// Whole-line match: the places of the line that each part can end at, in one pass over the parts.
fn matches(parts: &[Part], line: &[Word], agencies: &Agencies) -> bool {
    // A colon that ends a pattern (`related : `) was cut from the line too.
    let parts = match parts {
        [head @ .., Part::Word(last)] if last == ":" && !head.is_empty() => head,
        other => other,
    };
    let mut places = BTreeSet::from([0]);
    for part in parts {
        let mut next = BTreeSet::new();
        for &place in &places {
            let rest = line.get(place..).unwrap_or_default();
            let first = rest.first();
            match part {
                Part::Any => {
                    next.extend(place..=line.len());
                    break;
                }
                Part::Word(wanted) => {
                    if first.is_some_and(|word| word.text == *wanted) {
                        next.insert(place + 1);
                    }
                }
                Part::Number => {
                    if first.is_some_and(Word::number) {
                        next.insert(place + 1);
                    }
                }
                Part::Agency => next.extend(agencies.lengths(rest).map(|length| place + length)),
                Part::Name => {
                    let capitals = rest.iter().take(4).take_while(|word| word.capital).count();
                    next.extend(place + 1..=place + capitals);
                }
            }
        }
        if next.is_empty() {
            return false;
        }
        places = next;
    }
    places.contains(&line.len())
}

/// The news agencies.
#[derive(Debug, Clone, Default)]
pub(super) struct Agencies {
    names: BTreeMap<Vec<String>, String>,
    first: BTreeSet<String>,
}

impl Agencies {
    /// From `agencies.tsv`.
    pub(super) fn new(lexicon: &Lexicon) -> Agencies {
        let mut agencies = Agencies::default();
        for entry in &lexicon.table("agencies").entries {
            let mention: Vec<String> = words(entry.cell(0), 9)
                .into_iter()
                .map(|word| word.text)
                .collect();
            if let Some(first) = mention.first() {
                agencies.first.insert(first.clone());
                agencies.names.insert(mention, entry.cell(1).to_owned());
            }
        }
        agencies
    }

    /// How many words the mention of an agency takes at the start of the line, longest first.
    fn lengths<'a>(&'a self, line: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
        let known = line
            .first()
            .is_some_and(|word| self.first.contains(&word.text));
        (1..=if known { 4.min(line.len()) } else { 0 })
            .rev()
            .filter(|length| {
                line.get(..*length)
                    .is_some_and(|words| self.name(words).is_some())
            })
    }

    /// The full name of the agency that these words are, all of them.
    pub(super) fn name(&self, words: &[Word]) -> Option<&str> {
        let key: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
        let name = self.names.get(&key)?;
        // A short mention is an abbreviation (`AP`), else it is a word (`app`, `pa`).
        let abbreviation = words.len() == 1 && key.iter().all(|word| word.len() <= 4);
        let written = words
            .iter()
            .any(|word| word.capital && (!abbreviation || word.capitals));
        written.then_some(name.as_str())
    }

    /// The first agency named in a line, with its place among the words.
    pub(super) fn find(&self, line: &[Word]) -> Option<&str> {
        (0..line.len()).find_map(|start| {
            let rest = line.get(start..)?;
            let length = self.lengths(rest).next()?;
            self.name(rest.get(..length)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_match_as_a_whole() {
        let mut lexicon = Lexicon::embedded();
        lexicon
            .replace(
                "own.tsv",
                "# p\nfollow * on twitter\nread more\n© <agency> *\n* is a * reporter *\n"
                    .to_owned(),
            )
            .unwrap();
        let patterns = Patterns::new(&lexicon, "own");
        let agencies = Agencies::new(&lexicon);
        let check = |line: &str, wanted: bool| {
            assert_eq!(
                patterns.match_any(&words(line, 60), &agencies),
                wanted,
                "{line}"
            );
        };
        check("Follow Ann Lee on Twitter", true);
        check("Follow Ann Lee on Twitter today", false);
        check("READ MORE:", true);
        check("Rеad more", true);
        check("Read more books", false);
        check("© AP Photo / Ann Lee", true);
        check("© Ann Lee", false);
        check("Ann Lee is a senior reporter in Harrow.", true);
    }
}
