//! The classes of paraphrase that single words tell.

use super::super::context::digest;
use crate::lexicon::Lexicon;
use crate::text::Stems;

/// The digest of the stem of each word that tells a class well, with the class: sorted, no repeats. One list, for a list
/// of its own for each of some thousand words is made at every start.
pub(super) struct Retold(Vec<(u64, u32)>);

impl Retold {
    /// Reads the table `paraphrase`.
    pub(super) fn new(lexicon: &Lexicon, known: &Stems) -> Retold {
        let entries = &lexicon.table("paraphrase").entries;
        let mut found: Vec<(u64, u32)> = (0..)
            .zip(entries)
            .flat_map(|(class, entry)| {
                let words = entry.cell(2).split(';').map(str::trim);
                words
                    .filter(|word| !word.contains([' ', '-']))
                    .map(move |word| (digest(&known.stem(word)), class))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        Retold(found)
    }

    /// The classes that a stem tells, ascending.
    fn classes(&self, stem: &str) -> impl Iterator<Item = u32> + '_ {
        let stem = digest(stem);
        let from = self.0.partition_point(|(held, _)| *held < stem);
        let rest = self.0.get(from..).unwrap_or(&[]).iter();
        rest.take_while(move |(held, _)| *held == stem)
            .map(|(_, class)| *class)
    }

    /// True when two stems tell one class.
    pub(super) fn tell_one(&self, one: &str, other: &str) -> bool {
        self.classes(one)
            .any(|class| self.classes(other).any(|other| class == other))
    }
}
