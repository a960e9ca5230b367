//! Text that may go to a terminal: foreign characters that steer it are made visible.
//!
//! In: any text of a report, a path, a label. Out: [`Safe`], the only type that the terminal writer takes. Control
//! characters, bidirectional overrides, zero-width and tag characters come out as `\u{1b}`; white space comes out
//! as a space. Hebrew, Arabic, accents, the joiners of emoji and of Persian stay. It does not wrap ([`wrap`](self::wrap()))
//! and it is no filter for HTML, Markdown or CSV.
//!
//! Source: threats T1 and T2 of Trojan Source (Boucher and Anderson 2021) and CVE-2021-25743 (kubectl).

mod grid;
mod link;
mod shorten;
mod wrap;

pub use grid::{Divider, GridColumn, grid};
pub use link::{Href, Links};
pub use shorten::fit;
pub use wrap::{Keep, Run, widest_word, wrap};

use unicode_width::UnicodeWidthStr;

/// Text without any character that steers a terminal, save our own line ends and styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safe(String);

/// How a stretch is set off. Never the only sign: marks and words say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A heading.
    Heading,
    /// Words that differ.
    Mark,
    /// The kind of a divergence.
    Kind,
    /// What is there for reference only: ids, "not found in".
    Faint,
}

impl Style {
    /// Select Graphic Rendition codes from the 16 colours, so that the reader's own palette decides; bold carries
    /// each sign on a screen without colour.
    fn code(self) -> &'static str {
        match self {
            Style::Heading => "\u{1b}[1m",
            Style::Mark => "\u{1b}[1;33m",
            Style::Kind => "\u{1b}[1;36m",
            Style::Faint => "\u{1b}[2m",
        }
    }
}

impl Safe {
    /// Foreign text, cleaned: white space of any length becomes one space, none at the ends.
    #[must_use]
    pub fn text(foreign: &str) -> Self {
        let mut clean = clean(foreign);
        while clean.contains("  ") {
            clean = clean.replace("  ", " ");
        }
        Self(clean.trim_matches(' ').to_owned())
    }

    /// Foreign text, cleaned, with its spaces kept: for pieces that are joined later.
    #[must_use]
    pub fn piece(foreign: &str) -> Self {
        Self(clean(foreign))
    }

    /// Words of our own.
    #[must_use]
    pub fn own(words: &'static str) -> Self {
        Self(words.to_owned())
    }

    /// Appends.
    pub fn push(&mut self, other: &Safe) {
        self.0.push_str(&other.0);
    }

    /// Appends words of our own.
    pub fn push_own(&mut self, words: &'static str) {
        self.0.push_str(words);
    }

    /// Appends foreign text, cleaned.
    pub fn push_text(&mut self, foreign: &str) {
        self.push(&Self::text(foreign));
    }

    /// Appends a line and ends it.
    pub fn line(&mut self, line: &Safe) {
        self.0.push_str(line.0.trim_end_matches(' '));
        self.0.push('\n');
    }

    /// The same text `times` times.
    #[must_use]
    pub fn repeated(&self, times: usize) -> Self {
        Self(self.0.repeat(times))
    }

    /// The text set off, or as it is without a style.
    #[must_use]
    pub fn painted(&self, style: Option<Style>) -> Self {
        match style {
            Some(style) if !self.0.is_empty() => {
                Self(format!("{}{}\u{1b}[0m", style.code(), self.0))
            }
            _ => self.clone(),
        }
    }

    /// Columns that it takes on a terminal; styles must not be in it.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.width()
    }

    /// For the writer.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn clean(foreign: &str) -> String {
    let mut out = String::with_capacity(foreign.len());
    let mut before: Option<char> = None;
    let mut letters = foreign.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        match letter {
            '\r' if after == Some('\n') => {}
            '\n' | '\t' => out.push(' '),
            // A space inside a number must not become a place to break it.
            '\u{a0}' | '\u{202f}' | '\u{2007}' => {
                let inside_number = before.is_some_and(|c| c.is_ascii_digit())
                    && after.is_some_and(|c| c.is_ascii_digit());
                out.push(if inside_number { '\u{a0}' } else { ' ' });
            }
            _ if must_show(letter, before, after) => {
                out.push_str(&letter.escape_unicode().to_string());
            }
            _ if letter.is_whitespace() => out.push(' '),
            _ => out.push(letter),
        }
        before = Some(letter);
    }
    out
}

/// True for a character that is made visible where nothing stands around it.
#[must_use]
pub fn steers(letter: char) -> bool {
    must_show(letter, None, None)
}

/// True for a character that is made visible at this place.
fn must_show(letter: char, before: Option<char>, after: Option<char>) -> bool {
    match letter {
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        // Marks of direction belong beside letters that run from right to left.
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            !(before.is_some_and(is_right_to_left) || after.is_some_and(is_right_to_left))
        }
        // Joiners belong between emoji and within the scripts that join their letters.
        '\u{200c}' | '\u{200d}' => {
            !(before.is_some_and(takes_joiner) && after.is_some_and(takes_joiner))
        }
        // Variation selectors belong behind the sign whose look they choose.
        '\u{fe00}'..='\u{fe0f}' => {
            !before.is_some_and(|c| takes_joiner(c) || "0123456789#*©®‼⁉™ℹ".contains(c))
        }
        '\u{e0100}'..='\u{e01ef}' => before.is_none_or(|c| c < '\u{2e80}'),
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' => true,
        _ => false,
    }
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Everything from Hebrew on, without the general punctuation and the letterlike signs: Arabic, the scripts of
/// India, emoji. Latin, Greek and Cyrillic letters take no joiner.
fn takes_joiner(letter: char) -> bool {
    letter >= '\u{590}'
        && !matches!(letter, '\u{1e00}'..='\u{218f}')
        && !matches!(letter, '\u{e0000}'..='\u{e00ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(foreign: &str, expect: &str) {
        assert_eq!(Safe::text(foreign).as_str(), expect);
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        check("\u{1b}[2Jgone", "\\u{1b}[2Jgone");
        check("safe\rEVIL", "safe\\u{d}EVIL");
        check("a\u{7}b\u{7f}c\u{9b}31m", "a\\u{7}b\\u{7f}c\\u{9b}31m");
        check("\u{202e}desrever\u{202c}", "\\u{202e}desrever\\u{202c}");
        check("\u{2067}x\u{2069}", "\\u{2067}x\\u{2069}");
        check("pay\u{200b}pal", "pay\\u{200b}pal");
        check("pay\u{200d}pal", "pay\\u{200d}pal");
        check("a\u{e0041}b", "a\\u{e0041}b");
        check("\u{feff}x\u{ad}y", "\\u{feff}x\\u{ad}y");
    }

    #[test]
    fn writing_stays_as_it_is() {
        for text in [
            "שָׁלוֹם עולם",
            "السلام عليكم",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}💻 ❤\u{fe0f}",
            "café cafe\u{301} Ærø Łódź",
            "日本語、한국어",
            "“quoted” — l’été …",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn white_space_is_one_space_and_never_inside_a_number() {
        check(" two\r\n words\u{a0}here\t", "two words here");
        check("10\u{202f}000 people", "10\u{a0}000 people");
    }
}
