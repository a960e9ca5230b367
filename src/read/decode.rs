//! Bytes → text, with the name of the encoding.
//!
//! In this order: byte order mark, UTF-16 by its pattern of zero bytes, what the page declares, UTF-8, a guess. A
//! guess and every replaced character are told in a note. What is not text is refused by the name of its kind.
//! Text that is valid UTF-8 beyond ASCII is UTF-8 whatever is declared: other encodings do not look so by chance. Lines
//! of another encoding among lines of UTF-8 are read each in its own ([`mixed`]).

mod mixed;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text with the way it was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text without a byte order mark.
    pub(super) text: String,
    /// WHATWG name.
    pub(super) encoding: &'static str,
    /// What was guessed or replaced, as sentences.
    pub(super) notes: Vec<String>,
}

/// Marks of files that are not text, with the name that people know them by.
const KINDS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (
        b"PK\x03\x04",
        "a ZIP archive (or a .docx, .odt, .epub file)",
    ),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3", "a SQLite database"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
    (b"\xff\xfe\x00\x00", "UTF-32 text"),
];

/// Decodes the bytes of a report.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("the file is empty".to_owned());
    }
    for (mark, name) in KINDS {
        if bytes.starts_with(mark) {
            return Err(format!(
                "not text but {name}; save the report as text, HTML, Markdown or JSON"
            ));
        }
    }
    let mut notes = Vec::new();
    let (encoding, rest) = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let shown = utf16_by_zeros(rest);
        match shown.filter(|shown| encoding != UTF_8 && encoding != *shown) {
            Some(shown) => {
                notes.push(format!(
                    "its mark says {}, but it is {}: read as that",
                    encoding.name(),
                    shown.name()
                ));
                (shown, rest)
            }
            None => (encoding, rest),
        }
    } else if let Some(encoding) = utf16_by_zeros(bytes) {
        notes.push(format!(
            "no byte order mark, but every second byte is zero: read as {}",
            encoding.name()
        ));
        (encoding, bytes)
    } else {
        (choose(bytes, &mut notes), bytes)
    };
    if encoding == UTF_16LE || encoding == UTF_16BE {
        mixed::refuse_narrow(rest, encoding)?;
    }
    let text = match mixed::foreign_lines(rest, encoding) {
        Some(foreign) => mixed::decode(rest, foreign, &mut notes),
        None => encoding.decode_without_bom_handling(rest).0.into_owned(),
    };
    if text.chars().all(char::is_whitespace) {
        return Err("the file is empty".to_owned());
    }
    let text = mend(text, rest, encoding, &mut notes)?;
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        notes,
    })
}

/// Declared, UTF-8, or guessed.
fn choose(bytes: &[u8], notes: &mut Vec<String>) -> &'static Encoding {
    let declared = declared(bytes);
    let (sequences, errors) = utf8_shape(bytes);
    if errors == 0 && (sequences > 0 || declared.is_none()) {
        if let Some(label) = declared.filter(|encoding| *encoding != UTF_8 && sequences > 0) {
            notes.push(format!(
                "{} is declared, but the text is UTF-8: read as UTF-8",
                label.name()
            ));
        }
        return UTF_8;
    }
    // Damaged UTF-8 has more whole sequences than broken ones; a single-byte encoding has next to none.
    if sequences > errors || mixed::foreign_lines(bytes, UTF_8).is_some() {
        return UTF_8;
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8 || errors == 0) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    notes.push(format!(
        "no encoding is declared and the text is not UTF-8: guessed {}",
        guessed.name()
    ));
    guessed
}

/// Counts whole multi-byte sequences and errors.
fn utf8_shape(bytes: &[u8]) -> (usize, usize) {
    let mut sequences = 0;
    let mut errors = 0;
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    (sequences, errors)
}

