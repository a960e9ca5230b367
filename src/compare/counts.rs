//! How many statements went in and came out, and how many rows of each status. Linear.

use std::collections::BTreeSet;

use crate::model::{Comparison, Counts, StatementId};

/// The figures of a comparison, its own [`Comparison::counts`] not looked at.
#[must_use]
pub fn counts(comparison: &Comparison) -> Counts {
    let mut rows = [0; 3];
    let mut placed: BTreeSet<StatementId> = BTreeSet::new();
    for row in &comparison.rows {
        if let Some(count) = rows.get_mut(row.status.index()) {
            *count += 1;
        }
        placed.extend(
            row.members
                .iter()
                .copied()
                .filter(|member| comparison.statement(*member).is_some()),
        );
    }
    Counts {
        statements_in: comparison.statements.iter().map(Vec::len).sum(),
        statements_out: placed.len(),
        rows,
    }
}
