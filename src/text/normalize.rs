//! The words of a quotation in the form in which two tellings of it are compared. Shown text is never made from it.
//!
//! In: a stretch of a report. Out: its words, folded: compatibility forms composed (NFKC), lower case, one apostrophe,
//! no soft hyphens, no marks, letters of another script that only look like Latin ones as those, hyphens and dashes as white space, stops of abbreviations dropped; editor's brackets
//! opened (`[the] plan` and `t[he] plan` compare as `the plan`), `[sic]` and the like dropped. Linear.

use unicode_normalization::UnicodeNormalization;

use super::tokenize::is_invisible;
use crate::model::Span;

/// One word for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedWord {
    /// Its folded form.
    pub form: String,
    /// Where it stands.
    pub span: Span,
    /// True when the editor put it, or a part of it, in square brackets: `[Okoro]`, `[H]e`.
    pub editor: bool,
    /// True when an ellipsis or `[…]` stands before it: words may be left out.
    pub gap_before: bool,
}

impl ComparedWord {
    /// The form with its capitals: a capital of another script may look like a letter that its small form does not.
    fn form_as_written(&self, text: &str) -> String {
        let written: String = self
            .span
            .cut(text)
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .collect();
        if written.chars().all(char::is_alphabetic) {
            written
        } else {
            self.form.clone()
        }
    }
}

/// The words of `span` for comparing, in text order; an editor's remark (`[sic]`, `[laughs]`) gives none.
#[must_use]
pub fn compared_words(text: &str, span: Span) -> Vec<ComparedWord> {
    let mut words: Vec<ComparedWord> = Vec::new();
    let mut form = String::new();
    let mut start = span.start;
    let mut end = span.start;
    let mut in_brackets = false;
    let mut editor = false;
    let mut gap = false;
    let inside = span.cut(text);
    let mut letters = inside.char_indices().peekable();
    let mut push = |form: &mut String, span: Span, editor: bool, gap: &mut bool| {
        let bare = form.trim_matches(|letter| matches!(letter, '\'' | '.'));
        // U.S. and US, a.m. and am
        let folded: String = if bare.contains('.') && !bare.contains(|c: char| c.is_ascii_digit()) {
            bare.chars().filter(|letter| *letter != '.').collect()
        } else {
            bare.to_owned()
        };
        form.clear();
        if !folded.is_empty() {
            words.push(ComparedWord {
                form: folded,
                span,
                editor,
                gap_before: std::mem::take(gap),
            });
        }
    };
    while let Some((at, letter)) = letters.next() {
        let place = span.start + at;
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        if is_invisible(letter) {
            continue;
        }
        if letter == '[' {
            if let Some(length) = remark(inside.get(at..).unwrap_or("")) {
                gap |= inside
                    .get(at..at + length)
                    .is_some_and(|cut| cut.contains(['…', '.']));
                while letters.next_if(|&(next, _)| next < at + length).is_some() {}
                continue;
            }
            in_brackets = true;
            editor = true;
            continue;
        }
        if letter == ']' {
            in_brackets = false;
            continue;
        }
        let ellipsis = letter == '…' || (letter == '.' && next == '.');
        let joins = letter.is_alphanumeric()
            || (matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`')
                && next.is_alphanumeric()
                && !form.is_empty())
            || (matches!(letter, '.' | ',')
                && next.is_alphanumeric()
                && !form.is_empty()
                && (letter == '.'
                    || (next.is_ascii_digit() && form.ends_with(|c: char| c.is_ascii_digit()))))
            || is_mark(letter);
        if joins && !ellipsis {
            if form.is_empty() {
                start = place;
                editor = in_brackets || (editor && !words_end_with_space(inside, at));
            }
            end = place + letter.len_utf8();
            match letter {
                '’' | '‘' | 'ʼ' | '`' => form.push('\''),
                // 54,000 and 54000
                ',' => {}
                _ => form.extend(letter.to_lowercase()),
            }
            continue;
        }
        push(&mut form, Span::new(start, end), editor, &mut gap);
        editor = in_brackets;
        gap |= ellipsis;
    }
    push(&mut form, Span::new(start, end), editor, &mut gap);
    for word in &mut words {
        if !word.form.is_ascii() {
            if let Some(seen) = super::lookalike::shown(&word.form_as_written(text)) {
                word.form = seen.to_lowercase();
            }
            word.form = word.form.nfkc().collect();
        }
    }
    words
}

/// The folded words of a text in a row, one blank between.
#[must_use]
pub fn normalized(text: &str) -> String {
    let words = compared_words(text, Span::new(0, text.len()));
    let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
    forms.join(" ")
}

/// True when white space stands directly before `at`.
fn words_end_with_space(inside: &str, at: usize) -> bool {
    inside
        .get(..at)
        .and_then(|before| before.chars().next_back())
        .is_none_or(char::is_whitespace)
}

fn is_mark(letter: char) -> bool {
    letter > '\u{2ff}' && unicode_normalization::char::is_combining_mark(letter)
}

/// Bytes of an editor's remark at the start of `rest`: `[sic]`, `[…]`, `[...]`, `[]`.
fn remark(rest: &str) -> Option<usize> {
    // 12 bytes: longer than any remark that is dropped; a bound keeps the scan linear
    let end = rest.bytes().take(12).position(|byte| byte == b']')?;
    let inner = rest.get(1..end)?.trim();
    let empty = !inner.chars().any(char::is_alphanumeric);
    (empty || inner.eq_ignore_ascii_case("sic")).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_brackets_and_ellipsis_do_not_count() {
        for (text, expected) in [
            ("“We’ll fight,” ", "we'll fight"),
            ("[W]e'll … fight [sic]", "we'll fight"),
            ("t[he] U.S. plan", "the us plan"),
            ("co\u{ad}operate long-term", "cooperate long term"),
            ("54,000 at 3.5 percent", "54000 at 3.5 percent"),
            ("Cafe\u{301} ﬁne", "café fine"),
            ("it ... is [...] so", "it is so"),
            ("no Сomment, Привет", "no comment привет"),
        ] {
            assert_eq!(normalized(text), expected);
        }
    }

    #[test]
    fn the_editor_is_known() {
        let text = "he [Okoro] went ... [h]ome";
        let words = compared_words(text, Span::new(0, text.len()));
        let told: Vec<(&str, bool, bool)> = words
            .iter()
            .map(|word| (word.form.as_str(), word.editor, word.gap_before))
            .collect();
        assert_eq!(
            told,
            [
                ("he", false, false),
                ("okoro", true, false),
                ("went", false, false),
                ("home", true, true)
            ]
        );
    }
}
