//! What must not come alive in a form of the output: markup, links, formulas.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Holds one form of the output to its promise.
pub(crate) fn nothing(format: &str, output: &str) -> Result<(), String> {
    match format {
        "html" => page(output),
        "markdown" => markdown(output),
        "csv" => sheet(output, b','),
        "tsv" => sheet(output, b'\t'),
        _ => Ok(()),
    }
}

/// Elements that our page is made of.
const ELEMENTS: &str = " a article aside b bdi body br button caption code del details dialog div dl dt dd em footer form \
    h1 h2 h3 h4 head header html i input ins label legend li main mark meta nav ol option output p q rect s script section select \
    small span strong style summary sub sup svg table tbody td th thead time title tr ul ";

fn page(output: &str) -> Result<(), String> {
    let mut rest = output;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end = tag.find('>').ok_or("a tag that does not end")?;
        let (inside, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        let name = inside.split([' ', '/']).find(|word| !word.is_empty());
        let name = name.unwrap_or_default();
        if inside.eq_ignore_ascii_case("!doctype html") {
            continue;
        }
        if !ELEMENTS.contains(&format!(" {name} ")) {
            return Err(format!("the page holds <{inside}>"));
        }
        if matches!(name, "style" | "script") && !inside.starts_with('/') {
            rest = &rest[rest.find("</").ok_or("a style that does not end")?..];
            continue;
        }
        // No value of ours or theirs holds a double mark: it would be escaped.
        for (index, attribute) in inside.split('"').enumerate() {
            let key = attribute.trim().trim_end_matches('=');
            let key = key.rsplit(' ').next().unwrap_or_default();
            let value = inside.split('"').nth(index + 1).unwrap_or_default();
            let runs =
                key.starts_with("on") || matches!(key, "src" | "style" | "action" | "srcdoc");
            let leaves = key.ends_with("href") && !value.starts_with('#');
            let reloads = key.ends_with("http-equiv") && value != "Content-Security-Policy";
            if index % 2 == 0 && (runs || leaves || reloads) {
                return Err(format!("the page holds <{inside}>"));
            }
        }
    }
    Ok(())
}

/// No HTML, link, image or footnote; no address outside code, where dialects look for them; rows as wide as their head.
fn markdown(output: &str) -> Result<(), String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut text = String::new();
    for event in Parser::new_ext(output, options) {
        match &event {
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_),
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => return Err(format!("the document holds {event:?}")),
            // Dialects look for addresses in the text between other elements.
            Event::Text(words) => text.push_str(words),
            Event::Start(_) | Event::End(_) | Event::Code(_) => text.push('\n'),
            _ => {}
        }
        if let Event::End(TagEnd::Paragraph | TagEnd::TableCell) = event {
            text.push('\n');
        }
    }
    let lower = text.to_ascii_lowercase();
    for sign in ["://", "www.", "@"] {
        if let Some(line) = lower.lines().find(|line| line.contains(sign)) {
            return Err(format!("an address outside code: {line}"));
        }
    }
    let mut columns = None;
    for line in output.lines() {
        let cells = line
            .replace("\\\\", "")
            .replace("\\|", "")
            .matches('|')
            .count();
        if !line.starts_with('|') {
            columns = None;
        } else if *columns.get_or_insert(cells) != cells {
            return Err(format!("a table loses its columns: {line}"));
        }
    }
    Ok(())
}

fn sheet(output: &str, delimiter: u8) -> Result<(), String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(output.as_bytes());
    for record in reader.records() {
        // The reader itself asks for rows of one width.
        for cell in &record.map_err(|error| error.to_string())? {
            let unseen = |letter: char| {
                letter.is_whitespace()
                    || "\u{200b}\u{200e}\u{200f}\u{2060}\u{feff}\u{61c}\u{ad}".contains(letter)
            };
            let first = cell.trim_start_matches(unseen).chars().next();
            if first.is_some_and(|sign| "=+-@＝＋－＠﹦﹢﹣﹫−|%".contains(sign)) {
                return Err(format!("a cell begins a formula: {cell}"));
            }
            let cut = |sign: char| [';', ',', '\n', '\t'].map(|before| format!("{before}{sign}"));
            if "=+-@"
                .chars()
                .flat_map(cut)
                .any(|pair| cell.contains(&pair))
            {
                return Err(format!("a cell holds a formula behind a separator: {cell}"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::nothing;

    #[test]
    fn what_is_alive_is_seen() {
        for (format, output) in [
            ("html", "<p><img src=x></p>"),
            ("html", "<p onclick=\"x\">a</p>"),
            ("html", "<a class=\"x\" href=\"javascript:x\">a</a>"),
            ("html", "<meta http-equiv=\"refresh\" content=\"0\">"),
            ("markdown", "a <b>c</b>"),
            ("markdown", "![a](b)"),
            ("markdown", "see http\\://y.example"),
            ("markdown", "see me\\@y.example"),
            ("markdown", "| a | b |\n| --- | --- |\n| c | d | e |"),
            ("csv", "\"a\",\" =1\"\r\n"),
            ("csv", "\"a\",\"b;=1\"\r\n"),
            ("tsv", "a\tb\nc\n"),
        ] {
            assert!(nothing(format, output).is_err(), "{format}: {output}");
        }
        for (format, output) in [
            ("html", "<!DOCTYPE html>\n<p title=\"&quot; onclick\">a</p>"),
            ("markdown", "see `http://y.example` \\| b"),
            ("csv", "\"a\",\"'=1\"\r\n"),
        ] {
            assert_eq!(nothing(format, output), Ok(()));
        }
    }
}
