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

use super::tags::{BLOCK, FORMATTING, OPTIONAL_END, VOID};
use crate::model::Role;
use crate::read::zone::Hint;

/// What a page's stream of tags gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Paragraphs in order, white space collapsed, none empty.
    pub(super) paragraphs: Vec<(String, Hint)>,
    /// `<meta>`: name, property or itemprop in small letters, with its content.
    pub(super) meta: Vec<(String, String)>,
    /// The contents of `<script type="application/ld+json">`.
    pub(super) json_ld: Vec<String>,
    /// `<time datetime>` in order.
    pub(super) times: Vec<String>,
    /// `<title>`.
    pub(super) title: Option<String>,
    /// `<h1>` in order.
    pub(super) headings: Vec<String>,
    /// `<html lang>`.
    pub(super) language: Option<String>,
    /// `<link rel="canonical">`.
    pub(super) canonical: Option<String>,
    /// Texts of elements that name the author.
    pub(super) bylines: Vec<String>,
    /// Open elements at the deepest place, roughly as a parser would nest them.
    pub(super) deepest: usize,
    /// Elements.
    pub(super) elements: usize,
    /// The most formatting elements that were open at once, whatever blocks were closed around them.
    pub(super) unclosed_formatting: usize,
    /// What writing the text as HTML again costs: for each stretch without a tag its bytes × its signs that are escaped.
    pub(super) escaping: u64,
}

/// Reads a page or a piece of one.
pub(super) fn read(html: &str) -> Page {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The sink never asks for a script to be run, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.close_stretch();
    state.close_paragraph();
    state.page
}

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    page: Page,
    paragraph: String,
    /// Names of the open elements.
    open: Vec<String>,
    /// What is collected apart from the text.
    aside: Option<Aside>,
    /// How many open elements hide their text, with the depth of the outermost.
    hidden: Option<usize>,
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

impl TokenSink for Sink {
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
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
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
            self.pop();
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
        if hidden && self.hidden.is_none() {
            self.close_paragraph();
            self.hidden = Some(depth);
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
            for _ in 0..=above {
                self.pop();
            }
        }
    }

    fn pop(&mut self) {
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
        if self.hidden.is_some_and(|at| at >= depth) {
            self.hidden = None;
        }
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
                if self.hidden.is_none() {
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
