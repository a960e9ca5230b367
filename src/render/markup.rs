//! Elements of HTML and XML, well-formed and escaped by construction.
//!
//! Names of elements and attributes are words of ours (`&'static str`); everything that comes from a report passes
//! [`Markup::text`] or an attribute's value and is escaped there, so no text of a report can become markup. Chosen
//! over a template language because that escapes values only: nesting, attribute quotes and the XML of the
//! apparatus would still be ours to get right, and a build with another macro crate would be slower.

use std::io::{self, Write};

/// What is held back before it is written.
const PIECE: usize = 1 << 16;

/// A document being written, line by line: a large one is never held whole.
pub(super) struct Markup<'w> {
    to: &'w mut dyn Write,
    /// The first error; what comes after goes nowhere.
    written: io::Result<()>,
    out: String,
    open: Vec<&'static str>,
}

/// An attribute.
pub(super) type Attribute<'a> = (&'static str, &'a str);

impl<'w> Markup<'w> {
    /// Begins with words of ours (the document type, the XML declaration).
    pub(super) fn new(to: &'w mut dyn Write, preamble: &'static str) -> Markup<'w> {
        Markup {
            to,
            written: Ok(()),
            out: preamble.to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// Closes the element opened last and ends the line.
    pub(super) fn close_line(&mut self) {
        self.close();
        self.line();
    }

    /// An element that holds only text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// An element without content and without end tag, as HTML has them.
    pub(super) fn void(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes, ">");
    }

    /// An element without content, as XML has them.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes, "/>");
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// Words of ours that are markup already: the style, the script.
    pub(super) fn own(&mut self, words: &'static str) {
        self.out.push_str(words);
    }

    /// Ends the line, so that the source can be read and compared by lines.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
        if self.out.len() >= PIECE {
            self.pass_on();
        }
    }

    /// Ends the document; elements still open are closed.
    ///
    /// # Errors
    /// The first of the writer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.pass_on();
        self.written
    }

    fn pass_on(&mut self) {
        if self.written.is_ok() {
            self.written = self.to.write_all(self.out.as_bytes());
        }
        self.out.clear();
    }

    fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>], end: &'static str) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Escapes for text and for attributes in double marks, HTML and XML alike.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML can hold what steers a terminal; a reader gets the same character back.
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("&#{};", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let mut written = Vec::new();
        let mut page = Markup::new(&mut written, "");
        page.open("p", &[("title", "\" onclick='x'")]);
        page.text("</p><script>alert('&')</script>");
        page.finish().unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;/p&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>\n"
        );
    }
}
