//! The command line as a transcript: `tests/cli/behaviours.md` says what is typed, what comes, and the status.
//!
//! Every heading `##` is one behaviour, with a block `console`. A line `$ …` is run by bash in a folder of its own that
//! holds the three reports of `tests/cli/mini.in`; what it writes on both streams stands under it, then `? 2` for a
//! status other than 0. A line `...` stands for any lines. `UPDATE_EXPECT=1 cargo test --test transcripts` writes the
//! blocks without such a line anew; read the difference before you commit it.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with the reports; gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(number: usize) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("transcript-{number}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/mini.in");
        for entry in fs::read_dir(reports).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), path.join(entry.file_name())).unwrap();
        }
        Self(path)
    }

    /// Runs a line; its output without this folder's place, and its status.
    fn run(&self, line: &str) -> String {
        let built = Path::new(env!("CARGO_BIN_EXE_storydiff")).parent().unwrap();
        let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command
            .args(["-c", &format!("exec 2>&1; {line}")])
            .current_dir(&self.0)
            .env_clear()
            .env("PATH", path)
            .env("HOME", &self.0)
            .env("LC_ALL", "C.UTF-8");
        let output = command.output().unwrap();
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        match output.status.code() {
            Some(0) => {}
            Some(status) => text.push_str(&format!("? {status}\n")),
            None => text.push_str("? killed\n"),
        }
        text.replace(self.0.to_str().unwrap(), "HERE")
            .replace('\u{1b}', "␛")
            .replace('\0', "␀")
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
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

/// A section run: as it should stand now, and what is wrong with it.
struct Outcome {
    renewed: String,
    wrong: String,
    behaviours: usize,
}

fn section(number: usize, section: &str) -> Outcome {
    let mut outcome = Outcome {
        renewed: section.to_owned(),
        wrong: String::new(),
        behaviours: 0,
    };
    let Some((prose, block)) = section.split_once("```console\n") else {
        return outcome;
    };
    let folder = Folder::new(number);
    outcome.behaviours = prose.matches("\n## ").count();
    outcome.renewed = format!("{prose}```console\n");
    let block = block.strip_suffix("```\n").unwrap();
    for piece in format!("\n{block}").split("\n$ ").skip(1) {
        let (line, shown) = piece.split_once('\n').unwrap_or((piece, ""));
        let got = folder.run(line);
        let left: Vec<&str> = shown.lines().collect();
        let right: Vec<&str> = got.lines().collect();
        let mut kept = shown.trim_end_matches('\n');
        if !follows(&left, &right) {
            if std::env::var_os("UPDATE_EXPECT").is_some() && !left.contains(&"...") {
                kept = got.trim_end_matches('\n');
            } else {
                outcome.wrong +=
                    &format!("$ {line}\n--- the transcript shows\n{shown}\n--- got\n{got}\n");
            }
        }
        outcome.renewed.push_str(&format!("$ {line}\n"));
        if !kept.is_empty() {
            outcome.renewed.push_str(&format!("{kept}\n"));
        }
    }
    outcome.renewed.push_str("```\n");
    outcome
}

#[test]
fn the_command_does_what_the_transcript_shows() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/behaviours.md");
    let transcript = fs::read_to_string(&file).unwrap();
    let sections: Vec<(usize, &str)> = transcript.split_inclusive("\n```\n").enumerate().collect();
    // Every behaviour has a folder of its own, so they can run side by side.
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let threads: Vec<_> = sections
            .chunks(sections.len().div_ceil(4).max(1))
            .map(|chunk| {
                scope.spawn(move || {
                    let run = |(number, text): &(usize, &str)| section(*number, text);
                    chunk.iter().map(run).collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let joined = |part: fn(&Outcome) -> &str| outcomes.iter().map(part).collect::<String>();
    let renewed = joined(|outcome| &outcome.renewed);
    let wrong = joined(|outcome| &outcome.wrong);
    if renewed != transcript && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, renewed).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    let behaviours: usize = outcomes.iter().map(|outcome| outcome.behaviours).sum();
    assert!(behaviours >= 50, "only {behaviours} behaviours");
}
