//! Foreign words → Markdown in which nothing of theirs is alive.
//!
//! Signs of the language get a backslash. That is not enough for addresses: GitHub's dialect and others look for them
//! in the text that is left when the backslashes are gone, so `www.`, `//` and `@` with what stands around them (a
//! mention calls somebody) come as code, where no dialect makes a link.

use super::super::clean::clean;

/// The words with every character escaped that Markdown could take for its own.
pub(in crate::render) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push_escaped(&mut out, words);
    out
}

/// Appends the words, escaped.
pub(in crate::render) fn push_escaped(out: &mut String, words: &str) {
    let clean = clean(words);
    let mut from = 0;
    // A code span cannot hold a pipe or a backtick, and the others end an address.
    let ends = clean
        .match_indices([' ', '|', '`', '[', ']', '<', '>'])
        .map(|(at, _)| at);
    for end in ends.chain([clean.len()]) {
        let token = clean.get(from..end).unwrap_or_default();
        if lives(token) {
            let core = token.trim_matches(is_around);
            let core = if core.is_empty() { token } else { core };
            let start = from + token.find(core).unwrap_or(0);
            push_signs(out, &clean, from, start);
            push_code(out, core);
            push_signs(out, &clean, start + core.len(), end);
        } else {
            push_signs(out, &clean, from, end);
        }
        from = (end + 1).min(clean.len());
        push_signs(out, &clean, end, from);
    }
}

/// True for what some dialect makes a link or a call, or could where another piece of text goes before or after it.
fn lives(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    token.contains('@')
        || token.contains("//")
        || (token.starts_with('/') && token.len() > 1)
        || lower.contains("www.")
        || lower.ends_with("www")
}

/// Marks that may stand before and after an address and are not part of it.
fn is_around(letter: char) -> bool {
    matches!(
        letter,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | '*'
    ) || "“”‘’«»„…—–".contains(letter)
}

/// Appends a code span; behind another one the two become one, since marks that meet would not close.
fn push_code(out: &mut String, words: &str) {
    let meets = out.ends_with('`') && !out.ends_with("\\`");
    if meets {
        out.pop();
    } else {
        out.push('`');
    }
    out.push_str(words);
    out.push('`');
}

/// Appends a stretch of the text with a backslash before each sign.
fn push_signs(out: &mut String, text: &str, from: usize, to: usize) {
    for (index, letter) in text.get(from..to).unwrap_or_default().char_indices() {
        if is_sign(text, from + index, letter) {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// True for a sign that Markdown could take for its own at this place of a text.
fn is_sign(text: &str, at: usize, letter: char) -> bool {
    let before = || text.get(..at).unwrap_or_default();
    let after = || text.get(at + letter.len_utf8()..).unwrap_or_default();
    match letter {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' => true,
        // At the end of a heading it would be dropped.
        '#' if after().is_empty() || after().starts_with(['#', ' ']) => true,
        // Only at the start of a line: headings, lists, underlined headings.
        '#' | '+' | '-' | '=' => before().trim().is_empty(),
        '.' | ')' => {
            let opens_list = !before().is_empty()
                && before().bytes().all(|byte| byte.is_ascii_digit())
                && (after().is_empty() || after().starts_with(' '));
            opens_list || (letter == '.' && is_name(before(), after()))
        }
        '!' => after().starts_with('['),
        _ => false,
    }
}

/// Some dialects take `word.word` for the name of a place on the net; names of our own files are none.
fn is_name(before: &str, after: &str) -> bool {
    const ENDINGS: [&str; 6] = ["txt", "html", "htm", "json", "jsonl", "tsv"];
    let end = after.find(|letter: char| !letter.is_alphabetic());
    let word = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
    before.ends_with(char::is_alphanumeric)
        && word.chars().nth(1).is_some()
        && !ENDINGS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expect: &str) {
        assert_eq!(escape(words), expect);
    }

    #[test]
    fn escapes_what_could_come_alive() {
        check("a | b\nc", "a \\| b c");
        check("![x](y)", "\\!\\[x\\](y)");
        check("<script>*_`", "\\<script\\>\\*\\_\\`");
        check("# no heading", "\\# no heading");
        check("no end #", "no end \\#");
        check("1. no list", "1\\. no list");
        check("It cost 5. Then - more", "It cost 5. Then - more");
    }

    #[test]
    fn an_address_is_code() {
        check(
            "See (http://y.example/a_b), please.",
            "See (`http://y.example/a_b`), please.",
        );
        check(
            "WWW.Y.Example, I@y.example!",
            "`WWW.Y.Example`, `I@y.example`!",
        );
        check(
            "at y.example in the U.S. today",
            "at y\\.example in the U.S. today",
        );
        check("a`http://y|www.z`@b", "a\\``http://y`\\|`www.z`\\``@b`");
        check("either / or, 3/4, post.html", "either / or, 3/4, post.html");
        check("@", "`@`");
    }

    #[test]
    fn two_spans_that_meet_are_one() {
        let mut out = escape("http://y");
        push_escaped(&mut out, "//z.example");
        assert_eq!(out, "`http://y//z.example`");
    }
}
