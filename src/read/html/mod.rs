//! A page → the text of its article with what the page declares.
//!
//! Two passes. The stream of tags ([`stream`]) gives metadata and the page's depth; then `dom_smoothie` (a port of
//! Mozilla's Readability) cuts out the article, whose HTML goes through the same stream. A page too deep, too large or
//! too twisted for a tree is read from the stream alone, and a note says so. The report's text is the headline, the
//! deck, the byline and the paragraphs, joined by empty lines.

mod declared;
mod guard;
mod page;
mod stream;
mod tags;

use dom_smoothie::{Config, Readability};

use crate::model::{NoteKind, Role};

use super::draft::Draft;
use super::metadata::one_line;
use super::zone::{Hint, key};
use page::Page;

/// Browsers flatten what is nested deeper (Blink, WebKit: 512); html5ever does not and grows with the square of it.
const MOST_DEEP: usize = 512;

/// The largest of the pages measured has 7,000 elements; a tree of this many takes 25 MB and a fifth of a second.
const MOST_ELEMENTS: usize = 20_000;

/// Reads a page.
pub(super) fn draft(html: &str) -> Draft {
    let mut draft = Draft::default();
    let html = guard::without_attribute_bombs(html);
    let page = stream::read(&html);
    draft.declared = declared::declared(&page);
    let article = if page.deepest > MOST_DEEP
        || page.elements > MOST_ELEMENTS
        || page.unclosed_formatting > guard::MOST_UNCLOSED
    {
        draft.notes.push((
            NoteKind::Degraded,
            format!(
                "the page has {} elements nested up to {} deep: read without looking for the article in it",
                page.elements, page.deepest
            ),
        ));
        None
    } else if page.escaping > guard::MOST_ESCAPING {
        draft.notes.push((
            NoteKind::Degraded,
            "the page has very many signs like & and < in one stretch of text: read without looking for the article in it"
                .to_owned(),
        ));
        None
    } else if page.missing_end {
        draft.notes.push((
            NoteKind::Degraded,
            "a menu, a button or another element that is no text has no end: read with what stands in it, without looking for the article"
                .to_owned(),
        ));
        None
    } else {
        article(&html, &page)
    };
    let mut paragraphs = article.unwrap_or_else(|| page.paragraphs.clone());
    let length = |paragraphs: &[(String, Hint)]| -> usize {
        paragraphs.iter().map(|(text, _)| text.len()).sum()
    };
    // The body that the page declares is better than an extract that found next to nothing.
    if let Some(body) = declared::article_body(&page)
        && length(&paragraphs) * 2 < body.len()
    {
        paragraphs = fragment(&body);
    }
    let title = draft.declared.headline.clone();
    if let Some(title) = &title {
        draft.push(title, Hint::Headline);
    }
    let title_key = title.as_deref().map(key).unwrap_or_default();
    if let Some(deck) = deck(&page, &paragraphs, &title_key) {
        draft.push(
            &deck,
            Hint::Role(Role::Deck, "the summary that the page declares and shows"),
        );
    }
    if let Some(byline) = page
        .bylines
        .iter()
        .map(|byline| one_line(byline))
        .find(|byline| (3..=120).contains(&byline.len()))
        && !paragraphs.iter().take(5).any(|(text, _)| *text == byline)
    {
        draft.push(
            &byline,
            Hint::Role(Role::Byline, "an element of the page that names the author"),
        );
    }
    let mut bodies = 0;
    for (text, hint) in paragraphs {
        // The title again, as the first heading of the article.
        if bodies < 3 && !title_key.is_empty() && key(&text) == title_key {
            continue;
        }
        bodies += 1;
        draft.push(&text, hint);
    }
    draft
}

/// The paragraphs of a piece of HTML, without looking for an article in it.
pub(super) fn fragment(html: &str) -> Vec<(String, Hint)> {
    stream::read(html).paragraphs
}

/// The article as `dom_smoothie` finds it; `None` where it finds none.
fn article(html: &str, page: &Page) -> Option<Vec<(String, Hint)>> {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut reader = Readability::new(html, None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    let paragraphs = fragment(&article.content);
    let found: usize = paragraphs.iter().map(|(text, _)| text.len()).sum();
    // A short piece of HTML is its own article: what was left out of it is too little to be a page.
    let whole: usize = page.paragraphs.iter().map(|(text, _)| text.len()).sum();
    (found > 0 && (found >= 250 || found * 2 >= whole)).then_some(paragraphs)
}

/// The declared description, when the page shows it as a line of its own that is not in the article.
fn deck(page: &Page, paragraphs: &[(String, Hint)], title: &str) -> Option<String> {
    let description = declared::description(page)?;
    let wanted = key(&description);
    let same = |paragraphs: &[(String, Hint)]| {
        paragraphs
            .iter()
            .any(|(text, _)| text.len() < description.len() * 2 && key(text) == wanted)
    };
    (wanted.len() > 20 && wanted != title && same(&page.paragraphs) && !same(paragraphs))
        .then_some(description)
}
