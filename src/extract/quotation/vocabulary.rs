//! The closed-class words and the words of reporting, ready to be looked up.
//!
//! In: the tables `closed_class`, `cue_words`, `rule-words`, `titles` where there is one. Out: look-ups by folded word.

use rustc_hash::FxHashMap;

use super::hash::hash_bytes;
use crate::lexicon::Lexicon;

/// What a word reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// Nothing.
    #[default]
    None,
    /// Speech, as a verb ("said").
    Speech,
    /// Attitude, as a verb or adjective ("believes", "afraid").
    Attitude,
    /// Speech, as a noun ("statement").
    SpeechNoun,
    /// Attitude, as a noun ("belief").
    AttitudeNoun,
}

impl CueClass {
    /// True for verbs and adjectives.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, CueClass::Speech | CueClass::Attitude)
    }
}

/// What is known about a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// The class of a function word, a small number by the table's order of classes.
    pub function: Option<u8>,
    /// What it reports.
    pub cue: CueClass,
    /// Hash of the cue's lemma.
    pub lemma: u32,
    /// A verb that reports speech beside quotation marks only ("opened"); without them it tells an event.
    pub marks: bool,
    /// A form that is a noun or belongs to another verb in a headline ("warning").
    pub text: bool,
    /// A form whose subject is not who speaks where a form of "be" stands before it ("was told", "is believed").
    pub passive: bool,
    /// A form of "be".
    pub be: bool,
    /// What opens a noun phrase: an article, a possessive, a number word.
    pub determiner: bool,
    /// "he", "she".
    pub person: bool,
    /// "I", "we", "our".
    pub first_person: bool,
    /// A preposition but for "of", "for", "to".
    pub preposition: bool,
    /// The word before who did it: "by".
    pub agent: bool,
    /// A title before names.
    pub title: bool,
}

/// The words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    // only ever looked up by key: its order reaches nothing
    words: FxHashMap<Vec<u8>, Entry>,
}

impl Vocabulary {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Vocabulary {
        let mut words: FxHashMap<Vec<u8>, Entry> = FxHashMap::default();
        for entry in &lexicon.table("closed_class").entries {
            let class = hash_bytes(entry.cell(1).as_bytes());
            let slot = words.entry(entry.cell(0).as_bytes().to_vec()).or_default();
            slot.function = Some((class % 251) as u8);
            slot.be = entry.cell(1) == "be";
            slot.preposition = entry.cell(1) == "preposition";
            slot.person = entry.cell(1) == "person-pronoun";
            slot.determiner = matches!(entry.cell(1), "determiner" | "possessive");
        }
        for entry in &lexicon.table("cue_words").entries {
            let slot = words.entry(entry.cell(0).as_bytes().to_vec()).or_default();
            slot.lemma = hash_bytes(entry.cell(1).as_bytes());
            let used = |wanted: &str| entry.cell(3).split(',').any(|used| used == wanted);
            slot.marks = used("marks");
            slot.text = used("text");
            slot.passive = used("passive");
            slot.cue = match entry.cell(2) {
                "speech" => CueClass::Speech,
                "attitude" => CueClass::Attitude,
                "speech-noun" => CueClass::SpeechNoun,
                "attitude-noun" => CueClass::AttitudeNoun,
                _ => CueClass::None,
            };
        }
        for word in lexicon.table("rule-words").words_of("first-person") {
            words
                .entry(word.as_bytes().to_vec())
                .or_default()
                .first_person = true;
        }
        for word in lexicon.table("rule-words").words_of("agent") {
            words.entry(word.as_bytes().to_vec()).or_default().agent = true;
        }
        for entry in &lexicon.table("abbreviations").entries {
            if entry.cell(1) == "title" {
                words
                    .entry(entry.cell(0).to_lowercase().into_bytes())
                    .or_default()
                    .title = true;
            }
        }
        Vocabulary { words }
    }

    /// Lower-cases `text` into `buffer`, ’ to ', the marks of every style to one, a final `'s` dropped.
    #[must_use]
    pub fn fold<'b>(&self, text: &'b str, buffer: &'b mut [u8; 48]) -> &'b [u8] {
        let plain = match text {
            "“" | "”" | "''" | "``" | "«" | "»" | "„" => "\"",
            "–" | "―" => "—",
            "‘" => "'",
            _ => text,
        };
        let mut length = 0;
        for letter in plain.chars() {
            let mut bytes = [0u8; 4];
            let lower = match letter {
                '’' => '\'',
                _ if letter.is_ascii() => letter.to_ascii_lowercase(),
                _ => letter.to_lowercase().next().unwrap_or(letter),
            };
            let encoded = lower.encode_utf8(&mut bytes).as_bytes();
            let Some(place) = buffer.get_mut(length..length + encoded.len()) else {
                break;
            };
            place.copy_from_slice(encoded);
            length += encoded.len();
        }
        let all = buffer.get(..length).unwrap_or(&[]);
        match all.strip_suffix(b"'s") {
            // it's, he's, that's stay: they hold a verb
            Some(stem) if !stem.is_empty() && !self.words.contains_key(all) => stem,
            _ => all,
        }
    }

    /// What is known about a folded word.
    #[must_use]
    pub fn look_up(&self, folded: &[u8]) -> Entry {
        self.words.get(folded).copied().unwrap_or_default()
    }
}
