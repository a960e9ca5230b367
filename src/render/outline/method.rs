//! How the result came about: version, settings, inputs with their hashes, lists.

use crate::model::{Comparison, ListSource};

use super::{Block, Line, Piece, Section, Table, TableRow, text};

/// The name and version of the tool.
pub(in crate::render) const TOOL: &str = concat!("storydiff ", env!("CARGO_PKG_VERSION"));

/// The section.
pub(in crate::render) fn method(comparison: &Comparison) -> Section<'_> {
    Section {
        id: "method",
        title: "Method",
        blocks: blocks(comparison),
    }
}

/// "threshold 0.4".
pub(in crate::render) fn settings(comparison: &Comparison) -> String {
    let settings: Vec<String> = comparison
        .settings
        .iter()
        .map(|setting| format!("{} {}", setting.name, setting.value))
        .collect();
    settings.join(", ")
}

/// "loaded_words.tsv, version 1"; a list of the user's own may have no version.
pub(super) fn list_file(source: &ListSource) -> String {
    match source.version.as_str() {
        "" => source.file.clone(),
        version => format!("{}, version {version}", source.file),
    }
}

fn blocks(comparison: &Comparison) -> Vec<Block<'_>> {
    let mut line: Line = vec![
        Piece::Strong(TOOL.to_owned()),
        Piece::Text(format!(". Settings: {}.", settings(comparison))),
    ];
    for source in &comparison.views.lists {
        line.push(Piece::Text(format!(
            " List of {}: {}, {} entries.",
            source.list.name(),
            list_file(source),
            source.entries
        )));
    }
    line.push(Piece::Text(
        " The same inputs and settings give the same result. \"Not found\" means that the tool did not find the \
         statement in the text that it read, no more."
            .to_owned(),
    ));
    let rows = comparison
        .reports
        .iter()
        .map(|report| {
            TableRow::plain(vec![
                text(report.label.clone()),
                text(report.path.clone()),
                text(format!("{}, {}", report.input_format, report.encoding)),
                vec![Piece::Faint(report.sha256.clone())],
            ])
        })
        .collect();
    vec![
        Block::Paragraph(line),
        Block::Table(Table {
            class: "inputs",
            caption: "Inputs".to_owned(),
            head: ["Outlet", "Path", "Read as", "SHA-256"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        }),
    ]
}
