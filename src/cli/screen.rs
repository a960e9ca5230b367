//! How wide and whether in colour.

use std::io::IsTerminal;

use super::args::{OutputArgs, When};
use crate::render::Screen;
use crate::render::safe::Links;

/// Columns when nothing says otherwise.
const DEFAULT_WIDTH: usize = 100;
/// Narrower than this no statement can be read.
const LEAST_WIDTH: usize = 20;

/// Width: `--width`, then `COLUMNS`, then the terminal, then 100. Colour: `--color`, then `NO_COLOR`, then
/// `CLICOLOR_FORCE`, then whether standard output is a terminal.
pub(super) fn screen<'a>(args: &OutputArgs, links: Option<&'a Links>) -> Screen<'a> {
    let on_terminal = on_terminal(args);
    let width = args
        .width
        .map(usize::from)
        .or_else(|| {
            let columns: usize = set("COLUMNS")?.trim().parse().ok()?;
            (columns > 0).then_some(columns)
        })
        .or_else(|| {
            if !on_terminal {
                return None;
            }
            let (width, _) = terminal_size::terminal_size()?;
            Some(usize::from(width.0))
        })
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(LEAST_WIDTH, 1000);
    let colour = match args.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            if set("NO_COLOR").is_some() {
                false
            } else if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
                true
            } else {
                let able = set("TERM").is_none_or(|term| term != "dumb");
                let wanted = set("CLICOLOR").is_none_or(|value| value != "0");
                on_terminal && able && wanted
            }
        }
    };
    Screen {
        width,
        colour,
        links,
    }
}

/// True when the output goes to a terminal.
fn on_terminal(args: &OutputArgs) -> bool {
    args.output.is_empty() && std::io::stdout().is_terminal()
}

/// Whether statements are to be links: `--hyperlink`, then whether standard output is a terminal.
pub(super) fn follows_links(args: &OutputArgs) -> bool {
    match args.hyperlink {
        When::Always => true,
        When::Never => false,
        When::Auto => on_terminal(args) && set("TERM").is_some_and(|term| term != "dumb"),
    }
}

/// The variable, when it is set and not empty.
fn set(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}
