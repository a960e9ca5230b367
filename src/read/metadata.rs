//! What a record or page declares, and what its blocks show → [`Metadata`].
//!
//! Declared values come first; then the lines beside the headline, the dateline, a caption. A date that stands above
//! the headline may be the clock of the page on the day somebody copied it: it is kept, distrusted, and told in a note.

use crate::model::{Basis, Block, Metadata, NoteKind, Published, Role, Sourced, Yearless};

use super::language;
use super::pattern::words;
use super::zone::Tools;

/// What a record or page declares, as strings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) headline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    /// Elements of the page that look like bylines, in its order; the first with a name counts.
    pub(super) bylines: Vec<String>,
    pub(super) published: Option<String>,
    /// `published` comes from a field that may be a crawl date or the page's update.
    pub(super) published_doubtful: bool,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
}

/// The metadata of a report, with notes on what is doubtful.
pub(super) fn complete(
    declared: &Declared,
    text: &str,
    blocks: &[Block],
    tools: &Tools,
) -> (Metadata, Vec<(NoteKind, String)>) {
    let mut notes = Vec::new();
    let (published, modified) = dates(declared, text, blocks, tools, &mut notes);
    let metadata = Metadata {
        outlet: outlet(declared, text, blocks, tools),
        headline: headline(declared, text, blocks),
        authors: authors(declared, text, blocks, tools),
        day: (published.is_none())
            .then(|| yearless(text, blocks, tools))
            .flatten(),
        published,
        modified,
        language: language::language(declared, text, blocks, &mut notes),
        agency: agency(text, blocks, tools),
        url: declared.url.clone(),
    };
    (metadata, notes)
}

fn headline(declared: &Declared, text: &str, blocks: &[Block]) -> Option<Sourced<String>> {
    let block = blocks.iter().find(|block| block.role == Role::Headline);
    match (&declared.headline, block) {
        (Some(title), _) => Some(Sourced {
            value: title.clone(),
            basis: Basis::Metadata,
        }),
        (None, Some(block)) => Some(Sourced {
            value: one_line(block.span.cut(text)),
            basis: Basis::HeadlineBlock,
        }),
        (None, None) => None,
    }
}

/// Words separated by single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn outlet(
    declared: &Declared,
    text: &str,
    blocks: &[Block],
    tools: &Tools,
) -> Option<Sourced<String>> {
    let sourced = |value: String, basis| Some(Sourced { value, basis });
    if let Some(name) = &declared.outlet {
        // A domain in the field (`source_domain`) is looked up like an address.
        let value = if name.contains(' ') || !name.contains('.') {
            name.clone()
        } else {
            by_host(name, tools).unwrap_or_else(|| name.clone())
        };
        return sourced(value, Basis::Metadata);
    }
    if let Some(url) = &declared.url
        && let Some(host) = host_of(url)
    {
        let name =
            by_host(host, tools).unwrap_or_else(|| host.trim_start_matches("www.").to_owned());
        return sourced(name, Basis::Url);
    }
    // `Harrow Courier’s website can also be accessed ...`
    let furniture = blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Other | Role::Share))
        .find_map(|block| {
            let line = block.span.cut(text);
            let owner = line.split(['’', '\'']).next()?;
            let rest = line.get(owner.len()..)?.trim_start_matches(['’', '\'']);
            let named = rest.starts_with("s ")
                && (1..=4).contains(&owner.split_whitespace().count())
                && owner
                    .split_whitespace()
                    .all(|word| word.starts_with(char::is_uppercase));
            named.then(|| owner.to_owned())
        });
    if let Some(name) = furniture {
        return sourced(name, Basis::Furniture);
    }
    // The name of the paper over the headline, as it comes along when a page is copied from its top, or as the byline.
    let headline = blocks
        .iter()
        .position(|block| block.role == Role::Headline)
        .unwrap_or(0);
    let masthead = blocks
        .iter()
        .enumerate()
        .filter(|(place, block)| match block.role {
            Role::Byline => true,
            Role::Other => *place < headline,
            _ => false,
        })
        .map(|(_, block)| block.span.cut(text))
        .find(|line| tools.is_masthead(line));
    if let Some(name) = masthead {
        return sourced(name.to_owned(), Basis::Furniture);
    }
    // `© 2024 Harrow Courier. All rights reserved`
    let copyright = blocks
        .iter()
        .filter(|block| block.role == Role::Other)
        .find_map(|block| {
            let (_, rest) = block.span.cut(text).split_once('©')?;
            let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
            let name = rest.split(['.', '|', ',']).next()?.trim();
            let named = (1..=5).contains(&name.split_whitespace().count())
                && name.starts_with(char::is_uppercase);
            named.then(|| name.to_owned())
        });
    if let Some(name) = copyright {
        return sourced(name, Basis::Furniture);
    }
    // The author's biography names the outlet: `Having joined Harrow Courier in 2009 ...`.
    let biography = blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Bio | Role::Share))
        .find_map(|block| {
            let line = block.span.cut(text);
            let named = |name: &&String| name.contains(' ') && line.contains(name.as_str());
            tools
                .outlets
                .values()
                .filter(named)
                .max_by_key(|name| name.len())
        });
    if let Some(name) = biography {
        return sourced(name.clone(), Basis::Furniture);
    }
    // An agency's own report, as far as the text shows.
    agency_of(Role::Dateline, text, blocks, tools).and_then(|name| sourced(name, Basis::Dateline))
}

/// The host of an address.
fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// The outlet of a host: by the host itself, then with its first labels taken off one by one.
fn by_host(host: &str, tools: &Tools) -> Option<String> {
    let host = host_of(host)?.to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if let Some(name) = tools.outlets.get(rest) {
            return Some(name.clone());
        }
        rest = rest.split_once('.')?.1;
    }
}