/// The encoding that a page names in its first bytes (`<meta charset>`, `<?xml encoding>`).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    // The HTML standard looks at 1024 bytes; many real pages put the tag a little later.
    let head = bytes.get(..4096).unwrap_or(bytes);
    if !head.contains(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head.trim_start();
    let xml = start
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .and_then(|rest| rest.split("encoding").nth(1));
    let meta = head.split("<meta").skip(1).find_map(|tag| {
        tag.split('>')
            .next()
            .unwrap_or_default()
            .split("charset")
            .nth(1)
    });
    let label = xml.or(meta)?.trim_start().strip_prefix('=')?;
    let label: String = label
        .trim_start()
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page whose tag can be read byte by byte is not UTF-16, whatever the tag says (the HTML standard's rule).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

/// Text mostly of Latin letters in UTF-16 has a zero in every second byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |parity: usize| {
        let lane = head.iter().skip(parity).step_by(2);
        lane.filter(|byte| **byte == 0).count()
    };
    let half = head.len() / 2;
    // Two fifths of one lane: names and quotations in other scripts may stand between, binary data has zeros in both.
    let many = |count: usize| count * 5 > half * 2;
    let few = |count: usize| count * 50 <= half;
    let (even, odd) = (zeros(0), zeros(1));
    if half >= 2 && many(odd) && few(even) {
        Some(UTF_16LE)
    } else if half >= 2 && many(even) && few(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Replaces zero characters, counts what was replaced, refuses what cannot be text.
fn mend(
    mut text: String,
    bytes: &[u8],
    encoding: &'static Encoding,
    notes: &mut Vec<String>,
) -> Result<String, String> {
    let mut total = 0_usize;
    let mut zeros = 0_usize;
    let mut controls = 0_usize;
    let mut replaced = 0_usize;
    for letter in text.chars() {
        total += 1;
        match letter {
            '\0' => zeros += 1,
            '\u{fffd}' => replaced += 1,
            '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{1b}' | '\u{8}' => {}
            other if (other as u32) < 0x20 => controls += 1,
            _ => {}
        }
    }
    // One in a hundred zeros, one in twenty control characters or one in ten other signs of binary: far over any damaged
    // text that is still readable. Random bytes have one control character in ten.
    let controlled = controls > 3 && (zeros + controls) * 20 > total;
    if zeros * 100 > total || controlled || (zeros + controls + replaced) * 10 > total {
        return Err(format!(
            "not text: {} of {total} characters are zero, control or undecodable characters",
            zeros + controls + replaced
        ));
    }
    // A replacement character that stands in the file as such is the author's, not ours.
    let own = if encoding == UTF_8 {
        bytes
            .windows(3)
            .filter(|piece| *piece == "\u{fffd}".as_bytes())
            .count()
    } else {
        0
    };
    let replaced = replaced.saturating_sub(own);
    if replaced > 0 {
        notes.push(format!(
            "{replaced} {} not decode as {} and {} replaced by U+FFFD",
            if replaced == 1 {
                "place did"
            } else {
                "places did"
            },
            encoding.name(),
            if replaced == 1 { "was" } else { "were" },
        ));
    }
    if zeros > 0 {
        notes.push(format!(
            "{zeros} zero {} replaced by U+FFFD",
            if zeros == 1 { "byte was" } else { "bytes were" }
        ));
        text = text.replace('\0', "\u{fffd}");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, text: &str, note: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.text, text);
        let notes = decoded.notes.join("; ");
        assert!(
            notes.contains(note) && notes.is_empty() == note.is_empty(),
            "{notes}"
        );
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check(b"\xef\xbb\xbfA caf\xc3\xa9", "UTF-8", "A café", "");
        check("A “café”".as_bytes(), "UTF-8", "A “café”", "");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let units: Vec<u16> = "The mayor’s café".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let text = "The mayor’s café";
        check(
            &[b"\xff\xfe".to_vec(), little.clone()].concat(),
            "UTF-16LE",
            text,
            "",
        );
        check(
            &[b"\xfe\xff".to_vec(), big.clone()].concat(),
            "UTF-16BE",
            text,
            "",
        );
        check(&little, "UTF-16LE", text, "every second byte is zero");
        check(&big, "UTF-16BE", text, "every second byte is zero");
    }

    #[test]
    fn declared_and_guessed() {
        check(
            b"<meta charset=iso-8859-1><p>A caf\xe9",
            "windows-1252",
            "<meta charset=iso-8859-1><p>A café",
            "",
        );
        check(
            "<meta charset='windows-1252'><p>café".as_bytes(),
            "UTF-8",
            "<meta charset='windows-1252'><p>café",
            "is declared, but the text is UTF-8",
        );
        check(
            b"The caf\xe9 said \x93no\x94",
            "windows-1252",
            "The café said “no”",
            "guessed windows-1252",
        );
    }

    #[test]
    fn damage_is_counted() {
        check(
            b"\xc3\xa9\xc3\xa9\xc3\xa9 and a bad \xff byte in a longer text",
            "UTF-8",
            "ééé and a bad \u{fffd} byte in a longer text",
            "1 place did not decode",
        );
        let mut text = "a long enough line of text ".repeat(8);
        text.push('\0');
        check(
            text.as_bytes(),
            "UTF-8",
            &text.replace('\0', "\u{fffd}"),
            "1 zero byte",
        );
    }

    #[test]
    fn what_is_not_text_is_named() {
        for (bytes, name) in [
            (&b"%PDF-1.7 and so on"[..], "a PDF"),
            (b"PK\x03\x04....", "a ZIP archive"),
            (b"\x00\x01\x02\x03\x00\x00\x07\x00", "not text"),
            (b" \n\t ", "empty"),
            (b"", "empty"),
            (b"\xff\xfe", "empty"),
        ] {
            let error = decode(bytes).unwrap_err();
            assert!(error.contains(name), "{error}");
        }
    }
}
