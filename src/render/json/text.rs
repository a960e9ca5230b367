//! Wire structs → a line of JSON that is safe to print: what steers a terminal is written as `\u001b`.
//!
//! JSON itself asks for escapes below U+0020 only; readers give back the same text either way. The line is written
//! piece by piece: of hostile input it is fifty times as long as the input.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

struct Careful;

impl Formatter for Careful {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        // Most pieces are keys and plain words; all that steers lies from here on.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return CompactFormatter.write_string_fragment(writer, fragment);
        }
        let mut from = 0;
        for (at, letter) in fragment.char_indices() {
            if !steers(letter) {
                continue;
            }
            CompactFormatter
                .write_string_fragment(writer, fragment.get(from..at).unwrap_or_default())?;
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + letter.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, fragment.get(from..).unwrap_or_default())
    }
}

fn steers(letter: char) -> bool {
    matches!(letter, '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Bytes that are gathered before they are handed on: a page, so that memory stays small and calls stay few.
const GATHERED: usize = 8 << 10;

/// The many small pieces of a line, handed on together: a comma of its own costs as much as a kilobyte.
struct Gathering<'w> {
    out: &'w mut dyn Write,
    held: Vec<u8>,
}

impl Gathering<'_> {
    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }
}

impl Write for Gathering<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= GATHERED {
            self.hand_on()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }
}

/// Writes one value with its line end.
///
/// # Errors
/// Those of the writer.
pub(in crate::render) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut out = Gathering {
        out,
        held: Vec::with_capacity(2 * GATHERED),
    };
    value.serialize(&mut Serializer::with_formatter(&mut out, Careful))?;
    out.write_all(b"\n")?;
    out.hand_on()
}

/// One value with its line end.
pub(in crate::render) fn line(value: &impl Serialize) -> String {
    held(|out| write_line(out, value))
}

/// What a writing function writes, as one string.
pub(in crate::render) fn held(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    // A vector takes every write, and wire structs hold strings, numbers and lists only: this cannot fail.
    let _ = write(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// A list whose items are made when they are written, one after the other.
pub(super) struct Each<F>(pub(super) F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_reads_back() {
        let text = "a\u{1b}[1m\u{9b}\u{202e}b\u{e0041}“é” \u{200d}";
        let written = line(&text);
        assert_eq!(
            written,
            "\"a\\u001b[1m\\u009b\\u202eb\\udb40\\udc41“é” \\u200d\"\n"
        );
        let read: String = serde_json::from_str(&written).unwrap_or_default();
        assert_eq!(read, text);
    }
}
