//! One report at a glance: words, counts, what was set aside and why.

use crate::model::{Kind, ReportOverview, Role, Row, SetAside};
use crate::text::Story;

/// By report.
pub(super) fn overview(story: &Story<'_>, rows: &[Row]) -> Vec<ReportOverview> {
    let mut counts = vec![[0; 3]; story.reports.len()];
    for row in rows {
        for report in row.reports() {
            let count = counts.get_mut(report.index());
            if let Some(count) = count.and_then(|by_status| by_status.get_mut(row.status.index())) {
                *count += 1;
            }
        }
    }
    story
        .reports
        .iter()
        .zip(story.statements)
        .zip(counts)
        .map(|((report, statements), rows)| ReportOverview {
            report: report.id,
            words: report.words(),
            statements: statements.len(),
            quotations: statements
                .iter()
                .filter(|statement| statement.kind == Kind::Quotation)
                .count(),
            rows,
            set_aside: Role::ALL
                .into_iter()
                .filter(|role| is_set_aside(*role))
                .filter_map(|role| set_aside(&report.text, &report.blocks, role))
                .collect(),
        })
        .collect()
}

/// Bylines, dates and datelines are read as metadata: they are used, not set aside.
fn is_set_aside(role: Role) -> bool {
    !role.makes_statements() && !matches!(role, Role::Byline | Role::Date | Role::Dateline)
}

fn set_aside(text: &str, blocks: &[crate::model::Block], role: Role) -> Option<SetAside> {
    let mut found = SetAside {
        role,
        blocks: 0,
        words: 0,
        reasons: Vec::new(),
    };
    for block in blocks.iter().filter(|block| block.role == role) {
        found.blocks += 1;
        found.words += block
            .span
            .cut(text)
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count();
        if !found.reasons.contains(&block.reason) {
            found.reasons.push(block.reason.clone());
        }
    }
    (found.blocks > 0).then_some(found)
}
