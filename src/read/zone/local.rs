//! What a line says about itself, without its neighbours: dates, captions, credits, furniture of the page.

use crate::model::Role;
use crate::read::pattern::{Pattern, words};

use super::Tools;
use super::line::{Hint, Line};

/// Where a line stands, for patterns that hold only there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Not known yet: only patterns that hold anywhere.
    Any,
    /// Before the first paragraph.
    Head,
    /// Directly after a byline before the first paragraph.
    AfterByline,
    /// Among the paragraphs.
    Middle,
    /// After at least two paragraphs.
    Tail,
}

/// A role with its reason.
pub(super) type Found = (Role, String);

/// The role that a line gives itself; `None` for text.
pub(super) fn own_role(line: &Line<'_>, place: Place, tools: &Tools) -> Option<Found> {
    if let Hint::Role(role, reason) = line.hint {
        return Some((role, reason.to_owned()));
    }
    if line.hint == Hint::Headline {
        return None;
    }
    if !line.text.contains(char::is_alphanumeric) {
        return Some((Role::Other, "no letter and no digit".to_owned()));
    }
    if tools.calendar.only_date(line.text) {
        return Some((Role::Date, "only a date or time".to_owned()));
    }
    if line.length == 1 && is_address(line.text) {
        return Some((Role::Share, "only an address".to_owned()));
    }
    caption(line, tools).or_else(|| furniture(line, place, tools))
}

fn is_address(text: &str) -> bool {
    text.starts_with("http")
        || text.starts_with("www.")
        || (text.contains('@') && text.contains('.'))
}

/// A caption by its opening or by the credit at its end.
fn caption(line: &Line<'_>, tools: &Tools) -> Option<Found> {
    // A caption is a sentence or two; longer lines are paragraphs that speak of a picture.
    if line.length > 80 {
        return None;
    }
    if let Some(pattern) = tools
        .caption_openings
        .matching(&line.words, &tools.agencies)
        .next()
    {
        return Some((
            Role::Caption,
            format!("reads like a caption: `{}`", pattern.source),
        ));
    }
    let label = line.words.first()?;
    if tools.caption_labels.contains(&label.text)
        && label.capitals
        && line
            .text
            .get(label.text.len()..)
            .is_some_and(|rest| rest.trim_start().starts_with(['-', '–', '—', ':']))
    {
        return Some((
            Role::Caption,
            format!("begins with the label {}", label.text.to_uppercase()),
        ));
    }
    let trimmed = line.text.trim_end_matches(['.', ' ']);
    if let Some(inside) = trimmed
        .strip_suffix([')', ']'])
        .and_then(|rest| rest.rsplit(['(', '[']).next())
        && inside.len() < trimmed.len() - 1
    {
        let credit = words(inside, 24);
        if let Some(pattern) = (credit.len() <= 14)
            .then(|| {
                tools
                    .picture_credits
                    .matching(&credit, &tools.agencies)
                    .next()
            })
            .flatten()
        {
            let role = if inside.len() + 3 >= line.text.len() {
                Role::Credit
            } else {
                Role::Caption
            };
            return Some((
                role,
                format!(
                    "ends in a picture's credit in brackets: `{}`",
                    pattern.source
                ),
            ));
        }
    }
    // `... on Friday. Photograph: Ann Lee/Agency`, `... on Friday | Photo: Agency`
    let mut cuts: Vec<usize> = [". ", "! ", "? ", "” ", "\" ", "| ", " / "]
        .iter()
        .filter_map(|mark| line.text.rfind(mark).map(|at| at + mark.len()))
        .collect();
    // The shortest tail first; `Photo: Ann Lee / Agency` has a mark inside.
    cuts.sort_unstable_by(|a, b| b.cmp(a));
    let source = cuts.into_iter().find_map(|cut| {
        let tail = words(line.text.get(cut..)?, 24);
        tools
            .furniture
            .matching(&tail, &tools.agencies)
            .find(|pattern| {
                pattern.cells.first().is_some_and(|role| role == "credit")
                    && tail.len() <= 12
                    && pattern.literals() > 0
            })
            .map(|pattern| pattern.source.clone())
    })?;
    Some((
        Role::Caption,
        format!("ends in a picture's credit: `{source}`"),
    ))
}

/// A line of `furniture.tsv`.
fn furniture(line: &Line<'_>, place: Place, tools: &Tools) -> Option<Found> {
    if line.length > 90 {
        return None;
    }
    let pattern = tools
        .furniture
        .matching(&line.words, &tools.agencies)
        .filter(|pattern| fits(pattern, line, place))
        .max_by_key(|pattern| (pattern.exact(), pattern.literals()))?;
    let role = role_named(pattern.cells.first()?)?;
    Some((role, format!("reads like `{}`", pattern.source)))
}

/// Guards against body text that happens to begin or end like furniture: losing a sentence is worse than keeping a
/// line of the page.
fn fits(pattern: &Pattern, line: &Line<'_>, place: Place) -> bool {
    let cell = |column: usize| pattern.cells.get(column).map_or("", |cell| cell);
    let here = match cell(2) {
        "head" => matches!(place, Place::Head | Place::AfterByline),
        "byline" => place == Place::AfterByline,
        "tail" => place == Place::Tail,
        _ => true,
    };
    let most: usize = cell(1).parse().unwrap_or(12);
    if !here || line.length > most {
        return false;
    }
    if pattern.exact() || !line.ends {
        return true;
    }
    // A whole sentence must say more than a word or two of the pattern.
    let literals = pattern.literals();
    let credit = cell(0) == "credit";
    literals >= 3 || (literals >= 2 && (!line.verb || (line.length <= 6 && !credit)))
}

/// The role of that name on the wire.
pub(super) fn role_named(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.name() == name)
}

/// The line shows people doing something for the camera: `Mayor Ann Lee speaks during ...`.
pub(super) fn shows_a_scene(line: &Line<'_>, tools: &Tools) -> bool {
    line.length >= 6
        && line
            .words
            .iter()
            .take(14)
            .any(|word| !word.capital && tools.caption_verbs.contains(&word.text))
}
