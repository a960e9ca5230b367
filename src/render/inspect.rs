//! How each report was read: metadata with their basis, every block with its role and why, the statements with
//! their facts.

use super::pen::Pen;
use super::safe::{Run, Safe, Style};
use super::{Alone, Screen, explain, facts};
use crate::model::{Block, Report, Role, Sourced, Statement};

/// The view for a terminal. Blocks are shown by their first words, statements whole.
#[must_use]
pub fn table(alone: &Alone<'_>, screen: Screen) -> Safe {
    let pen = Pen { screen };
    let mut out = Safe::default();
    for (report, statements) in alone.reports.iter().zip(alone.statements) {
        pen.title(
            &Safe::text(&format!("{} {}", report.id, report.label)),
            &mut out,
        );
        metadata(report, pen, &mut out);
        for note in alone
            .notes
            .iter()
            .filter(|note| note.reports.contains(&report.id))
        {
            pen.hanging(
                1,
                &Safe::own("!"),
                3,
                &[Run::plain(Safe::text(&note.message))],
                &mut out,
            );
        }
        blocks(report, pen, &mut out);
        pen.title(
            &Safe::text(&format!(
                "Statements of {} ({})",
                report.label,
                statements.len()
            )),
            &mut out,
        );
        for one in statements {
            statement(one, report, pen, &mut out);
        }
    }
    out
}

/// What a report says, line by line, for programs that compare lines (git's `textconv`): headline, deck, author and
/// date, then one statement a line and an empty line between paragraphs. Nothing in it depends on where the file
/// stands, on the width of a terminal or on what was set aside.
#[must_use]
pub fn text(alone: &Alone<'_>) -> Safe {
    let mut out = Safe::default();
    for (report, statements) in alone.reports.iter().zip(alone.statements) {
        if !out.is_empty() {
            out.line(&Safe::default());
        }
        lines(report, statements, &mut out);
    }
    out
}

fn lines(report: &Report, statements: &[Statement], out: &mut Safe) {
    let field = |name: &'static str, value: &str, out: &mut Safe| {
        let mut line = Safe::own(name);
        line.push_own(": ");
        line.push_text(value);
        out.line(&line);
    };
    let (head, body): (Vec<&Block>, Vec<&Block>) = report
        .blocks
        .iter()
        .filter(|block| block.role.makes_statements())
        .partition(|block| block.role != Role::Body);
    for block in head {
        let name = match block.role {
            Role::Headline => "headline",
            _ => "deck",
        };
        field(name, block.span.cut(&report.text), out);
    }
    let metadata = &report.metadata;
    if !metadata.authors.is_empty() {
        field("authors", &metadata.authors.join(", "), out);
    }
    // A page's clock gives the time of the visit: with it every copy of a page would differ.
    if let Some(published) = metadata.published.as_ref().filter(|found| found.trusted) {
        field("published", &published.date.to_string(), out);
    }
    if let Some(date) = metadata.modified {
        field("updated", &date.to_string(), out);
    }
    for block in body {
        out.line(&Safe::default());
        for one in block.statements(statements) {
            out.line(&Safe::text(one.span.cut(&report.text)));
        }
    }
}

fn metadata(report: &Report, pen: Pen, out: &mut Safe) {
    let metadata = &report.metadata;
    let mut field = |name: &'static str, value: Option<String>| {
        let value = value.unwrap_or_else(|| "not found".to_owned());
        pen.hanging(
            1,
            &Safe::own(name),
            12,
            &[Run::plain(Safe::text(&value))],
            out,
        );
    };
    field("file", Some(report.path.clone()));
    field(
        "read as",
        Some(format!("{}, {}", report.input_format, report.encoding)),
    );
    field("outlet", sourced(metadata.outlet.as_ref()));
    field("headline", sourced(metadata.headline.as_ref()));
    field(
        "authors",
        (!metadata.authors.is_empty()).then(|| metadata.authors.join(", ")),
    );
    field(
        "published",
        metadata.published.as_ref().map(|published| {
            let trust = if published.trusted {
                ""
            } else {
                "; not trusted: neither compared nor used to work out weekdays"
            };
            format!("{} ({}{trust})", published.date, published.basis.name())
        }),
    );
    if let Some(date) = metadata.modified {
        field("updated", Some(date.to_string()));
    }
    field("language", sourced(metadata.language.as_ref()));
    if let Some(agency) = &metadata.agency {
        field("agency", Some(agency.clone()));
    }
    if let Some(url) = &metadata.url {
        field("address", Some(url.clone()));
    }
    field("words", Some(report.words().to_string()));
}

fn sourced(found: Option<&Sourced<String>>) -> Option<String> {
    found.map(|found| format!("{} ({})", found.value, found.basis.name()))
}

fn blocks(report: &Report, pen: Pen, out: &mut Safe) {
    pen.title(
        &Safe::text(&format!(
            "Blocks of {} ({})",
            report.label,
            report.blocks.len()
        )),
        out,
    );
    for block in &report.blocks {
        let sign = if block.role.makes_statements() {
            "+"
        } else {
            "-"
        };
        let name = Safe::text(&format!("{sign} {}", block.role.name()));
        let text = [
            Run::plain(Safe::text(&start_of(block.span.cut(&report.text)))),
            pen.run(Safe::piece(&format!(" [{}]", block.reason)), Style::Faint),
        ];
        pen.hanging(1, &name, 12, &text, out);
    }
}

/// The first words of a block: enough to find it.
fn start_of(text: &str) -> String {
    /// A line of print.
    const WORDS: usize = 12;
    let mut words = text.split_whitespace();
    let mut start: Vec<&str> = words.by_ref().take(WORDS).collect();
    if words.next().is_some() {
        start.push("…");
    }
    start.join(" ")
}

fn statement(one: &Statement, report: &Report, pen: Pen, out: &mut Safe) {
    let name = Safe::text(&one.id.to_string());
    let text = [
        pen.run(Safe::text(one.kind.name()), Style::Kind),
        Run::plain(Safe::own(" ")),
        Run::plain(Safe::text(one.span.cut(&report.text))),
    ];
    let href = pen.link(report, one.span);
    pen.hanging_linked(1, &name, 3, &text, href.as_ref(), out);
    if let Some(found) = &one.quotation {
        explain::fact(
            "quotation",
            &facts::quotation(found, &report.text),
            pen,
            out,
        );
    }
    for (sort, found) in facts::described(&one.facts, &report.text) {
        explain::fact(sort, &found, pen, out);
    }
}
