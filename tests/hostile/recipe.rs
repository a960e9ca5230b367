//! The recipes of `table.tsv` → bytes and files; `tests/hostile.rs` says what they look like.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The bytes that a recipe describes.
pub fn cook(recipe: &str) -> Vec<u8> {
    let recipe = recipe.trim_start();
    let (word, rest) = recipe.split_once(' ').unwrap_or((recipe, ""));
    match word {
        "" => Vec::new(),
        "+" => cook(rest),
        "hex" => {
            let (digits, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let mut bytes: Vec<u8> = (0..digits.len() / 2)
                .map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap())
                .collect();
            bytes.extend(cook(rest));
            bytes
        }
        "random" => {
            let (count, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let mut state = 0x2545_f491_4f6c_dd1d_u64;
            let mut bytes: Vec<u8> = (0..count.parse().unwrap())
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    state.to_le_bytes()[3]
                })
                .collect();
            bytes.extend(cook(rest));
            bytes
        }
        "gzip" => gzip(&cook(rest)),
        "gzip-cut" => {
            let packed = gzip(&cook(rest));
            packed[..packed.len() / 2].to_vec()
        }
        "gzip-bad" => {
            let mut packed = gzip(&cook(rest));
            let at = packed.len() - 6;
            packed[at] ^= 0xff;
            packed
        }
        "gzip-two" => {
            let bytes = cook(rest);
            let (left, right) = bytes.split_at(bytes.len() / 2);
            [gzip(left), gzip(right)].concat()
        }
        "gzip-in-gzip" => gzip(&gzip(&cook(rest))),
        "gzip-each" => cook(rest).iter().flat_map(|byte| gzip(&[*byte])).collect(),
        "gzip-and" => {
            let (digits, rest) = rest.split_once(' ').unwrap();
            [gzip(&cook(rest)), cook(&format!("hex {digits}"))].concat()
        }
        "latin1" => text_of(rest)
            .chars()
            .map(|c| u8::try_from(c).unwrap())
            .collect(),
        "utf32le" => text_of(rest)
            .chars()
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect(),
        "utf32be-mark" => {
            let text = format!("\u{feff}{}", text_of(rest));
            text.chars()
                .flat_map(|c| (c as u32).to_be_bytes())
                .collect()
        }
        "utf16be" => utf16(&cook(rest), u16::to_be_bytes),
        "utf16le" => utf16(&cook(rest), u16::to_le_bytes),
        "utf16le-mark" => [vec![0xff, 0xfe], utf16(&cook(rest), u16::to_le_bytes)].concat(),
        "utf16be-mark" => [vec![0xfe, 0xff], utf16(&cook(rest), u16::to_be_bytes)].concat(),
        _ => piece(recipe),
    }
}

fn text_of(recipe: &str) -> String {
    String::from_utf8(cook(recipe)).unwrap()
}

/// Makes what a row asks for. False where this system cannot show it: then the row is only held to be harmless.
pub fn lay(path: &Path, recipe: &str) -> bool {
    let (word, rest) = recipe.split_once(' ').unwrap_or((recipe, ""));
    match word {
        "directory" => std::fs::create_dir_all(path).is_ok(),
        "missing" => true,
        #[cfg(unix)]
        "socket" => std::os::unix::net::UnixListener::bind(path).is_ok(),
        #[cfg(unix)]
        "link-to" => std::os::unix::fs::symlink(rest, path).is_ok(),
        #[cfg(unix)]
        "fifo" => {
            let made = Command::new("mkfifo").arg(path).status();
            let (path, bytes) = (path.to_owned(), cook(rest));
            // Each run opens it once, and must see its end before the next writing; the folder's end is the writer's.
            std::thread::spawn(move || {
                while std::fs::write(&path, &bytes).is_ok() {
                    std::thread::sleep(Duration::from_millis(500));
                }
            });
            made.is_ok_and(|status| status.success())
        }
        #[cfg(unix)]
        "unreadable" => {
            use std::os::unix::fs::PermissionsExt;
            std::fs::write(path, cook(rest)).unwrap();
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o000)).unwrap();
            let held = std::fs::File::open(path).is_err();
            if !held {
                eprintln!("SKIPPED: root reads every file; `streams` has this as another user");
            }
            held
        }
        _ => {
            std::fs::write(path, cook(recipe)).unwrap();
            true
        }
    }
}

/// A quoted piece and what follows it.
fn piece(recipe: &str) -> Vec<u8> {
    let quote = recipe.chars().next().unwrap();
    assert!(quote == '"' || quote == '\'', "no recipe: {recipe}");
    let mut end = 1;
    let bytes = recipe.as_bytes();
    while bytes[end] != quote as u8 {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let inside = &recipe[1..end];
    let inside = if quote == '\'' {
        inside.replace('"', "\\\"")
    } else {
        inside.to_owned()
    };
    let text: String = serde_json::from_str(&format!("\"{inside}\"")).unwrap();
    let rest = &recipe[end + 1..];
    let (times, rest) = match rest.strip_prefix('x') {
        Some(rest) => {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (digits.parse().unwrap(), &rest[digits.len()..])
        }
        None => (1, rest),
    };
    let mut out = text.into_bytes().repeat(times);
    out.extend(cook(rest));
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(bytes: &[u8], pair: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::str::from_utf8(bytes)
        .unwrap()
        .encode_utf16()
        .flat_map(pair)
        .collect()
}
