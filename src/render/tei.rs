//! [`Comparison`] → a critical apparatus in TEI P5, as collation tools read it.
//!
//! Witnesses are the reports (`<listWit>`), every row is an `<app>`, every statement a `<rdg>`. The outlets are named
//! in the `wit` of the readings; a report without one holds none: "not found in". What differs stands in a `<note>`
//! of the `<app>`. Characters that XML cannot hold become the replacement character.
//!
//! Source: TEI P5 Guidelines, chapter 12 (Critical Apparatus), parallel segmentation; the segments stand in the order of the table, not of one report.

use std::io::{self, Write};

use super::markup::Markup;
use super::outline::{Choice, TOOL, group_id, settings};
use crate::model::{Comparison, Report, Row, StatementId};

/// The whole document.
#[must_use]
pub fn apparatus(comparison: &Comparison, choice: &Choice) -> String {
    super::json::held(|out| write_apparatus(out, comparison, choice))
}

/// Writes what [`apparatus`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_apparatus(
    out: &mut dyn Write,
    comparison: &Comparison,
    choice: &Choice,
) -> io::Result<()> {
    let mut xml = Markup::new(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")]);
    xml.line();
    header(&mut xml, comparison);
    xml.open("text", &[]);
    xml.open("body", &[]);
    xml.line();
    xml.open("div", &[("type", "apparatus")]);
    xml.line();
    xml.leaf("head", &[], "Statements of the reports");
    xml.line();
    xml.open("ab", &[]);
    xml.line();
    for (index, row) in choice.rows(comparison) {
        app(&mut xml, comparison, index, row);
    }
    xml.close_line();
    xml.close_line();
    xml.close();
    xml.close_line();
    xml.finish()
}

fn header(xml: &mut Markup<'_>, comparison: &Comparison) {
    xml.open("teiHeader", &[]);
    xml.line();
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    let labels: Vec<&str> = comparison
        .reports
        .iter()
        .map(|report| report.label.as_str())
        .collect();
    xml.leaf(
        "title",
        &[],
        &kept(&format!("Comparison of {}", labels.join(", "))),
    );
    xml.close();
    xml.open("publicationStmt", &[]);
    xml.leaf("p", &[], "Made from the reports named as witnesses.");
    xml.close_line();
    xml.open("sourceDesc", &[]);
    xml.line();
    xml.open("listWit", &[]);
    xml.line();
    for report in &comparison.reports {
        witness(xml, report);
    }
    xml.close();
    xml.close();
    xml.close_line();
    xml.open("encodingDesc", &[]);
    xml.open("appInfo", &[]);
    xml.open(
        "application",
        &[
            ("ident", "storydiff"),
            ("version", env!("CARGO_PKG_VERSION")),
        ],
    );
    xml.leaf("label", &[], TOOL);
    xml.leaf("desc", &[], &format!("Settings: {}", settings(comparison)));
    xml.close();
    xml.close();
    xml.empty(
        "variantEncoding",
        &[
            ("method", "parallel-segmentation"),
            ("location", "internal"),
        ],
    );
    xml.close();
    xml.close_line();
}

fn witness(xml: &mut Markup<'_>, report: &Report) {
    xml.open("witness", &[("xml:id", &report.id.to_string())]);
    xml.leaf("name", &[], &kept(&report.label));
    xml.open("bibl", &[]);
    let metadata = &report.metadata;
    for author in &metadata.authors {
        xml.leaf("author", &[], &kept(author));
    }
    if let Some(headline) = &metadata.headline {
        xml.leaf("title", &[("level", "a")], &kept(&headline.value));
    }
    if let Some(outlet) = &metadata.outlet {
        xml.leaf("title", &[("level", "j")], &kept(&outlet.value));
    }
    if let Some(published) = &metadata.published {
        let date = published.date.to_string();
        let cert = if published.trusted { "high" } else { "low" };
        xml.leaf("date", &[("when", &date), ("cert", cert)], &date);
    }
    xml.leaf("idno", &[("type", "path")], &kept(&report.path));
    xml.leaf("idno", &[("type", "SHA-256")], &report.sha256);
    xml.close();
    xml.close_line();
}

fn app(xml: &mut Markup<'_>, comparison: &Comparison, index: usize, row: &Row) {
    xml.open(
        "app",
        &[("xml:id", &group_id(index)), ("type", row.status.name())],
    );
    xml.line();
    for member in &row.members {
        reading(xml, comparison, index, *member);
    }
    for divergence in row.divergences.iter().filter(|found| !found.is_hint()) {
        xml.leaf(
            "note",
            &[("type", divergence.kind.name())],
            &kept(&divergence.explanation),
        );
        xml.line();
    }
    xml.close_line();
}

fn reading(xml: &mut Markup<'_>, comparison: &Comparison, index: usize, member: StatementId) {
    // A statement may stand in several rows, so the row is a part of its name.
    let id = format!("{}-{member}", group_id(index));
    xml.open(
        "rdg",
        &[("wit", &format!("#{}", member.report)), ("xml:id", &id)],
    );
    xml.text(&kept(comparison.text_of(member)));
    xml.close_line();
}

/// Text that XML 1.0 can hold (production Char).
fn kept(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'.. => letter,
            _ => '\u{fffd}',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn xml_holds_every_text() {
        assert_eq!(kept("a\0b\u{1b}c\u{fffe}é"), "a\u{fffd}b\u{fffd}c\u{fffd}é");
    }
}
