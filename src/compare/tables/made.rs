//! Tables that are made of a column and not read from it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::text::Stems;

/// The words of `rule-words` of a sort ("frame:"), each with which one of the sort it is.
pub(super) fn sorted<'a>(
    lexicon: &'a Lexicon,
    sort: &'static str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let entries = lexicon.table("rule-words").entries.iter();
    entries.filter_map(move |entry| Some((entry.cell(0), entry.cell(1).strip_prefix(sort)?)))
}

/// A table of two columns.
pub(super) fn pairs(lexicon: &Lexicon, table: &str) -> FxHashMap<String, String> {
    let entries = lexicon.table(table).entries.iter();
    let cells = entries.map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()));
    cells.collect()
}

/// Stems of the single words that tell what became of somebody.
pub(super) fn state_words(lexicon: &Lexicon, known: &Stems) -> FxHashSet<String> {
    let words = lexicon.table("states").words();
    words
        .filter(|phrase| !phrase.contains(' ') && !phrase.starts_with('='))
        .map(|word| known.stem(word).into_owned())
        .collect()
}

/// Titles of one word that tell a gender, without a full stop.
pub(super) fn gendered_titles(lexicon: &Lexicon) -> FxHashMap<String, String> {
    let entries = lexicon.table("titles").entries.iter();
    let gendered =
        entries.filter(|entry| !entry.cell(2).is_empty() && !entry.cell(0).contains(' '));
    gendered
        .map(|entry| {
            let title = entry.cell(0).trim_end_matches('.').to_lowercase();
            (title, entry.cell(2).to_owned())
        })
        .collect()
}

/// Given names of one gender; those that stand on both sides of the table tell none.
pub(super) fn gendered_names(lexicon: &Lexicon) -> FxHashMap<String, String> {
    let mut found: FxHashMap<String, String> = FxHashMap::default();
    let mut both = FxHashSet::default();
    for entry in &lexicon.table("given_names").entries {
        let gender = entry.cell(0);
        for name in entry.cell(1).split(' ').map(str::to_lowercase) {
            let other = found.insert(name.clone(), gender.to_owned());
            if gender == "both" || other.is_some_and(|other| other != gender) {
                both.insert(name);
            }
        }
    }
    found.retain(|name, _| !both.contains(name));
    found
}
