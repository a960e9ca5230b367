//! Markdown → the text that a reader sees, as paragraphs, with the front matter as metadata.
//!
//! The report's text is this extracted text, not the file: links and emphasis would leave marks inside statements.
//! Links stand as their text, the words of images as captions, code and tables as other furniture, raw HTML as the
//! text inside it. Front matter is read as `key: value` lines, lists as `[a, b]` or `- a` lines.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{NoteKind, Role};

use super::draft::Draft;
use super::html;
use super::metadata::{Declared, one_line};
use super::zone::Hint;

/// Marks of a file that are read; each may take 140 bytes while they are, and no text has one for every seven bytes of a
/// megabyte.
const MOST_MARKS: usize = 150_000;

/// Reads a Markdown file.
pub(super) fn draft(source: &str) -> Draft {
    let mut draft = Draft::default();
    let (front, body) = front_matter(source);
    draft.declared = declared(&front);
    let title = draft.declared.headline.clone();
    let mut paragraphs = paragraphs(body).unwrap_or_else(|| {
        let message = format!("more than {MOST_MARKS} marks of Markdown: read as plain text");
        draft.notes.push((NoteKind::Degraded, message));
        unmarked(body)
    });
    // The first heading of the highest level that stands once is the title, if nothing says otherwise.
    let shown = paragraphs.iter().take(4).position(|paragraph| {
        title
            .as_ref()
            .is_some_and(|title| super::zone::key(title) == super::zone::key(&paragraph.text))
    });
    match (&title, shown) {
        (Some(_), Some(at)) => {
            if let Some(paragraph) = paragraphs.get_mut(at) {
                paragraph.hint = Hint::Headline;
            }
        }
        (Some(title), None) => draft.push(title, Hint::Headline),
        (None, _) => {
            let first_text = paragraphs
                .iter()
                .position(|paragraph| paragraph.level.is_none() && paragraph.text.len() > 160)
                .unwrap_or(paragraphs.len());
            let heading = paragraphs
                .iter_mut()
                .take(first_text + 1)
                .filter(|paragraph| paragraph.level.is_some())
                .min_by_key(|paragraph| paragraph.level);
            if let Some(heading) = heading {
                heading.hint = Hint::Headline;
            }
        }
    }
    if let Some(deck) = field(
        &front,
        &["deck", "subtitle", "standfirst", "description", "summary"],
    ) {
        draft.push(
            &deck,
            Hint::Role(Role::Deck, "the summary in the front matter"),
        );
    }
    for paragraph in paragraphs {
        draft.push(&paragraph.text, paragraph.hint);
    }
    draft
}

struct Paragraph {
    text: String,
    hint: Hint,
    /// Level of a heading.
    level: Option<u8>,
}

/// What is open while the events pass by.
#[derive(Default)]
struct Walk {
    found: Vec<Paragraph>,
    text: String,
    /// The words of an open image.
    image: Option<String>,
    level: Option<u8>,
    items: usize,
    /// Open block quotations.
    quoted: usize,
    /// Open code blocks and tables.
    other: usize,
}

impl Walk {
    fn close(&mut self) {
        let lines = std::mem::take(&mut self.text);
        let hint = if self.other > 0 {
            Hint::Role(Role::Other, "code or a table")
        } else if self.level.is_some() {
            Hint::Heading
        } else if self.items > 0 {
            Hint::Item
        } else if self.quoted > 0 {
            Hint::Quotation
        } else {
            Hint::Plain
        };
        // Hard breaks part the lines of a head; soft ones are layout.
        for line in lines.split('\u{1e}') {
            self.push(line, hint);
        }
    }

