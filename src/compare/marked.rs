//! What stands inside quotation marks → its words as they are compared: contractions in full, one spelling, the editor's
//! words told.

use super::tables::Tables;
use crate::model::Span;
use crate::text::{compared_words, is_invisible};

/// A word inside the marks.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub(super) span: Span,
    pub(super) key: String,
    pub(super) raw: String,
    /// A stop word.
    pub(super) plain: bool,
    /// The editor's, in brackets.
    pub(super) bracketed: bool,
    /// Words are left out before it: an ellipsis, or the quotation was broken off.
    pub(super) gap: bool,
    /// A sentence begins with it.
    pub(super) opens: bool,
}

/// The words of several stretches in text order.
pub(super) fn words(
    tables: &Tables,
    text: &str,
    stretches: &[Span],
    alias: &impl Fn(Span) -> Option<String>,
) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    for stretch in stretches {
        let mut gap = !found.is_empty();
        let mut before = stretch.start;
        let mut depth = 0_usize;
        for word in compared_words(text, *stretch) {
            let between = Span::new(before, word.span.start).cut(text);
            let opens = before == stretch.start || between.contains(['.', '!', '?']);
            // the marks between two words count for the grade; those at the two ends belong to the outlet
            if let Some(last) = found.last_mut()
                && before > stretch.start
            {
                for mark in between.chars() {
                    let mark = match mark {
                        '—' | '–' | '―' => '-',
                        mark if mark.is_whitespace() || is_invisible(mark) => continue,
                        mark => mark,
                    };
                    // typewriters double the hyphen for a dash
                    if mark != '-' || !last.raw.ends_with('-') {
                        last.raw.push(mark);
                    }
                }
            }
            before = word.span.end;
            depth += between.matches('(').count();
            depth = depth.saturating_sub(between.matches(')').count());
            gap |= word.gap_before;
            let full = match tables.expand(&word.form) {
                Some(full) => full.to_vec(),
                None => vec![alias(word.span).unwrap_or_else(|| tables.spelt(word.form))],
            };
            for (place, key) in full.into_iter().enumerate() {
                if key.is_empty() {
                    continue;
                }
                found.push(Quoted {
                    span: word.span,
                    plain: tables.is_stop(&key),
                    key,
                    raw: word.span.cut(text).to_owned(),
                    bracketed: word.editor || depth > 0,
                    gap: std::mem::take(&mut gap),
                    opens: opens && place == 0,
                });
            }
        }
    }
    expand_has(tables, text, &mut found);
    found
}

/// "He's been": what stands for "is" before most words stands for "has" before these.
fn expand_has(tables: &Tables, text: &str, words: &mut [Quoted]) {
    let mut rest = words;
    while let [short, tail @ ..] = rest {
        let has = tail
            .first()
            .is_some_and(|next| tables.after_has.contains(&next.key));
        let written = short.span.cut(text);
        if has && written.contains(['\'', '\u{2019}']) && tables.being.contains(&short.key) {
            short.key.clone_from(&tables.has);
        }
        rest = tail;
    }
}
