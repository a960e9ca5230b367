//! Streams and files that fail: closed descriptors, folders that cannot be written, several writers, a run that is ended.
//! Full disks and closed pipes stand in `tests/cli.rs`.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const STORYDIFF: &str = env!("CARGO_BIN_EXE_storydiff");

/// A folder of its own for one test with two reports in it, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, sentences: usize) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("streams-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for (file, what) in [("a.txt", "hurt"), ("b.txt", "killed")] {
            let mut text = String::from("Quay crane falls into the harbour\n\n");
            for number in 0..sentences {
                text.push_str(&format!(
                    "The crane hit boat {number} of the harbour master on Monday.\n\n"
                ));
            }
            text.push_str(&format!("Nobody was {what}, the harbour master said.\n"));
            fs::write(path.join(file), text).unwrap();
        }
        Folder(path)
    }

    /// A line of bash in the folder; `$S` is the command.
    fn bash(&self, line: &str) -> Output {
        Command::new("bash")
            .args(["-c", line])
            .current_dir(&self.0)
            .env("S", STORYDIFF)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
            .filter(|name| !name.ends_with(".txt"))
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The runtime opens the null device where a descriptor is closed, so nothing that is opened later takes its number.
#[test]
fn closed_descriptors_never_meet_a_file() {
    let folder = Folder::new("closed", 2);
    let before = fs::read(folder.0.join("a.txt")).unwrap();
    for closed in [">&-", "2>&-", "<&-", "<&- >&- 2>&-"] {
        for line in [
            format!("$S a.txt b.txt {closed}"),
            format!("$S --format json a.txt b.txt {closed}"),
            format!("$S --help {closed}"),
            format!("$S missing.txt a.txt b.txt {closed}"),
        ] {
            let output = folder.bash(&line);
            let code = output.status.code();
            let expect = if line.contains("missing") { 2 } else { 0 };
            assert_eq!(code, Some(expect), "{line}");
        }
        let output = folder.bash(&format!("$S -o out.json a.txt b.txt {closed}"));
        assert_eq!(output.status.code(), Some(0), "{closed}");
        let text = fs::read_to_string(folder.0.join("out.json")).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        assert_eq!(fs::read(folder.0.join("a.txt")).unwrap(), before);
        assert_eq!(folder.names(), ["out.json"]);
    }
    let output = folder.bash("$S inspect - <&-");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("-: empty"));
}

