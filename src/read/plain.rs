//! Plain text → blocks.

use crate::model::{Block, Role, Span};

/// The blocks of a pasted text: the first line a headline, every other line body.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if span.is_empty() {
            continue;
        }
        let (role, reason) = if found.is_empty() {
            (Role::Headline, "first line")
        } else {
            (Role::Body, "running text")
        };
        found.push(Block {
            span,
            role,
            reason: reason.to_owned(),
        });
    }
    found
}
