//! The lines above the first paragraph: which is the headline, and what the others are.

use crate::model::Role;

use super::line::{Hint, Line, key};
use super::local::{Found, Place, own_role, shows_a_scene};
use super::{Known, Tools, dateline};

/// The index of the first paragraph of the article; the number of lines when there is none.
pub(super) fn first_paragraph(lines: &[Line<'_>], roles: &[Option<Found>], tools: &Tools) -> usize {
    let free = |index: usize| roles.get(index).is_some_and(Option::is_none);
    // A sentence of headline length right over a date or byline is a headline in spite of its end mark.
    let over_byline = |index: usize| {
        index == 0
            && lines.first().is_some_and(|line| line.length <= 25)
            && lines.get(1).is_some_and(|next| {
                own_role(next, Place::Head, tools)
                    .is_some_and(|(role, _)| matches!(role, Role::Date | Role::Byline))
            })
    };
    let is_text = |line: &Line<'_>| line.hint != Hint::Headline && line.hint != Hint::Heading;
    let running = lines
        .iter()
        .enumerate()
        .find(|(index, line)| {
            free(*index) && is_text(line) && line.running() && !over_byline(*index)
        })
        .map(|(index, _)| index);
    // A text of short sentences only: the first one after the first line.
    let first_free = (0..lines.len()).find(|index| free(*index));
    let short = || {
        lines
            .iter()
            .enumerate()
            .find(|(index, line)| {
                free(*index) && is_text(line) && line.ends && Some(*index) != first_free
            })
            .map(|(index, _)| index)
    };
    let found = running.or_else(short);
    match (found, first_free) {
        (Some(found), _) => found,
        // One line after a first one without any full stop, or one line alone.
        (None, Some(first)) if lines.len() > first + 1 => first + 1,
        _ => lines.len(),
    }
}

/// Gives roles to the lines above the first paragraph; returns where the article begins, which is earlier when the
/// lines above turn out to be text.
pub(super) fn zone_head(
    lines: &[Line<'_>],
    roles: &mut [Option<Found>],
    lede: usize,
    known: Known<'_>,
    tools: &Tools,
) -> usize {
    let headline = choose_headline(lines, roles, lede, known, tools);
    let Some(headline) = headline else {
        // No headline: short sentences above the first long paragraph are text as well.
        for index in 0..lede.min(lines.len()) {
            finish_head_line(lines, roles, index, None, tools);
        }
        return lede;
    };
    let title = lines.get(headline).map(Line::key).unwrap_or_default();
    for index in 0..lede.min(lines.len()) {
        let Some(line) = lines.get(index) else {
            continue;
        };
        let found = if index == headline {
            Some(headline_reason(line, index, roles, known))
        } else if line.key() == title {
            Some((Role::Headline, "repeats the headline".to_owned()))
        } else {
            None
        };
        if let (Some(found), Some(role)) = (found, roles.get_mut(index)) {
            *role = Some(found);
        }
    }
    for index in 0..lede.min(lines.len()) {
        finish_head_line(lines, roles, index, Some(headline), tools);
    }
    // A paragraph between the headline and a dateline is the deck.
    let filed = (lede + 1..(lede + 3).min(lines.len())).find(|index| {
        lines.get(*index).is_some_and(|line| {
            roles.get(*index).is_some_and(Option::is_none)
                && dateline::dateline_length(line.text, tools) > 0
        })
    });
    let filed = filed.filter(|_| {
        lines
            .get(lede)
            .is_some_and(|line| dateline::dateline_length(line.text, tools) == 0)
    });
    if let Some(filed) = filed {
        for index in lede..filed {
            let short = lines.get(index).is_some_and(|line| line.length <= 60);
            if let Some(role) = roles.get_mut(index).filter(|role| role.is_none() && short) {
                *role = Some((
                    Role::Deck,
                    "between the headline and the dateline".to_owned(),
                ));
            }
        }
        return filed;
    }
    lede
}

fn headline_reason(
    line: &Line<'_>,
    index: usize,
    roles: &[Option<Found>],
    known: Known<'_>,
) -> Found {
    let above = roles.iter().take(index).any(Option::is_some) || index > 0;
    let reason = if line.hint == Hint::Headline {
        "the title of the page or record"
    } else if known.headline.is_some_and(|title| key(title) == line.key()) {
        "same as the title of the page or record"
    } else if above {
        "the line above the article that reads most like a headline"
    } else {
        "first line, no full paragraph"
    };
    (Role::Headline, reason.to_owned())
}

/// The line above the first paragraph that is the headline.
fn choose_headline(
    lines: &[Line<'_>],
    roles: &[Option<Found>],
    lede: usize,
    known: Known<'_>,
    tools: &Tools,
) -> Option<usize> {
    let head = lines.get(..lede.min(lines.len()))?;
    let known = known.headline.map(key).filter(|title| !title.is_empty());
    if let Some(index) = head.iter().position(|line| {
        line.hint == Hint::Headline || known.as_ref().is_some_and(|title| line.key() == *title)
    }) {
        return Some(index);
    }
    // A page or record has said its title, and it stands nowhere in the text.
    if known.is_some() {
        return None;
    }
    let mut counts = std::collections::BTreeMap::new();
    for line in head {
        *counts.entry(line.key()).or_insert(0) += 1;
    }
    let lede_words: std::collections::BTreeSet<&str> = lines
        .iter()
        .skip(lede)
        .take(2)
        .flat_map(|line| line.words.iter().map(|word| word.text.as_str()))
        .filter(|word| word.len() > 4)
        .collect();
    let mut best: Option<(i32, usize)> = None;
    for (index, line) in head.iter().enumerate() {
        let labelled = roles.get(index).and_then(Option::as_ref);
        // `Live: mayor resigns`, `Video: ...`: furniture elsewhere, but a headline when nothing better is there.
        let related = labelled.is_some_and(|(role, _)| *role == Role::Related) && line.length >= 5;
        if (labelled.is_some() && !related)
            || !(headline_could_be(line) || (index == 0 && line.running()))
        {
            continue;
        }
        let mut score = 0;
        score += if counts.get(&line.key()).is_some_and(|count| *count > 1) {
            6
        } else {
            0
        };
        score += if line.title_case { 3 } else { 0 };
        score += if index == 0 { 3 } else { 0 };
        score += if (4..=18).contains(&line.length) {
            2
        } else {
            0
        };
        score -= if line.length < 3 || line.length > 22 {
            3
        } else {
            0
        };
        score -= if line.ends { 2 } else { 0 };
        score -= if shows_a_scene(line, tools) && line.length > 12 {
            4
        } else {
            0
        };
        let dated = matches!(roles.get(index + 1), Some(Some((Role::Date, _))));
        score -= if name_only(line) { 4 } else { 0 };
        score -= if index > 0 && dated && signs(line, tools) {
            8
        } else {
            0
        };
        score -= if outlet_like(line, tools) && line.length <= 5 {
            5
        } else {
            0
        };
        score -= if related { 5 } else { 0 };
        let shared = line
            .words
            .iter()
            .filter(|word| lede_words.contains(word.text.as_str()))
            .count();
        score += i32::try_from(shared.min(3)).unwrap_or(0);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// Headlines have no full stop; where one has, its case or another mark must show it.
fn headline_could_be(line: &Line<'_>) -> bool {
    if line.item || line.length == 0 || line.length > 30 || line.menu() {
        return false;
    }
    if !line.ends {
        return true;
    }
    let question = line
        .text
        .trim_end()
        .ends_with(['?', '!', '…', '’', '\'', '"', '”']);
    line.title_case || question
}

/// Two to four words that could be a person's name.
fn name_only(line: &Line<'_>) -> bool {
    line.name_like && (2..=4).contains(&line.length) && !line.ends
}

/// A name and what stands in a byline behind one: "Tom Ash in Corvane", "Ina Voss, consumer editor". Beside a date it is a
/// byline, elsewhere a headline may read so.
fn signs(line: &Line<'_>, tools: &Tools) -> bool {
    let mut first = line.words.iter().take(2);
    first.all(|word| word.capital)
        && own_role(line, Place::AfterByline, tools).is_some_and(|(role, _)| role == Role::Byline)
}

/// A line above the first paragraph that has no role yet.
fn finish_head_line(
    lines: &[Line<'_>],
    roles: &mut [Option<Found>],
    index: usize,
    headline: Option<usize>,
    tools: &Tools,
) {
    let (Some(line), true) = (
        lines.get(index),
        roles.get(index).is_some_and(Option::is_none),
    ) else {
        return;
    };
    let role_at = |at: usize| {
        roles
            .get(at)
            .and_then(|role| role.as_ref().map(|(role, _)| *role))
    };
    let before = index.checked_sub(1).and_then(role_at);
    let place = if matches!(before, Some(Role::Byline)) {
        Place::AfterByline
    } else {
        Place::Head
    };
    let near = |wanted: &[Role]| {
        (index.saturating_sub(2)..=index + 2)
            .filter(|at| *at != index)
            .filter_map(role_at)
            .any(|role| wanted.contains(&role))
    };
    let found = if let Some(found) = own_role(line, place, tools) {
        found
    } else if line.menu() {
        (Role::Other, "a menu of the page".to_owned())
    } else if dated_label(line, tools) {
        (Role::Date, "a date beside a name".to_owned())
    } else if headline.is_some_and(|headline| index < headline) && outlet_like(line, tools) {
        (Role::Other, "stands above the headline".to_owned())
    } else if near(&[Role::Date]) && (name_only(line) || signs(line, tools))
        || name_only(line) && near(&[Role::Byline])
    {
        (Role::Byline, "a name beside a date".to_owned())
    } else if caption_by_neighbours(line, role_at(index + 1), tools) {
        (
            Role::Caption,
            "shows a scene, or stands over a picture's credit".to_owned(),
        )
    } else if headline.is_none_or(|headline| index < headline) {
        if line.ends || line.item || headline.is_none() {
            return;
        }
        let reason = "stands above the headline".to_owned();
        if shows_a_scene(line, tools) {
            (Role::Caption, reason)
        } else {
            (Role::Other, reason)
        }
    } else if line.ends || line.length >= 6 || line.item {
        (
            Role::Deck,
            "between the headline and the first paragraph".to_owned(),
        )
    } else if name_only(line) {
        (Role::Byline, "a name alone under the headline".to_owned())
    } else {
        (Role::Other, "a short label above the article".to_owned())
    };
    if let Some(role) = roles.get_mut(index) {
        *role = Some(found);
    }
}

/// `The Plainview Register, Sept. 9, 2025`, `Updated 4:15 p.m. September 8, 2025`: a full date and a few words that make
/// no sentence.
fn dated_label(line: &Line<'_>, tools: &Tools) -> bool {
    // Twelve words: a date of four, a clock of two, an outlet of three and an author of three.
    // "May" is a verb only where it is small.
    let verb = line
        .words
        .iter()
        .any(|word| !word.capital && tools.finite_verbs.contains(&word.text));
    line.length <= 12 && !line.ends && !verb && tools.calendar.find(line.text).is_some()
}

/// `THE HARBOUR STANDARD`, `The Harbour Standard`: how an outlet stands above its headline; an author does not.
fn outlet_like(line: &Line<'_>, tools: &Tools) -> bool {
    let capitals = line.words.len() >= 2 && line.words.iter().all(|word| word.capitals);
    let article = line
        .words
        .first()
        .is_some_and(|word| tools.stopwords.contains(&word.text));
    line.name_like && !line.ends && (capitals || article)
}

/// A line over a credit, or one that shows a scene and gives its full date, is a caption.
fn caption_by_neighbours(line: &Line<'_>, next: Option<Role>, tools: &Tools) -> bool {
    let scene = shows_a_scene(line, tools);
    if next == Some(Role::Credit) {
        return (4..=60).contains(&line.length) && (scene || !line.ends);
    }
    scene && line.length >= 12 && tools.calendar.find(line.text).is_some()
}