#[test]
fn a_place_that_cannot_be_written_is_trouble_and_nothing_is_left() {
    let folder = Folder::new("unwritable", 2);
    fs::create_dir(folder.0.join("out.json")).unwrap();
    for target in ["a.txt/x.json", "nowhere/x.json", "out.json", "/sys/x.json"] {
        let output = folder.bash(&format!("$S -o {target} a.txt b.txt"));
        assert_eq!(output.status.code(), Some(2), "{target}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&format!("{target}: not written: ")), "{said}");
        assert!(output.stdout.is_empty(), "{target}");
    }
    assert_eq!(folder.names(), ["out.json"]);
    assert_eq!(fs::read_dir(folder.0.join("out.json")).unwrap().count(), 0);
}

#[test]
fn of_several_writers_one_wins_whole() {
    let folder = Folder::new("writers", 40);
    let whole = folder.bash("$S --format json a.txt b.txt").stdout;
    let output = folder.bash(
        "for n in 1 2 3 4 5 6 7 8; do $S -o out.json a.txt b.txt & done; \
         for job in $(jobs -p); do wait $job || exit 1; done",
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(fs::read(folder.0.join("out.json")).unwrap(), whole);
    assert_eq!(folder.names(), ["out.json"], "no litter");
}

#[test]
fn a_run_that_is_ended_leaves_the_old_file_or_the_new_one() {
    let folder = Folder::new("ended", 150);
    let new = folder.bash("$S --format json a.txt b.txt").stdout;
    let path = folder.0.join("out.json");
    for wait in [0, 30, 60, 100, 150, 220, 300, 400] {
        fs::write(&path, "old").unwrap();
        let mut child = Command::new(STORYDIFF)
            .args(["-o", "out.json", "a.txt", "b.txt"])
            .current_dir(&folder.0)
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&path).unwrap();
        assert!(
            found == b"old" || found == new,
            "after {wait} ms: {} bytes",
            found.len()
        );
    }
}

/// Every form of output and every command that writes one.
fn runs() -> Vec<String> {
    let forms = [
        "table",
        "json",
        "jsonl",
        "markdown",
        "html",
        "csv",
        "tsv",
        "tei",
        "worksheet",
    ];
    let compared = forms.map(|form| format!("compare --format {form} a.txt b.txt"));
    let others = [
        "compare --full a.txt b.txt",
        "compare --view unique a.txt b.txt",
        "compare --explain g1 a.txt b.txt",
        "inspect a.txt",
        "inspect --format json a.txt",
        "quotes a.txt",
        "quotes --format json a.txt",
        "versions a.txt b.txt",
        "versions --format html a.txt b.txt",
        "versions --format json a.txt b.txt",
        "check a.txt --source b.txt",
        "completions bash",
        "man",
        "lexicon",
    ];
    compared
        .into_iter()
        .chain(others.map(str::to_owned))
        .collect()
}

#[test]
fn every_form_on_a_full_disk_is_trouble() {
    if !Path::new("/dev/full").exists() {
        eprintln!("SKIPPED: no /dev/full here");
        return;
    }
    // Large enough that what is written piece by piece fails in the middle.
    let folder = Folder::new("full", 60);
    for run in runs() {
        let mut lines = vec![format!("$S {run} > /dev/full")];
        if run.starts_with("compare") {
            lines.push(format!("$S {run} -o /dev/full"));
        }
        for line in lines {
            let output = folder.bash(&line);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{line}: {said}");
            assert!(said.contains("not written: "), "{line}: {said}");
        }
    }
}

#[test]
fn every_form_into_a_pipe_that_is_closed_is_quiet() {
    let folder = Folder::new("pipe", 60);
    for run in runs() {
        let line = format!("$S {run} | head -n 1 > /dev/null; echo ${{PIPESTATUS[0]}}");
        let output = folder.bash(&line);
        assert!(
            ["0\n", "1\n"].contains(&&*String::from_utf8_lossy(&output.stdout)),
            "{line}"
        );
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        // Without a descriptor at all: the null device.
        let output = folder.bash(&format!("$S {run} >&-"));
        assert!(matches!(output.status.code(), Some(0 | 1)), "{run}");
    }
}

#[test]
fn a_run_that_is_told_to_end_while_it_writes_leaves_the_old_file_or_the_new_one() {
    let folder = Folder::new("told", 150);
    let path = folder.0.join("out.html");
    let whole = folder.bash("$S --format html a.txt b.txt").stdout;
    for signal in ["TERM", "INT", "HUP", "KILL"] {
        fs::write(&path, "old").unwrap();
        // As soon as the run has a file for the new text: without a name (`#12 (deleted)`), or beside the old one.
        let output = folder.bash(&format!(
            "$S -o out.html a.txt b.txt & run=$!; \
             while kill -0 $run && ! ls .out.html.* && ! ls -l /proc/$run/fd | grep -q /#; do :; done > /dev/null 2>&1; \
             kill -{signal} $run 2> /dev/null; wait $run; echo $?"
        ));
        let status = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            ["0\n", "143\n", "130\n", "129\n", "137\n"].contains(&&*status),
            "{status}"
        );
        if cfg!(target_os = "linux") {
            assert_eq!(folder.names(), ["out.html"], "{signal}: litter");
        }
        let found = fs::read(&path).unwrap();
        assert!(
            found == b"old" || found == whole,
            "{signal}: {}",
            found.len()
        );
    }
}

/// Ten thousand sentences are read for joining; what comes after is joined by its text alone, and that is said.
#[test]
fn a_very_long_story_says_what_it_leaves_out_and_loses_nothing() {
    let folder = Folder::new("long", 5_100);
    let output = folder.bash("$S --format json a.txt b.txt");
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("a very long story: "), "{said}");
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = &result["counts"];
    assert_eq!(counts["statements_in"], counts["statements_out"]);
    // All but the very last sentence is the same text in both.
    assert_eq!(counts["groups"]["shared"], 5_101);
}

