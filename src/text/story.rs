//! All reports of one story with their documents and statements, side by side.

use super::{Document, Sentence};
use crate::model::{Report, Statement, StatementId};

/// What the stages after extraction look at. The three lists run in parallel, one entry a report.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// The reports.
    pub reports: &'a [Report],
    /// Their sentences and tokens.
    pub documents: &'a [Document],
    /// Their statements; `statements[r][n]` has the id `(r, n)`.
    pub statements: &'a [Vec<Statement>],
}

impl<'a> Story<'a> {
    /// The statement of that name.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&'a Statement> {
        self.statements.get(id.report.index())?.get(id.number())
    }

    /// The words of a statement, exactly as the report has them.
    #[must_use]
    pub fn text_of(&self, id: StatementId) -> &'a str {
        match (self.statement(id), self.reports.get(id.report.index())) {
            (Some(statement), Some(report)) => statement.span.cut(&report.text),
            _ => "",
        }
    }

    /// The sentence that holds a statement.
    #[must_use]
    pub fn sentence_of(&self, id: StatementId) -> Option<&'a Sentence> {
        let statement = self.statement(id)?;
        self.documents
            .get(id.report.index())?
            .sentences
            .get(statement.sentence)
    }
}
