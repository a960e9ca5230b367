//! Phrases of the lexicon, found in the words of a sentence, longest first.
//!
//! In: phrases with a value each. Out: the value of the longest phrase at a word. Constant work a word, but for
//! phrases that share their first word.

use rustc_hash::FxHashMap;

use super::lex::Word;

/// Phrases by their first word, longest first.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T>(FxHashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(FxHashMap::default())
    }
}

impl<T> Phrases<T> {
    /// Takes folded phrases; words are parted by spaces, a hyphen is a word.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Phrases<T> {
        let mut table: FxHashMap<String, Vec<(Vec<String>, T)>> = FxHashMap::default();
        for (phrase, value) in phrases {
            let spaced = phrase.replace('-', " - ");
            let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                table.entry(first.clone()).or_default().push((words, value));
            }
        }
        for list in table.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases(table)
    }

    /// The longest phrase at the first of `words`, and how many words it takes.
    pub fn at(&self, words: &[Word<'_>]) -> Option<(&T, usize)> {
        let list = self.0.get(words.first()?.fold.as_ref())?;
        list.iter().find_map(|(phrase, value)| {
            let here = words.get(..phrase.len())?;
            let fits = here
                .iter()
                .zip(phrase)
                .all(|(word, wanted)| word.fold == *wanted);
            fits.then_some((value, phrase.len()))
        })
    }
}
