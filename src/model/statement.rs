//! Statements: what a report says, cut fine enough to compare.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{Facts, ReportId, Role, Span};

/// A statement's name: report and running number in text order, both from 0. Shown as `r1s3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId {
    /// The report that makes it.
    pub report: ReportId,
    /// Its number in the report, in text order.
    number: u32,
}

impl StatementId {
    /// The statement of that number. No input has as many statements as do not fit.
    #[must_use]
    pub fn new(report: ReportId, number: usize) -> StatementId {
        StatementId {
            report,
            number: u32::try_from(number).unwrap_or(u32::MAX),
        }
    }

    /// Its number in the report, in text order.
    #[must_use]
    pub fn number(self) -> usize {
        self.number as usize
    }
}

impl std::fmt::Display for StatementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}s{}", self.report, self.number() + 1)
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its name.
    pub id: StatementId,
    /// Where it stands: a sentence or a part of one; no white space at its ends.
    pub span: Span,
    /// Quotation or claim.
    pub kind: Kind,
    /// The sentence it is a part of: index into [`Document::sentences`](crate::text::Document).
    pub sentence: usize,
    /// Headline, deck or body.
    pub role: Role,
    /// Set for [`Kind::Quotation`]: the quotation, its content cut to this statement's span.
    /// Apart, for most statements have none.
    pub quotation: Option<Box<Quotation>>,
    /// The typed facts inside the span.
    pub facts: Facts,
}

/// What sort of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something that somebody is reported to have said or written.
    Quotation,
    /// What the outlet asserts itself.
    Claim,
}

impl Kind {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Quotation => "quotation",
            Kind::Claim => "claim",
        }
    }
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

impl Form {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Direct => "direct",
            Form::Mixed => "mixed",
            Form::Indirect => "indirect",
        }
    }
}

/// Stretches of a quotation: most have one.
pub type Spans = SmallVec<[Span; 1]>;

/// A reported utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// How it is quoted.
    pub form: Form,
    /// What was said, in text order, disjoint; a split quotation has several spans. Marks are outside where
    /// the whole content stands in marks, inside where only a part does.
    pub content: Spans,
    /// The stretches inside quotation marks within the content, marks excluded, in text order; empty for indirect.
    pub quoted: Spans,
    /// The words that report the act of speaking ("said", "according to").
    pub cue: Option<Span>,
    /// Speech, or an attitude or intention ("supports", "plans to").
    pub act: Act,
    /// Who is reported to have said it; `None` when the report names nobody.
    pub speaker: Option<Speaker>,
    /// 0..=1: how sure the reader of quotations is of content and speaker together.
    pub confidence: f32,
}

/// Speech or something short of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Said or written.
    Speech,
    /// Believed, supported, intended: reported, but not as words.
    Attitude,
}

impl Act {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Act::Speech => "speech",
            Act::Attitude => "attitude",
        }
    }
}

/// The source of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker beside the quotation, pronouns included.
    pub mention: Option<Span>,
    /// The fullest name that the report gives; `None` when the mention cannot be resolved honestly. All quotations of one
    /// speaker share it.
    pub name: Option<Arc<str>>,
    /// Title or affiliation as the report gives it ("White House press secretary").
    pub title: Option<Arc<str>>,
    /// What sort of source.
    pub kind: SpeakerKind,
}

/// What sort of source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// A named person.
    Named,
    /// A person or people without a name ("a senior aide").
    Anonymous,
    /// A report, statement, filing, post.
    Document,
    /// A body that speaks as one.
    Organisation,
    /// Not known.
    Unknown,
}

impl SpeakerKind {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SpeakerKind::Named => "named",
            SpeakerKind::Anonymous => "anonymous",
            SpeakerKind::Document => "document",
            SpeakerKind::Organisation => "organisation",
            SpeakerKind::Unknown => "unknown",
        }
    }
}
