//! Packed bytes → bytes: gzip told by its mark, not by the file's name.
//!
//! All members of a file are read, the decoded size is counted while reading, one layer is opened, a packed file
//! inside is refused. A truncated or damaged file is refused whole: half a report would compare as if it were all.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

/// The first bytes of a gzip member.
const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];

/// The bytes of an input without their gzip layer.
pub(super) fn unpack(bytes: &[u8], max_bytes: usize) -> Result<Cow<'_, [u8]>, String> {
    if !bytes.starts_with(&GZIP) {
        return if bytes.len() > max_bytes {
            Err(too_large(max_bytes))
        } else {
            Ok(Cow::Borrowed(bytes))
        };
    }
    let mut unpacked = Vec::new();
    let limit = u64::try_from(max_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut unpacked)
        .map_err(|error| format!("the gzip file is damaged or cut short: {error}"))?;
    if unpacked.len() > max_bytes {
        return Err(too_large(max_bytes));
    }
    if unpacked.starts_with(&GZIP) {
        return Err("packed twice with gzip; unpack it once and try again".to_owned());
    }
    Ok(Cow::Owned(unpacked))
}

fn too_large(max_bytes: usize) -> String {
    format!(
        "more than {max_bytes} bytes once unpacked; give the article alone, or raise --max-bytes"
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn all_members_are_read() {
        let packed = [pack(b"one "), pack(b"two")].concat();
        assert_eq!(unpack(&packed, 100).as_deref(), Ok(&b"one two"[..]));
    }

    #[test]
    fn a_bomb_a_stump_and_a_nest_are_refused() {
        let bomb = pack(&vec![b'a'; 5000]);
        assert!(unpack(&bomb, 1000).unwrap_err().contains("more than 1000"));
        let stump = &bomb[..bomb.len() - 6];
        assert!(unpack(stump, 9000).unwrap_err().contains("cut short"));
        let nest = pack(&pack(b"text"));
        assert!(unpack(&nest, 9000).unwrap_err().contains("packed twice"));
    }

    #[test]
    fn unpacked_bytes_pass_as_they_are() {
        assert_eq!(unpack(b"text", 4).as_deref(), Ok(&b"text"[..]));
        assert!(unpack(b"texts", 4).is_err());
    }
}
