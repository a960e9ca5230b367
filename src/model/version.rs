//! What changed between versions of one outlet's report.

use super::{ReportId, Role, Span};

/// A stretch of a version that is matched as one: a sentence of headline, deck or body, or a whole other block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The version it stands in.
    pub report: ReportId,
    /// Where it stands; no white space at its ends.
    pub span: Span,
    /// The role of its block.
    pub role: Role,
}

/// How a passage fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The same text in the same order.
    Unchanged,
    /// The same text elsewhere in the order.
    Moved,
    /// Only white space, punctuation, typography, case, spelling variant or a time stamp differs.
    Minor,
    /// Other words.
    Changed,
    /// Only in the newer version.
    Added,
    /// Only in the older version.
    Removed,
}

impl ChangeKind {
    /// All, in the order of a summary.
    pub const ALL: [ChangeKind; 6] = [
        ChangeKind::Changed,
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Moved,
        ChangeKind::Minor,
        ChangeKind::Unchanged,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Unchanged => "unchanged",
            ChangeKind::Moved => "moved",
            ChangeKind::Minor => "minor",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
        }
    }
}

/// What it is in a passage that changed. A passage may have several, in this order, each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// It is the headline.
    Headline,
    /// A figure.
    Number,
    /// A date, time or duration.
    Date,
    /// A place.
    Place,
    /// A person or organisation.
    Name,
    /// The words inside quotation marks.
    Quotation,
    /// Who is said to have said it.
    Speaker,
    /// Affirmed or negated.
    Polarity,
    /// Hedged or flat.
    Certainty,
    /// Other words than those above.
    Wording,
    /// One sentence became several.
    Split,
    /// Several sentences became one.
    Merged,
    /// A correction or an editor's note.
    Correction,
    /// The byline.
    Byline,
    /// A time stamp.
    TimeStamp,
    /// A caption, credit or other furniture.
    Furniture,
    /// Also stands elsewhere in the order now.
    Position,
}

impl Aspect {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Headline => "headline",
            Aspect::Number => "number",
            Aspect::Date => "date",
            Aspect::Place => "place",
            Aspect::Name => "name",
            Aspect::Quotation => "quotation",
            Aspect::Speaker => "speaker",
            Aspect::Polarity => "polarity",
            Aspect::Certainty => "certainty",
            Aspect::Wording => "wording",
            Aspect::Split => "split",
            Aspect::Merged => "merged",
            Aspect::Correction => "correction",
            Aspect::Byline => "byline",
            Aspect::TimeStamp => "time-stamp",
            Aspect::Furniture => "furniture",
            Aspect::Position => "position",
        }
    }
}

/// A run of words inside a changed passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// In both; the span of the newer version.
    Kept(Span),
    /// Only in the older version; a span of its text.
    Dropped(Span),
    /// Only in the newer version; a span of its text.
    Inserted(Span),
}

/// One entry of a comparison of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How the passage fared.
    pub kind: ChangeKind,
    /// The passages of the older version in text order; empty for an addition, several for a merge.
    pub old: Vec<Passage>,
    /// The passages of the newer version in text order; empty for a removal, several for a split.
    pub new: Vec<Passage>,
    /// What it is that changed; empty for what is unchanged or only moved.
    pub aspects: Vec<Aspect>,
    /// The words in the order of the newer version with the dropped ones in their place; empty unless
    /// changed or minor.
    pub words: Vec<Words>,
    /// The values that changed, in words ("30 people → 41 people"); may be empty.
    pub values: Vec<String>,
}

/// From one version to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The older version.
    pub from: ReportId,
    /// The newer version.
    pub to: ReportId,
    /// Every passage of both versions, in the order of the newer version; a removal stands where it was.
    pub changes: Vec<Change>,
}

impl Step {
    /// How many entries fared that way.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes
            .iter()
            .filter(|change| change.kind == kind)
            .count()
    }

    /// True when nothing changed at all.
    #[must_use]
    pub fn is_identical(&self) -> bool {
        self.changes
            .iter()
            .all(|change| change.kind == ChangeKind::Unchanged)
    }

    /// True when nothing but minor edits changed.
    #[must_use]
    pub fn is_minor(&self) -> bool {
        self.changes
            .iter()
            .all(|change| matches!(change.kind, ChangeKind::Unchanged | ChangeKind::Minor))
    }
}
