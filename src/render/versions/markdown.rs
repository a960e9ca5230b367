//! Versions → Markdown: what was dropped struck through, what came in bold.

use super::{Minor, Side, is_drawn, stretches, summary, text_of, title};
use crate::model::{ChangeKind, Report, Step};
use crate::render::markdown::{escape, push_escaped};
use crate::render::outline::TOOL;

/// Draws the steps. Ends with a line end; empty for no steps.
#[must_use]
pub fn versions(reports: &[Report], steps: &[Step], minor: Minor) -> String {
    let mut out = String::new();
    for step in steps {
        let name = |id: crate::model::ReportId| {
            reports
                .get(id.index())
                .map_or("", |report| report.path.as_str())
        };
        out += &format!(
            "## {} → {}\n\n{}\n",
            escape(name(step.from)),
            escape(name(step.to)),
            summary(step)
        );
        for change in step.changes.iter().filter(|change| is_drawn(change, minor)) {
            out += &format!("\n### {}\n\n", escape(&title(change)));
            if change.kind == ChangeKind::Moved {
                out += &format!("> {}\n", escape(&text_of(reports, &change.new)));
                continue;
            }
            for (side, sign) in [(Side::Old, "~~"), (Side::New, "**")] {
                let stretches = stretches(reports, change, side);
                if stretches.is_empty() {
                    continue;
                }
                let name = match side {
                    Side::Old => "was",
                    Side::New => "is",
                };
                out += &format!("- {name}: ");
                for (text, only_here) in stretches {
                    if only_here {
                        out += &format!("{sign}{}{sign}", escape(&text));
                    } else {
                        push_escaped(&mut out, &text);
                    }
                }
                out.push('\n');
            }
        }
        out.push('\n');
    }
    if !steps.is_empty() {
        out += &format!("## Method\n\nMade with {TOOL} from\n\n");
        for report in reports {
            out += &format!(
                "- {} ({} words, SHA-256 `{}`)\n",
                escape(&report.path),
                report.words(),
                report.sha256
            );
        }
    }
    out
}
