//! The language of a report: told from its text where that is clear, else as declared.

use crate::model::{Basis, Block, NoteKind, Sourced};

use super::metadata::Declared;

/// The language: declared, else told from the text where it is long enough.
pub(super) fn language(
    declared: &Declared,
    text: &str,
    blocks: &[Block],
    notes: &mut Vec<(NoteKind, String)>,
) -> Option<Sourced<String>> {
    // 4 KiB tell the language of any report; 60 letters are the least that whatlang is right about.
    let mut sample = String::new();
    for block in blocks.iter().filter(|block| block.role.makes_statements()) {
        if sample.len() > 4096 {
            break;
        }
        sample.extend(block.span.cut(text).chars().take(2048));
        sample.push('\n');
    }
    let told = (sample.chars().filter(|c| c.is_alphabetic()).count() >= 60)
        .then(|| whatlang::detect(&sample))
        .flatten()
        .filter(whatlang::Info::is_reliable);
    let told_code = told
        .as_ref()
        .map(|info| short_code(info.lang().code()).to_owned());
    let (value, basis) = match (&told_code, &declared.language) {
        // A page's language is often its template's; the text decides where it is clear.
        (Some(code), _) => (code.clone(), Basis::Text),
        (None, Some(code)) => (
            code.split(['-', '_']).next().unwrap_or(code).to_lowercase(),
            Basis::Metadata,
        ),
        (None, None) => return None,
    };
    if value != "en" {
        let name = told
            .as_ref()
            .map_or_else(|| value.clone(), |info| info.lang().eng_name().to_owned());
        notes.push((
            NoteKind::Language,
            format!(
                "the report seems to be in {name}, not in English: it is compared as far as rules for English reach"
            ),
        ));
    }
    Some(Sourced { value, basis })
}

/// ISO 639-1 for the languages whose reports are most often met.
fn short_code(code: &str) -> &str {
    match code {
        "eng" => "en",
        "deu" => "de",
        "fra" => "fr",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "nld" => "nl",
        "rus" => "ru",
        "ukr" => "uk",
        "pol" => "pl",
        "ces" => "cs",
        "slk" => "sk",
        "slv" => "sl",
        "hrv" => "hr",
        "srp" => "sr",
        "bul" => "bg",
        "ron" => "ro",
        "hun" => "hu",
        "ell" => "el",
        "tur" => "tr",
        "ara" => "ar",
        "heb" => "he",
        "pes" => "fa",
        "urd" => "ur",
        "hin" => "hi",
        "ben" => "bn",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "vie" => "vi",
        "tha" => "th",
        "ind" => "id",
        "swe" => "sv",
        "dan" => "da",
        "nob" => "no",
        "fin" => "fi",
        "est" => "et",
        "lav" => "lv",
        "lit" => "lt",
        "cat" => "ca",
        "afr" => "af",
        other => other,
    }
}
