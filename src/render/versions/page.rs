//! Versions → one self-contained page: a table a step, what was dropped struck through, what came in underlined.

use std::io::{self, Write};

use super::{Minor, Side, is_drawn, stretches, summary, text_of, title};
use crate::model::{Change, ChangeKind, Report, ReportId, Step};
use crate::render::clean::clean;
use crate::render::json::held;
use crate::render::markup::Markup;
use crate::render::outline::TOOL;
use crate::render::page::{Frame, head};

/// The style of every page, and what only this one needs.
const STYLE: &str = concat!(
    include_str!("../page/style.css"),
    include_str!("../page/tables.css"),
    include_str!("../page/print.css"),
    include_str!("page.css")
);

/// Draws the steps. A page without a step says so.
#[must_use]
pub fn versions(reports: &[Report], steps: &[Step], minor: Minor) -> String {
    held(|out| write_versions(out, reports, steps, minor))
}

/// Writes what [`versions`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_versions(
    out: &mut dyn Write,
    reports: &[Report],
    steps: &[Step],
    minor: Minor,
) -> io::Result<()> {
    let headline = reports
        .last()
        .and_then(|report| report.metadata.headline.as_ref())
        .map_or_else(
            || reports.last().map_or("", |report| report.label.as_str()),
            |headline| headline.value.as_str(),
        );
    let name = format!("Versions of “{}”", headline.trim());
    let mut html = Markup::new(out, "<!DOCTYPE html>\n");
    html.open("html", &[("lang", "en")]);
    html.line();
    head(
        &mut html,
        &Frame {
            title: &name,
            style: STYLE,
            script: None,
        },
    );
    html.open("body", &[("class", "few")]);
    html.line();
    html.open("header", &[]);
    html.leaf("h1", &[], &clean(&name));
    html.close_line();
    html.open("main", &[]);
    html.line();
    if steps.is_empty() {
        html.leaf("p", &[], "There is one version only.");
        html.line();
    }
    if steps.len() > 1 {
        timeline(&mut html, reports, steps);
    }
    for (number, step) in steps.iter().enumerate() {
        section(&mut html, reports, step, number, minor);
    }
    inputs(&mut html, reports);
    html.close_line();
    html.open("footer", &[]);
    html.leaf("p", &[], TOOL);
    html.close_line();
    html.finish()
}

fn path(reports: &[Report], id: ReportId) -> &str {
    reports
        .get(id.index())
        .map_or("", |report| report.path.as_str())
}

fn section_id(number: usize) -> String {
    format!("step{}", number + 1)
}

/// One row a version, for more than two.
fn timeline(html: &mut Markup<'_>, reports: &[Report], steps: &[Step]) {
    html.open(
        "section",
        &[("id", "timeline"), ("aria-labelledby", "timeline-title")],
    );
    html.line();
    html.leaf("h2", &[("id", "timeline-title")], "All versions");
    html.line();
    table(
        html,
        "counts",
        "From the oldest to the newest",
        &["Version", "Published", "What changed"],
    );
    for (index, report) in reports.iter().enumerate() {
        html.open("tr", &[("role", "row")]);
        html.open("th", &[("scope", "row"), ("role", "rowheader")]);
        html.leaf("bdi", &[], &clean(&report.path));
        html.close();
        cell(html, "Published");
        html.text(&super::date(report));
        html.close();
        cell(html, "What changed");
        match index
            .checked_sub(1)
            .and_then(|before| Some((before, steps.get(before)?)))
        {
            None => html.text("first"),
            Some((number, step)) => html.leaf(
                "a",
                &[("href", &format!("#{}", section_id(number)))],
                &summary(step),
            ),
        }
        html.close();
        html.close_line();
    }
    html.close();
    html.close_line();
    html.close_line();
}

