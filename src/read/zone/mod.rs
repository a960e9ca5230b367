//! Pieces of text → blocks with a role and the reason for it.
//!
//! In: the pieces (lines of a pasted text, paragraphs of a page or record) in text order with what structure says of
//! them. Out: blocks in text order, disjoint, one or two a piece (a dateline is cut off its paragraph). Three passes,
//! linear in the text: what each line says about itself ([`local`]), the lines above the first paragraph ([`head`]),
//! then down the article with the sections that other lines open ([`walk`]).
//! Losing a sentence of the article is worse than keeping a line of the page: whatever is in doubt is body.

mod dateline;
mod head;
mod line;
mod local;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;
use crate::model::{Block, Role, Span};

use super::byline::BylineWords;
use super::date::Calendar;
use super::pattern::{Agencies, Patterns};
use line::Line;
use local::{Found, Place, own_role};

pub(super) use line::{Hint, Piece, key};

/// The words that reading needs, taken from the lexicon once.
#[derive(Debug, Clone, Default)]
pub(super) struct Tools {
    pub(super) agencies: Agencies,
    pub(super) calendar: Calendar,
    /// Outlets by domain.
    pub(super) outlets: BTreeMap<String, String>,
    /// Words of a byline around the names.
    pub(super) byline: BylineWords,
    furniture: Patterns,
    sections: Patterns,
    comment_signs: Patterns,
    caption_openings: Patterns,
    picture_credits: Patterns,
    caption_verbs: BTreeSet<String>,
    finite_verbs: BTreeSet<String>,
    stopwords: BTreeSet<String>,
    biography_verbs: BTreeSet<String>,
    caption_labels: BTreeSet<String>,
    labels: BTreeSet<String>,
    masthead_words: BTreeSet<String>,
}

impl Tools {
    /// Takes the tables that reading needs from the lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Tools {
        let words = |table: &str| lexicon.table(table).words().map(str::to_owned).collect();
        Tools {
            agencies: Agencies::new(lexicon),
            calendar: Calendar::new(lexicon),
            byline: BylineWords::new(lexicon),
            outlets: lexicon
                .table("outlets")
                .entries
                .iter()
                .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
                .collect(),
            furniture: Patterns::new(lexicon, "furniture"),
            sections: Patterns::new(lexicon, "section_heads"),
            comment_signs: Patterns::new(lexicon, "comment_signs"),
            caption_openings: Patterns::new(lexicon, "caption_openings"),
            picture_credits: Patterns::new(lexicon, "picture_credits"),
            caption_verbs: words("caption_verbs"),
            finite_verbs: words("finite_verbs"),
            stopwords: words("stopwords"),
            biography_verbs: words("biography_verbs"),
            caption_labels: words("caption_labels"),
            labels: words("headline_labels"),
            masthead_words: words("masthead_words"),
        }
    }

    /// True for the name of a paper or station that fills a line: `Fenmoor Daily`, `The Harrow Courier`.
    pub(super) fn is_masthead(&self, line: &str) -> bool {
        let words: Vec<&str> = line.split_whitespace().collect();
        let small = |word: &str| word.len() <= 3 && word.chars().all(char::is_lowercase);
        let name = |word: &&str| {
            let letters = word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-');
            letters && (word.starts_with(char::is_uppercase) || small(word))
        };
        // One word is as likely a section (`World`); longer names than five words are rare, headlines are not.
        (2..=5).contains(&words.len())
            && words.iter().all(name)
            && !words.first().is_some_and(|word| self.byline.opens(word))
            && words
                .iter()
                .any(|word| self.masthead_words.contains(&word.to_lowercase()))
    }
}

/// What is known about a report before its text is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// The headline, from a record or page.
    pub(super) headline: Option<&'a str>,
    /// The authors, from a record or page.
    pub(super) authors: &'a [String],
}

/// Gives every piece its role.
pub(super) fn zone(text: &str, pieces: &[Piece], known: Known<'_>, tools: &Tools) -> Vec<Block> {
    let lines: Vec<Line<'_>> = pieces
        .iter()
        .map(|piece| Line::new(text, *piece, tools))
        .collect();
    let mut roles: Vec<Option<Found>> = lines
        .iter()
        .map(|line| own_role(line, Place::Any, tools))
        .collect();
    let lede = head::first_paragraph(&lines, &roles, tools);
    let lede = head::zone_head(&lines, &mut roles, lede, known, tools);
    walk::zone_article(&lines, &mut roles, lede, known, tools);

    let turns = dateline::has_turns(lines.iter().map(|line| line.text));
    let mut blocks = Vec::with_capacity(lines.len());
    let mut bodies = 0;
    for (line, role) in lines.iter().zip(roles) {
        let (role, reason) = role.unwrap_or_else(|| (Role::Body, "running text".to_owned()));
        let mut span = line.span;
        // A dateline stands before the lede; a few lines of key points may come first.
        if role == Role::Body && bodies < 4 {
            bodies += 1;
            let length = dateline::dateline_length(line.text, tools);
            let is_turn = turns && dateline::turn(line.text).is_some();
            if length > 0 && length < line.text.len() && !is_turn {
                blocks.push(Block {
                    span: Span::new(span.start, span.start + length).trimmed(text),
                    role: Role::Dateline,
                    reason: "place and agency before a dash".to_owned(),
                    set_off: false,
                });
                span = Span::new(span.start + length, span.end);
                bodies = 4;
            }
        }
        blocks.push(Block {
            span,
            role,
            reason,
            set_off: role == Role::Body && line.hint == Hint::Quotation,
        });
    }
    without_indented_page(&mut blocks);
    blocks
}

/// Some pages set all of their text off: where that is more than half of it, it shows no quotation.
fn without_indented_page(blocks: &mut [Block]) {
    let bytes = |wanted: bool| -> usize {
        let body = (blocks.iter()).filter(|one| one.role == Role::Body && one.set_off == wanted);
        body.map(|one| one.span.len()).sum()
    };
    if bytes(true) > bytes(false) {
        for block in blocks {
            block.set_off = false;
        }
    }
}
