//! What the stream of a page's tags gives: paragraphs, what the page declares, and what tells whether a tree may be built.

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
    /// Elements and comments: what a tree has a node for.
    pub(super) elements: usize,
    /// The most formatting elements that were open at once, whatever blocks were closed around them.
    pub(super) unclosed_formatting: usize,
    /// Elements whose text is hidden and whose end tag is missing, though they hold text: by their number.
    pub(super) swallowing: Vec<usize>,
    /// The end tag of an element whose text is hidden is missing: a tree holds in it what comes behind.
    pub(super) missing_end: bool,
    /// What writing the text as HTML again costs: for each stretch without a tag its bytes × its signs that are escaped.
    pub(super) escaping: u64,
}
