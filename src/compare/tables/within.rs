//! Which place lies in which land, from the tables `places` and `countries`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;

/// Places with the lands that they lie in, names folded.
pub(super) fn within(lexicon: &Lexicon) -> FxHashMap<String, FxHashSet<String>> {
    let mut found: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    let mut add = |names: &str, land: &str| {
        for name in names.split([';', '=']) {
            let name = name.trim().to_lowercase();
            if !name.is_empty() {
                found.entry(name).or_default().insert(land.to_lowercase());
            }
        }
    };
    for entry in &lexicon.table("places").entries {
        add(entry.cell(1), entry.cell(0));
    }
    for entry in &lexicon.table("countries").entries {
        add(entry.cell(1), entry.cell(0));
        add(entry.cell(3), entry.cell(0));
    }
    found
}
