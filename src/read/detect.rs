//! Text → the kind of input, by content; the file's name decides only where the content leaves it open.

use super::InputFormat;

/// Elements that a page or a piece of one begins with.
const TAGS: &[&str] = &[
    "!doctype",
    "!--",
    "?xml",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "div",
    "p",
    "article",
    "section",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "span",
    "table",
    "ul",
    "ol",
    "a",
    "img",
    "figure",
    "strong",
    "em",
    "b",
    "i",
    "br",
    "blockquote",
    "nav",
    "center",
];

/// How much of a long text is looked at: enough for a page's head or an article's first paragraphs.
const LOOK: usize = 16 << 10;

/// The kind of an input.
pub(super) fn detect(text: &str, path: &str) -> InputFormat {
    let start = text.trim_start();
    let end = (0..=LOOK.min(start.len()))
        .rev()
        .find(|at| start.is_char_boundary(*at))
        .unwrap_or(0);
    let head = start.get(..end).unwrap_or(start);
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if is_json(head) || matches!(ending, "json" | "jsonl" | "ndjson") {
        InputFormat::Json
    } else if is_html(head) || (matches!(ending, "html" | "htm" | "xhtml") && head.contains('<')) {
        InputFormat::Html
    } else if is_markdown(head) || matches!(ending, "md" | "markdown") {
        InputFormat::Markdown
    } else {
        InputFormat::Text
    }
}

fn is_json(head: &str) -> bool {
    let next = |rest: &str, wanted: &[char]| {
        rest.trim_start()
            .chars()
            .next()
            .is_none_or(|first| wanted.contains(&first))
    };
    match (head.strip_prefix('{'), head.strip_prefix('[')) {
        (Some(rest), _) => next(rest, &['"', '}']),
        (_, Some(rest)) => next(rest, &['{', '[', ']']),
        _ => false,
    }
}

fn is_html(head: &str) -> bool {
    let begins = head.strip_prefix('<').is_some_and(|rest| {
        let lower: String = rest
            .chars()
            .take(10)
            .collect::<String>()
            .to_ascii_lowercase();
        TAGS.iter().any(|tag| {
            lower.strip_prefix(tag).is_some_and(|after| {
                tag.starts_with(['!', '?'])
                    || after
                        .chars()
                        .next()
                        .is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'))
            })
        })
    });
    let lower = head.to_ascii_lowercase();
    begins || lower.contains("<!doctype html") || lower.matches("</p>").count() >= 2
}

fn is_markdown(head: &str) -> bool {
    if head.starts_with("---\n") || head.starts_with("---\r\n") {
        let mut lines = head.lines().skip(1).take(40);
        let fields = lines
            .by_ref()
            .take_while(|line| line.trim() != "---")
            .filter(|line| line.contains(':'))
            .count();
        if fields > 0 {
            return true;
        }
    }
    let heading = |line: &str| {
        let marks = line.chars().take_while(|c| *c == '#').count();
        (1..=6).contains(&marks)
            && line
                .get(marks..)
                .is_some_and(|rest| rest.starts_with(' ') && rest.trim().len() > 2)
    };
    head.lines().any(heading)
        || head.contains("](http")
        || head.contains("![")
        || head.matches("**").count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let check = |text: &str, path: &str, kind| assert_eq!(detect(text, path), kind, "{text}");
        check("{\"title\": 1}", "x", InputFormat::Json);
        check("[\n {\"a\": 1}]", "x", InputFormat::Json);
        check("[Updated] The mayor resigned.", "x", InputFormat::Text);
        check("{sic} The mayor resigned.", "x", InputFormat::Text);
        check("The mayor resigned.", "x.json", InputFormat::Json);
        check("<!DOCTYPE html><p>x", "x", InputFormat::Html);
        check("<p class=a>The mayor</p>", "x.txt", InputFormat::Html);
        check("<3 from the mayor", "x", InputFormat::Text);
        check("# Mayor resigns\n\nText.", "x", InputFormat::Markdown);
        check("---\ntitle: Mayor\n---\nText.", "x", InputFormat::Markdown);
        check("Mayor resigns\n\n#1 in the polls", "x", InputFormat::Text);
        check("Mayor resigns", "x.md.gz", InputFormat::Markdown);
    }
}
