//! Records of news crawlers → drafts: one object, an array of them, an object that holds such an array, or one a line.
//!
//! Only the fields that are needed are looked at; the rest is passed over without being valued, so that a number of
//! any size, any depth or half a surrogate pair elsewhere in a record does no harm. A key that stands twice is told in
//! a note; its first value counts. A bad line of JSON Lines is told by its number, the others are read.

mod value;

use serde_json::value::RawValue;

use crate::model::{NoteKind, Role};

use super::draft::Draft;
use super::html;
use super::metadata::one_line;
use super::zone::Hint;
use value::{Fields, body_in, fields, first_name, first_text, is_broken, list, names_in, value_of};

/// Names of fields, best first: those of news-please, newspaper, trafilatura, NewsAPI, Common Crawl news and
/// schema.org.
const TITLE: &[&str] = &["headline", "title", "name", "heading"];
const BODY: &[&str] = &[
    "maintext",
    "articleBody",
    "article_body",
    "body",
    "text",
    "full_text",
    "fulltext",
    "content",
    "article",
    "story",
    "raw_text",
    "cleaned_text",
    "plain_text",
    "body_html",
    "content_html",
    "html",
];
const DECK: &[&str] = &[
    "deck",
    "standfirst",
    "subtitle",
    "subhead",
    "alternativeHeadline",
    "summary",
    "description",
    "abstract",
    "lead",
];
const PUBLISHED: &[&str] = &[
    "published",
    "date_publish",
    "datePublished",
    "date_published",
    "publishedAt",
    "published_at",
    "publish_date",
    "publication_date",
    "pub_date",
    "pubDate",
    "published_time",
    "publish_time",
    "first_publication_date",
    "webPublicationDate",
    "date",
    "dateCreated",
    "timestamp",
    "created_at",
    "time",
];
/// Fields that hold the day of the crawl, used when nothing better is there.
const CRAWLED: &[&str] = &[
    "date_download",
    "downloaded",
    "crawled",
    "crawl_date",
    "fetched",
    "retrieved",
    "date_crawled",
    "scraped_at",
];
const MODIFIED: &[&str] = &[
    "modified",
    "dateModified",
    "date_modify",
    "date_modified",
    "modified_at",
    "updated",
    "updated_at",
    "updatedAt",
    "lastModified",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "creator", "by"];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "source_name",
    "sitename",
    "site_name",
    "siteName",
    "publisher",
    "publication",
    "newspaper",
    "site",
    "website",
    "source_domain",
    "domain",
    "hostname",
];
const URL: &[&str] = &[
    "url",
    "link",
    "canonical_url",
    "webUrl",
    "web_url",
    "permalink",
    "source_url",
    "mainEntityOfPage",
];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage", "locale"];
/// Fields of a wrapping object that hold the records.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "results",
    "records",
    "data",
    "docs",
    "documents",
    "hits",
    "reports",
    "entries",
    "response",
    "@graph",
];

/// Reads the records of a text.
pub(super) fn drafts(
    text: &str,
    notes: &mut Vec<(NoteKind, String)>,
) -> Result<Vec<Draft>, String> {
    let whole: Result<&RawValue, _> = serde_json::from_str(text);
    let error = match whole {
        Ok(value) => return values(value, notes, 0),
        Err(error) => error,
    };
    // One record a line, if any line is one.
    let lines: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        // Files that were put together keep the marks of each.
        .map(|(index, line)| (index + 1, line.trim().trim_start_matches('\u{feff}')))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let is_object =
        |line: &str| line.starts_with('{') && serde_json::from_str::<&RawValue>(line).is_ok();
    if lines.len() < 2 || !lines.iter().any(|(_, line)| is_object(line)) {
        return Err(format!(
            "not valid JSON: {error}; if it is text, name the kind with --input-format"
        ));
    }
    let mut drafts = Vec::new();
    for (number, line) in lines {
        match serde_json::from_str::<&RawValue>(line)
            .map_err(|error| {
                error
                    .to_string()
                    .replace(" at line 1 column ", " at column ")
            })
            .and_then(|value| fields(value).ok_or_else(|| "not a record".to_owned()))
        {
            Ok(fields) => {
                let mut draft = record(&fields);
                draft.record = Some(number);
                drafts.push(draft);
            }
            Err(error) => notes.push((NoteKind::Refused, format!("line {number}: {error}"))),
        }
    }
    if drafts.len() == 1
        && let Some(only) = drafts.first_mut()
    {
        only.record = None;
    }
    Ok(drafts)
}

