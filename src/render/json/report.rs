//! Reports on the wire.

use serde::Serialize;

use super::{Offsets, WireSpan};
use crate::model::{Basis, Report, Sourced};

/// Which blocks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blocks {
    /// Those that make no statements.
    Dropped,
    /// All, beside those.
    All,
}

#[derive(Serialize)]
pub(super) struct WireReport<'a> {
    id: String,
    label: &'a str,
    path: &'a str,
    sha256: &'a str,
    outlet: Option<&'a str>,
    headline: Option<&'a str>,
    authors: &'a [String],
    published: Option<WirePublished>,
    modified: Option<String>,
    language: Option<&'a str>,
    agency: Option<&'a str>,
    url: Option<&'a str>,
    basis: WireBasis,
    input_format: &'static str,
    encoding: &'static str,
    words: usize,
    dropped: Vec<WireBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<WireBlock<'a>>>,
    text: &'a str,
}

#[derive(Serialize)]
struct WirePublished {
    date: String,
    basis: &'static str,
    trusted: bool,
}

/// Where the metadata was found.
#[derive(Serialize)]
struct WireBasis {
    outlet: Option<&'static str>,
    headline: Option<&'static str>,
    language: Option<&'static str>,
}

#[derive(Serialize)]
struct WireBlock<'a> {
    span: WireSpan,
    role: &'static str,
    reason: &'a str,
}

pub(super) fn report<'a>(
    report: &'a Report,
    offsets: &Offsets<'_>,
    blocks: Blocks,
) -> WireReport<'a> {
    let metadata = &report.metadata;
    let wire_blocks = |all: bool| {
        report
            .blocks
            .iter()
            .filter(|block| all || !block.role.makes_statements())
            .map(|block| WireBlock {
                span: WireSpan::new(block.span, offsets),
                role: block.role.name(),
                reason: &block.reason,
            })
            .collect()
    };
    WireReport {
        id: report.id.to_string(),
        label: &report.label,
        path: &report.path,
        sha256: &report.sha256,
        outlet: value(metadata.outlet.as_ref()),
        headline: value(metadata.headline.as_ref()),
        authors: &metadata.authors,
        published: metadata.published.as_ref().map(|published| WirePublished {
            date: published.date.to_string(),
            basis: published.basis.name(),
            trusted: published.trusted,
        }),
        modified: metadata.modified.map(|date| date.to_string()),
        language: value(metadata.language.as_ref()),
        agency: metadata.agency.as_deref(),
        url: metadata.url.as_deref(),
        basis: WireBasis {
            outlet: basis(metadata.outlet.as_ref()),
            headline: basis(metadata.headline.as_ref()),
            language: basis(metadata.language.as_ref()),
        },
        input_format: report.input_format,
        encoding: report.encoding,
        words: report.words(),
        dropped: wire_blocks(false),
        blocks: (blocks == Blocks::All).then(|| wire_blocks(true)),
        text: &report.text,
    }
}

fn value(sourced: Option<&Sourced<String>>) -> Option<&str> {
    sourced.map(|sourced| sourced.value.as_str())
}

fn basis(sourced: Option<&Sourced<String>>) -> Option<&'static str> {
    sourced.map(|sourced| Basis::name(sourced.basis))
}
