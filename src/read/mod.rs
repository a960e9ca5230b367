//! Bytes → [`Report`]s.
//!
//! In: one input, read to its end by the caller. Out: one report, or one a record of a list, with notes on what was
//! guessed, replaced or left out. The way: unpack (gzip) → decode → tell the kind → the reader of that kind gives a
//! draft (text, pieces, declared metadata) → `zone` gives every piece its role → `metadata` completes the rest.
//! No input or output, no clock.

mod blocks;
mod byline;
mod date;
mod decode;
mod detect;
mod draft;
mod hash;
mod html;
mod json;
mod language;
mod markdown;
mod metadata;
mod pattern;
mod plain;
mod unpack;
mod weekdays;
mod zone;

use crate::lexicon::Lexicon;
use crate::model::{Basis, Note, NoteKind, Report, ReportId, Role};

pub(crate) use weekdays::share as share_weekdays;

use draft::Draft;
use zone::{Known, Tools};

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

impl InputFormat {
    /// The name on the wire and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::Text => "text",
            InputFormat::Markdown => "markdown",
            InputFormat::Html => "html",
            InputFormat::Json => "json",
        }
    }
}

impl Default for ReadConfig {
    fn default() -> Self {
        // 64 MiB: a hundred novels; far over any report, far under what hurts.
        Self {
            max_bytes: 64 << 20,
        }
    }
}

/// The words of a language, prepared for reading: make one for all inputs of a run.
#[derive(Clone, Debug)]
pub struct Reader {
    tools: Tools,
}

/// Reads one input with words prepared for it alone; for several inputs see [`Reader`].
///
/// # Errors
/// As [`Reader::read`].
pub fn read(
    input: Input<'_>,
    lexicon: &Lexicon,
    config: &ReadConfig,
) -> Result<(Vec<Report>, Vec<Note>), ReadError> {
    Reader::new(lexicon).read(input, config)
}

impl Reader {
    /// Takes the tables that reading needs from the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Reader {
        Reader {
            tools: Tools::new(lexicon),
        }
    }

    /// Reads one input into one report, or several where it is a list of records.
    ///
    /// Ids count from 0 within this input and labels may repeat between inputs: [`crate::number_reports`] settles both.
    ///
    /// # Errors
    /// When the input holds no article text; the error names the path and the way out.
    pub fn read(
        &self,
        input: Input<'_>,
        config: &ReadConfig,
    ) -> Result<(Vec<Report>, Vec<Note>), ReadError> {
        read_with(&self.tools, input, config)
    }
}

fn read_with(
    tools: &Tools,
    input: Input<'_>,
    config: &ReadConfig,
) -> Result<(Vec<Report>, Vec<Note>), ReadError> {
    let refuse = |message: String| ReadError {
        path: input.path.to_owned(),
        message,
    };
    let bytes = unpack::unpack(input.bytes, config.max_bytes).map_err(refuse)?;
    let decoded = decode::decode(&bytes).map_err(refuse)?;
    drop(bytes);
    let kind = input
        .format
        .unwrap_or_else(|| detect::detect(&decoded.text, input.path));
    let source = Source {
        input: &input,
        kind,
        encoding: decoded.encoding,
        sha256: hash::sha256(input.bytes),
    };
    let mut notes: Vec<(NoteKind, String)> = decoded
        .notes
        .into_iter()
        .map(|message| (NoteKind::Encoding, message))
        .collect();
    let drafts = match kind {
        InputFormat::Text => vec![draft::from_text(decoded.text)],
        InputFormat::Markdown => vec![markdown::draft(&decoded.text)],
        InputFormat::Html => vec![html::draft(&decoded.text)],
        InputFormat::Json => json::drafts(&decoded.text, &mut notes).map_err(refuse)?,
    };
    let several = drafts.len() > 1;
    let mut reports = Vec::new();
    let mut all_notes = Vec::new();
    for draft in drafts {
        let path = match draft.record.filter(|_| several) {
            Some(number) => format!("{}#{number}", input.path),
            None => input.path.to_owned(),
        };
        let id = ReportId::new(reports.len());
        match finish(draft, path, &source, tools) {
            Ok((mut report, found)) => {
                report.id = id;
                all_notes.extend(found.into_iter().map(|(kind, message)| Note {
                    kind,
                    reports: vec![id],
                    message,
                }));
                reports.push(report);
            }
            Err(message) if several => notes.push((NoteKind::Refused, message)),
            Err(message) => return Err(refuse(message)),
        }
    }
    let ids: Vec<ReportId> = reports.iter().map(|report| report.id).collect();
    let [.., _] = reports.as_slice() else {
        let first = notes
            .iter()
            .find(|(kind, _)| *kind == NoteKind::Refused)
            .map(|(_, message)| format!("no record holds a report; the first: {message}"));
        return Err(refuse(first.unwrap_or_else(|| NO_TEXT.to_owned())));
    };
    // What concerns the file as a whole stands first.
    let whole = notes.into_iter().map(|(kind, message)| Note {
        reports: if kind == NoteKind::Refused {
            Vec::new()
        } else {
            ids.clone()
        },
        message: if kind == NoteKind::Refused {
            format!("{}: {message}", input.path)
        } else {
            message
        },
        kind,
    });
    let notes = whole.chain(all_notes).collect();
    Ok((reports, notes))
}

