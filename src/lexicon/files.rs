//! The one list of embedded files, sorted by name, one a line; a test holds it against the folder.

macro_rules! embed {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../data/lexicon/en/", $name)))),*]
    };
}

/// File name and text of every file in `data/lexicon/en`.
pub(super) const FILES: &[(&str, &str)] = embed! {
    "abbreviations.tsv"
    "agencies.tsv"
    "aliases.tsv"
    "background.tsv"
    "biography_verbs.tsv"
    "caption_labels.tsv"
    "caption_openings.tsv"
    "caption_verbs.tsv"
    "classes.tsv"
    "clitics.tsv"
    "comment_signs.tsv"
    "contractions.tsv"
    "corrections.tsv"
    "counted.tsv"
    "countries.tsv"
    "date_words.tsv"
    "figures.tsv"
    "finite_verbs.tsv"
    "function_words.tsv"
    "furniture.tsv"
    "given_names.tsv"
    "headline_labels.tsv"
    "hedges.tsv"
    "irregulars.tsv"
    "labels.tsv"
    "loaded_words.tsv"
    "month_names.tsv"
    "negations.tsv"
    "number_words.tsv"
    "opposites.tsv"
    "org_words.tsv"
    "outlets.tsv"
    "picture_credits.tsv"
    "place_words.tsv"
    "places.tsv"
    "rule-classes.tsv"
    "rule-words.tsv"
    "section_heads.tsv"
    "sentence_starters.tsv"
    "spellings.tsv"
    "stances.tsv"
    "states.tsv"
    "stopwords.tsv"
    "time_words.tsv"
    "titles.tsv"
    "verbs.tsv"
};
