//! The `storydiff` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    storydiff::cli::run()
}
