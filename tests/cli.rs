//! The command as its users meet it: statuses, streams, files, pipes, widths, colours, messages.
//!
//! What is said word for word stands in `tests/cli/behaviours.md`; here is what a transcript cannot show well.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ECHO: &str = "echo.txt";
const POST: &str = "post.txt";
const COURIER: &str = "courier.json";

fn mini() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/mini.in")
}

/// The command in the folder of the mini reports, with nothing in the environment that it listens to.
fn storydiff(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_storydiff"));
    command.args(args).current_dir(mini());
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// A line of bash, `storydiff` being the command.
fn bash(line: &str) -> Command {
    let folder = Path::new(env!("CARGO_BIN_EXE_storydiff")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command
        .args(["-c", line])
        .current_dir(mini())
        .env("PATH", path);
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
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

#[test]
fn one_bad_report_does_not_sink_the_others_and_the_status_is_2() {
    let output = storydiff(&[ECHO, "missing.txt", POST]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("storydiff: missing.txt: no such file; check the path\n"));
    assert!(out(&output).starts_with("2 reports, "));
    assert!(out(&output).contains("! missing.txt was not read: no such file; check the path\n"));
}

#[test]
fn every_bad_input_has_its_own_clear_message() {
    let folder = Folder::new("bad-input");
    fs::write(folder.path("empty.txt"), "").unwrap();
    fs::write(folder.path("blank.txt"), " \n\n\t\n").unwrap();
    fs::write(
        folder.path("binary.txt"),
        [0_u8, 159, 146, 150, 0, 1, 2].repeat(40),
    )
    .unwrap();
    fs::create_dir(folder.path("folder")).unwrap();
    for name in ["empty.txt", "blank.txt", "binary.txt", "folder"] {
        let path = folder.path(name);
        let output = storydiff(&[ECHO, POST, &path]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = err(&output);
        let line = said
            .lines()
            .find(|line| line.starts_with(&format!("storydiff: {path}: ")))
            .unwrap_or_else(|| panic!("{name} is not named: {said}"));
        assert!(line.len() > path.len() + 20, "{name}: no cause in `{line}`");
        assert!(out(&output).starts_with("2 reports, "), "{name}");
    }
}

#[test]
fn labels_head_the_columns_in_the_order_of_the_command_line() {
    let output = storydiff(&[
        "--format",
        "json",
        "--label",
        "Zebra=post.txt",
        ECHO,
        "--label",
        "Ant=courier.json",
    ])
    .output()
    .unwrap();
    let value: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let labels: Vec<&str> = value["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| report["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels.len(), 3);
    assert_eq!(labels[0], "Zebra");
    assert_eq!(labels[2], "Ant");
}

#[test]
fn a_file_whose_name_holds_a_sign_needs_no_label() {
    let folder = Folder::new("sign");
    fs::copy(mini().join(POST), folder.path("a=b.txt")).unwrap();
    let path = folder.path("a=b.txt");
    let output = storydiff(&["--format", "json", ECHO, &path])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("a=b.txt"));
}

#[test]
fn nothing_to_compare_is_trouble() {
    for (args, expect) in [
        (&[][..], "nothing to compare: name two or more reports"),
        (&[ECHO], "nothing to compare: one report only"),
        (
            &[ECHO, "no"],
            "nothing to compare: only one report could be read",
        ),
        (
            &["no", "none"],
            "nothing to compare: no report could be read",
        ),
    ] {
        let output = storydiff(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(expect), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    for line in [
        "storydiff --full echo.txt post.txt | true; echo ${PIPESTATUS[0]}",
        "storydiff --format json echo.txt post.txt | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}",
        "storydiff --help | true; echo ${PIPESTATUS[0]}",
        "storydiff missing.txt echo.txt post.txt 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}",
    ] {
        let output = bash(line).output().unwrap();
        let expect = if line.contains("missing") {
            "2\n"
        } else {
            "0\n"
        };
        assert_eq!(out(&output), expect, "{line}");
        assert_eq!(err(&output), "", "{line}");
    }
}

#[test]
fn a_full_disk_is_trouble_with_a_message() {
    if !Path::new("/dev/full").exists() {
        eprintln!("SKIPPED: no /dev/full here");
        return;
    }
    for line in [
        "storydiff echo.txt post.txt > /dev/full",
        "storydiff --format json echo.txt post.txt > /dev/full",
        "storydiff -o /dev/full --format table echo.txt post.txt",
        "storydiff inspect echo.txt > /dev/full",
        "storydiff quotes echo.txt > /dev/full",
        "storydiff --help > /dev/full",
        "storydiff --version > /dev/full",
    ] {
        let output = bash(line).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(
            err(&output).contains("not written: "),
            "{line}: {}",
            err(&output)
        );
    }
    let output = bash("storydiff missing.txt echo.txt post.txt 2> /dev/full")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new("whole");
    let path = folder.path("story.json");
    fs::write(&path, "old").unwrap();
    let output = storydiff(&["-o", &path, ECHO, "missing.txt"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    let output = storydiff(&["-o", &path, ECHO, POST]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "");
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("{\"schema\":\"storydiff/comparison/1\"")
    );
    assert_eq!(folder.names(), ["story.json"], "no litter");
    let limited = format!("ulimit -f 0; storydiff -o '{path}' echo.txt post.txt");
    let before = fs::read_to_string(&path).unwrap();
    let output = bash(&format!("trap '' XFSZ; {limited}")).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    assert_eq!(
        folder.names(),
        ["story.json"],
        "no litter after a failed write"
    );
}

#[test]
fn several_outputs_take_the_form_that_their_ending_names() {
    let folder = Folder::new("several");
    let (json, text) = (folder.path("a.json"), folder.path("a.txt"));
    let output = storydiff(&["-o", &json, "-o", &text, ECHO, POST])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(fs::read_to_string(json).unwrap().starts_with('{'));
    assert!(fs::read_to_string(text).unwrap().starts_with("2 reports, "));
    let odd = folder.path("a.odd");
    let output = storydiff(&["-o", &odd, ECHO, POST]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no form of output has this ending; name one with --format"));
    assert_eq!(folder.names(), ["a.json", "a.txt"]);
}

#[test]
fn an_output_in_a_folder_that_is_not_there_is_said() {
    let output = storydiff(&["-o", "nowhere/a.json", ECHO, POST])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output)
            .contains("nowhere/a.json: not written: the folder does not exist; make it first")
    );
}

#[test]
fn colour_follows_the_flag_then_no_color_then_clicolor_force() {
    let coloured = |args: &[&str], set: &[(&str, &str)]| {
        let mut command = storydiff(args);
        command.args([ECHO, POST]).envs(set.iter().copied());
        out(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "a pipe");
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &[],
        &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]
    ));
    assert!(coloured(&[], &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "0")]));
}

#[test]
fn no_width_makes_a_line_too_wide() {
    for columns in (40..=240).step_by(23) {
        for args in [
            &[ECHO, POST, COURIER][..],
            &["inspect", ECHO],
            &["quotes", ECHO],
        ] {
            let mut command = storydiff(args);
            let text = out(&command
                .env("COLUMNS", columns.to_string())
                .output()
                .unwrap());
            for line in text.lines() {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                assert!(wide <= columns, "{args:?}: {wide} at {columns}: {line}");
            }
        }
    }
}

#[test]
fn nothing_in_a_report_or_its_name_steers_the_terminal() {
    let folder = Folder::new("steer");
    let name = "e\u{1b}]0;x\u{7}\u{202e}.txt";
    let text = "Storm\u{1b}[2J hits\u{9b}31m coast\n\nThe “storm\u{202e} hit” \u{e0041}the\rcoast on Monday, שלום.\n";
    fs::write(folder.path(name), text).unwrap();
    let path = folder.path(name);
    for args in [
        &[path.as_str(), POST][..],
        &[path.as_str(), "missing\u{1b}[2J.txt", POST],
        &["inspect", path.as_str()],
        &["--format", "json", path.as_str(), POST],
        &["--explain", "g1", path.as_str(), POST],
    ] {
        let output = storydiff(args).output().unwrap();
        let said = out(&output) + &err(&output);
        assert!(
            said.contains("שלום") || args.contains(&"--explain"),
            "{said}"
        );
        for letter in said.chars() {
            let steers = (letter.is_control() && letter != '\n')
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
            assert!(!steers, "{args:?}: {letter:?} in the output");
        }
    }
}

#[test]
fn ten_runs_and_other_surroundings_give_the_same_bytes() {
    let run = |set: &[(&str, &str)]| {
        let mut command = storydiff(&["--format", "json", ECHO, POST, COURIER]);
        command.envs(set.iter().copied()).output().unwrap().stdout
    };
    let first = run(&[]);
    for _ in 0..9 {
        assert_eq!(run(&[]), first);
    }
    assert_eq!(
        run(&[("LC_ALL", "C"), ("TZ", "Asia/Tokyo"), ("COLUMNS", "40")]),
        first
    );
}

#[test]
fn output_goes_to_a_reader_as_it_is_written() {
    let mut child = storydiff(&["--format", "json", ECHO, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = fs::read(mini().join(POST)).unwrap();
    child.stdin.take().unwrap().write_all(&text).unwrap();
    let mut read = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut read)
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert!(read.ends_with("}\n"));
}

#[test]
fn completions_are_made_for_every_shell_and_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = storydiff(&["completions", shell]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        for name in ["compare", "inspect", "quotes", "versions", "fail-on"] {
            assert!(out(&output).contains(name), "{shell}: {name}");
        }
    }
}

#[test]
fn the_manual_page_covers_the_command_and_each_subcommand() {
    let whole = storydiff(&["man"]).output().unwrap();
    assert!(out(&whole).contains(".TH storydiff 1"), "{}", out(&whole));
    assert!(out(&whole).contains("Exit status"));
    let part = storydiff(&["man", "quotes"]).output().unwrap();
    assert!(out(&part).contains("jsonl"));
    let wrong = storydiff(&["man", "qoutes"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).starts_with("storydiff: qoutes: no such command; did you mean `quotes`?"));
}

#[test]
fn a_word_list_is_printed_and_read_back() {
    let names = out(&storydiff(&["lexicon"]).output().unwrap());
    assert!(names.lines().any(|name| name == "hedges"), "{names}");
    let list = storydiff(&["lexicon", "hedges"]).output().unwrap();
    assert!(out(&list).starts_with("# "));
    let wrong = storydiff(&["lexicon", "hegdes"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("did you mean `hedges`?"));

    let folder = Folder::new("lexicon");
    fs::write(folder.path("hedges.tsv"), out(&list)).unwrap();
    let same = storydiff(&["--format", "json", ECHO, POST])
        .output()
        .unwrap();
    let own = storydiff(&[
        "--lexicon",
        &folder.path(""),
        "--format",
        "json",
        ECHO,
        POST,
    ])
    .output()
    .unwrap();
    assert_eq!(own.status.code(), Some(0), "{}", err(&own));
    assert_eq!(out(&own), out(&same));
    fs::write(folder.path("hedges.tsv"), "no columns\n").unwrap();
    let bad = storydiff(&["--lexicon", &folder.path(""), ECHO, POST])
        .output()
        .unwrap();
    assert_eq!(bad.status.code(), Some(2));
    assert!(err(&bad).contains("hedges.tsv:1: "), "{}", err(&bad));
}

#[test]
fn typed_beats_the_environment_beats_the_file() {
    let folder = Folder::new("settings");
    fs::write(
        folder.path("storydiff.toml"),
        "width = 60\n[compare]\nonly = [\"unique\"]\n",
    )
    .unwrap();
    fs::create_dir(folder.path("below")).unwrap();
    for name in [ECHO, POST] {
        fs::copy(mini().join(name), folder.path(name)).unwrap();
    }
    let run = |args: &[&str], set: &[(&str, &str)]| {
        let output = storydiff(args)
            .current_dir(folder.path("below"))
            .args(["../echo.txt", "../post.txt"])
            .envs(set.iter().copied())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    };
    let wide = |text: &str| {
        text.lines()
            .map(unicode_width::UnicodeWidthStr::width)
            .max()
            .unwrap()
    };
    let from_file = run(&[], &[]);
    assert!(
        wide(&from_file) <= 60 && !from_file.contains("SHARED"),
        "{from_file}"
    );
    assert!(wide(&run(&["--no-config"], &[])) > 60);
    assert!(wide(&run(&[], &[("STORYDIFF_WIDTH", "90")])) > 60);
    assert!(wide(&run(&["--width", "70"], &[("STORYDIFF_WIDTH", "90")])) <= 70);
    assert!(
        wide(&run(&["compare"], &[])) <= 60,
        "a command takes the shared settings"
    );
    let printed = run(&["--print-config"], &[("STORYDIFF_COLOR", "never")]);
    assert!(
        printed.contains("width = 60  # ") && printed.contains("storydiff.toml:1:1"),
        "{printed}"
    );
    assert!(
        printed.contains("color = \"never\"  # STORYDIFF_COLOR"),
        "{printed}"
    );
}

#[test]
fn a_wrong_setting_is_named_with_its_place() {
    let folder = Folder::new("wrong-settings");
    for (text, expect) in [
        ("width = \n", "storydiff.toml:1:"),
        (
            "\n widht = 90\n",
            "storydiff.toml:2:2: `widht` is no setting for all commands; did you mean `width`?",
        ),
        (
            "width = \"wide\"\n",
            "storydiff.toml:1:1: invalid value 'wide' for '--width <N>'",
        ),
        (
            "[compare]\nonly = \"diverging\"\n",
            "storydiff.toml:2:1: invalid value 'diverging' for '--only <STATUS>' [possible values: divergent, shared, unique]",
        ),
        (
            "[comprae]\nfull = true\n",
            "storydiff.toml:1:2: there is no command `comprae`; did you mean `compare`?",
        ),
        (
            "quiet = \"perhaps\"\n",
            "storydiff.toml:1:1: `quiet` is true or false",
        ),
    ] {
        fs::write(folder.path("storydiff.toml"), text).unwrap();
        let output = storydiff(&[])
            .current_dir(folder.path(""))
            .args(["a", "b"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(err(&output).contains(expect), "{text}: {}", err(&output));
    }
    let output = storydiff(&[ECHO, POST])
        .env("STORYDIFF_WIDTH", "wide")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("STORYDIFF_WIDTH: invalid value 'wide' for '--width <N>'"),
        "{}",
        err(&output)
    );
}