const NO_TEXT: &str =
    "no article text found; if the kind was told wrongly, name it with --input-format";

/// A file's stem without a hash at its end (`002_2e92fd02789c1dc8` → `002`), a hash alone cut to eight digits.
fn short_stem(stem: &str) -> &str {
    let hash = |part: &str| {
        part.len() >= 12
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    };
    if hash(stem) {
        return stem.get(..8).unwrap_or(stem);
    }
    match stem.rsplit_once(['_', '-']) {
        Some((head, tail)) if hash(tail) && !head.is_empty() => head,
        _ => stem,
    }
}

/// What all reports of one input share.
struct Source<'a> {
    input: &'a Input<'a>,
    kind: InputFormat,
    encoding: &'static str,
    sha256: String,
}

/// Draft → report.
fn finish(
    draft: Draft,
    path: String,
    source: &Source<'_>,
    tools: &Tools,
) -> Result<(Report, Vec<(NoteKind, String)>), String> {
    let known = Known {
        headline: draft.declared.headline.as_deref(),
        authors: &draft.declared.authors,
    };
    let mut blocks = zone::zone(&draft.text, &draft.pieces, known, tools);
    let long = blocks::cut(&draft.text, &mut blocks);
    let has_text = blocks.iter().any(|block| {
        block.role.makes_statements()
            && block.role != Role::Headline
            && block.span.cut(&draft.text).contains(char::is_alphanumeric)
    });
    let has_headline = blocks.iter().any(|block| block.role == Role::Headline);
    let bare_headline = has_headline && source.kind == InputFormat::Text;
    if !has_text && !bare_headline {
        return Err(match draft.record {
            Some(number) => format!("record {number}: no article text found"),
            None => NO_TEXT.to_owned(),
        });
    }
    let (metadata, mut notes) = metadata::complete(&draft.declared, &draft.text, &blocks, tools);
    notes.extend(draft.notes);
    if long > 0 {
        notes.push((
            NoteKind::Degraded,
            format!(
                "{long} {} of more than {} KiB cut into several",
                if long == 1 { "paragraph" } else { "paragraphs" },
                blocks::MOST_BYTES >> 10
            ),
        ));
    }
    let stem = path.rsplit('/').next().unwrap_or(&path);
    let stem = match stem.split_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => stem,
    };
    let label = match (source.input.label, &metadata.outlet) {
        (Some(label), _) => label.to_owned(),
        (None, Some(outlet)) if outlet.basis != Basis::FileName => outlet.value.clone(),
        _ => short_stem(stem).to_owned(),
    };
    let report = Report {
        id: ReportId::new(0),
        label,
        path,
        text: draft.text,
        metadata,
        blocks,
        input_format: source.kind.name(),
        encoding: source.encoding,
        sha256: source.sha256.clone(),
    };
    Ok((report, notes))
}
