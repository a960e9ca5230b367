//! Versions → Markdown: what was dropped struck through, what came in bold.

use super::{Minor, Side, is_drawn, stretches, summary, text_of, title};
use crate::model::{ChangeKind, Report, Step};

/// Draws the steps. Ends with a line end; empty for no steps.
#[must_use]
pub fn versions(reports: &[Report], steps: &[Step], minor: Minor) -> String {
    let mut out = String::new();
    for step in steps {
        let name = |id: crate::model::ReportId| {
            reports.get(id.0).map_or("", |report| report.path.as_str())
        };
        out += &format!(
            "## {} → {}\n\n{}\n",
            escaped(name(step.from)),
            escaped(name(step.to)),
            summary(step)
        );
        for change in step.changes.iter().filter(|change| is_drawn(change, minor)) {
            out += &format!("\n### {}\n\n", escaped(&title(change)));
            if change.kind == ChangeKind::Moved {
                out += &format!("> {}\n", escaped(&text_of(reports, &change.new)));
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
                    let text = escaped(&text);
                    out += &if only_here {
                        format!("{sign}{text}{sign}")
                    } else {
                        text
                    };
                }
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

/// Foreign text as Markdown shows it literally: ASCII punctuation escaped, white space folded, controls visible.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if letter.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if letter.is_control() => out.push_str(&letter.escape_unicode().to_string()),
            '.' | ',' | '\'' | '?' | '%' | '/' | '"' | ';' => out.push(letter),
            _ if letter.is_ascii_punctuation() => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}
