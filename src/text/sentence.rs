//! A block of text → its sentences.

use crate::lexicon::Lexicon;
use crate::model::Span;

/// The sentences of one block in text order.
pub(super) fn sentences(text: &str, block: Span, lexicon: &Lexicon) -> Vec<Span> {
    let abbreviations: Vec<&str> = lexicon.table("abbreviations").words().collect();
    let inside = block.cut(text);
    let mut found = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = inside.char_indices().collect();
    for (index, &(offset, letter)) in chars.iter().enumerate() {
        if !matches!(letter, '.' | '!' | '?' | '…' | '\n') {
            continue;
        }
        let mut end = offset + letter.len_utf8();
        let mut next = index + 1;
        while let Some(&(at, mark)) = chars.get(next) {
            if !matches!(mark, '"' | '”' | '’' | '\'' | ')' | '.' | '!' | '?') {
                break;
            }
            end = at + mark.len_utf8();
            next += 1;
        }
        let followed = inside.get(end..).is_some_and(|rest| {
            rest.starts_with(char::is_whitespace)
                && rest
                    .trim_start()
                    .starts_with(|first: char| !first.is_lowercase())
        });
        let word = inside
            .get(start..end)
            .and_then(|piece| piece.split_whitespace().last())
            .unwrap_or("");
        if followed && !abbreviations.contains(&word) {
            found.push(Span::new(block.start + start, block.start + end).trimmed(text));
            start = end;
        }
    }
    found.push(Span::new(block.start + start, block.end).trimmed(text));
    found.retain(|span| !span.is_empty());
    found
}