/// A record, a list of records, or an object around such a list.
fn values(
    value: &RawValue,
    notes: &mut Vec<(NoteKind, String)>,
    depth: usize,
) -> Result<Vec<Draft>, String> {
    if let Some(items) = list(value) {
        let mut drafts = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            match fields(item) {
                Some(fields) => {
                    let mut draft = record(&fields);
                    draft.record = Some(index + 1);
                    drafts.push(draft);
                }
                None => notes.push((
                    NoteKind::Refused,
                    format!("record {}: not an object", index + 1),
                )),
            }
        }
        return Ok(drafts);
    }
    let Some(found) = fields(value) else {
        return Err(
            "JSON, but neither a record nor a list of records; a record is an object with fields such as title and text"
                .to_owned(),
        );
    };
    let draft = record(&found);
    if draft
        .pieces
        .iter()
        .any(|piece| matches!(piece.hint, Hint::Plain | Hint::Quotation))
        || depth >= 3
    {
        return Ok(vec![draft]);
    }
    let inner = LISTS
        .iter()
        .find_map(|name| found.iter().find(|(key, _)| key == name))
        .map(|(_, value)| *value)
        .filter(|value| list(value).is_some() || fields(value).is_some());
    match inner {
        Some(inner) => values(inner, notes, depth + 1),
        None => Ok(vec![draft]),
    }
}

/// One record → its draft.
fn record(fields: &Fields<'_>) -> Draft {
    let mut draft = Draft::default();
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    if let Some([twice, _]) = names.windows(2).find(|pair| pair.first() == pair.last()) {
        let message = format!(
            "the field `{twice}` stands more than once in a record; its first value is read"
        );
        draft.notes.push((NoteKind::Reading, message));
    }
    if let Some((name, _)) = fields.iter().find(|(_, value)| is_broken(value)) {
        let message = format!("the field `{name}` holds half a surrogate pair, replaced by U+FFFD");
        draft.notes.push((NoteKind::Reading, message));
    }
    let declared = &mut draft.declared;
    declared.headline = first_text(fields, TITLE).map(|title| one_line(&without_tags(&title)));
    declared.published = first_text(fields, PUBLISHED);
    if declared.published.is_none() {
        declared.published = first_text(fields, CRAWLED);
        declared.published_doubtful = declared.published.is_some();
    }
    declared.modified = first_text(fields, MODIFIED);
    declared.outlet = first_name(fields, OUTLET).map(|name| one_line(&name));
    declared.language = first_text(fields, LANGUAGE).filter(|code| (2..=12).contains(&code.len()));
    declared.url = first_text(fields, URL).filter(|url| url.starts_with("http"));
    declared.authors = AUTHORS
        .iter()
        .find_map(|name| {
            let names = value_of(fields, name).map(names_in).unwrap_or_default();
            (!names.is_empty()).then_some(names)
        })
        .unwrap_or_default();
    if let Some(title) = draft.declared.headline.clone() {
        draft.push(&title, Hint::Headline);
    }
    let body = BODY
        .iter()
        .filter_map(|name| value_of(fields, name).and_then(|value| body_in(value, 0)))
        .find(|text| !text.trim().is_empty());
    let deck = first_text(fields, DECK).map(|deck| one_line(&without_tags(&deck)));
    let Some(body) = body else {
        // A record without a text (a feed's item): its summary is all there is.
        if let Some(deck) = deck {
            draft.push(&deck, Hint::Plain);
        }
        return draft;
    };
    let body = match cut_short(&body) {
        Some(kept) => {
            draft.notes.push((
                NoteKind::Reading,
                "the text of the record is cut short by its source: what follows is not compared"
                    .to_owned(),
            ));
            kept.to_owned()
        }
        None => body,
    };
    // A summary made from the text's own beginning says nothing twice.
    if let Some(deck) = deck.filter(|deck| {
        let start: String = deck.chars().take(60).collect();
        deck.split_whitespace().count() >= 4 && !one_line(&body).contains(&start)
    }) {
        draft.push(&deck, Hint::Role(Role::Deck, "the summary of the record"));
    }
    if looks_like_html(&body) {
        for (paragraph, hint) in html::fragment(&body) {
            draft.push(&paragraph, hint);
        }
    } else {
        draft.push_text(&body);
    }
    draft
}

/// NewsAPI ends the texts that it cuts with `[+1234 chars]`.
fn cut_short(body: &str) -> Option<&str> {
    let (kept, mark) = body.trim_end().rsplit_once("[+")?;
    let number = mark.strip_suffix(" chars]")?;
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(kept)
}

fn looks_like_html(text: &str) -> bool {
    let lower = text.get(..4096).unwrap_or(text);
    [
        "</p>", "<p>", "<p ", "<br", "</div>", "</a>", "</P>", "<BR", "&nbsp;", "&quot;",
        "&#8217;", "&rsquo;", "&amp;",
    ]
    .iter()
    .any(|mark| lower.contains(mark) || text.contains(mark))
}

fn without_tags(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let paragraphs: Vec<String> = html::fragment(text)
        .into_iter()
        .map(|(text, _)| text)
        .collect();
    paragraphs.join(" ")
}
