//! Shapes of HTML that make parsers slow, told and blunted before one sees them.
//!
//! html5ever compares each attribute of a tag with all before it, opens every formatting element that was left open
//! again in each paragraph (`<b><b><b>…<p>…<p>…`), and, writing a text, looks through the rest of it at each `&`.

use std::borrow::Cow;

/// More attributes than any tag of a real page has.
const MOST_ATTRIBUTES: usize = 200;

/// Formatting elements left open; real pages leave a handful.
pub(super) const MOST_UNCLOSED: usize = 24;

/// Bytes × signs to escape of the stretches of text, together: about a fifth of a second. Of the real pages
/// measured none has a two-hundredth of it.
pub(super) const MOST_ESCAPING: u64 = 1 << 31;

/// The page with every tag cut to [`MOST_ATTRIBUTES`] attributes.
pub(super) fn without_attribute_bombs(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept: Option<String> = None;
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'<'))
    {
        let start = at + open + 1;
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            at = start;
            continue;
        }
        let (end, cut) = tag_end(bytes, start);
        if let Some(cut) = cut {
            let out = kept.get_or_insert_with(String::new);
            // Cuts fall on white space, so on character boundaries.
            out.push_str(html.get(copied..cut).unwrap_or_default());
            copied = end;
        }
        at = end.max(start);
    }
    match kept {
        Some(mut out) => {
            out.push_str(html.get(copied..).unwrap_or_default());
            Cow::Owned(out)
        }
        None => Cow::Borrowed(html),
    }
}

/// The place of the `>` of a tag, and where its attributes become too many.
fn tag_end(bytes: &[u8], start: usize) -> (usize, Option<usize>) {
    let mut quote: Option<u8> = None;
    let mut attributes = 0;
    let mut cut = None;
    let mut before = b' ';
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None => match byte {
                b'>' => break,
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                _ if (byte.is_ascii_whitespace() || byte == b'/')
                    && !before.is_ascii_whitespace()
                    && before != b'/' =>
                {
                    attributes += 1;
                    if attributes > MOST_ATTRIBUTES && cut.is_none() {
                        cut = Some(at);
                    }
                }
                _ => {}
            },
        }
        // `a = "x"`: the mark counts as directly after the sign.
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
        at += 1;
    }
    (at, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bombs_are_cut() {
        let page = "<p class=a title='1 > 0' hidden>é < ü</p>";
        assert_eq!(without_attribute_bombs(page), page);
        let names: String = (0..900).map(|number| format!(" a{number}='>'")).collect();
        let bomb = format!("<p>x</p><div{names}>é</div>");
        let cut = without_attribute_bombs(&bomb);
        assert!(
            cut.len() < bomb.len() / 2 && cut.ends_with(">é</div>"),
            "{cut}"
        );
    }
}
