//! Runs every command of README.md and holds its output to what the README shows.
//!
//! A fenced block `console` holds lines `$ command` with the output under them. The commands run in a shell in the
//! root of the repository with the built command first on PATH; `cargo run --release --` stands for it.
//! A line `...` in the shown output stands for any number of lines. `UPDATE_EXPECT=1 cargo test` writes the output of
//! the blocks that have no such line. The command that runs the tests is not run from within the tests:
//! it is held against `.ci/run` instead.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

fn run(command: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_storydiff")).parent().unwrap();
    let path = format!(
        "{}:{}",
        folder.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let command = command.replace("cargo run --release --", "storydiff");
    let output = Command::new("bash")
        .args(["-c", &command])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path)
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    assert!(output.status.code().is_some(), "`{command}` was killed");
    let mut text = String::from_utf8(output.stdout).unwrap();
    text.push_str(&String::from_utf8(output.stderr).unwrap());
    text.lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// Does `got` follow `shown`, where a line `...` stands for any lines?
fn follows(shown: &[&str], got: &[&str]) -> bool {
    match shown.split_first() {
        None => got.is_empty(),
        Some((&"...", rest)) => (0..=got.len()).any(|skip| follows(rest, &got[skip..])),
        Some((line, rest)) => got
            .split_first()
            .is_some_and(|(first, got)| first == line && follows(rest, got)),
    }
}

#[test]
fn every_command_of_the_readme_does_what_it_shows() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&file).unwrap();
    let ci =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    let (mut renewed, mut wrong, mut commands) = (readme.clone(), String::new(), 0);
    for block in readme.split("```console\n").skip(1) {
        let (block, _) = block.split_once("```").unwrap();
        for piece in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, shown) = piece.split_once('\n').unwrap_or((piece, ""));
            let shown = shown.trim_end_matches('\n');
            commands += 1;
            if command == "cargo test" {
                assert!(
                    ci.lines().any(|line| line.trim() == "cargo test"),
                    ".ci/run does not run the README's tests"
                );
                continue;
            }
            let got = run(command);
            let got = got.trim_end_matches('\n');
            let left: Vec<&str> = shown.lines().collect();
            let right: Vec<&str> = got.lines().collect();
            if follows(&left, &right) {
                continue;
            }
            if std::env::var_os("UPDATE_EXPECT").is_some() && !left.contains(&"...") {
                renewed = renewed.replacen(
                    &format!("$ {command}\n{shown}"),
                    &format!(
                        "$ {command}\n{got}{}",
                        if shown.is_empty() { "\n" } else { "" }
                    ),
                    1,
                );
            } else {
                wrong += &format!("$ {command}\n--- the README shows\n{shown}\n--- got\n{got}\n\n");
            }
        }
    }
    if renewed != readme {
        std::fs::write(&file, renewed).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(commands >= 2, "the README names no commands");
}