fn authors(declared: &Declared, text: &str, blocks: &[Block], tools: &Tools) -> Vec<String> {
    let lines: Vec<&str> = if declared.authors.is_empty() {
        blocks
            .iter()
            .filter(|block| block.role == Role::Byline)
            .map(|block| block.span.cut(text))
            .collect()
    } else {
        declared.authors.iter().map(String::as_str).collect()
    };
    let shown = || declared.bylines.iter().map(|line| tools.byline.names(line));
    if declared.authors.is_empty()
        && let Some(names) = shown().find(|names| !names.is_empty())
    {
        return names;
    }
    let mut found: Vec<String> = Vec::new();
    let lines = lines.into_iter().filter(|line| !tools.is_masthead(line));
    for author in lines.flat_map(|line| tools.byline.names(line)) {
        if !found.contains(&author) {
            found.push(author);
        }
    }
    found
}

/// Where the headline and the first paragraph stand: the beginning and the end where there is none.
fn headline_and_lede(blocks: &[Block]) -> (usize, usize) {
    let first = |role| blocks.iter().position(|block| block.role == role);
    (
        first(Role::Headline).unwrap_or(0),
        first(Role::Body).unwrap_or(blocks.len()),
    )
}

/// The day without a year beside the headline or in the dateline. One above the headline may be the page's clock.
fn yearless(text: &str, blocks: &[Block], tools: &Tools) -> Option<Yearless> {
    let (headline, lede) = headline_and_lede(blocks);
    let find = |wanted: &[Role]| {
        let shown = blocks.iter().enumerate();
        let shown = shown.filter(|(index, block)| {
            let beside = *index >= headline && *index < lede + 3 || block.role == Role::Dateline;
            wanted.contains(&block.role) && beside
        });
        shown
            .filter_map(|(_, block)| tools.calendar.yearless(block.span.cut(text)))
            .next()
    };
    find(&[Role::Date, Role::Byline]).or_else(|| find(&[Role::Dateline]))
}

type Dates = (Option<Published>, Option<jiff::civil::Date>);

fn dates(
    declared: &Declared,
    text: &str,
    blocks: &[Block],
    tools: &Tools,
    notes: &mut Vec<(NoteKind, String)>,
) -> Dates {
    let calendar = &tools.calendar;
    let published = declared
        .published
        .as_deref()
        .and_then(|value| calendar.value(value));
    let mut modified = declared
        .modified
        .as_deref()
        .and_then(|value| calendar.value(value))
        .map(|found| found.date);
    let mut basis = Basis::Metadata;
    let mut trusted = !declared.published_doubtful;
    let mut found = published;
    if found.is_none() {
        let (headline, lede) = headline_and_lede(blocks);
        let line = |block: &Block| block.span.cut(text).to_owned();
        let of = |role: Role| move |(_, block): &(usize, &Block)| block.role == role;
        let beside = blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| matches!(block.role, Role::Date | Role::Byline));
        let mut lines: Vec<jiff::civil::Date> = Vec::new();
        let mut first = None;
        for (index, block) in beside {
            let Some(dated) = calendar.find(&line(block)) else {
                continue;
            };
            if index < headline || (headline == 0 && index == 0 && calendar.has_clock(&line(block)))
            {
                continue;
            }
            lines.push(dated.date);
            // A date far below the article's first paragraph belongs to a comment or a related report.
            if first.is_none() && (index < lede || blocks.len() - index <= 3 || index < lede + 3) {
                first = Some(dated);
            }
        }
        if let Some(dated) = first {
            found = Some(dated);
            basis = Basis::Byline;
            if modified.is_none() {
                modified = lines.into_iter().find(|date| *date > dated.date);
            }
        }
        if found.is_none() {
            found = blocks
                .iter()
                .enumerate()
                .filter(of(Role::Dateline))
                .find_map(|(_, block)| calendar.find(&line(block)));
            basis = Basis::Dateline;
        }
        if found.is_none() {
            found = blocks
                .iter()
                .enumerate()
                .filter(of(Role::Caption))
                .find_map(|(_, block)| calendar.find(&line(block)));
            basis = Basis::Caption;
        }
        if found.is_none() {
            found = blocks
                .iter()
                .enumerate()
                .filter(|(index, block)| block.role == Role::Date && *index <= headline.max(1))
                .find_map(|(_, block)| calendar.find(&line(block)));
            basis = Basis::PageHeader;
            trusted = false;
        }
    }
    let Some(found) = found else {
        return (None, modified);
    };
    if !trusted {
        notes.push((
            NoteKind::UntrustedDate,
            format!(
                "the date {} stands in the {} and may be the day the page was copied, not the day of publication",
                found.date,
                basis.name()
            ),
        ));
    } else if found.ambiguous {
        notes.push((
            NoteKind::UntrustedDate,
            format!(
                "the date {} is read month first; day and month could be the other way round",
                found.date
            ),
        ));
    }
    let published = Published {
        date: found.date,
        basis,
        trusted,
    };
    (Some(published), modified.filter(|date| *date != found.date))
}

/// The agency of the dateline, of a byline, or of a credit line under the article.
fn agency(text: &str, blocks: &[Block], tools: &Tools) -> Option<String> {
    [Role::Dateline, Role::Agency, Role::Byline]
        .into_iter()
        .find_map(|role| agency_of(role, text, blocks, tools))
}

/// The first agency named in a block of that role.
fn agency_of(role: Role, text: &str, blocks: &[Block], tools: &Tools) -> Option<String> {
    blocks
        .iter()
        .filter(|block| block.role == role)
        .find_map(|block| {
            let line = words(block.span.cut(text), 60);
            tools.agencies.find(&line).map(str::to_owned)
        })
}
