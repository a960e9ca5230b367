//! HTML → paragraphs and metadata, from the stream of tags, without a tree.
//!
//! Linear in the input whatever its nesting: this reader takes the article that `dom_smoothie` cut out of a page, the
//! HTML inside fields of records, and whole pages that are too deep for a tree. It also measures the page's depth
//! ([`Page::deepest`]), so that a tree is only built where that is safe.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::page::Page;
use super::tags::{BLOCK, FORMATTING, OPTIONAL_END, VOID};
use crate::model::Role;
use crate::read::zone::Hint;

/// How often a page is read again to show what an element without an end tag swallows; then nothing is hidden.
const AGAIN: usize = 3;

/// Reads a page or a piece of one. What stands in a `<nav>`, a `<button>` and the like is no text of the page; but one
/// whose end tag is missing would swallow what stands behind it, so the page is read as if it did not hide.
pub(super) fn read(html: &str) -> Page {
    let mut shown: Vec<usize> = Vec::new();
    for _ in 0..AGAIN {
        let mut page = read_but(html, Some(&shown));
        if page.swallowing.is_empty() {
            page.missing_end |= !shown.is_empty();
            return page;
        }
        shown.append(&mut page.swallowing);
    }
    let mut page = read_but(html, None);
    page.missing_end = true;
    page
}

