//! Plain types that flow through the house. No algorithm, no input or output, no serialisation.

mod alignment;
mod comparison;
mod facts;
mod fidelity;
mod note;
mod places;
mod reasons;
mod report;
mod span;
mod statement;
mod version;
mod views;

pub use alignment::{Alignment, Group, Link, Members};
pub use comparison::{
    Comparison, Counts, Divergence, DivergenceKind, Elsewhere, Grade, Joined, Row, Setting, Side,
    Status, Wording,
};
pub use facts::{
    Bound, Certainty, Facts, Figure, Hedge, Marker, Name, NameKind, Named, Precision,
    TimeExpression, TimeValue, Unit,
};
pub use fidelity::{Checked, Fidelity};
pub use note::{Note, NoteKind};
pub use places::{NumberView, Part, Position, TimelineEntry};
pub use reasons::{Feature, Packing, Reason, Reasons};
pub use report::{Basis, Block, Metadata, Published, Report, ReportId, Role, Sourced, Yearless};
pub use span::Span;
pub use statement::{
    Act, Form, Kind, Quotation, Spans, Speaker, SpeakerKind, Statement, StatementId,
};
pub use version::{Aspect, Change, ChangeKind, Passage, Step, Words};
pub use views::{
    Coverage, Covered, Example, GradedPair, Independence, LabelForm, LabelView, Likeness,
    ListSource, MissingOne, QuotedRow, ReportOverview, SetAside, SpeakerUse, SpeakerView, Uses,
    Views, WordList, WordView, WordingGrade,
};
