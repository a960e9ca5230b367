//! Why two statements are linked, packed.
//!
//! A large story has hundreds of thousands of links with a dozen reasons each; written out they were more than half of
//! all memory. Packed they are one stretch of bytes a link; [`Reasons::iter`] gives them back one by one.

use std::sync::Arc;

/// A feature of pairs that reasons speak of. A story has one list of them, and reasons their places in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// Its name ("shared-words", "position").
    pub name: &'static str,
    /// What its value is multiplied with to give its share of the log-odds.
    pub weight: f64,
    /// The detail of its reasons that have none of their own.
    pub words: &'static str,
}

/// One reason for or against a link: a feature of the pair with its value and its share of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason<'a> {
    /// The feature's name ("shared-words", "position").
    pub feature: &'static str,
    /// Its value for the pair.
    pub value: f64,
    /// What it added to the log-odds.
    pub contribution: f64,
    /// In words, where the feature can be shown ("spicer, russia, defeat").
    pub detail: &'a str,
}

/// The head of a reason: the place of its feature, and how its value and its words stand.
const PLACE: u8 = 0x3f;
/// The value is as exact in four bytes as in eight.
const SHORT: u8 = 0x40;
/// Words follow: their length in four bytes, then the words.
const WORDS: u8 = 0x80;

/// Reasons in their order; copies share the bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons(Option<Arc<[u8]>>);

impl Reasons {
    /// The reasons of several lists, one after another.
    #[must_use]
    pub fn joined(lists: &[&Reasons]) -> Reasons {
        let mut several = lists.iter().filter(|list| !list.is_empty());
        match (several.next(), several.next()) {
            (None, _) => Reasons::default(),
            (Some(list), None) => (*list).clone(),
            _ => {
                let lists: Vec<&[u8]> = lists.iter().map(|list| list.bytes()).collect();
                Reasons(Some(lists.concat().into()))
            }
        }
    }

    /// The reasons, looked up in the list of features that they were packed with.
    pub fn iter<'a>(&'a self, features: &'a [Feature]) -> impl Iterator<Item = Reason<'a>> {
        let mut rest = self.bytes();
        std::iter::from_fn(move || unpacked(&mut rest, features))
    }

    /// True for none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_deref().unwrap_or(&[])
    }
}

/// Reasons while they are packed.
#[derive(Debug, Default)]
pub struct Packing(Vec<u8>);

impl Packing {
    /// Adds a reason: the place of its feature (below 64), its value and its words, which may be none.
    pub fn push(&mut self, feature: usize, value: f64, detail: &str) {
        let place = u8::try_from(feature).unwrap_or(PLACE) & PLACE;
        #[allow(clippy::cast_possible_truncation)] // that is what is asked
        let short = value as f32;
        let exact = f64::from(short).to_bits() == value.to_bits();
        // No input is as long as this.
        let length = u32::try_from(detail.len()).unwrap_or(0);
        let head = |is: bool, flag: u8| if is { flag } else { 0 };
        self.0
            .push(place | head(exact, SHORT) | head(length > 0, WORDS));
        if exact {
            self.0.extend(short.to_le_bytes());
        } else {
            self.0.extend(value.to_le_bytes());
        }
        if length > 0 {
            self.0.extend(length.to_le_bytes());
            self.0.extend(detail.as_bytes());
        }
    }

    /// The reasons.
    #[must_use]
    pub fn done(&self) -> Reasons {
        Reasons((!self.0.is_empty()).then(|| self.0.as_slice().into()))
    }
}

fn unpacked<'a>(rest: &mut &'a [u8], features: &[Feature]) -> Option<Reason<'a>> {
    let [head] = *chunk::<1>(rest)?;
    let feature = features.get(usize::from(head & PLACE))?;
    let value = if head & SHORT == 0 {
        f64::from_le_bytes(*chunk(rest)?)
    } else {
        f64::from(f32::from_le_bytes(*chunk(rest)?))
    };
    let mut detail = feature.words;
    if head & WORDS != 0 {
        let length = usize::try_from(u32::from_le_bytes(*chunk(rest)?)).ok()?;
        let (words, after) = rest.split_at_checked(length)?;
        detail = std::str::from_utf8(words).ok()?;
        *rest = after;
    }
    Some(Reason {
        feature: feature.name,
        value,
        contribution: feature.weight * value,
        detail,
    })
}

fn chunk<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (chunk, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let features = [("base", -1.5), ("shared-words", 4.25)].map(|(name, weight)| Feature {
            name,
            weight,
            words: "",
        });
        let mut first = Packing::default();
        first.push(1, 0.1, "crane, “Überfahrt”");
        let mut second = Packing::default();
        second.push(0, 1.0, "");
        let both = Reasons::joined(&[&first.done(), &Reasons::default(), &second.done()]);
        let found: Vec<Reason<'_>> = both.iter(&features).collect();
        let reason = |feature, value, contribution, detail| Reason {
            feature,
            value,
            contribution,
            detail,
        };
        assert_eq!(
            found,
            [
                reason("shared-words", 0.1, 4.25 * 0.1, "crane, “Überfahrt”"),
                reason("base", 1.0, -1.5, ""),
            ]
        );
        assert!(Reasons::joined(&[]).is_empty());
    }
}
