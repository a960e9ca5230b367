//! The frame of a page: head, policy, navigation, sections, foot.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::super::clean::clean;
use super::super::markup::Markup;
use super::super::outline::{Block, Choice, Section, TOOL, Table, Topic};
use super::{piece, texts};
use crate::model::Comparison;

const STYLE: &str = concat!(
    include_str!("style.css"),
    include_str!("tables.css"),
    include_str!("print.css")
);
const SCRIPT: &str = include_str!("script.js");

/// What the frame needs to know.
pub(in crate::render) struct Document {
    /// Title, unescaped.
    pub(in crate::render) title: String,
    /// With the script?
    pub(in crate::render) script: bool,
}

/// The whole page; `before` writes what stands between the navigation and the first section.
///
/// # Errors
/// Those of the writer.
pub(in crate::render) fn draw(
    out: &mut dyn Write,
    document: &Document,
    comparison: &Comparison,
    choice: &Choice,
    sections: &[Section<'_>],
    before: impl FnOnce(&mut Markup<'_>),
) -> io::Result<()> {
    let mut html = Markup::new(out, "<!DOCTYPE html>\n");
    html.open("html", &[("lang", "en")]);
    html.line();
    let script = document.script.then_some(SCRIPT);
    head(
        &mut html,
        &Frame {
            title: &document.title,
            style: STYLE,
            script,
        },
    );
    html.open("body", &[("class", size_class(comparison.reports.len()))]);
    html.line();
    html.open("header", &[]);
    html.leaf("h1", &[], &clean(&document.title));
    html.line();
    let with_texts = choice.topics.contains(&Topic::Texts);
    navigation(&mut html, sections, with_texts);
    html.close_line();
    html.open("main", &[]);
    html.line();
    before(&mut html);
    let anchors = piece::Anchors::new(comparison, choice);
    for section in sections {
        // The texts stand before the method, which closes the page.
        if section.id == "method" && with_texts {
            texts::texts(&mut html, comparison, &anchors);
        }
        draw_section(&mut html, comparison, section, &anchors);
    }
    html.close_line();
    html.open("footer", &[]);
    html.leaf("p", &[], TOOL);
    html.close_line();
    if document.script {
        html.open(
            "dialog",
            &[("id", "group"), ("aria-labelledby", "group-title")],
        );
        html.close_line();
        html.open("script", &[]);
        html.own(SCRIPT);
        html.close_line();
    }
    html.finish()
}

/// The number of columns decides from which width on the tables fold.
fn size_class(reports: usize) -> &'static str {
    match reports {
        0..=2 => "few",
        3 => "three",
        4 => "four",
        5 | 6 => "many",
        _ => "crowd",
    }
}

/// What the head of a page needs to know.
pub(in crate::render) struct Frame<'a> {
    /// Title, unescaped.
    pub(in crate::render) title: &'a str,
    /// Style of ours.
    pub(in crate::render) style: &'static str,
    /// Script of ours, whose text the page holds at its end.
    pub(in crate::render) script: Option<&'static str>,
}

/// The head: what the page may load (nothing), its title and style.
pub(in crate::render) fn head(html: &mut Markup<'_>, frame: &Frame<'_>) {
    html.open("head", &[]);
    html.line();
    html.void("meta", &[("charset", "utf-8")]);
    html.line();
    let script = frame.script.map_or_else(
        || "'none'".to_owned(),
        |script| format!("'sha256-{}'", base64_sha256(script)),
    );
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src {script}; base-uri 'none'; form-action 'none'",
        base64_sha256(frame.style)
    );
    html.void(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", &policy),
        ],
    );
    html.line();
    html.void(
        "meta",
        &[
            ("name", "viewport"),
            ("content", "width=device-width, initial-scale=1"),
        ],
    );
    html.line();
    html.void("meta", &[("name", "generator"), ("content", TOOL)]);
    html.line();
    html.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
    html.line();
    html.leaf("title", &[], &clean(frame.title));
    html.line();
    html.open("style", &[]);
    html.own(frame.style);
    html.close_line();
    html.close_line();
}

