//! Two encodings in one file: texts that were put together byte by byte.
//!
//! Lines that are UTF-8 beyond ASCII vouch for it; the lines that are not UTF-8 and hold no sequence of it are then in
//! another encoding, guessed over all of them. Where both stand in one line, the bytes are damage. Text of one byte a
//! letter inside UTF-16 comes out as thousands of rare letters, so it is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// So many foreign lines to one that vouches: a single-byte text has a line that passes for UTF-8 by chance.
const FOREIGN_TO_ONE: usize = 4;
/// Foreign lines that are enough to tell a script of many letters.
const SURE: usize = 4;
/// Bytes in a row that are all printable ASCII. In UTF-16 each pair of them is one letter; two dozen such letters in a
/// row are no text: of the common Chinese characters one in three is such a pair.
const NARROW: usize = 48;

/// The other encoding of the lines that are not UTF-8; nothing where the whole is of one encoding.
pub(super) fn foreign_lines(
    bytes: &[u8],
    encoding: &'static Encoding,
) -> Option<&'static Encoding> {
    if encoding != UTF_8 || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (mut vouching, mut foreign) = (0_usize, 0_usize);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in lines(bytes) {
        if is_foreign(line) {
            foreign += 1;
            detector.feed(line, false);
        } else if !line.is_ascii() && std::str::from_utf8(line).is_ok() {
            vouching += 1;
        }
    }
    if foreign == 0 || foreign > vouching.saturating_mul(FOREIGN_TO_ONE) {
        return None;
    }
    detector.feed(b"", true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // Of a few letters the detector takes any two for one of another script.
    let is_sure = guessed.is_single_byte() || foreign >= SURE;
    Some(if is_sure { guessed } else { WINDOWS_1252 })
}

/// The text of both, with a note.
pub(super) fn decode(bytes: &[u8], foreign: &'static Encoding, notes: &mut Vec<String>) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut count = 0_usize;
    for line in lines(bytes) {
        if is_foreign(line) {
            count += 1;
            text.push_str(&foreign.decode_without_bom_handling(line).0);
        } else {
            text.push_str(&String::from_utf8_lossy(line));
        }
    }
    let (lines, are) = if count == 1 {
        ("line", "is")
    } else {
        ("lines", "are")
    };
    notes.push(format!(
        "two encodings in one file: {count} {lines} that {are} not UTF-8, read as {}",
        foreign.name()
    ));
    text
}

/// Refuses UTF-16 that goes over into bytes.
pub(super) fn refuse_narrow(bytes: &[u8], encoding: &'static Encoding) -> Result<(), String> {
    let mut run = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        run = match byte {
            b'\t' | b'\n' | b'\r' | b' '..=b'~' => run + 1,
            _ => 0,
        };
        if run == NARROW {
            return Err(format!(
                "two encodings in one file: {}, and one byte a letter near byte {}; save it in one",
                encoding.name(),
                at + 1 - NARROW
            ));
        }
    }
    Ok(())
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

/// Not UTF-8, and nothing of it is.
fn is_foreign(line: &[u8]) -> bool {
    if line.is_ascii() {
        return false;
    }
    let mut broken = false;
    for chunk in line.utf8_chunks() {
        if !chunk.valid().is_ascii() {
            return false;
        }
        broken |= !chunk.invalid().is_empty();
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::super::decode;

    #[test]
    fn lines_of_two_encodings_are_read_each_in_its_own() {
        let bytes = [
            "The café was shut, she said.\n".as_bytes(),
            b"The caf\xe9 was \x93open\x94, he said.\n",
        ]
        .concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!(
            decoded.text,
            "The café was shut, she said.\nThe café was “open”, he said.\n"
        );
        assert_eq!(decoded.encoding, "UTF-8");
        let notes = decoded.notes.join("; ");
        assert_eq!(
            notes,
            "two encodings in one file: 1 line that is not UTF-8, read as windows-1252"
        );
    }

    #[test]
    fn a_single_byte_text_is_not_taken_for_two() {
        let line = b"Le caf\xe9 \xe9tait ferm\xe9.\n".repeat(9);
        // What looks like UTF-8 by chance: two letters of the other encoding.
        let bytes = [&line[..], b"\xc3\xa9\n"].concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "windows-1252");
    }

    #[test]
    fn bytes_inside_utf16_are_refused() {
        let wide = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16();
            units.flat_map(u16::to_le_bytes).collect()
        };
        let text = "The crane fell into the harbour on Monday, the harbour master said.";
        let bytes = [b"\xff\xfe".to_vec(), wide(text), text.into()].concat();
        assert!(decode(&bytes).unwrap_err().contains("two encodings"));
        let bytes = [b"\xff\xfe".to_vec(), wide(text)].concat();
        assert_eq!(decode(&bytes).unwrap().text, text);
    }

    #[test]
    fn a_mark_that_lies_is_told() {
        let units = "The mayor’s café".encode_utf16();
        let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        let decoded = decode(&[b"\xff\xfe".to_vec(), big].concat()).unwrap();
        assert_eq!(decoded.text, "The mayor’s café");
        assert!(
            decoded
                .notes
                .join("")
                .contains("its mark says UTF-16LE, but it is UTF-16BE")
        );
    }
}
