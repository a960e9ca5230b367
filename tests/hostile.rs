//! Named hostile inputs, each driven through the real command, which writes every output format.
//!
//! `tests/hostile/table.tsv` has a row an input: its name, class, file name (a JSON string where it holds odd
//! characters), the recipe of its bytes, and what is required: `ok` (read and compared, status 0), `refused` (status 2,
//! named on standard error, the other reports compared), `any` (one of the two); `refused: words` asks for the words on
//! standard error too. Whatever the row, there is no panic and no signal, the run ends, standard error stays small,
//! nothing that steers a terminal reaches it or any format, no format holds what comes alive (`tests/hostile/alive.rs`),
//! and JSON output parses and has lost nothing.
//!
//! A recipe is a row of pieces: `"…"` a JSON string; `'…'xN` repeated; `hex …` bytes; `random N` bytes from a fixed seed;
//! `gzip`, `gzip-cut`, `gzip-bad`, `gzip-two`, `gzip-each` (a member a byte), `gzip-in-gzip`, `gzip-and HEX` (with bytes
//! behind), `utf16le`, `utf16be`, `utf16le-mark`, `utf16be-mark`, `utf32le`, `utf32be-mark`, `latin1` wrap what follows.
//! One word alone is no file of bytes: `directory`, `missing`, `socket`, `link-to TARGET`; `fifo` and `unreadable` wrap the
//! bytes that stand behind.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

#[path = "hostile/alive.rs"]
mod alive;
#[path = "hostile/recipe.rs"]
mod recipe;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use recipe::lay;

/// The files that one run writes, one a format; inputs that are large by design write the first two.
const OUTPUTS: &[(&str, &str)] = &[
    ("json", "out.json"),
    ("table", "out.txt"),
    ("markdown", "out.md"),
    ("html", "out.html"),
    ("csv", "out.csv"),
    ("tsv", "out.tsv"),
    ("tei", "out.xml"),
];

/// Classes whose inputs are large by design.
const LARGE: &[&str] = &["size", "bomb", "depth"];

/// Bytes of standard error at most.
const MAX_STDERR: usize = 64 << 10;

/// No input may keep the unoptimised command busy for longer; the bench measures, this only ends what hangs.
const PATIENCE: Duration = Duration::from_secs(120);

struct Row {
    name: String,
    class: String,
    file: String,
    recipe: String,
    expect: String,
}

fn rows() -> Vec<Row> {
    let table = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/table.tsv"),
    )
    .unwrap();
    table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, class, file, recipe, expect] = cells[..] else {
                panic!("five cells: {line}")
            };
            let file = if file.starts_with('"') {
                serde_json::from_str(file).unwrap()
            } else {
                file.to_owned()
            };
            Row {
                name: name.to_owned(),
                class: class.to_owned(),
                file,
                recipe: recipe.to_owned(),
                expect: expect.to_owned(),
            }
        })
        .collect()
}

