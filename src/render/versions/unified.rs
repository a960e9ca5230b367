//! One step, one change under the other.

use super::{Minor, Side, folded, is_drawn, runs, text_of, title};
use crate::model::{Change, ChangeKind, Report, Step};
use crate::render::pen::Pen;
use crate::render::safe::{Run, Safe, Style};

/// Draws the changes; stretches without a change are one line with their number.
pub(super) fn changes(reports: &[Report], step: &Step, minor: Minor, pen: Pen, out: &mut Safe) {
    let mut quiet = 0;
    for change in &step.changes {
        if !is_drawn(change, minor) {
            quiet += usize::from(change.kind == ChangeKind::Unchanged);
            continue;
        }
        unchanged(&mut quiet, pen, out);
        out.line(&Safe::default());
        one(reports, change, pen, out);
    }
    unchanged(&mut quiet, pen, out);
    folded(step, minor, pen, out);
}

fn unchanged(quiet: &mut usize, pen: Pen, out: &mut Safe) {
    if *quiet > 0 {
        out.line(&Safe::default());
        let text = Safe::text(&format!("… {quiet} unchanged"));
        pen.paragraph(2, &[pen.run(text, Style::Faint)], out);
        *quiet = 0;
    }
}

fn one(reports: &[Report], change: &Change, pen: Pen, out: &mut Safe) {
    let mut head = Safe::own("@@ ");
    head.push_text(&title(change));
    head.push_own(" @@");
    pen.paragraph(0, &[pen.run(head, Style::Kind)], out);
    let mut side =
        |sign: &'static str, text: &[Run]| pen.hanging(0, &Safe::own(sign), 2, text, out);
    match change.kind {
        ChangeKind::Moved => side(
            ">",
            &[Run::plain(Safe::text(&text_of(reports, &change.new)))],
        ),
        _ => {
            if !change.old.is_empty() {
                side("-", &runs(reports, change, Side::Old, pen));
            }
            if !change.new.is_empty() {
                side("+", &runs(reports, change, Side::New, pen));
            }
        }
    }
}
