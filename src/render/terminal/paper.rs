//! What a table is drawn on: kept up to a number of lines, or written as it is drawn, for that of a large story is long.

use std::io::{self, Write};

use crate::render::safe::Safe;

/// What is held back before it is written.
const PIECE: usize = 1 << 16;

/// Drawn text.
pub(super) struct Paper<'w> {
    /// What is drawn and not yet written.
    pub(super) text: Safe,
    /// Lines that fit on it.
    most: usize,
    /// Lines of `text`, and up to which byte they are counted.
    counted: (usize, usize),
    to: Option<&'w mut dyn Write>,
    /// The first error; what comes after goes nowhere.
    written: io::Result<()>,
}

impl<'w> Paper<'w> {
    /// All of it is kept.
    pub(super) fn kept(most: usize) -> Paper<'w> {
        Paper {
            text: Safe::default(),
            most,
            counted: (0, 0),
            to: None,
            written: Ok(()),
        }
    }

    /// It goes to a writer.
    pub(super) fn written_to(out: &'w mut dyn Write) -> Paper<'w> {
        Paper {
            to: Some(out),
            ..Paper::kept(usize::MAX)
        }
    }

    /// To be asked between rows: true when no more lines fit, and drawing the rest would be for nothing.
    pub(super) fn turn(&mut self) -> bool {
        if self.to.is_some() {
            if self.text.as_str().len() >= PIECE {
                self.pass_on();
            }
            return self.written.is_err();
        }
        let (lines, from) = self.counted;
        let more = self.text.as_str().get(from..).unwrap_or("");
        let lines = lines + more.matches('\n').count();
        self.counted = (lines, self.text.as_str().len());
        lines > self.most
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The first of the writer.
    pub(super) fn done(mut self) -> io::Result<()> {
        self.pass_on();
        self.written
    }

    fn pass_on(&mut self) {
        let text = std::mem::take(&mut self.text);
        if let (Some(out), Ok(())) = (self.to.as_mut(), &self.written) {
            self.written = out.write_all(text.as_str().as_bytes());
        }
    }
}