    fn push(&mut self, line: &str, hint: Hint) {
        let text = one_line(line);
        if !text.is_empty() {
            self.found.push(Paragraph {
                text,
                hint,
                level: self.level,
            });
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::TableCell => {}
                    Tag::Image { .. } => self.image = Some(String::new()),
                    _ => self.close(),
                }
                match tag {
                    Tag::Heading { level, .. } => self.level = Some(level as u8),
                    Tag::Item => self.items += 1,
                    Tag::BlockQuote(_) => self.quoted += 1,
                    Tag::CodeBlock(_) | Tag::Table(_) => self.other += 1,
                    _ => {}
                }
            }
            Event::End(tag) => {
                match tag {
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
                    TagEnd::TableCell => self.text.push(' '),
                    TagEnd::Image => {
                        let words = self.image.take().unwrap_or_default();
                        self.push(&words, Hint::Role(Role::Caption, "the words of an image"));
                    }
                    _ => self.close(),
                }
                match tag {
                    TagEnd::Heading(_) => self.level = None,
                    TagEnd::Item => self.items = self.items.saturating_sub(1),
                    TagEnd::BlockQuote(_) => self.quoted = self.quoted.saturating_sub(1),
                    TagEnd::CodeBlock | TagEnd::Table => self.other = self.other.saturating_sub(1),
                    _ => {}
                }
            }
            Event::Text(piece) | Event::Code(piece) => match &mut self.image {
                Some(words) => words.push_str(&piece),
                None => self.text.push_str(&piece),
            },
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\u{1e}'),
            Event::Rule => self.close(),
            Event::Html(piece) | Event::InlineHtml(piece) => {
                for (paragraph, _) in html::fragment(&piece) {
                    self.text.push_str(&paragraph);
                    self.text.push(' ');
                }
            }
            _ => {}
        }
    }
}

/// The paragraphs of a Markdown text.
fn paragraphs(body: &str) -> Option<Vec<Paragraph>> {
    let marks = body
        .bytes()
        .filter(|byte| b"*_[]`~<".contains(byte))
        .count();
    if marks > MOST_MARKS {
        return None;
    }
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES);
    options.insert(Options::ENABLE_STRIKETHROUGH);
    let mut walk = Walk::default();
    for event in Parser::new_ext(body, options) {
        walk.event(event);
    }
    walk.close();
    Some(walk.found)
}

/// The paragraphs of a file whose marks are not read: what stands between empty lines.
fn unmarked(body: &str) -> Vec<Paragraph> {
    let lines: Vec<&str> = body.lines().collect();
    (lines.split(|line| line.trim().is_empty()))
        .map(|lines| Paragraph {
            text: one_line(&lines.join(" ")),
            hint: Hint::Plain,
            level: None,
        })
        .filter(|paragraph| !paragraph.text.is_empty())
        .collect()
}

type Front = Vec<(String, Vec<String>)>;

/// The lines between the `---` at the start of the file, and the text after them.
fn front_matter(source: &str) -> (Front, &str) {
    let none = (Vec::new(), source);
    let Some(rest) = source
        .strip_prefix("---\n")
        .or_else(|| source.strip_prefix("---\r\n"))
    else {
        return none;
    };
    let mut fields: Front = Vec::new();
    let mut read = 0;
    for line in rest.split_inclusive('\n') {
        read += line.len();
        let trimmed = line.trim();
        if trimmed == "---" || trimmed == "..." {
            return (fields, rest.get(read..).unwrap_or_default());
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, values)) = fields.last_mut() {
                values.push(unquoted(item));
            }
        } else if let Some((key, value)) = trimmed.split_once(':') {
            let value = value.trim();
            let values = match value
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                Some(list) => list.split(',').map(unquoted).collect(),
                None if value.is_empty() => Vec::new(),
                None => vec![unquoted(value)],
            };
            fields.push((key.trim().to_lowercase(), values));
        }
    }
    none
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    ['"', '\'']
        .iter()
        .find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark))
        .unwrap_or(value)
        .to_owned()
}

fn field(front: &Front, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let (_, values) = front.iter().find(|(key, _)| key == name)?;
        values.first().filter(|value| !value.is_empty()).cloned()
    })
}

fn declared(front: &Front) -> Declared {
    let authors = ["authors", "author", "byline"]
        .iter()
        .find_map(|name| front.iter().find(|(key, _)| key == name))
        .map(|(_, values)| values.clone())
        .unwrap_or_default();
    Declared {
        headline: field(front, &["title", "headline"]),
        outlet: field(
            front,
            &[
                "outlet",
                "source",
                "publisher",
                "site",
                "publication",
                "site_name",
                "sitename",
            ],
        ),
        authors,
        bylines: Vec::new(),
        published: field(
            front,
            &[
                "published",
                "date",
                "datepublished",
                "date_published",
                "pubdate",
                "publish_date",
            ],
        ),
        published_doubtful: false,
        modified: field(front, &["modified", "updated", "lastmod", "date_modified"]),
        language: field(front, &["language", "lang"]),
        url: field(front, &["url", "link", "canonical", "source_url"])
            .filter(|url| url.starts_with("http")),
    }
}
