//! Down the article: paragraphs, the sections that other lines open (related headlines, comments, tags), the tail.

use crate::model::Role;

use super::line::{Hint, Line};
use super::local::{Found, Place, own_role, role_named, shows_a_scene};
use super::{Known, Tools};

/// How far the heading of a section reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Lines,
    Paragraph,
    End,
}

/// Gives roles to the lines from the first paragraph on.
pub(super) fn zone_article(
    lines: &[Line<'_>],
    roles: &mut [Option<Found>],
    lede: usize,
    known: Known<'_>,
    tools: &Tools,
) {
    let comments = comments_begin(lines, lede, tools);
    let last_running = lines
        .iter()
        .enumerate()
        .take(comments)
        .rev()
        .find(|(index, line)| {
            *index >= lede && line.running() && roles.get(*index).is_some_and(Option::is_none)
        })
        .map_or(lede, |(index, _)| index);
    let mut bodies = 0;
    let mut open: Option<(Role, Reach)> = None;
    for (index, line) in lines.iter().enumerate().skip(lede) {
        if index >= comments {
            set(roles, index, || {
                (
                    Role::Comment,
                    "after the heading of readers' comments".to_owned(),
                )
            });
            continue;
        }
        let place = if bodies >= 2 {
            Place::Tail
        } else {
            Place::Middle
        };
        if line.hint != Hint::Quotation
            && let Some((role, reach)) = section(line, tools)
        {
            open = Some((role, reach));
            set(roles, index, || {
                (
                    role,
                    "heads a part of the page that is not the article".to_owned(),
                )
            });
            continue;
        }
        if roles.get(index).is_some_and(Option::is_some) {
            continue;
        }
        if let Some((role, reach)) = open {
            let stays = match reach {
                Reach::Lines => {
                    !line.running()
                        && !line.small
                        && (!line.ends || line.length < 6)
                        && line.hint != Hint::Quotation
                }
                Reach::Paragraph | Reach::End => true,
            };
            if reach != Reach::End && (!stays || reach == Reach::Paragraph) {
                open = None;
            }
            if stays {
                set(roles, index, || (role, "under such a heading".to_owned()));
                continue;
            }
        }
        let found = own_role(line, place, tools)
            .filter(|(role, _)| *role != Role::Bio)
            .or_else(|| without_end_mark(lines, roles, index, last_running, tools));
        match found {
            Some(found) => set(roles, index, || found),
            None => bodies += 1,
        }
    }
    zone_tail(lines, roles, lede, known, tools);
}

fn set(roles: &mut [Option<Found>], index: usize, found: impl FnOnce() -> Found) {
    if let Some(role) = roles.get_mut(index) {
        *role = Some(found());
    }
}

/// The role and reach of a line that heads a section.
fn section(line: &Line<'_>, tools: &Tools) -> Option<(Role, Reach)> {
    if line.length > 10 || line.ends || line.item {
        return None;
    }
    let pattern = tools
        .sections
        .matching(&line.words, &tools.agencies)
        .next()?;
    let role = role_named(pattern.cells.first()?)?;
    let reach = match pattern.cells.get(1).map(String::as_str) {
        Some("lines") => Reach::Lines,
        Some("paragraph") => Reach::Paragraph,
        _ => return None,
    };
    Some((role, reach))
}

/// The index at which readers' comments begin; the number of lines when there are none.
///
/// A plain `Comments` may be a button in the middle of the page: it counts only when replies, ages or other signs of
/// comments follow before the next three paragraphs.
fn comments_begin(lines: &[Line<'_>], lede: usize, tools: &Tools) -> usize {
    let mut bodies = 0;
    for (index, line) in lines.iter().enumerate().skip(lede) {
        let heading = (line.length <= 10 && line.hint != Hint::Quotation && bodies >= 1)
            .then(|| {
                tools
                    .sections
                    .matching(&line.words, &tools.agencies)
                    .filter(|pattern| pattern.cells.first().is_some_and(|role| role == "comment"))
                    .map(|pattern| pattern.cells.get(1).map_or("", |cell| cell))
                    .max_by_key(|reach| *reach == "end")
            })
            .flatten();
        match heading {
            Some("end") => return index,
            // Nothing but short lines after it: the page ends in comments.
            Some(_)
                if index + 1 < lines.len()
                    && bodies >= 2
                    && !lines.iter().skip(index + 1).any(Line::running) =>
            {
                return index;
            }
            Some(_) => {
                let mut paragraphs = 0;
                // Forty lines: a form and the first two comments; more would look at the text again and again.
                for next in lines.iter().skip(index + 1).take(40) {
                    paragraphs += usize::from(next.running());
                    if paragraphs > 3 {
                        break;
                    }
                    if next.length <= 12
                        && tools.comment_signs.match_any(&next.words, &tools.agencies)
                    {
                        return index;
                    }
                }
            }
            None => bodies += usize::from(line.running()),
        }
    }
    lines.len()
}

/// What a line without an end mark among the paragraphs is; `None` for text.
fn without_end_mark(
    lines: &[Line<'_>],
    roles: &[Option<Found>],
    index: usize,
    last_running: usize,
    tools: &Tools,
) -> Option<Found> {
    let line = lines.get(index)?;
    if line.hint == Hint::Heading {
        return Some((Role::Other, "a heading between paragraphs".to_owned()));
    }
    if line.ends || line.hint == Hint::Quotation {
        return None;
    }
    let after_text = index > last_running;
    if after_text && keywords(line) {
        return Some((
            Role::Tags,
            "a list of keywords after the article".to_owned(),
        ));
    }
    if line.small || line.item || line.text.starts_with(['"', '“', '‘', '\'']) {
        return None;
    }
    // `He said:` leads to what follows.
    if line.text.ends_with([':', ',', '—', '–', '-']) && line.length >= 2 {
        return None;
    }
    let next = roles
        .get(index + 1)
        .and_then(|role| role.as_ref().map(|(role, _)| *role));
    if next == Some(Role::Credit) && line.length <= 60 && (shows_a_scene(line, tools) || !line.verb)
    {
        return Some((Role::Caption, "stands over a picture's credit".to_owned()));
    }
    let like = |at: Option<usize>| {
        at.and_then(|at| Some((lines.get(at)?, roles.get(at)?)))
            .is_some_and(|(line, role)| {
                line.headline_like()
                    && !line.item
                    && line.length >= 4
                    && role.as_ref().is_none_or(|(role, _)| *role == Role::Related)
            })
    };
    let run = like(index.checked_sub(1)) || like(Some(index + 1));
    if after_text {
        return if line.length >= 4 && (run || line.title_case) {
            Some((
                Role::Related,
                "a headline after the end of the article".to_owned(),
            ))
        } else if line.length <= 8 && !line.verb {
            Some((
                Role::Other,
                "a short line after the end of the article".to_owned(),
            ))
        } else {
            None
        };
    }
    if line.length >= 15 {
        return None;
    }
    if line.title_case && line.length >= 5 && run {
        return Some((Role::Related, "headlines between paragraphs".to_owned()));
    }
    if line.name_like && line.length <= 6 {
        return Some((Role::Caption, "a name alone between paragraphs".to_owned()));
    }
    if line.length <= 8 && (!line.verb || line.title_case) {
        return Some((
            Role::Other,
            "a short line without an end mark between paragraphs".to_owned(),
        ));
    }
    None
}

/// `harbour, Ann Lee, county council`: short items between commas, no sentence.
fn keywords(line: &Line<'_>) -> bool {
    let items: Vec<&str> = line.text.split([',', ';', '|', '·', '•']).collect();
    items.len() >= 3
        && !line.verb
        && items
            .iter()
            .all(|item| (1..=4).contains(&item.split_whitespace().count()))
}

/// From the end backwards, over what is no text: the author's biography.
fn zone_tail(
    lines: &[Line<'_>],
    roles: &mut [Option<Found>],
    lede: usize,
    known: Known<'_>,
    tools: &Tools,
) {
    let mut authors: Vec<String> = known.authors.to_vec();
    for (line, role) in lines.iter().zip(roles.iter()) {
        if role.as_ref().is_some_and(|(role, _)| *role == Role::Byline) {
            authors.extend(tools.byline.names(line.text));
        }
    }
    let first_body = (lede..lines.len())
        .find(|index| roles.get(*index).is_some_and(Option::is_none))
        .unwrap_or(lines.len());
    for index in (first_body + 2..lines.len()).rev() {
        let Some(line) = lines.get(index) else {
            continue;
        };
        if roles.get(index).is_some_and(Option::is_some) {
            continue;
        }
        let own = own_role(line, Place::Tail, tools).filter(|(role, _)| *role == Role::Bio);
        let by_name = || {
            let begins = authors
                .iter()
                .any(|author| author.contains(' ') && line.text.starts_with(author.as_str()));
            (begins && !line.text.contains(['"', '“']) && present_tense(line, tools))
                .then(|| (Role::Bio, "about the author named in the byline".to_owned()))
        };
        match own.or_else(by_name) {
            Some(found) => set(roles, index, || found),
            None => break,
        }
    }
}

/// `Ann Lee is ...`, `Ann Lee covers ...`: a biography is told in the present.
fn present_tense(line: &Line<'_>, tools: &Tools) -> bool {
    line.words
        .iter()
        .skip(1)
        .take(5)
        .any(|word| !word.capital && tools.biography_verbs.contains(&word.text))
}
