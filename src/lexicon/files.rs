//! The one list of embedded files, sorted by name; a test holds it against the folder.

/// File name and text of every file in `data/lexicon/en`.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "abbreviations.tsv",
        include_str!("../../data/lexicon/en/abbreviations.tsv"),
    ),
    (
        "sentence_starters.tsv",
        include_str!("../../data/lexicon/en/sentence_starters.tsv"),
    ),
    (
        "stopwords.tsv",
        include_str!("../../data/lexicon/en/stopwords.tsv"),
    ),
];