/// Reads a page; the elements of these numbers hide nothing, with `None` no element does.
fn read_but(html: &str, shown: Option<&[usize]>) -> Page {
    let sink = Sink(RefCell::new(State {
        shown,
        ..State::default()
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The sink never asks for a script to be run, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.close_stretch();
    state.close_paragraph();
    state.swallow();
    state.page
}

struct Sink<'a>(RefCell<State<'a>>);

/// An element that hides its text.
struct Hidden {
    depth: usize,
    /// Its number.
    element: usize,
    /// There is text in it.
    text: bool,
}

#[derive(Default)]
struct State<'a> {
    /// See [`read_but`].
    shown: Option<&'a [usize]>,
    page: Page,
    paragraph: String,
    /// Names of the open elements.
    open: Vec<String>,
    /// What is collected apart from the text.
    aside: Option<Aside>,
    /// The outermost open element that hides its text.
    hidden: Option<Hidden>,
    /// Depth and hint of open elements that say what their text is.
    hints: Vec<(usize, Hint)>,
    byline: Option<(usize, String)>,
    formatting: usize,
    /// Of the text since the last tag: its bytes, and its signs that HTML escapes.
    stretch: (u64, u64),
}

#[derive(Debug)]
enum Aside {
    Title(String),
    JsonLd(String),
    Drop,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                state.close_stretch();
                match tag.kind {
                    TagKind::StartTag => return state.start(&tag),
                    TagKind::EndTag => state.end(&tag.name),
                }
            }
            Token::CharacterTokens(text) => state.text(&text),
            Token::CommentToken(_) => state.page.elements += 1,
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State<'_> {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|attribute| attribute.value.to_string())
        };
        self.page.elements += 1;
        match name {
            "meta" => self.meta(&attribute),
            "link" if attribute("rel").is_some_and(|rel| rel == "canonical") => {
                self.page.canonical = self.page.canonical.take().or_else(|| attribute("href"));
            }
            "html" => self.page.language = self.page.language.take().or_else(|| attribute("lang")),
            "time" => self.page.times.extend(attribute("datetime")),
            "title" if self.page.title.is_none() && !self.open.iter().any(|open| open == "svg") => {
                self.aside = Some(Aside::Title(String::new()));
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "title" | "textarea" => {
                self.aside = Some(Aside::Drop);
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "script" => {
                let linked = attribute("type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                self.aside = Some(if linked {
                    Aside::JsonLd(String::new())
                } else {
                    Aside::Drop
                });
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" => {
                self.aside = Some(Aside::Drop);
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            _ => {}
        }
        if BLOCK.contains(&name) {
            self.close_paragraph();
        }
        if name == "br" {
            self.line_break();
        }
        if VOID.contains(&name) || tag.self_closing {
            return TokenSinkResult::Continue;
        }
        if FORMATTING.contains(&name) {
            self.formatting += 1;
            self.page.unclosed_formatting = self.page.unclosed_formatting.max(self.formatting);
        }
        if OPTIONAL_END.contains(&name) && self.open.last().is_some_and(|open| open == name) {
            self.pop(true);
        }
        // The stack is for hints and depth; past this it only counts.
        if self.open.len() < DEEPEST {
            self.open.push(name.to_owned());
            self.opened(name, &attribute);
        }
        self.page.deepest = self.page.deepest.max(self.open.len());
        TokenSinkResult::Continue
    }

    fn opened(&mut self, name: &str, attribute: &impl Fn(&str) -> Option<String>) {
        let depth = self.open.len();
        let class = attribute("class").unwrap_or_default().to_ascii_lowercase();
        let hidden = matches!(
            name,
            "svg" | "template" | "select" | "object" | "math" | "button" | "nav"
        ) || attribute("hidden").is_some()
            || attribute("aria-hidden").is_some_and(|value| value == "true");
        let element = self.page.elements;
        let hides = self.shown.is_some_and(|shown| !shown.contains(&element));
        if hidden && hides && self.hidden.is_none() {
            self.close_paragraph();
            self.hidden = Some(Hidden {
                depth,
                element,
                text: false,
            });
        }
        let hint = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Hint::Heading),
            "figcaption" => Some(Hint::Role(Role::Caption, "a figure's caption on the page")),
            "caption" => Some(Hint::Role(Role::Caption, "a table's caption on the page")),
            "li" | "dd" => Some(Hint::Item),
            "blockquote" => Some(Hint::Quotation),
            "table" => Some(Hint::Role(Role::Other, "a table on the page")),
            "footer" => Some(Hint::Role(Role::Other, "a footer on the page")),
            _ if class.contains("caption") => Some(Hint::Role(
                Role::Caption,
                "an element of the page called caption",
            )),
            _ => None,
        };
        if let Some(hint) = hint {
            self.hints.push((depth, hint));
        }
        let names_author = attribute("rel").is_some_and(|rel| rel == "author")
            || attribute("itemprop").is_some_and(|prop| prop == "author")
            || class
                .split_whitespace()
                .any(|class| matches!(class, "byline" | "author" | "byline-name" | "author-name"));
        if names_author && self.byline.is_none() && self.page.bylines.len() < 8 {
            self.byline = Some((depth, String::new()));
        }
    }

    fn meta(&mut self, attribute: &impl Fn(&str) -> Option<String>) {
        let name = attribute("property")
            .or_else(|| attribute("name"))
            .or_else(|| attribute("itemprop"));
        if let (Some(name), Some(content)) = (name, attribute("content"))
            && self.page.meta.len() < 500
        {
            self.page
                .meta
                .push((name.trim().to_ascii_lowercase(), content));
        }
    }

    fn end(&mut self, name: &str) {
        match self.aside.take() {
            Some(Aside::Title(title)) => self.page.title = Some(title),
            Some(Aside::JsonLd(json)) => self.page.json_ld.push(json),
            Some(Aside::Drop) | None => {}
        }
        if matches!(
            name,
            "script" | "style" | "title" | "textarea" | "noscript" | "iframe"
        ) {
            return;
        }
        if BLOCK.contains(&name) {
            self.close_paragraph();
        }
        if FORMATTING.contains(&name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        // An end tag whose start is far away closes nothing: looking for it every time would cost the depth again.
        let near = self
            .open
            .iter()
            .rev()
            .take(64)
            .position(|open| open == name);
        if let Some(above) = near {
            for inner in (0..=above).rev() {
                self.pop(inner == 0);
            }
        }
    }

    /// Closes the innermost element, by its `own` end tag or by that of another.
    fn pop(&mut self, own: bool) {
        let depth = self.open.len();
        if self.byline.as_ref().is_some_and(|(at, _)| *at >= depth)
            && let Some((_, byline)) = self.byline.take()
        {
            self.page.bylines.push(byline);
        }
        self.open.pop();
        while self.hints.last().is_some_and(|(at, _)| *at >= depth) {
            self.close_paragraph();
            self.hints.pop();
        }
        match &self.hidden {
            Some(hidden) if hidden.depth == depth && own => self.hidden = None,
            Some(hidden) if hidden.depth >= depth => self.swallow(),
            _ => {}
        }
    }

    /// The element that hides its text ends without an end tag of its own.
    fn swallow(&mut self) {
        self.page.missing_end |= self.hidden.is_some();
        let swallowing = self.hidden.take().filter(|hidden| hidden.text);
        let element = swallowing.map(|hidden| hidden.element);
        self.page.swallowing.extend(element);
    }

    fn close_stretch(&mut self) {
        let (bytes, escaped) = std::mem::take(&mut self.stretch);
        let cost = bytes.saturating_mul(escaped);
        self.page.escaping = self.page.escaping.saturating_add(cost);
    }

    fn text(&mut self, text: &str) {
        let escaped = |letter: &char| matches!(letter, '&' | '<' | '>' | '\u{a0}');
        self.stretch.0 += text.len() as u64;
        self.stretch.1 += text.chars().filter(escaped).count() as u64;
        match &mut self.aside {
            Some(Aside::Title(collected) | Aside::JsonLd(collected)) => collected.push_str(text),
            Some(Aside::Drop) => {}
            None => {
                if let Some(hidden) = &mut self.hidden {
                    hidden.text |= text.contains(|letter: char| !letter.is_whitespace());
                } else {
                    self.paragraph.push_str(text);
                    if let Some((_, byline)) = &mut self.byline {
                        byline.push_str(text);
                    }
                }
            }
        }
    }

    /// One `<br>` breaks a line, two break a paragraph: old pages know no `<p>`.
    fn line_break(&mut self) {
        if self.paragraph.ends_with('\u{1e}') || self.paragraph.trim().is_empty() {
            self.close_paragraph();
        } else {
            let kept = self.paragraph.trim_end().len();
            self.paragraph.truncate(kept);
            self.paragraph.push('\u{1e}');
        }
    }

    fn close_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.paragraph);
        let hint = self.hints.last().map_or(Hint::Plain, |(_, hint)| *hint);
        let first_heading = self.hints.last().is_some_and(|(depth, _)| {
            self.open
                .get(depth.saturating_sub(1))
                .is_some_and(|name| name == "h1")
        });
        // Preformatted text has empty lines where other text has tags.
        let raw = if self.open.iter().rev().take(8).any(|name| name == "pre") {
            raw.replace("\r\n", "\n").replace("\n\n", "\u{1e}")
        } else {
            raw
        };
        let mut lines: Vec<String> = Vec::new();
        for line in raw.split('\u{1e}') {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            match lines.last_mut() {
                // A break inside a sentence is layout.
                Some(before) if line.starts_with(char::is_lowercase) => {
                    before.push(' ');
                    before.push_str(&line);
                }
                _ if line.is_empty() => {}
                _ => lines.push(line),
            }
        }
        for line in lines {
            if first_heading && self.page.headings.len() < 20 {
                self.page.headings.push(line.clone());
            }
            self.page.paragraphs.push((line, hint));
        }
    }
}

/// Where the stack of open elements stops growing: four times what browsers allow (512).
const DEEPEST: usize = 2048;
