//! What is typed and set: arguments, variables, settings and word lists that hold what steers a terminal.
//!
//! A name of a file that somebody else chose ends up on the command line by `*`; a folder of theirs may hold settings.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Escape, C1 control, override, zero-width space, carriage return, backspace, tag.
const EVIL: &str = "\u{1b}[31m\u{9b}2J\u{202e}x\u{200b}y\r\u{8}\u{e0041}";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("typed-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("in")).unwrap();
        for (file, day) in [("a.txt", "Monday"), ("b.txt", "Tuesday")] {
            let text =
                format!("Crane falls\n\nThe crane fell on {day}, the harbour master said.\n");
            fs::write(path.join(file), text).unwrap();
        }
        Folder(path)
    }

    /// Runs in the folder `in`, reports stand above it.
    fn run(&self, arguments: &[&str], variable: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_storydiff"));
        command.args(arguments).current_dir(self.0.join("in"));
        if let Some(name) = variable {
            command.env(name, EVIL);
        }
        let output = command.output().unwrap();
        let code = output.status.code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
        for stream in [&output.stdout, &output.stderr] {
            let text = std::str::from_utf8(stream).unwrap();
            let found = text.chars().find(|letter| steers(*letter));
            assert_eq!(found, None, "{arguments:?} {variable:?}: {text}");
        }
        assert!(
            code != Some(2) || !output.stderr.is_empty(),
            "{arguments:?}"
        );
        output
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn steers(letter: char) -> bool {
    let control = letter.is_control() && letter != '\n';
    control
        || matches!(letter, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn no_argument_reaches_the_terminal_raw() {
    let folder = Folder::new("arguments");
    let (a, b) = ("../a.txt", "../b.txt");
    let long = format!("--{EVIL}");
    let label = format!("{EVIL}={a}");
    let output = format!("nowhere{EVIL}/x.json");
    for option in [
        "--format",
        "--width",
        "--max-bytes",
        "--fail-on",
        "--only",
        "--view",
        "--type",
        "--explain",
        "--lexicon",
        "--color",
        "--hyperlink",
        "--input-format",
        "-o",
        "--label",
    ] {
        folder.run(&[option, EVIL, a, b], None);
    }
    let runs: &[&[&str]] = &[
        &[&long, a],
        &[EVIL, a, b],
        &["--label", &label, b],
        &["-o", &output, a, b],
        &["inspect", EVIL],
        &["quotes", EVIL],
        &["versions", EVIL, a],
        &["check", a, "--source", EVIL],
        &["check", EVIL, "--source", a],
        &["lexicon", EVIL],
        &["man", EVIL],
        &["completions", EVIL],
        &["--print-config", "--lexicon", EVIL, a],
        &["versions", "--git", EVIL, a, EVIL, EVIL, b, EVIL, EVIL],
        &[
            "versions", "--git", EVIL, a, EVIL, EVIL, b, EVIL, EVIL, EVIL, EVIL,
        ],
        &[
            "versions",
            "--git",
            EVIL,
            "/dev/null",
            EVIL,
            EVIL,
            b,
            EVIL,
            EVIL,
        ],
        &[
            "versions", "--git", "--stat", EVIL, a, EVIL, EVIL, b, EVIL, EVIL,
        ],
        &[
            "versions", "--git", "--format", "markdown", EVIL, a, EVIL, EVIL, b, EVIL, EVIL,
        ],
        &[
            "versions", "--git", "--format", "html", EVIL, a, EVIL, EVIL, b, EVIL, EVIL,
        ],
    ];
    for run in runs {
        folder.run(run, None);
    }
}

#[test]
fn no_variable_and_no_setting_reaches_the_terminal_raw() {
    let folder = Folder::new("settings");
    for name in [
        "FORMAT",
        "WIDTH",
        "COLOR",
        "LEXICON",
        "MAX_BYTES",
        "ONLY",
        "VIEW",
        "FAIL_ON",
        "QUIET",
        "STRICT",
    ] {
        let name = format!("STORYDIFF_{name}");
        folder.run(&["../a.txt", "../b.txt"], Some(&name));
        folder.run(&["--print-config", "../a.txt", "../b.txt"], Some(&name));
    }
    let deep = format!("a = {}", "[".repeat(100_000));
    let texts = [
        EVIL,
        "\"\\u001b\u{202e}\" = 1",
        "[\"\\u001b\u{202e}\"]\nx = 1",
        "[compare]\n\"\\u001b\u{202e}\" = 1",
        "[compare]\nformat = \"\\u001b\u{202e}\"",
        "[compare]\nfail-on = [\"\u{202e}\"]",
        "lexicon = \"\\u001b\u{202e}\"",
        "quiet = \"\u{202e}\"",
        "width = 1e999",
        "width = [[1]]",
        "width = 80\nwidth = 90",
        "[[compare]]\nformat = \"json\"",
        &deep,
    ];
    let file = folder.0.join("in/storydiff.toml");
    for text in texts {
        fs::write(&file, text).unwrap();
        folder.run(&["../a.txt", "../b.txt"], None);
        folder.run(&["--print-config"], None);
    }
    fs::write(&file, b"\xff\xfe\0").unwrap();
    assert_eq!(
        folder.run(&["../a.txt", "../b.txt"], None).status.code(),
        Some(2)
    );
}

/// What is printed reads back as the same settings.
#[test]
fn printed_settings_read_back() {
    let folder = Folder::new("back");
    let printed = folder.run(&["--print-config", "--lexicon", EVIL, "../a.txt"], None);
    fs::write(folder.0.join("in/storydiff.toml"), printed.stdout).unwrap();
    let again = folder.run(&["--print-config", "../a.txt"], None);
    let again = String::from_utf8(again.stdout).unwrap();
    let line = again
        .lines()
        .find(|line| line.starts_with("lexicon = "))
        .unwrap();
    let (value, _) = line["lexicon = ".len()..].rsplit_once("  # ").unwrap();
    let text = format!("x = {value}");
    let table = toml::de::DeTable::parse(&text).unwrap();
    let read = table.get_ref().get("x").unwrap().get_ref().as_str();
    assert_eq!(read, Some(EVIL));
}

#[cfg(unix)]
#[test]
fn no_list_reaches_the_terminal_raw_or_never_ends() {
    let folder = Folder::new("lists");
    let lists = folder.0.join("in").join(EVIL);
    fs::create_dir_all(&lists).unwrap();
    let run = || {
        folder
            .run(&["--lexicon", EVIL, "../a.txt", "../b.txt"], None)
            .status
            .code()
    };
    assert_eq!(run(), Some(2));
    for (name, text) in [
        (format!("{EVIL}.tsv"), "x".as_bytes()),
        ("hedges.tsv".into(), EVIL.as_bytes()),
        ("hedges.tsv".into(), b"\xff"),
    ] {
        fs::write(lists.join(&name), text).unwrap();
        assert_eq!(run(), Some(2), "{name:?}");
        fs::remove_file(lists.join(&name)).unwrap();
    }
    std::os::unix::fs::symlink("/dev/zero", lists.join("hedges.tsv")).unwrap();
    assert_eq!(run(), Some(2));
}

/// A file of records may hold thousands that are no reports: the first are named, and how many more there are.
#[test]
fn of_thousands_of_bad_records_the_first_are_named() {
    let folder = Folder::new("many");
    let record = |day: usize| {
        format!("{{\"title\": \"Crane falls\", \"text\": \"The crane fell on day {day}.\"}}\n")
    };
    let mut lines: String = (0..2).map(record).collect();
    lines.push_str(&"{\"x\": 1}\n".repeat(3_000));
    fs::write(folder.0.join("many.jsonl"), lines).unwrap();
    let output = folder.run(&["--format", "json", "../many.jsonl"], None);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.len() < 64 << 10, "{} bytes", said.len());
    let named = said.matches("no article text found").count();
    let more = format!("{} more messages", 3_000 - named);
    assert!(said.lines().last().unwrap().contains(&more), "{said}");
    let all = String::from_utf8(output.stdout).unwrap();
    assert_eq!(all.matches("no article text found").count(), 3_000);
}
