//! The one list of embedded files, sorted by name, one a line; a test holds it against the folder.

macro_rules! embed {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../data/lexicon/en/", $name)))),*]
    };
}

/// File name and text of every file in `data/lexicon/en`.
pub(super) const FILES: &[(&str, &str)] = embed! {
    "abbreviations.tsv"
    "aliases.tsv"
    "background.tsv"
    "classes.tsv"
    "clitics.tsv"
    "contractions.tsv"
    "corrections.tsv"
    "counted.tsv"
    "countries.tsv"
    "figures.tsv"
    "function_words.tsv"
    "given_names.tsv"
    "hedges.tsv"
    "irregulars.tsv"
    "labels.tsv"
    "loaded_words.tsv"
    "negations.tsv"
    "number_words.tsv"
    "opposites.tsv"
    "org_words.tsv"
    "place_words.tsv"
    "places.tsv"
    "rule-classes.tsv"
    "rule-words.tsv"
    "sentence_starters.tsv"
    "spellings.tsv"
    "stances.tsv"
    "states.tsv"
    "stopwords.tsv"
    "time_words.tsv"
    "titles.tsv"
    "verbs.tsv"
};
