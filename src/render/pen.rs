//! How text for a terminal is laid down: headings, rules, hanging lines, styles where the screen shows them.

use super::Screen;
use super::safe::{Href, Keep, Run, Safe, Style, wrap};
use crate::model::{Report, Span};

/// Draws on one screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'a> {
    pub(super) screen: Screen<'a>,
}

impl Pen<'_> {
    /// The style, when the screen shows any.
    pub(super) fn style(self, style: Style) -> Option<Style> {
        self.screen.colour.then_some(style)
    }

    /// Words of one style.
    pub(super) fn run(self, text: Safe, style: Style) -> Run {
        Run {
            text,
            style: self.style(style),
            keep: Keep::No,
        }
    }

    /// Where the words of a report stand, when the screen follows links.
    pub(super) fn link(self, report: &Report, span: Span) -> Option<Href> {
        self.screen.links?.to(report, span)
    }

    /// A blank line and a heading.
    pub(super) fn title(self, title: &Safe, out: &mut Safe) {
        if !out.is_empty() {
            out.line(&Safe::default());
        }
        self.paragraph(0, &[self.run(title.clone(), Style::Heading)], out);
    }

    /// A line drawn to the width with words near its start.
    pub(super) fn rule(self, words: &[Run], out: &mut Safe) {
        let width: usize = words.iter().map(|run| run.text.width()).sum();
        if width + 4 > self.screen.width {
            self.paragraph(0, words, out);
            return;
        }
        let mut line = Safe::own("─").painted(self.style(Style::Faint));
        line.push_own(" ");
        for run in words {
            line.push(&run.text.painted(run.style));
        }
        line.push_own(" ");
        line.push(
            &Safe::own("─")
                .repeated(self.screen.width - width - 3)
                .painted(self.style(Style::Faint)),
        );
        out.line(&line);
    }

    /// Running text, indented.
    pub(super) fn paragraph(self, indent: usize, text: &[Run], out: &mut Safe) {
        for text in wrap(text, self.screen.width.saturating_sub(indent)) {
            let mut line = Safe::own(" ").repeated(indent);
            line.push(&text);
            out.line(&line);
        }
    }

    /// Plain running text, indented.
    pub(super) fn words(self, indent: usize, text: &str, out: &mut Safe) {
        self.paragraph(indent, &[Run::plain(Safe::text(text))], out);
    }

    /// A name at `indent`, and text that hangs beside it at `column`.
    pub(super) fn hanging(
        self,
        indent: usize,
        name: &Safe,
        column: usize,
        text: &[Run],
        out: &mut Safe,
    ) {
        let column = column.max(indent + name.width() + 1);
        let lines = wrap(text, self.screen.width.saturating_sub(column));
        self.beside(indent, name, column, &lines, out);
    }

    /// The same, the first line being a link.
    pub(super) fn hanging_linked(
        self,
        indent: usize,
        name: &Safe,
        column: usize,
        text: &[Run],
        href: Option<&Href>,
        out: &mut Safe,
    ) {
        let column = column.max(indent + name.width() + 1);
        let mut lines = wrap(text, self.screen.width.saturating_sub(column));
        if let Some(first) = lines.first_mut() {
            *first = first.linked(href);
        }
        self.beside(indent, name, column, &lines, out);
    }

    /// A name at `indent`, and ready lines beside it at `column`.
    pub(super) fn beside(
        self,
        indent: usize,
        name: &Safe,
        column: usize,
        lines: &[Safe],
        out: &mut Safe,
    ) {
        let column = column.max(indent + name.width() + 1);
        for (index, text) in lines.iter().enumerate() {
            let mut line = Safe::own(" ").repeated(indent);
            let mut used = indent;
            if index == 0 {
                line.push(&name.painted(self.style(Style::Faint)));
                used += name.width();
            }
            line.push(&Safe::own(" ").repeated(column - used));
            line.push(text);
            out.line(&line);
        }
    }
}