fn navigation(html: &mut Markup<'_>, sections: &[Section<'_>], with_texts: bool) {
    html.open("nav", &[("aria-label", "Sections")]);
    html.open("ul", &[]);
    let mut item = |id: &str, title: &str| {
        html.open("li", &[]);
        html.leaf("a", &[("href", &format!("#{id}"))], title);
        html.close();
    };
    for section in sections {
        if section.id == "method" && with_texts {
            item(Topic::Texts.name(), Topic::Texts.title());
        }
        item(section.id, section.title);
    }
    html.close();
    html.close_line();
}

fn draw_section(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    section: &Section<'_>,
    anchors: &piece::Anchors,
) {
    let heading = format!("{}-title", section.id);
    html.open(
        "section",
        &[("id", section.id), ("aria-labelledby", &heading)],
    );
    html.line();
    html.leaf("h2", &[("id", &heading)], section.title);
    html.line();
    html.open("div", &[("class", "blocks")]);
    html.line();
    for block in &section.blocks {
        draw_block(html, comparison, block, anchors);
    }
    html.close_line();
    html.close_line();
}

fn draw_block(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    block: &Block<'_>,
    anchors: &piece::Anchors,
) {
    match block {
        Block::Heading(line) => {
            html.open("h3", &[]);
            piece::line(html, comparison, line, anchors);
            html.close_line();
        }
        Block::Paragraph(line) => {
            html.open("p", &[]);
            piece::line(html, comparison, line, anchors);
            html.close_line();
        }
        Block::List(items) => {
            html.open("ul", &[]);
            html.line();
            for item in items {
                html.open("li", &[]);
                piece::line(html, comparison, item, anchors);
                html.close_line();
            }
            html.close_line();
        }
        Block::Table(table) => draw_table(html, comparison, table, anchors),
        Block::Blank(lines) => {
            for _ in 0..*lines {
                html.leaf("div", &[("class", "blank")], "");
            }
            html.line();
        }
    }
}

fn draw_table(
    html: &mut Markup<'_>,
    comparison: &Comparison,
    table: &Table<'_>,
    anchors: &piece::Anchors,
) {
    // Where the rows fold into blocks, browsers forget that it is a table; the roles keep it one.
    html.open("table", &[("class", table.class), ("role", "table")]);
    html.line();
    html.leaf("caption", &[], &clean(&table.caption));
    html.line();
    html.open("thead", &[("role", "rowgroup")]);
    html.open("tr", &[("role", "row")]);
    for name in &table.head {
        html.open("th", &[("scope", "col"), ("role", "columnheader")]);
        html.leaf("bdi", &[], &clean(name));
        html.close();
    }
    html.close();
    html.close_line();
    html.open("tbody", &[("role", "rowgroup")]);
    html.line();
    for row in table.rows.iter() {
        let facets = row.row.map(|row| piece::facets(comparison, row, anchors));
        let mut attributes = vec![("role", "row")];
        if let Some(id) = &row.id {
            attributes.push(("id", id));
        }
        if let Some(facets) = &facets {
            attributes.extend(facets.attributes());
        }
        html.open("tr", &attributes);
        for (place, cell) in row.cells.iter().enumerate() {
            let name = clean(table.head.get(place).map_or("", |name| name));
            if place == 0 {
                html.open("th", &[("scope", "row"), ("role", "rowheader")]);
            } else {
                // A cell without anything is only needed to keep the columns.
                let class = if piece::is_nil(cell) { "nil" } else { "full" };
                html.open(
                    "td",
                    &[("role", "cell"), ("class", class), ("data-label", &name)],
                );
            }
            piece::line(html, comparison, cell, anchors);
            html.close();
        }
        html.close_line();
    }
    html.close();
    html.close_line();
}

/// SHA-256 in base64, as a content security policy names a style or script.
fn base64_sha256(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::with_capacity(44);
    for three in digest.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            match DIGITS.get(digit) {
                Some(digit) if place <= three.len() => out.push(char::from(*digit)),
                _ => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_a_known_hash() {
        // echo -n abc | openssl dgst -sha256 -binary | base64
        assert_eq!(
            base64_sha256("abc"),
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }

    #[test]
    fn style_and_script_hold_no_end_tag() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }
}