/// A limit on the size of files must be an error of the write, not the end of the run.
#[test]
fn a_limit_on_the_size_of_files_is_trouble() {
    let folder = Folder::new("limit", 60);
    fs::write(folder.0.join("out.json"), "old").unwrap();
    for line in [
        "ulimit -f 1; $S -o out.json a.txt b.txt",
        "ulimit -f 1; $S --format html a.txt b.txt > big",
        "ulimit -f 1; $S inspect --format json a.txt -o other.json",
    ] {
        let output = folder.bash(line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(
            said.contains("not written: File too large"),
            "{line}: {said}"
        );
    }
    assert_eq!(fs::read(folder.0.join("out.json")).unwrap(), b"old");
    assert_eq!(folder.names(), ["big", "out.json"]);
}

/// Nobody writes to the pipe, or nobody reads it: that is said while waiting, and the work goes on afterwards.
#[test]
fn a_pipe_that_lets_us_wait_is_named() {
    let folder = Folder::new("wait", 2);
    for (line, words) in [
        (
            "$S pipe b.txt & (sleep 4; cat a.txt > pipe); wait $!",
            "pipe: still waiting: what writes to it",
        ),
        (
            "(sleep 4; cat a.txt) | $S - b.txt",
            "-: still waiting: what writes to it",
        ),
        (
            "$S -o pipe a.txt b.txt & sleep 4; cat pipe; wait $!",
            "pipe: still waiting: nobody reads",
        ),
    ] {
        let output = folder.bash(&format!("[ -p pipe ] || mkfifo pipe; {line}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{line}: {said}");
        assert!(said.contains(words), "{line}: {said}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("crane"),
            "{line}"
        );
        let quiet = folder.bash(&line.replace("$S", "$S --quiet"));
        assert_eq!(String::from_utf8_lossy(&quiet.stderr), "", "{line}");
    }
    // What does not wait says nothing.
    let output = folder.bash("cat a.txt | $S - b.txt");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_file_that_is_read_is_never_written() {
    let folder = Folder::new("same", 2);
    let before = fs::read(folder.0.join("a.txt")).unwrap();
    let bash = |line: &str| folder.bash(&format!("ln -sf a.txt link; {line}"));
    for line in [
        "$S -o a.txt a.txt b.txt",
        "$S -o out.json -o ./a.txt a.txt b.txt",
        "$S -o link a.txt b.txt",
        "$S -o a.txt link b.txt",
        "$S -o a.txt --label A=a.txt b.txt",
        "$S inspect -o a.txt a.txt",
        "$S quotes -o $PWD/a.txt a.txt",
        "$S versions -o a.txt a.txt b.txt",
        "$S check -o a.txt b.txt --source a.txt",
    ] {
        let output = bash(line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(
            said.contains("it is one of the files to read"),
            "{line}: {said}"
        );
        assert_eq!(fs::read(folder.0.join("a.txt")).unwrap(), before, "{line}");
    }
    assert_eq!(folder.names(), ["link"]);
}

#[test]
fn links_lead_to_the_file_that_is_written_and_stay_links() {
    let folder = Folder::new("links", 2);
    let output = folder.bash(
        "mkdir there; ln -s there/new.json link; $S -o link a.txt b.txt && [ -L link ] && [ -s there/new.json ]",
    );
    assert!(output.status.success(), "{output:?}");
    let output = folder.bash("ln -s two one; ln -s one two; $S -o one a.txt b.txt");
    assert_eq!(output.status.code(), Some(2));
    assert!(folder.bash("[ -L one ] && [ -L two ]").status.success());
    // A name as long as the system takes leaves no room for a longer hidden one.
    let name = "n".repeat(250) + ".json";
    let output = folder.bash(&format!("$S -o {name} a.txt b.txt"));
    assert!(output.status.success(), "{output:?}");
    assert!(folder.names().contains(&name));
}

#[test]
fn an_open_descriptor_is_written_on_and_never_replaced() {
    if !Path::new("/dev/fd").exists() {
        eprintln!("SKIPPED: no /dev/fd here");
        return;
    }
    let folder = Folder::new("descriptor", 2);
    for name in ["/dev/stdout", "/dev/fd/1", "/dev/fd/3"] {
        let line = "echo before > log; (echo first; $S -o NAME --format json a.txt b.txt 3>&1; echo last) >> log; cat log";
        let output = folder.bash(&line.replace("NAME", name));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            text.starts_with("before\nfirst\n{\"schema\""),
            "{name}: {text}"
        );
        assert!(text.ends_with("}\nlast\n"), "{name}");
    }
}

/// As another user than root: what may not be read, and a system that gives no threads.
#[test]
fn another_user_meets_unreadable_files_and_no_threads() {
    let folder = Folder::new("user", 2);
    let user = "setpriv --reuid=65534 --clear-groups";
    let bash = |line: &str| {
        let root = folder.bash("[ $(id -u) = 0 ]").status.success();
        folder.bash(&line.replace("AS", if root { user } else { "" }))
    };
    if !bash("AS $S --version && AS test -r a.txt").status.success() {
        eprintln!("SKIPPED: no other user can start the command here");
        return;
    }
    let output =
        bash("chmod 000 a.txt; AS $S a.txt b.txt b.txt; code=$?; chmod 644 a.txt; exit $code");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("a.txt: permission denied"), "{said}");
    assert!(!output.stdout.is_empty(), "the others are compared");
    let output = bash("chmod 555 .; AS $S -o x.json a.txt b.txt; code=$?; chmod 755 .; exit $code");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let whole = folder.bash("$S --format json a.txt b.txt").stdout;
    let output = bash("AS bash -c 'ulimit -u 1; $S --format json a.txt b.txt'");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(output.stdout, whole);
}