fn section(html: &mut Markup<'_>, reports: &[Report], step: &Step, number: usize, minor: Minor) {
    let id = section_id(number);
    let heading = format!("{id}-title");
    html.open("section", &[("id", &id), ("aria-labelledby", &heading)]);
    html.line();
    let (older, newer) = (path(reports, step.from), path(reports, step.to));
    html.leaf(
        "h2",
        &[("id", &heading)],
        &clean(&format!("{older} → {newer}")),
    );
    html.line();
    html.leaf("p", &[], &summary(step));
    html.line();
    let drawn: Vec<&Change> = step
        .changes
        .iter()
        .filter(|change| is_drawn(change, minor))
        .collect();
    if drawn.is_empty() {
        html.leaf("p", &[], "Nothing else changed.");
        html.line();
    } else {
        table(
            html,
            "statements",
            "In the order of the newer version",
            &["Change", "Older version", "Newer version"],
        );
        for change in drawn {
            row(html, reports, change);
        }
        html.close();
        html.close_line();
    }
    let folded = step.count(ChangeKind::Minor);
    if minor == Minor::Folded && folded > 0 {
        let edits = if folded == 1 { "edit" } else { "edits" };
        html.leaf(
            "p",
            &[("class", "faint")],
            &format!("≈ {folded} minor {edits} (punctuation, spelling, typography, time stamp) not shown."),
        );
        html.line();
    }
    html.close_line();
}

fn row(html: &mut Markup<'_>, reports: &[Report], change: &Change) {
    html.open("tr", &[("role", "row")]);
    html.open("th", &[("scope", "row"), ("role", "rowheader")]);
    html.leaf("bdi", &[], &clean(&title(change)));
    html.close();
    for (side, label) in [(Side::Old, "Older version"), (Side::New, "Newer version")] {
        cell(html, label);
        if change.kind == ChangeKind::Moved {
            let passages = match side {
                Side::Old => &change.old,
                Side::New => &change.new,
            };
            html.leaf("bdi", &[], &clean(&text_of(reports, passages)));
        } else {
            words(html, reports, change, side);
        }
        html.close();
    }
    html.close_line();
}

fn words(html: &mut Markup<'_>, reports: &[Report], change: &Change, side: Side) {
    let stretches = stretches(reports, change, side);
    if stretches.is_empty() {
        html.leaf("span", &[("class", "faint")], "–");
        return;
    }
    let whole = matches!(
        (change.kind, side),
        (ChangeKind::Removed, Side::Old) | (ChangeKind::Added, Side::New)
    );
    html.open("bdi", &[]);
    for (text, only_here) in stretches {
        if only_here || whole {
            let name = match side {
                Side::Old => "del",
                Side::New => "ins",
            };
            html.leaf(name, &[], &clean(&text));
        } else {
            html.text(&clean(&text));
        }
    }
    html.close();
}

/// The inputs by which a reader finds them again.
fn inputs(html: &mut Markup<'_>, reports: &[Report]) {
    html.open(
        "section",
        &[("id", "method"), ("aria-labelledby", "method-title")],
    );
    html.line();
    html.leaf("h2", &[("id", "method-title")], "Method");
    html.line();
    table(
        html,
        "inputs",
        "Inputs",
        &["File", "Read as", "Words", "SHA-256"],
    );
    for report in reports {
        html.open("tr", &[("role", "row")]);
        html.open("th", &[("scope", "row"), ("role", "rowheader")]);
        html.leaf("bdi", &[], &clean(&report.path));
        html.close();
        let words = report.words().to_string();
        for (label, value) in [
            ("Read as", report.input_format),
            ("Words", &words),
            ("SHA-256", &report.sha256),
        ] {
            cell(html, label);
            html.text(value);
            html.close();
        }
        html.close_line();
    }
    html.close();
    html.close_line();
    html.close_line();
}

/// Opens a table down to its body; where rows fold into blocks, the roles keep it a table.
fn table(html: &mut Markup<'_>, class: &str, caption: &str, columns: &[&str]) {
    html.open("table", &[("class", class), ("role", "table")]);
    html.line();
    html.leaf("caption", &[], caption);
    html.line();
    html.open("thead", &[("role", "rowgroup")]);
    html.open("tr", &[("role", "row")]);
    for name in columns {
        html.leaf("th", &[("scope", "col"), ("role", "columnheader")], name);
    }
    html.close();
    html.close_line();
    html.open("tbody", &[("role", "rowgroup")]);
    html.line();
}

fn cell(html: &mut Markup<'_>, label: &str) {
    html.open(
        "td",
        &[("role", "cell"), ("class", "full"), ("data-label", label)],
    );
}