/// Characters that steer a terminal or hide text, save line ends.
fn steers(letter: char) -> bool {
    matches!(letter, '\0'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_storydiff"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .stdin(std::process::Stdio::null())
        .stdout(std::fs::File::create(folder.join("stdout")).unwrap())
        .stderr(std::fs::File::create(folder.join("stderr")).unwrap())
        .spawn()
        .unwrap();
    let start = std::time::Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            break child.wait().unwrap();
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    let taken = |name: &str| std::fs::read(folder.join(name)).unwrap();
    Output {
        status,
        stdout: taken("stdout"),
        stderr: taken("stderr"),
    }
}

fn check(row: &Row, format: &str, output: &Output) -> Result<(), String> {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let say = |what: &str| {
        Err(format!(
            "{} [{format}]: {what}\n{}",
            row.name,
            stderr.chars().take(600).collect::<String>()
        ))
    };
    let Some(status) = output.status.code() else {
        return say("killed by a signal or too slow");
    };
    let (expect, words) = row.expect.split_once(": ").unwrap_or((&row.expect, ""));
    let allowed: &[i32] = match expect {
        "ok" => &[0],
        "refused" => &[2],
        _ => &[0, 2],
    };
    if !allowed.contains(&status) {
        return say(&format!("status {status} where {} is required", row.expect));
    }
    if output.stderr.len() > MAX_STDERR {
        return say("standard error is flooded");
    }
    if status == 2 && output.stderr.is_empty() {
        return say("refused without a word");
    }
    if !stderr.contains(words) {
        return say(&format!("`{words}` is not said"));
    }
    if let Some(letter) = stderr.chars().find(|letter| steers(*letter)) {
        return say(&format!("standard error holds {}", letter.escape_unicode()));
    }
    let Ok(stdout) = std::str::from_utf8(&output.stdout) else {
        return say("standard output is not UTF-8");
    };
    let steering = |letter: &char| match letter {
        '\t' | '\r' => format == "table",
        _ => steers(*letter),
    };
    if let Some(letter) = stdout.chars().find(steering) {
        return say(&format!("the output holds {}", letter.escape_unicode()));
    }
    if let Err(what) = alive::nothing(format, stdout) {
        return say(&what);
    }
    if format == "json" && !stdout.is_empty() {
        let value: serde_json::Value =
            serde_json::from_str(stdout).map_err(|error| format!("{}: {error}", row.name))?;
        let counts = &value["counts"];
        if counts["statements_in"] != counts["statements_out"] {
            return say("statements were lost");
        }
        for statement in value["statements"].as_array().unwrap() {
            let report = value["reports"]
                .as_array()
                .unwrap()
                .iter()
                .find(|found| found["id"] == statement["report"]);
            let text: &str = report.unwrap()["text"].as_str().unwrap();
            let (start, end) = (&statement["span"]["start"], &statement["span"]["end"]);
            let (start, end) = (
                start.as_u64().unwrap() as usize,
                end.as_u64().unwrap() as usize,
            );
            // Cutting by code points is slow: a thousand statements tell.
            if value["statements"].as_array().unwrap().len() < 1000 {
                let cut: String = text.chars().skip(start).take(end - start).collect();
                if statement["text"] != cut {
                    return say(&format!("a span does not cut its text: {cut}"));
                }
            }
        }
    }
    Ok(())
}

fn folder_for(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("hostile")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

const GOOD: &str = "Crane falls into the harbour

A crane fell into the harbour of Kelso Quay on Monday, police said.

“It went down like a tree,” the harbour master, Jane Holm, said.

Nobody was hurt.
";

/// Rows in one run of `inspect` and `quotes`: starting the command takes longer than most inputs.
const TOGETHER: usize = 16;

/// Every fourth row from `from`: the table is cut in four so that the test runner can use its threads.
fn drive(from: usize) {
    let folder = folder_for(&from.to_string());
    std::fs::write(folder.join("good.txt"), GOOD).unwrap();
    std::fs::write(folder.join("good2.txt"), GOOD.replace("Monday", "Tuesday")).unwrap();
    let rows = rows();
    let rows: Vec<&Row> = rows.iter().skip(from).step_by(4).collect();
    let mut wrong = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let own = folder.join(number.to_string());
        std::fs::create_dir_all(&own).unwrap();
        let held = lay(&own.join(&row.file), &row.recipe);
        let row = &Row {
            expect: if held {
                row.expect.clone()
            } else {
                "any".to_owned()
            },
            name: row.name.clone(),
            class: row.class.clone(),
            file: row.file.clone(),
            recipe: row.recipe.clone(),
        };
        let outputs = if LARGE.contains(&row.class.as_str()) {
            &OUTPUTS[..2]
        } else {
            OUTPUTS
        };
        // A name that begins with a dash or holds an equals sign must not pass for something else.
        let file_argument = format!("./{number}/{}", row.file);
        let mut arguments = vec!["compare", &file_argument, "good.txt", "good2.txt"];
        for (_, name) in outputs {
            let _ = std::fs::remove_file(folder.join(name));
            arguments.extend(["-o", name]);
        }
        let mut output = run(&folder, &arguments);
        for (format, name) in outputs {
            output.stdout = std::fs::read(folder.join(name)).unwrap_or_default();
            wrong.extend(check(row, format, &output).err());
        }
    }
    for (number, chunk) in rows.chunks(TOGETHER).enumerate() {
        let files = chunk
            .iter()
            .enumerate()
            .map(|(at, row)| format!("./{}/{}", number * TOGETHER + at, row.file));
        let files: Vec<String> = files.collect();
        for command in ["inspect", "quotes"] {
            let mut arguments = vec![command];
            arguments.extend(files.iter().map(String::as_str));
            let output = run(&folder, &arguments);
            let all = Row {
                name: format!(
                    "{command} of {} to {}",
                    chunk[0].name,
                    chunk[chunk.len() - 1].name
                ),
                class: String::new(),
                file: String::new(),
                recipe: String::new(),
                expect: "any".to_owned(),
            };
            wrong.extend(check(&all, "table", &output).err());
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn first_quarter() {
    drive(0);
}

#[test]
fn second_quarter() {
    drive(1);
}

#[test]
fn third_quarter() {
    drive(2);
}

#[test]
fn fourth_quarter() {
    drive(3);
}

#[test]
fn the_table_is_large_enough_and_names_are_unique() {
    let rows = rows();
    let names: std::collections::BTreeSet<&str> =
        rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names.len(), rows.len());
    assert!(rows.len() >= 300);
}

/// What only looks like the other report's words and figures is neither merged nor passed over.
#[test]
fn look_alikes_and_other_digits_are_told() {
    let folder = folder_for("alike");
    let text = "Crane falls into the harbour\n\n“We made no comment on it,” said Peter Ward.\n\nThe crane hit 30 people on Monday.\n";
    std::fs::write(folder.join("a.txt"), text).unwrap();
    let compared = |from: &str, to: &str| {
        std::fs::write(folder.join("b.txt"), text.replace(from, to)).unwrap();
        let output = run(&folder, &["--format", "json", "a.txt", "b.txt"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let notes = String::from_utf8(output.stderr).unwrap();
        (
            value["counts"]["groups"]["divergent"].as_u64().unwrap(),
            notes,
        )
    };
    for other in ["41", "٤١", "४१", "４１", "𝟒𝟏", "𝟜𝟙"] {
        assert_eq!(compared("30", other).0, 1, "{other}");
    }
    for same in ["٣٠", "３０", "𝟑𝟎"] {
        assert_eq!(compared("30", same).0, 0, "{same}");
    }
    for (from, to, letter) in [
        ("comment", "сomment", "U+0441"),
        ("comment", "com\u{200b}ment", "U+200B"),
        ("Peter", "Рeter", "U+0420"),
        ("Ward", "W\u{2060}ard", "U+2060"),
    ] {
        let notes = compared(from, to).1;
        assert!(notes.contains(letter), "{to}: {notes}");
    }
}
