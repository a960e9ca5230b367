//! Paragraph → its dateline: `NAIROBI, Kenya (Agency) —`, `LONDON, Jan. 23 (Agency) - `, `NEW DELHI: `, `(Agency) -`.

use crate::read::pattern::words;

use super::Tools;

/// The bytes that the dateline takes at the start of a paragraph, its dash and the space after it included; 0 when
/// there is none.
pub(super) fn dateline_length(text: &str, tools: &Tools) -> usize {
    // Longest real ones: city, state, day, two agencies.
    let end = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .take(90)
        .last()
        .unwrap_or(0);
    let head = text.get(..end).unwrap_or(text);
    let mut from = 0;
    // The first mark that closes a place; a hyphen inside a name (`Stratford-upon-Avon`) has no space around it.
    while let Some((at, length)) = next_mark(head, from) {
        let before = head.get(..at).unwrap_or_default();
        let rest = text.get(at + length..).unwrap_or_default();
        let after = rest.trim_start();
        let mark = head.get(at..at + length).unwrap_or_default();
        if is_dateline(before.trim(), mark, tools)
            && after.chars().next().is_some_and(|first| {
                first.is_uppercase()
                    || first.is_ascii_digit()
                    || matches!(first, '"' | '“' | '‘' | '\'' | '$' | '£' | '€')
            })
        {
            return text.len() - after.len();
        }
        from = at + length;
        if before.contains('.') && before.split_whitespace().count() > 12 {
            break;
        }
    }
    0
}

/// The label of a transcript's turn: `HOST: Good morning.` A dateline may look the same; see [`has_turns`].
pub(super) fn turn(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(": ")?;
    let capitals = label.chars().filter(|letter| letter.is_uppercase()).count();
    let plain = label
        .chars()
        .all(|letter| letter.is_uppercase() || matches!(letter, ' ' | '.' | '-' | '\'' | '’'));
    (plain && capitals >= 2 && label.split(' ').count() <= 4 && !rest.is_empty()).then_some(label)
}

/// True when two different labels begin paragraphs: a report has one dateline, a transcript two speakers.
pub(super) fn has_turns<'a>(paragraphs: impl Iterator<Item = &'a str>) -> bool {
    let mut labels = paragraphs.filter_map(turn);
    let first = labels.next();
    labels.any(|label| Some(label) != first)
}

fn next_mark(head: &str, from: usize) -> Option<(usize, usize)> {
    let rest = head.get(from..)?;
    let (at, length) = [" - ", "--", "—", "–", "―", ": ", ")"]
        .iter()
        .filter_map(|mark| Some((rest.find(mark)?, mark.len())))
        .min()?;
    Some((from + at, length))
}

fn is_dateline(before: &str, mark: &str, tools: &Tools) -> bool {
    // `(Agency)The mayor`: the bracket itself closes the dateline; else a bracket goes on to the dash after it.
    let (place, agency) = match before.rsplit_once('(') {
        Some((place, inside)) => {
            let inside = inside.trim_end().trim_end_matches(')');
            let named = inside.split('/').any(|piece| {
                let piece = words(piece, 6);
                tools.agencies.name(&piece).is_some()
            });
            let short = inside.split_whitespace().count() <= 4
                && inside.chars().next().is_some_and(char::is_uppercase);
            if !short || (mark == ")" && !named) {
                return false;
            }
            (
                place.trim(),
                if named {
                    Agency::Known
                } else {
                    Agency::Unknown
                },
            )
        }
        None => (before, Agency::None),
    };
    if mark == ")" && agency != Agency::Known {
        return false;
    }
    // A closing bracket is followed by a dash or by the text at once; `(AP) said` is no dateline.
    if place.is_empty() {
        return agency == Agency::Known;
    }
    let parts: Vec<&str> = place.split([',', '/']).map(str::trim).collect();
    if parts.len() > 5 || place.split_whitespace().count() > 9 {
        return false;
    }
    let Some(city) = parts.first() else {
        return false;
    };
    let capitals = city.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && city
            .chars()
            .all(|c| !c.is_lowercase() && !c.is_ascii_digit() && !matches!(c, '"' | '“' | ';'));
    let words_of_place = place
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .all(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.starts_with(char::is_uppercase) || word.len() <= 3
        });
    match agency {
        // An agency settles it for a place in small letters too.
        Agency::Known => words_of_place,
        Agency::Unknown => capitals && words_of_place,
        // `UPDATE 2:52 p.m. --` has a digit in its first part; `BREAKING:` is told by the list.
        Agency::None => {
            let label = city.to_lowercase();
            capitals && words_of_place && !tools.labels.contains(&label)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agency {
    Known,
    Unknown,
    None,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn datelines() {
        let tools = Tools::new(&Lexicon::embedded());
        let check = |text: &str, wanted: &str| {
            let length = dateline_length(text, &tools);
            assert_eq!(text.get(..length), Some(wanted), "{text}");
        };
        for line in [
            "HARROW, England (AP) — ",
            "HARROW (Courier) — ",
            "HARROW — ",
            "HARROW -- ",
            "HARROW, N.Y., Sept. 26 (UPI) — ",
            "HARROW, Jan 23 (Reuters) - ",
            "NEW HARROW: ",
            "Harrow, Kenya (CNN)",
            "Harrow (AFP) - ",
            "(Reuters) - ",
            "HARROW/WEALD, Oct 8 (Reuters) - ",
            "HARROW ― ",
        ] {
            check(&format!("{line}The mayor resigned on Monday."), line);
        }
        for line in [
            "The mayor — who is 40 — resigned.",
            "BREAKING: The mayor resigned.",
            "UPDATE 2:52 p.m. -- Additional records were released.",
            "NATO (Brussels) said it would — if asked — help.",
            "Harrow – a town of 40,000 – is quiet.",
            "HARROW councillors voted.",
            "MPs: No vote was held.",
            "He said (AP) reported it.",
        ] {
            check(line, "");
        }
    }
}
