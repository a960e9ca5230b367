//! Foreign text → the same text without characters that steer or hide, for formats that people read.
//!
//! The same rules as on the terminal ([`Safe`]): control characters, bidirectional overrides, zero-width and tag
//! characters come out as `\u{1b}`; white space of any length becomes one space. JSON and TEI keep the text as it
//! is where their format can hold it.

use super::safe::Safe;

/// The text for people, on one line; a space at its ends stays.
pub(super) fn clean(foreign: &str) -> String {
    let safe = Safe::piece(foreign);
    let mut out = String::with_capacity(foreign.len());
    for letter in safe.as_str().chars() {
        if letter != ' ' || !out.ends_with(' ') {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn shows_what_hides() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{202e}c\n d"),
            "a\\u{1b}[31mb\\u{202e}c d"
        );
    }
}
